//! A caller of the API. Every caller has connections of its own.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use ureq::Agent;

use super::people::Person;

/// From then on another code can be asked for, in milliseconds of the service's clock.
pub(crate) const ANOTHER_CODE: i64 = 31_000;
/// No answer within this is a failure of its own.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// As much of a body as is read.
const LONGEST: u64 = 8 * 1024 * 1024;

/// An answer that came in whole.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Names in small letters, in the order they came.
    pub(crate) headers: Vec<(String, String)>,
    /// All of it.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        json_of(&self.body)
    }

    /// A text of the body's JSON object; empty when it is not there.
    pub(crate) fn text(&self, field: &str) -> String {
        text_of(&self.body, field)
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// For findings: the status, and the code of a problem.
    pub(crate) fn shown(&self) -> String {
        format!("{} {}", self.status, self.text("code")).trim_end().to_owned()
    }

    /// 503 that says when to come back.
    pub(crate) fn is_honest_503(&self) -> bool {
        self.status == 503 && self.header("retry-after").is_some()
    }
}

/// A caller.
pub(crate) struct Client {
    agent: Agent,
    base: String,
    secret_key: String,
}

impl Client {
    /// A caller of the service at `host:port`. Nothing is connected yet.
    pub(crate) fn new(address: &str, secret_key: &str) -> Self {
        Self::patient(address, secret_key, PATIENCE)
    }

    /// One that waits longer or less long for an answer.
    pub(crate) fn patient(address: &str, secret_key: &str, patience: Duration) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(patience))
            .user_agent("kyvs-torture")
            .proxy(None)
            .build();
        Self { agent: settings.into(), base: format!("http://{address}"), secret_key: secret_key.to_owned() }
    }

    /// Sends a request. An error means that there was no whole answer.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Answer> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body)?),
            None => self.agent.run(request.body(())?),
        };
        let mut answer = answer.with_context(|| format!("{method} {}", pattern(path)))?;
        let headers = answer.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.body_mut().with_config().limit(LONGEST).read_to_vec()?,
        })
    }

    /// A page or a key set.
    pub(crate) fn get(&self, path: &str) -> Result<Answer> {
        self.send("GET", path, &[], None)
    }

    /// A call with the secret key, and with an idempotency key where one is given.
    pub(crate) fn call(&self, method: &str, path: &str, key: Option<&str>, body: Option<&Value>) -> Result<Answer> {
        let bearer = format!("Bearer {}", self.secret_key);
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        let body = body.map(Value::to_string);
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        // a POST without a body says so
        let empty: Option<&[u8]> = (method == "POST").then_some(&[]);
        self.send(method, path, &headers, body.as_ref().map(String::as_bytes).or(empty))
    }

    /// Starts a verification.
    pub(crate) fn start(&self, key: Option<&str>, body: &Value) -> Result<Answer> {
        self.call("POST", "/api/v1/verifications", key, Some(body))
    }

    /// Hands in a code.
    pub(crate) fn confirm(&self, id: &str, key: Option<&str>, otp: &str) -> Result<Answer> {
        self.call("POST", &format!("/api/v1/verifications/{id}/confirm"), key, Some(&confirm_body(otp)))
    }

    /// Asks for another code.
    pub(crate) fn resend(&self, id: &str, key: Option<&str>) -> Result<Answer> {
        self.call("POST", &format!("/api/v1/verifications/{id}/resend"), key, None)
    }

    /// Asks how a verification stands.
    pub(crate) fn state(&self, id: &str) -> Result<Answer> {
        self.call("GET", &format!("/api/v1/verifications/{id}"), None, None)
    }
}

/// A text of a body that is a JSON object; empty when it is not there.
pub(crate) fn text_of(body: &[u8], field: &str) -> String {
    json_of(body)[field].as_str().unwrap_or_default().to_owned()
}

fn json_of(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

/// What a start says.
pub(crate) fn start_body(person: &Person) -> Value {
    json!({
        "full_name": person.name, "mobile": person.mobile, "purpose": "check-in", "scopes": ["status"], "lang": "en"
    })
}

/// What a confirmation says.
pub(crate) fn confirm_body(otp: &str) -> Value {
    json!({ "otp": otp, "consent": true, "scopes": ["status"] })
}

/// A code that is certainly another one.
pub(crate) fn wrong(code: &str, by: u32) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap_or(0) + by) % 1_000_000)
}

/// A path without ids.
fn pattern(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.len() >= 20 { "{id}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}
