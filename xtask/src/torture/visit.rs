//! One verification as its caller knows it: what was asked, what was acknowledged, and whether the service still stands by it.

use anyhow::Result;
use serde_json::Value;

use super::client::{Answer, Client, start_body, wrong};
use super::findings::Findings;
use super::outbox::Outbox;
use super::people::Person;

/// A verification. All that is in it was acknowledged, or is what the caller sent.
#[derive(Clone)]
pub(crate) struct Visit {
    /// Whom it is about.
    pub(crate) person: Person,
    /// The idempotency key of the start; the others are made from it.
    pub(crate) key: String,
    /// Length of the outbox before the start.
    pub(crate) place: u64,
    /// The acknowledged start, byte for byte.
    pub(crate) opened: Option<Vec<u8>>,
    /// Guesses left after the acknowledged wrong guess.
    pub(crate) left: Option<u64>,
    /// The code that was handed in.
    pub(crate) code: Option<String>,
    /// The acknowledged result, byte for byte.
    pub(crate) result: Option<Vec<u8>>,
}

impl Visit {
    /// A verification to come.
    pub(crate) fn new(person: &Person, key: String, outbox: &Outbox) -> Self {
        let (opened, left, code, result) = (None, None, None, None);
        Self { person: person.clone(), key, place: outbox.end(), opened, left, code, result }
    }

    /// The id; empty before the start was acknowledged.
    pub(crate) fn id(&self) -> String {
        self.opened_text("id")
    }

    fn opened_text(&self, field: &str) -> String {
        let opened: Value = self.opened.as_ref().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
        opened[field].as_str().unwrap_or_default().to_owned()
    }

    /// Starts it.
    pub(crate) fn start(&mut self, client: &Client) -> Result<Answer> {
        let answer = client.start(Some(&self.key), &start_body(&self.person))?;
        if answer.status == 201 {
            self.opened = Some(answer.body.clone());
        }
        Ok(answer)
    }

    /// The code that came by SMS; waits for it.
    pub(crate) fn code_from(&self, outbox: &Outbox) -> Option<String> {
        outbox.code(&self.person.e164(), &self.opened_text("sms_ref"), self.place)
    }

    /// The same where the start was answered at all.
    pub(crate) fn code_from_if(&self, opened: bool, outbox: &Outbox) -> Option<String> {
        if opened { self.code_from(outbox) } else { None }
    }

    /// The code, if it has come; a process that was killed may have taken it along.
    pub(crate) fn code_now(&self, outbox: &Outbox) -> Option<String> {
        outbox.code_now(&self.person.e164(), &self.opened_text("sms_ref"), self.place)
    }

    /// Hands in a wrong code.
    pub(crate) fn guess_wrong(&mut self, client: &Client, code: &str) -> Result<Answer> {
        let answer = client.confirm(&self.id(), None, &wrong(code, 1))?;
        if answer.text("code") == "otp-incorrect" {
            self.left = answer.json()["attempts_left"].as_u64();
        }
        Ok(answer)
    }

    /// Hands in the code; once tried, it stays the code of this verification.
    pub(crate) fn confirm(&mut self, client: &Client, code: &str) -> Result<Answer> {
        self.code = Some(code.to_owned());
        let answer = client.confirm(&self.id(), Some(&self.confirm_key()), code)?;
        if answer.status == 200 {
            self.result = Some(answer.body.clone());
        }
        Ok(answer)
    }

    fn confirm_key(&self) -> String {
        format!("{}-confirm", self.key)
    }

    /// After a restart: whatever was acknowledged is true, what was not is brought to its end by the same key, and nothing
    /// has happened twice.
    pub(crate) fn settle(&mut self, client: &Client, outbox: &Outbox, findings: &mut Findings) -> Result<()> {
        self.settle_start(client, findings)?;
        if self.opened.is_none() {
            return Ok(());
        }
        if self.result.is_none() && self.code.is_none() && self.left.is_some() {
            self.settle_guess(client, outbox, findings)?;
        }
        if let Some(code) = self.code.clone() {
            self.settle_confirm(client, &code, findings)?;
        }
        let state = client.state(&self.id())?;
        let expected = if self.result.is_some() { "confirmed" } else { "open" };
        findings.expect(state.status == 200 && state.text("state") == expected, || {
            format!("{}: state is {} {:?}, not {expected}", self.key, state.shown(), state.text("state"))
        });
        Ok(())
    }

    fn settle_start(&mut self, client: &Client, findings: &mut Findings) -> Result<()> {
        let before = self.opened.clone();
        let answer = self.start(client)?;
        let same = before.is_none_or(|before| before == answer.body);
        findings.expect(answer.status == 201 && same, || {
            format!("{}: the start with the same key is answered {}, same bytes: {same}", self.key, answer.shown())
        });
        Ok(())
    }

    /// A guess that was answered stays counted.
    fn settle_guess(&mut self, client: &Client, outbox: &Outbox, findings: &mut Findings) -> Result<()> {
        let (Some(before), Some(code)) = (self.left, self.code_now(outbox)) else { return Ok(()) };
        let answer = self.guess_wrong(client, &code)?;
        findings.expect(
            self.left.is_some_and(|left| left < before) || answer.text("code") == "otp-attempts-exceeded",
            || {
                format!(
                    "{}: {before} guesses were left, and after another one: {:?} ({})",
                    self.key,
                    self.left,
                    answer.shown()
                )
            },
        );
        Ok(())
    }

    fn settle_confirm(&mut self, client: &Client, code: &str, findings: &mut Findings) -> Result<()> {
        let acknowledged = self.result.clone();
        let answer = self.confirm(client, code)?;
        findings.expect(answer.status == 200, || {
            format!("{}: the confirmation with the same key is answered {}", self.key, answer.shown())
        });
        let same = acknowledged.is_none_or(|before| before == answer.body);
        findings.expect(same, || format!("{}: the result with the same key is another one", self.key));
        let again = client.confirm(&self.id(), Some(&self.confirm_key()), code)?;
        findings.expect(again.body == answer.body, || format!("{}: two replays of the result differ", self.key));
        for key in [None, Some(format!("{}-other", self.key))] {
            let reused = client.confirm(&self.id(), key.as_deref(), code)?;
            findings
                .expect(reused.status >= 400, || format!("{}: its code worked again: {}", self.key, reused.shown()));
        }
        Ok(())
    }
}
