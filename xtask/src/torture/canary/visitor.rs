//! Somebody at a browser without scripts: forms are posted as our own pages do it, and whatever comes back is kept.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::super::client::{ANOTHER_CODE, Answer, Client};
use super::super::outbox::{Message, Outbox};
use super::super::people::Person;
use super::super::place::Place;
use super::super::wait::until;
use super::traces::{May, NOTHING, Traces};

/// What a browser says of a form of our own.
const OURS: [(&str, &str); 2] =
    [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
/// How long a message may take.
const ARRIVES: Duration = Duration::from_secs(5);

/// A person who is looked for afterwards.
pub(super) struct Visitor<'v> {
    pub(super) place: &'v Place,
    pub(super) client: &'v Client,
    pub(super) outbox: Outbox,
    pub(super) person: &'v Person,
    pub(super) number: usize,
    /// Whether other codes are asked for too, which moves the clock.
    pub(super) resends: bool,
    pub(super) traces: &'v mut Traces,
}

/// A page that came back.
pub(super) struct Page {
    status: u16,
    html: String,
}

impl Visitor<'_> {
    /// Presses a button. The page must be this step, answered so; a page or file outside of the steps is the step "".
    pub(super) fn press(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        may: May,
        (status, step): (u16, &str),
    ) -> Result<Page> {
        let action = fields.iter().find(|(name, _)| *name == "action").map_or("", |(_, value)| *value);
        let form: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let answer = self.client.send("POST", path, &OURS, Some(form.join("&").as_bytes()))?;
        let what = format!("{path} {action} of {}", self.number);
        self.keep(what, &answer, may, (status, step))
    }

    /// Follows a link.
    pub(super) fn visit(&mut self, path: &str, may: May, status: u16) -> Result<Page> {
        let answer = self.client.get(path)?;
        self.keep(format!("{path} for {}", self.number), &answer, may, (status, ""))
    }

    fn keep(&mut self, what: String, answer: &Answer, may: May, (status, step): (u16, &str)) -> Result<Page> {
        let page = Page { status: answer.status, html: String::from_utf8_lossy(&answer.body).into_owned() };
        let as_due = page.status == status && page.step() == step;
        ensure!(as_due, "{what} is answered {} {:?}, not {status} {step:?}", page.status, page.step());
        self.traces.page(what, answer, may);
        Ok(page)
    }

    /// Presses the button for another code, where this visitor does, and gives the one that is good then.
    pub(super) fn another_code(&mut self, path: &str, fields: &[(&str, &str)], code: String) -> Result<String> {
        if !self.resends {
            return Ok(code);
        }
        self.place.move_clock(ANOTHER_CODE)?;
        let before = self.outbox.end();
        self.press(path, fields, NOTHING, (200, "code"))?;
        self.code(before)
    }

    /// The code that has come since the file of messages was so long.
    pub(super) fn code(&self, place: u64) -> Result<String> {
        let to = self.person.e164();
        let newest =
            || self.outbox.since(place).iter().rev().filter(|message| message.to == to).find_map(Message::code);
        until(ARRIVES, newest).with_context(|| format!("no code came to {}", self.number))
    }
}

impl Page {
    /// Which step it is.
    fn step(&self) -> &str {
        self.after("data-step=\"").unwrap_or_default()
    }

    /// The value of the first field with this mark in its tag.
    pub(super) fn value(&self, mark: &str) -> Option<&str> {
        let mut tags = self.html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        tags.find(|tag| tag.contains(mark))?.split("value=\"").nth(1)?.split('"').next()
    }

    /// The value of a field, which must be there.
    pub(super) fn field(&self, name: &str) -> Result<String> {
        let found = self.value(&format!("name=\"{name}\"")).with_context(|| format!("a page has no field {name:?}"))?;
        Ok(found.to_owned())
    }

    /// What stands behind a mark, up to the next quote.
    fn after(&self, mark: &str) -> Option<&str> {
        self.html.split_once(mark)?.1.split('"').next()
    }

    /// The text of the first element with this class.
    pub(super) fn text_of(&self, class: &str) -> Option<&str> {
        let (_, rest) = self.html.split_once(&format!("class=\"{class}\""))?;
        rest.split_once('>')?.1.split('<').next()
    }
}

/// A value as forms write it.
fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_by_its_marks() {
        let html = r#"<main data-step="own"><input type="hidden" name="session" value="s-1"/><button name="x" value="y">
            <input type="hidden" name="pass_name" value="n"/><input name="pass" value="p"/><p class="pass__text" dir="ltr">KY:1</p>"#;
        let page = Page { status: 200, html: html.to_owned() };
        assert_eq!(page.step(), "own");
        assert_eq!((page.field("session").unwrap().as_str(), page.field("pass").unwrap().as_str()), ("s-1", "p"));
        assert!(page.field("record").is_err());
        assert_eq!(page.text_of("pass__text"), Some("KY:1"));
    }

    #[test]
    fn values_are_written_as_forms_write_them() {
        assert_eq!(encoded("Asha Full+91/ä"), "Asha+Full%2B91%2F%C3%A4");
    }
}
