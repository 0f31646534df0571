//! `[sms]`: the gateways that messages go out by, in the order they are tried.

mod report;

use std::{collections::BTreeMap, fmt, path::PathBuf, time::Duration};

pub use self::report::Report;
use super::{ConfigError, section::Section};
use crate::sms::template::Escape;

/// What one attempt with a gateway may take at most.
pub const LONGEST_TIMEOUT: Duration = Duration::from_mins(1);

/// The gateways, in the order they are tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sms {
    /// Empty until the operator names one; the service does not start without.
    pub gateways: Vec<Gateway>,
}

/// A gateway with the name that the operator gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gateway {
    /// Lower-case letters, digits and underscores.
    pub name: String,
    /// What it is.
    pub kind: GatewayKind,
}

impl Gateway {
    /// How it reports; `None` when it does not.
    pub const fn report(&self) -> Option<&Report> {
        match &self.kind {
            GatewayKind::Http(http) => http.report.as_ref(),
            GatewayKind::Outbox { .. } => None,
        }
    }

    fn shares_token(&self, other: &Self) -> bool {
        self.report().zip(other.report()).is_some_and(|(one, two)| one.token == two.token)
    }
}

/// Kinds of gateways.
#[derive(Clone, Debug, PartialEq)]
pub enum GatewayKind {
    /// Nothing leaves the machine: the last messages stay in memory, and in a file when one is named.
    Outbox {
        /// One JSON object a line, codes in clear: for trials only.
        file: Option<PathBuf>,
    },
    /// An HTTP request a message.
    Http(Box<HttpGateway>),
}

/// How an HTTP gateway is called.
#[derive(Clone, PartialEq)]
pub struct HttpGateway {
    /// Address; placeholders are percent-encoded.
    pub url: String,
    /// Method.
    pub method: Method,
    /// Headers; often with the gateway's secret.
    pub headers: BTreeMap<String, String>,
    /// Body; `None` sends none.
    pub body: Option<Body>,
    /// What counts as taken.
    pub success: Success,
    /// For the whole call.
    pub timeout: Duration,
    /// How it reports; `None` when it does not.
    pub report: Option<Report>,
}

impl fmt::Debug for HttpGateway {
    /// Address, headers and body may hold the gateway's secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpGateway")
            .field("method", &self.method)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// A body template.
#[derive(Clone, PartialEq)]
pub struct Body {
    /// With placeholders.
    pub template: String,
    /// How values are escaped, by the content type.
    pub(crate) escape: Escape,
}

/// Methods that gateways use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The message is in the address; no body.
    Get,
    /// Usual.
    Post,
    /// Rare.
    Put,
}

/// What counts as taken by the gateway. All that is set must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// Statuses: a class (`2xx`) or single ones.
    pub statuses: Vec<(u16, u16)>,
    /// What the body must say.
    pub body: Option<BodyRule>,
}

/// What a body must say.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyRule {
    /// It holds this text.
    Contains(String),
    /// It is JSON, and the value there (RFC 6901) reads like this.
    Json {
        /// Such as `/type`.
        pointer: String,
        /// A text, number or `true`/`false`, compared as written.
        equals: String,
    },
}

const JSON: &str = "application/json";

/// JSON of the five things a gateway may want to know.
const DEFAULT_BODY: &str =
    r#"{"to":"{to}","text":"{text}","message_id":"{message_id}","template":"{template}","lang":"{lang}"}"#;

impl Sms {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let order = section.list("gateways", name)?.unwrap_or_default();
        let mut found = BTreeMap::new();
        for (name, part) in section.named_sections() {
            if self::name(&name).is_err() {
                return Err(part.refuse("has a name of lower-case letters, digits and underscores"));
            }
            found.insert(name.clone(), Gateway { kind: kind(part)?, name });
        }
        let mut gateways = Vec::with_capacity(order.len());
        for name in order {
            let Some(gateway) = found.remove(&name) else {
                let why = if gateways.iter().any(|gateway: &Gateway| gateway.name == name) {
                    format!("names \"{name}\" twice")
                } else {
                    format!("names \"{name}\", and there is no section sms.{name}")
                };
                return Err(section.blame("gateways", why));
            };
            if gateways.iter().any(|other: &Gateway| other.shares_token(&gateway)) {
                return Err(section.blame("gateways", format!("names \"{name}\", whose report.token is another's too")));
            }
            gateways.push(gateway);
        }
        section.finish()?;
        Ok(Self { gateways })
    }
}

fn kind(mut section: Section) -> Result<GatewayKind, ConfigError> {
    let kind = section.parsed("kind", |text| match text {
        "outbox" => Ok(false),
        "http" => Ok(true),
        _ => Err("is \"outbox\" or \"http\""),
    })?;
    let kind = match kind {
        None => return Err(section.blame("kind", "is missing: \"outbox\" or \"http\"")),
        Some(false) => GatewayKind::Outbox { file: section.text("file")?.map(PathBuf::from) },
        Some(true) => GatewayKind::Http(Box::new(http(&mut section)?)),
    };
    section.finish()?;
    Ok(kind)
}

fn http(section: &mut Section) -> Result<HttpGateway, ConfigError> {
    let url = section.parsed("url", url)?.ok_or_else(|| section.blame("url", "is missing"))?;
    let method = section
        .parsed("method", |text| match text {
            "GET" => Ok(Method::Get),
            "POST" => Ok(Method::Post),
            "PUT" => Ok(Method::Put),
            _ => Err("is \"GET\", \"POST\" or \"PUT\""),
        })?
        .unwrap_or(Method::Post);
    let mut headers = headers(section.section("headers")?)?;
    let body = body(section, method, &mut headers)?;
    let success = success(section.section("success")?)?;
    let report = report::read(section.section("report")?)?;
    let timeout = section.duration("timeout", Duration::from_secs(10), Duration::from_millis(100)..=LONGEST_TIMEOUT)?;
    Ok(HttpGateway { url, method, headers, body, success, timeout, report })
}

/// Reads the body, and the content type that its values are escaped for; without one the body's first character tells.
fn body(
    section: &mut Section,
    method: Method,
    headers: &mut BTreeMap<String, String>,
) -> Result<Option<Body>, ConfigError> {
    let given = section.parsed("body", |text| placeholders(text).map(|()| text.to_owned()))?;
    if method == Method::Get {
        return match given {
            None => Ok(None),
            Some(_) => Err(section.blame("body", "does not go with method \"GET\": put the message into the url")),
        };
    }
    let template = given.unwrap_or_else(|| DEFAULT_BODY.to_owned());
    let looks_json = template.trim_start().starts_with(['{', '[']);
    let kind = headers
        .entry("content-type".to_owned())
        .or_insert_with(|| if looks_json { JSON } else { "application/x-www-form-urlencoded" }.to_owned())
        .to_ascii_lowercase();
    let escape = match kind.split(';').next().map(str::trim) {
        Some("application/x-www-form-urlencoded") => Escape::Percent,
        Some(kind) if kind == JSON || kind.ends_with("+json") => Escape::Json,
        _ => {
            return Err(section.blame("headers", "has a content-type that is neither JSON nor urlencoded"));
        }
    };
    if escape == Escape::Json && serde_json::from_str::<serde::de::IgnoredAny>(&with_numbers(&template)).is_err() {
        return Err(section.blame("body", "is no JSON"));
    }
    Ok(Some(Body { template, escape }))
}

/// The template with a number in every placeholder, which is JSON within quotes and without.
fn with_numbers(template: &str) -> String {
    crate::sms::PLACEHOLDERS.iter().fold(template.to_owned(), |text, word| text.replace(&format!("{{{word}}}"), "0"))
}

fn headers(mut section: Section) -> Result<BTreeMap<String, String>, ConfigError> {
    let mut headers = BTreeMap::new();
    for (name, value, by_variable) in section.named_texts()? {
        // A variable cannot be called X-API-KEY.
        let name = if by_variable { name.replace('_', "-") } else { name }.to_ascii_lowercase();
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if name.is_empty() || !name.bytes().all(token) || value.chars().any(char::is_control) {
            return Err(section.blame(&name, "is no header that can be sent"));
        }
        headers.insert(name, value);
    }
    Ok(headers)
}

fn success(mut section: Section) -> Result<Success, ConfigError> {
    let statuses = section.parsed("status", statuses)?.unwrap_or_else(|| vec![(200, 299)]);
    let contains = section.text("body_contains")?;
    let pointer = section.parsed("json_pointer", |text| {
        if text.starts_with('/') { Ok(text.to_owned()) } else { Err("is a JSON pointer such as \"/type\"") }
    })?;
    let equals = section.text("json_equals")?;
    let body = match (contains, pointer, equals) {
        (None, None, None) => None,
        (Some(text), None, None) => Some(BodyRule::Contains(text)),
        (None, Some(pointer), Some(equals)) => Some(BodyRule::Json { pointer, equals }),
        (None, ..) => return Err(section.blame("json_pointer", "and json_equals go together")),
        (Some(_), ..) => {
            return Err(section.blame("body_contains", "and json_pointer exclude each other"));
        }
    };
    section.finish()?;
    Ok(Success { statuses, body })
}

/// Reads `2xx` or `200,202`.
fn statuses(text: &str) -> Result<Vec<(u16, u16)>, &'static str> {
    text.split(',')
        .map(|part| match part.trim() {
            "2xx" => Some((200, 299)),
            part => part.parse().ok().filter(|status| (100..600).contains(status)).map(|status| (status, status)),
        })
        .collect::<Option<Vec<_>>>()
        .ok_or("is \"2xx\" or statuses such as \"200,202\"")
}

fn name(text: &str) -> Result<String, &'static str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !text.is_empty() && text.len() <= 40 && text.bytes().all(plain) && text != "gateways" {
        Ok(text.to_owned())
    } else {
        Err("holds names of lower-case letters, digits and underscores")
    }
}

fn url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    if host.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("is an address that starts with https:// (or http:// on a closed network)".to_owned());
    }
    if host.split(['/', '?']).next().is_some_and(|host| host.contains('{')) {
        return Err("has a placeholder where the host is".to_owned());
    }
    placeholders(text)?;
    Ok(text.to_owned())
}

/// Refuses a `{word}` that is no placeholder. Braces around anything else are the body's own.
fn placeholders(text: &str) -> Result<(), String> {
    let known = crate::sms::PLACEHOLDERS;
    for word in text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(word, _)| word)) {
        let like_one = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if like_one && !known.contains(&word) {
            return Err(format!("has an unknown placeholder {{{word}}}: there are {{{}}}", known.join("} {")));
        }
    }
    Ok(())
}
