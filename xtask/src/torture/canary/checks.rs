//! Checks on the pages that providers lead people to, or frame.

use anyhow::Result;

use super::super::client::wrong;
use super::traces::{NAME, NOTHING, TYPED, TYPED_CODE};
use super::visitor::Visitor;

/// A full page that is called off, and a framed one that is gone through to the answer and to the receipt of the consent.
pub(super) fn walk(visitor: &mut Visitor<'_>) -> Result<()> {
    declined(visitor)?;
    answered(visitor)
}

fn declined(visitor: &mut Visitor<'_>) -> Result<()> {
    let (person, place) = (visitor.person, visitor.place);
    let (name, mobile) = (person.name.as_str(), person.mobile.as_str());
    let start = [("action", "start"), ("full_name", name), ("mobile", mobile)];
    // the address of a page says who asks, a form says so itself: this one does not
    let address = format!("/check?k={}&purpose=check-in", place.site_key);
    visitor.press(&address, &start, TYPED, (404, "problem"))?;
    let asked = [("k", place.site_key.as_str()), ("purpose", "check-in"), ("lang", "en")];
    let nameless = [("action", "start"), ("full_name", ""), ("mobile", mobile)];
    visitor.press("/check", &with(&asked, &nameless), TYPED, (422, "details"))?;
    let before = visitor.outbox.end();
    let id = visitor.press("/check", &with(&asked, &start), NOTHING, (200, "code"))?.field("id")?;
    // its message must not be taken for one of the next check
    visitor.code(before)?;
    visitor.press("/check", &with(&asked, &[("action", "change"), ("id", &id)]), TYPED, (200, "details"))?;
    visitor.press("/check", &with(&asked, &[("action", "decline"), ("id", &id)]), NOTHING, (200, "closed"))?;
    Ok(())
}

fn answered(visitor: &mut Visitor<'_>) -> Result<()> {
    let (person, place) = (visitor.person, visitor.place);
    let asked = [
        ("k", place.site_key.as_str()),
        ("o", "https://hotel.example"),
        ("purpose", "check-in"),
        ("lang", "en"),
        ("mode", "citizen"),
    ];
    let before = visitor.outbox.end();
    let start = [("action", "start"), ("full_name", person.name.as_str()), ("mobile", person.mobile.as_str())];
    let id = visitor.press("/embed", &with(&asked, &start), NOTHING, (200, "code"))?.field("id")?;
    let code = visitor.code(before)?;
    let resend = with(&asked, &[("action", "resend"), ("id", &id)]);
    let code = visitor.another_code("/embed", &resend, code)?;
    let guess = wrong(&code, 1);
    let guess = [("action", "confirm"), ("id", id.as_str()), ("otp", guess.as_str())];
    visitor.press("/embed", &with(&asked, &guess), TYPED_CODE, (422, "code"))?;
    // the host is given the signed answer, in which the mobile is masked
    let confirm = [("action", "confirm"), ("id", id.as_str()), ("otp", code.as_str()), ("receipt", "true")];
    let answer = visitor.press("/embed", &with(&asked, &confirm), NAME, (200, "answer"))?;
    let record = answer.field("id")?;
    for form in ["", "file"] {
        let fields = [("id", record.as_str()), ("lang", "en"), ("as", form)];
        visitor.press("/receipt", &fields, NOTHING, (200, ""))?;
    }
    Ok(())
}

fn with<'f>(asked: &[(&'f str, &'f str)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    [asked, more].concat()
}
