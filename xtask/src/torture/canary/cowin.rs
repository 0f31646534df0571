//! The three calls of 2021.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::super::client::{Answer, wrong};
use super::traces::{May, NAME, NOTHING, TOKEN};
use super::visitor::Visitor;

const GENERATE: &str = "/api/v3/vaccination/generateOTP";
const CONFIRM: &str = "/api/v3/vaccination/confirmOTP";
const STATUS: &str = "/api/v3/vaccination/status";

/// One check to its signed answer, with what goes wrong on the way.
pub(super) fn walk(visitor: &mut Visitor<'_>) -> Result<()> {
    let (name, mobile) = (visitor.person.name.as_str(), visitor.person.mobile.as_str());
    let before = visitor.outbox.end();
    // a number in a field of its name, and a name where the number belongs
    call(visitor, GENERATE, Some(&json!({ "mobile_number": name, "full_name": mobile })), "", NOTHING, 400)?;
    let asked = json!({ "mobile_number": mobile, "full_name": name, "email": "somebody@hotel.example" });
    let transaction = call(visitor, GENERATE, Some(&asked), "", NOTHING, 200)?.text("txnId");
    let code = visitor.code(before)?;
    let confirm = |code: &str| json!({ "otp": code, "txnId": transaction });
    call(visitor, CONFIRM, Some(&confirm("")), "", NOTHING, 400)?;
    call(visitor, CONFIRM, Some(&confirm(&wrong(&code, 1))), "", NOTHING, 401)?;
    let token = call(visitor, CONFIRM, Some(&confirm(&code)), "", TOKEN, 200)?.text("token");
    ensure!(!token.is_empty(), "no token for {}", visitor.number);
    // whoever has it is told the answer
    visitor.traces.sessions.insert(token.clone());
    call(visitor, STATUS, None, &token, NAME, 200)?;
    call(visitor, STATUS, None, &token, NOTHING, 401)?;
    Ok(())
}

/// A call, which must be answered so, and show no more than it may. One without a body asks.
fn call(
    visitor: &mut Visitor<'_>,
    path: &str,
    body: Option<&Value>,
    token: &str,
    may: May,
    status: u16,
) -> Result<Answer> {
    let headers = [
        ("x-api-key", visitor.place.secret_key.as_str()),
        ("content-type", "application/json"),
        ("authorization", token),
    ];
    let body = body.map(Value::to_string);
    let method = if body.is_some() { "POST" } else { "GET" };
    let answer = visitor.client.send(method, path, &headers, body.as_ref().map(String::as_bytes))?;
    let what = format!("{path} for {}", visitor.number);
    ensure!(answer.status == status, "{what} is answered {}, not {status}", answer.shown());
    visitor.traces.page(what, &answer, may);
    Ok(answer)
}
