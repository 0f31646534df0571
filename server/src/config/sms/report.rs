//! `[sms.NAME.report]`: how a gateway tells what became of a message.

use std::fmt;

use super::{ConfigError, Section};

/// Fewest characters of a token: it is all that keeps strangers from reporting.
const SHORTEST_TOKEN: usize = 16;

/// How a gateway's delivery reports read.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    /// End of the address that the gateway calls, `/sms/report/TOKEN`.
    pub token: String,
    /// Parameter with the number that the gateway got as `{message_id}`.
    pub id: String,
    /// Parameter with what became of the message.
    pub status: String,
    /// Its values that mean: it is on the phone.
    pub delivered: Vec<String>,
    /// Its values that mean: it will never be. All others mean that it is not known yet.
    pub failed: Vec<String>,
}

impl fmt::Debug for Report {
    /// The token is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}

/// Reads the section; `None` when nothing of it is set.
pub(super) fn read(mut section: Section) -> Result<Option<Report>, ConfigError> {
    let token = section.parsed("token", token)?;
    let id = section.parsed("id", parameter)?;
    let status = section.parsed("status", parameter)?;
    let delivered = section.list("delivered", value)?;
    let failed = section.list("failed", value)?;
    if token.is_none() && id.is_none() && status.is_none() && delivered.is_none() && failed.is_none() {
        return section.finish().map(|()| None);
    }
    let token = token.ok_or_else(|| section.blame("token", "is missing"))?;
    let status = status.ok_or_else(|| section.blame("status", "is missing"))?;
    let delivered = delivered
        .filter(|values| !values.is_empty())
        .ok_or_else(|| section.blame("delivered", "is missing: the values that mean delivered"))?;
    let failed = failed.unwrap_or_default();
    if failed.iter().any(|value| delivered.contains(value)) {
        return Err(section.blame("failed", "holds a value that means delivered"));
    }
    section.finish()?;
    Ok(Some(Report { token, id: id.unwrap_or_else(|| "message_id".to_owned()), status, delivered, failed }))
}

fn token(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if text.len() >= SHORTEST_TOKEN && text.bytes().all(plain) {
        Ok(text.to_owned())
    } else {
        Err(format!("is at least {SHORTEST_TOKEN} letters, digits, - and _, hard to guess"))
    }
}

fn parameter(text: &str) -> Result<String, &'static str> {
    if text.is_empty() { Err("is the name of a parameter") } else { Ok(text.to_owned()) }
}

fn value(text: &str) -> Result<String, &'static str> {
    if text.is_empty() { Err("holds values that the parameter may have") } else { Ok(text.to_owned()) }
}
