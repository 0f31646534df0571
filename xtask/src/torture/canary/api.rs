//! Checks through a provider's server.

use anyhow::{Context, Result};

use super::super::client::{ANOTHER_CODE, Answer, start_body};
use super::super::people::Person;
use super::super::signed::result_of;
use super::super::visit::Visit;
use super::visitor::Visitor;

/// Matches, wrong names, wrong codes, results, refusals, and what goes wrong on the way. Gives the result, where there is one.
pub(super) fn walk(visitor: &mut Visitor<'_>, stranger: &Person) -> Result<Option<String>> {
    let (client, person, number) = (visitor.client, visitor.person, visitor.number);
    let outbox = visitor.outbox.clone();
    let mut keep = |what: &str, answer: &Answer| visitor.traces.answer(format!("{what} {number}"), answer);
    let mut visit = Visit::new(person, format!("canary-{number}"), &outbox);
    let answer = visit.start(client)?;
    keep("start", &answer);
    let code = visit.code_from(&outbox).with_context(|| format!("no code came after {}", answer.shown()))?;
    keep("state", &client.state(&visit.id())?);
    keep("wrong code", &visit.guess_wrong(client, &code)?);
    if number % 3 == 1 {
        return Ok(None);
    }
    let mut code = code;
    if visitor.resends {
        visitor.place.move_clock(ANOTHER_CODE)?;
        keep("resend", &visit.resend(client)?);
        code = visit.code_from(&outbox).with_context(|| format!("no other code came to {number}"))?;
    }
    let answer = visit.confirm(client, &code)?;
    let result = result_of(&answer.body)?;
    // the claims show the name and the masked mobile by design; the envelope must not
    let open = String::from_utf8_lossy(&answer.body).replace(&result, "");
    keep("result", &Answer { body: open.into_bytes(), ..answer });
    keep("used code", &client.confirm(&visit.id(), None, &code)?);
    let named = Person::new(&stranger.name, &person.mobile);
    keep("wrong name", &client.start(None, &start_body(&named))?);
    let mut broken = start_body(person);
    broken["purpose"] = person.name.clone().into();
    broken["lang"] = person.mobile.clone().into();
    keep("refused", &client.start(None, &broken)?);
    Ok(Some(result))
}
