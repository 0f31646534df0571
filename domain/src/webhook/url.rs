//! Where a provider's server takes messages.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::origin::Origin;

/// Longest address, in bytes.
const LONGEST: usize = 500;
/// Ports below this belong to the services of a machine; of these only that of HTTPS is reached.
const FIRST_FREE_PORT: u16 = 1024;

/// An address that messages may be sent to: https, a plain host, no credentials, no fragment. Whether the host leads into the
/// public internet is found out anew at each connection (see [`super::is_public`]).
///
/// ```
/// use domain::webhook::{WebhookUrl, WebhookUrlError};
///
/// assert_eq!(WebhookUrl::parse("https://hotel.example/kyvs?x=1")?.as_str(), "https://hotel.example/kyvs?x=1");
/// assert_eq!(WebhookUrl::parse("http://hotel.example/kyvs"), Err(WebhookUrlError::Origin));
/// assert_eq!(WebhookUrl::parse("https://hotel.example:22/"), Err(WebhookUrlError::Port));
/// # Ok::<(), WebhookUrlError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct WebhookUrl(String);

/// Why a text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookUrlError {
    /// Too long, or with characters that an address does not have.
    #[error("an address is at most 500 characters of ASCII, without spaces, quotes, user, password and fragment")]
    Characters,
    /// No https, or no host.
    #[error("an address starts with https:// and a host name, as in https://hotel.example/kyvs")]
    Origin,
    /// A port of another service.
    #[error("a port is 443, or 1024 and above")]
    Port,
}

impl WebhookUrl {
    /// Reads an address. Plain http is taken for the reader's own machine only, where messages are not sent unless the
    /// configuration allows it.
    pub fn parse(text: &str) -> Result<Self, WebhookUrlError> {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\#@`{}|^".contains(&byte));
        if !plain || text.len() > LONGEST {
            return Err(WebhookUrlError::Characters);
        }
        let origin = Origin::of_url(text).ok_or(WebhookUrlError::Origin)?;
        // An origin has no port where it is the scheme's own.
        let port = origin.as_str().rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
        if port.is_some_and(|port| port < FIRST_FREE_PORT && port != 443) {
            return Err(WebhookUrlError::Port);
        }
        Ok(Self(text.to_owned()))
    }

    /// The address as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is https.
    pub fn is_https(&self) -> bool {
        self.0.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WebhookUrl {
    type Err = WebhookUrlError;

    fn from_str(text: &str) -> Result<Self, WebhookUrlError> {
        Self::parse(text)
    }
}

impl From<WebhookUrl> for String {
    fn from(url: WebhookUrl) -> Self {
        url.0
    }
}

impl TryFrom<String> for WebhookUrl {
    type Error = WebhookUrlError;

    fn try_from(text: String) -> Result<Self, WebhookUrlError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_https_with_a_host_and_nothing_hidden() {
        use WebhookUrlError::{Characters, Origin, Port};
        for good in [
            "https://hotel.example",
            "https://hotel.example/a/b?c=d",
            "https://hotel.example:443/",
            "https://hotel.example:8443/x",
            "http://localhost:3000/x",
            "http://127.0.0.1:3000",
            "https://[2606:4700::1]/",
        ] {
            assert_eq!(WebhookUrl::parse(good).map(String::from).as_deref(), Ok(good));
        }
        let long = format!("https://hotel.example/{}", "a".repeat(LONGEST));
        for (bad, why) in [
            ("", Origin),
            ("hotel.example", Origin),
            ("http://hotel.example/", Origin),
            ("ftp://hotel.example/", Origin),
            ("https:///x", Origin),
            ("https://user:pass@hotel.example/", Characters),
            ("https://hotel.example/#x", Characters),
            ("https://hotel.example\\@evil.example/", Characters),
            ("https://hotel.example/a b", Characters),
            ("https://hötel.example/", Characters),
            ("https://hotel.example:22/", Port),
            ("https://hotel.example:0/", Origin),
            ("https://hotel.example:80/", Port),
            ("http://localhost:25/", Port),
            (long.as_str(), Characters),
            ("https://0x7f.1/", Origin),
            ("https://2130706433/", Origin),
            ("https://127.1/", Origin),
        ] {
            assert_eq!(WebhookUrl::parse(bad), Err(why), "{bad}");
        }
        assert!(WebhookUrl::parse("HTTPS://hotel.example/").unwrap().is_https());
        assert!(!WebhookUrl::parse("http://localhost:3000/").unwrap().is_https());
    }
}
