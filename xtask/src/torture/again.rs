//! DUR-1: what is sent again under its idempotency key after a `kill -9` has its one effect, and is answered as before.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::client::{ANOTHER_CODE, Answer, Client, confirm_body, start_body, wrong};
use super::findings::{Findings, Outcome};
use super::people::Person;
use super::place::{Place, Setup};
use super::server::Server;
use super::{Torture, books};

/// A call with its key, and what it was answered first.
struct Call {
    path: String,
    key: String,
    body: Option<Value>,
    answer: Answer,
}

impl Call {
    fn send(client: &Client, path: String, key: String, body: Option<Value>) -> Result<Self> {
        let answer = client.call("POST", &path, Some(&key), body.as_ref())?;
        Ok(Self { path, key, body, answer })
    }

    fn again(&self, client: &Client) -> Result<Answer> {
        client.call("POST", &self.path, Some(&self.key), self.body.as_ref())
    }
}

/// One verification, with all that was called for it.
struct Check {
    person: Person,
    number: usize,
    /// The code that is good.
    code: String,
    calls: Vec<Call>,
}

impl Check {
    /// A call of this kind, which must be answered so.
    fn call(&mut self, client: &Client, kind: &str, path: &str, body: Option<Value>, status: u16) -> Result<()> {
        let call = Call::send(client, format!("/api/v1/{path}"), format!("again-{}-{kind}", self.number), body)?;
        ensure!(call.answer.status == status, "{kind}: {}, not {status}", call.answer.shown());
        self.calls.push(call);
        Ok(())
    }

    fn path(&self, more: &str) -> String {
        format!("verifications/{}/{more}", self.calls[0].answer.text("id"))
    }

    /// Waits for the message of the newest call: a process that is killed may take it along.
    fn read_code(&mut self, place: &Place) -> Result<()> {
        let reference = self.calls.last().map(|call| call.answer.text("sms_ref")).unwrap_or_default();
        let code = place.outbox().code(&self.person.e164(), &reference, 0);
        self.code = code.context("no code came")?;
        Ok(())
    }

    fn start(&mut self, place: &Place, client: &Client) -> Result<()> {
        self.call(client, "start", "verifications", Some(start_body(&self.person)), 201)?;
        self.read_code(place)
    }

    fn resend(&mut self, place: &Place, client: &Client) -> Result<()> {
        place.set_clock(ANOTHER_CODE)?;
        self.call(client, "resend", &self.path("resend"), None, 202)?;
        self.read_code(place)
    }

    fn guess(&mut self, _place: &Place, client: &Client) -> Result<()> {
        let body = confirm_body(&wrong(&self.code, 1));
        self.call(client, "guess", &self.path("confirm"), Some(body), 422)
    }

    fn confirm(&mut self, _place: &Place, client: &Client) -> Result<()> {
        self.call(client, "confirm", &self.path("confirm"), Some(confirm_body(&self.code)), 200)
    }

    fn verify(&mut self, _place: &Place, client: &Client) -> Result<()> {
        let result = self.calls.last().map(|call| call.answer.text("result")).unwrap_or_default();
        self.call(client, "verify", "results/verify", Some(json!({ "result": result })), 200)
    }
}

/// What is called for every verification; after each of them the service is killed.
type Step = fn(&mut Check, &Place, &Client) -> Result<()>;
const STEPS: [Step; 5] = [Check::start, Check::resend, Check::guess, Check::confirm, Check::verify];

/// Runs the steps, and sends everything again after each.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    if !torture.clock_moves {
        return Ok(Outcome::LeftOut("the clock of this binary does not move, and another code takes 30 s".to_owned()));
    }
    let checks = torture.pick(5, 40);
    let place = Place::new(torture, "again", &Setup { people: 100, ..Setup::default() })?;
    let people = place.people.iter().take(checks).cloned().enumerate();
    let new = |(number, person)| Check { person, number, code: String::new(), calls: Vec::new() };
    let mut checks: Vec<Check> = people.map(new).collect();
    let (mut findings, mut sent) = (Findings::default(), 0);
    for step in STEPS {
        let server = Server::start(&place)?;
        let client = place.client();
        for check in &mut checks {
            step(check, &place, &client)?;
        }
        server.kill()?;
        let server = Server::start(&place)?;
        sent += all_again(&place, &checks, &mut findings)?;
        server.kill()?;
    }
    let server = Server::start(&place)?;
    for check in &checks {
        used_once(check, &place.client(), &mut findings)?;
    }
    server.stop()?;
    let messages = place.outbox().since(0).len();
    let due = checks.len() * 2;
    findings.expect(messages == due, || format!("{messages} SMS for {due} calls that send one"));
    let asked = books::in_order(&place, &mut findings)?;
    findings.verdict(format!("{} kills, {sent} calls sent again, {asked} checks of the books", STEPS.len() * 2))
}

/// Everything so far, twice.
fn all_again(place: &Place, checks: &[Check], findings: &mut Findings) -> Result<usize> {
    let (client, mut sent) = (place.client(), 0);
    for call in checks.iter().flat_map(|check| &check.calls) {
        for _ in 0..2 {
            let answer = call.again(&client)?;
            findings.expect(is_same(&call.answer, &answer), || {
                format!("{}: {} at first, {} again", call.key, call.answer.shown(), answer.shown())
            });
            sent += 1;
        }
    }
    Ok(sent)
}

/// The same byte for byte; a refusal names its request, and all else in it is the same.
fn is_same(first: &Answer, again: &Answer) -> bool {
    let nameless = |answer: &Answer| {
        let mut body = answer.json();
        body["request_id"] = Value::Null;
        body
    };
    let refused = first.status >= 400;
    first.status == again.status && if refused { nameless(first) == nameless(again) } else { first.body == again.body }
}

/// Another body that the same call takes.
fn other_than(body: &Value) -> Value {
    let (member, value) = match body {
        body if body["result"].is_string() => ("single_use", json!(true)),
        body if body["otp"].is_string() => ("scopes", Value::Null),
        _ => ("lang", json!("hi")),
    };
    let mut other = body.clone();
    other[member] = value;
    other
}

/// Under its key another request is a mistake, and under another key neither code nor result is good again.
fn used_once(check: &Check, client: &Client, findings: &mut Findings) -> Result<()> {
    for call in &check.calls {
        let other = call.body.as_ref().map_or_else(|| json!({}), other_than);
        let answer = client.call("POST", &call.path, Some(&call.key), Some(&other))?;
        findings.expect(answer.status == 422 && answer.text("code") == "idempotency-conflict", || {
            format!("{}: another request under its key is answered {}", call.key, answer.shown())
        });
    }
    let key = format!("again-{}-other", check.number);
    for call in &check.calls[3..] {
        let answer = client.call("POST", &call.path, Some(&key), call.body.as_ref())?;
        findings.expect(answer.status >= 400 || answer.json()["valid"] == false, || {
            format!("{}: it is taken again under another key: {}", call.key, answer.shown())
        });
    }
    Ok(())
}
