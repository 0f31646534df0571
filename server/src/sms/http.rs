//! A gateway that takes one HTTP request a message: address, headers, body and what counts as taken are configuration.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, StatusCode, header::HeaderMap, redirect};
use tokio::{net::TcpStream, time::timeout};

use super::{
    SetupError,
    template::{Escape, fill},
};
use crate::{
    config::{BodyRule, HttpGateway, Method},
    ports::{CodeSender, SendError, Sms},
};

/// As much of an answer as is read; gateways say little.
const LONGEST_ANSWER: usize = 64 * 1024;

/// What a check whether it is there may take.
const CHECK: Duration = Duration::from_secs(2);

/// An HTTP gateway.
pub struct Http {
    name: String,
    settings: HttpGateway,
    headers: HeaderMap,
    client: Client,
    /// Host and port; `None` when the address does not read, which the first message tells.
    at: Option<(String, u16)>,
}

impl Http {
    /// Prepares the client. No connection is made.
    pub fn new(name: &str, settings: &HttpGateway) -> Result<Self, SetupError> {
        // An error says that another part of the process has installed one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("kyvs/", env!("CARGO_PKG_VERSION")))
            .timeout(settings.timeout)
            // Shorter than the whole, so that a time-out while connecting is known to have sent nothing.
            .connect_timeout((settings.timeout / 2).min(Duration::from_secs(5)))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| SetupError::Client { name: name.to_owned(), reason: error.to_string() })?;
        let mut headers = HeaderMap::new();
        for (name, value) in &settings.headers {
            // The configuration has checked both.
            if let (Ok(name), Ok(mut value)) =
                (name.parse::<reqwest::header::HeaderName>(), value.parse::<reqwest::header::HeaderValue>())
            {
                value.set_sensitive(true);
                headers.insert(name, value);
            }
        }
        Ok(Self { name: name.to_owned(), settings: settings.clone(), headers, client, at: place_of(&settings.url) })
    }

    fn request(&self, sms: &Sms, message_id: i64, good_for: Duration) -> reqwest::RequestBuilder {
        let filled = |template: &str, escape| fill(template, escape, sms, message_id, good_for);
        let url = filled(&self.settings.url, Escape::Percent);
        let method = match self.settings.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let request = self.client.request(method, url).headers(self.headers.clone());
        match &self.settings.body {
            None => request,
            Some(body) => request.body(filled(&body.template, body.escape)),
        }
    }

    /// Reads the answer as far as the rule needs it.
    async fn judge(&self, mut answer: reqwest::Response) -> Result<(), SendError> {
        let status = answer.status();
        let code = status.as_u16();
        if !self.settings.success.statuses.iter().any(|(first, last)| (*first..=*last).contains(&code)) {
            return Err(refusal(status));
        }
        let Some(rule) = &self.settings.success.body else {
            return Ok(());
        };
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| SendError::Unknown(reason(error)))? {
            body.extend_from_slice(&chunk);
            if body.len() > LONGEST_ANSWER {
                return Err(SendError::Unknown("its answer is too long".to_owned()));
            }
        }
        if says(&body, rule) {
            Ok(())
        } else {
            Err(SendError::NotTaken(format!("it answered {code}, and not what counts as success")))
        }
    }
}

#[async_trait]
impl CodeSender for Http {
    fn name(&self) -> &str {
        &self.name
    }

    async fn send(&self, sms: &Sms, message_id: i64, good_for: Duration) -> Result<(), SendError> {
        match self.request(sms, message_id, good_for).send().await {
            Ok(answer) => self.judge(answer).await,
            // Nothing has left: the address does not resolve, nobody listens, TLS failed.
            Err(error) if error.is_connect() => Err(SendError::NotTaken(reason(error))),
            Err(error) if error.is_builder() => Err(SendError::Refused(reason(error))),
            Err(error) => Err(SendError::Unknown(reason(error))),
        }
    }

    /// Opens a connection and says nothing.
    async fn is_there(&self) -> bool {
        let Some((host, port)) = &self.at else { return true };
        matches!(timeout(CHECK, TcpStream::connect((host.as_str(), *port))).await, Ok(Ok(_)))
    }
}

/// Host and port of an address.
fn place_of(url: &str) -> Option<(String, u16)> {
    let url = reqwest::Url::parse(url).ok()?;
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    Some((host.to_owned(), url.port_or_known_default()?))
}

/// What a status outside the success rule means for the message.
fn refusal(status: StatusCode) -> SendError {
    let told = format!("it answered {}", status.as_u16());
    match status.as_u16() {
        // Somebody in between gave up waiting: the gateway may have taken it.
        502 | 504 => SendError::Unknown(told),
        // The account, the address or the rate is wrong, not the message: another gateway may take it.
        401..=405 | 407 | 408 | 421 | 425 | 429 => SendError::NotTaken(told),
        400..=499 => SendError::Refused(told),
        _ => SendError::NotTaken(told),
    }
}

/// Whether an answer's body says that the message is taken.
pub fn says(body: &[u8], rule: &BodyRule) -> bool {
    match rule {
        BodyRule::Contains(text) => String::from_utf8_lossy(body).contains(text),
        BodyRule::Json { pointer, equals } => {
            let json: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            match json.pointer(pointer) {
                Some(serde_json::Value::String(text)) => text == equals,
                Some(other) => {
                    let written = other.to_string();
                    written == *equals
                }
                None => false,
            }
        }
    }
}

/// The error with its causes, without the address: that may hold the mobile and the text.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_an_address_has_host_and_port() {
        let place = |url| place_of(url).unwrap();
        assert_eq!(place("https://gw.example/send?to={to}&text={text}"), ("gw.example".to_owned(), 443));
        assert_eq!(place("http://u:p@127.0.0.1:13013/{lang}"), ("127.0.0.1".to_owned(), 13013));
        assert_eq!(place("http://[::1]/x"), ("::1".to_owned(), 80));
    }
}
