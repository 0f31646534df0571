//! One message on its way: signed, sent, and what the receiver's answer means.

use std::{error::Error, sync::Arc, time::Duration};

use domain::{
    time::Timestamp,
    webhook::{self, WebhookUrl},
};
use ed25519_dalek::SigningKey;
use reqwest::{Client, Response, StatusCode, Url, header, redirect};

use super::guard::{self, NotPublic, PublicOnly};
use crate::{config::Webhooks, ports::WebhookFailure, secrets::Secrets};

/// What making a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// Carries messages.
pub struct Courier {
    client: Client,
    key: SigningKey,
    allow_private: bool,
}

/// The HTTP client cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the client for webhooks cannot be made: {0}")]
pub struct CourierError(String);

/// What came of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The receiver has it.
    Arrived,
    /// The receiver takes no messages any more.
    Gone,
    /// It may be tried again.
    Failed {
        /// Why.
        why: WebhookFailure,
        /// How long the receiver asks to be left alone.
        retry_after: Option<Duration>,
    },
}

impl Courier {
    /// Prepares the client. No connection is made.
    pub fn new(settings: &Webhooks, secrets: &Secrets) -> Result<Self, CourierError> {
        // An error says that another part of the process has installed one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("kyvs/", env!("CARGO_PKG_VERSION")))
            .timeout(settings.timeout)
            .connect_timeout(CONNECT.min(settings.timeout))
            .redirect(redirect::Policy::none())
            .pool_max_idle_per_host(1)
            .no_proxy();
        let client =
            if settings.allow_private { client } else { client.https_only(true).dns_resolver(Arc::new(PublicOnly)) };
        let client = client.build().map_err(|error| CourierError(error.to_string()))?;
        Ok(Self { client, key: secrets.webhook_key(), allow_private: settings.allow_private })
    }

    /// Sends a message, signed for this moment.
    pub async fn send(&self, url: &WebhookUrl, id: &str, now: Timestamp, payload: &str) -> Answer {
        let refused = Answer::Failed { why: WebhookFailure::AddressRefused, retry_after: None };
        let Some(url) = address(url, self.allow_private) else { return refused };
        let sent = now.as_seconds();
        let request = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", sent)
            .header("webhook-signature", webhook::sign(&self.key, id, sent, payload))
            .body(payload.to_owned());
        // The status is all that is read: what a receiver says besides is nobody's business here.
        match request.send().await {
            Ok(answer) => judge(&answer, now),
            Err(error) => Answer::Failed { why: failure(&error), retry_after: None },
        }
    }
}

/// The address that a message goes to; `None` where none may go.
pub fn address(url: &WebhookUrl, allow_private: bool) -> Option<Url> {
    let url = Url::parse(url.as_str()).ok()?;
    (allow_private || guard::check(&url).is_ok()).then_some(url)
}

fn judge(answer: &Response, now: Timestamp) -> Answer {
    match answer.status() {
        status if status.is_success() => Answer::Arrived,
        StatusCode::GONE => Answer::Gone,
        status => {
            let retry_after = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
            let retry_after = retry_after.and_then(|text| pause(text, now));
            Answer::Failed { why: WebhookFailure::Status(status.as_u16()), retry_after }
        }
    }
}

/// Reads `Retry-After`: seconds, or a date.
pub fn pause(text: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()?;
    Some(Timestamp::from_millis(date.as_millisecond()).since(now))
}

fn failure(error: &reqwest::Error) -> WebhookFailure {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(inner) = cause {
        if inner.is::<NotPublic>() {
            return WebhookFailure::AddressRefused;
        }
        cause = inner.source();
    }
    if error.is_timeout() { WebhookFailure::TimedOut } else { WebhookFailure::Unreachable }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{secrets::MasterKey, system::OsEntropy};

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    fn courier() -> Courier {
        let secrets = Secrets::derive(&MasterKey::generate(&OsEntropy));
        Courier::new(&Webhooks::default(), &secrets).unwrap()
    }

    #[test]
    fn a_receiver_asks_for_time_in_seconds_or_by_a_date() {
        assert_eq!(pause(" 120 ", NOW), Some(Duration::from_mins(2)));
        assert_eq!(pause("Mon, 21 Sep 2026 14:15:20 GMT", NOW), Some(Duration::from_mins(2)));
        assert_eq!(pause("Mon, 21 Sep 2026 14:00:00 GMT", NOW), Some(Duration::ZERO), "that is over");
        for wrong in ["", "soon", "-5", "1.5"] {
            assert_eq!(pause(wrong, NOW), None, "{wrong}");
        }
    }

    /// A server of this machine is there, and is not asked: neither by its address nor by a name that leads to it.
    #[tokio::test]
    async fn nothing_of_this_machine_is_reached() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = tokio::spawn(async move { listener.accept().await.map(|_| ()) });
        for url in ["https://127.0.0.1", "https://localhost", "http://localhost", "https://[::1]"] {
            let url = WebhookUrl::parse(&format!("{url}:{port}/x")).unwrap();
            let answer = courier().send(&url, "msg_1", NOW, "{}").await;
            let expected = Answer::Failed { why: WebhookFailure::AddressRefused, retry_after: None };
            assert_eq!(answer, expected, "{url}");
        }
        assert!(!asked.is_finished());
        asked.abort();
    }
}
