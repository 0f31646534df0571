//! Web origins, compared whole.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use serde::{Deserialize, Serialize};

/// The origin of a web page: scheme, host and port in the form that browsers use, compared whole and exactly. There are no
/// wildcards and no suffixes.
///
/// ```
/// use domain::origin::Origin;
///
/// assert_eq!(Origin::parse("https://Hotel.example:443")?.as_str(), "https://hotel.example");
/// assert!(Origin::parse("http://hotel.example").is_err());
/// assert!(Origin::parse("http://localhost:8081").is_ok());
/// # Ok::<(), domain::origin::OriginError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// No `https://` at the front, or `http://` of something other than this machine.
    #[error("an origin starts with https:// (http:// only for localhost, 127.0.0.1 and [::1])")]
    Scheme,
    /// The host is not a host name or address in ASCII; wildcards are none.
    #[error("an origin has a host name or address in ASCII, as in https://hotel.example")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("a port is a number from 1 to 65535")]
    Port,
    /// Something follows the host and port.
    #[error("an origin has no user, path, query or fragment, as in https://hotel.example")]
    Extra,
}

impl Origin {
    /// Reads `scheme://host[:port]`; a single slash at the end is dropped, as is the scheme's own port.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(OriginError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        let own_port = match scheme.as_str() {
            "https" => 443,
            "http" => 80,
            _ => return Err(OriginError::Scheme),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(OriginError::Extra);
        }
        let (host, port) = split_port(rest)?;
        let host = canonical_host(host).ok_or(OriginError::Host)?;
        if scheme == "http" && !matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]") {
            return Err(OriginError::Scheme);
        }
        Ok(Self(match port {
            Some(port) if port != own_port => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        }))
    }

    /// The origin of an address, without what follows the host and port; `None` when the address has no origin.
    ///
    /// ```
    /// use domain::origin::Origin;
    ///
    /// assert_eq!(Origin::of_url("https://hotel.example/back?x=1").unwrap().as_str(), "https://hotel.example");
    /// assert!(Origin::of_url("hotel.example/back").is_none());
    /// ```
    pub fn of_url(url: &str) -> Option<Self> {
        let rest = url.find("://").map(|at| at + 3)?;
        let end = url[rest..].find(['/', '?', '#']).map_or(url.len(), |at| rest + at);
        Self::parse(&url[..end]).ok()
    }

    /// The origin as browsers write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the page runs on the visitor's own machine.
    pub fn is_local(&self) -> bool {
        matches!(self.host(), "localhost" | "127.0.0.1" | "[::1]")
    }

    /// The host, without scheme and port.
    pub fn host(&self) -> &str {
        let host = self.0.split_once("://").map_or("", |(_, rest)| rest);
        split_port(host).map_or("", |(host, _)| host)
    }
}

/// Splits `host:port`; the colons of an address in brackets are not looked at.
fn split_port(text: &str) -> Result<(&str, Option<u16>), OriginError> {
    if text.starts_with('[') && !text.contains(']') {
        return Err(OriginError::Host);
    }
    let after = text.rfind(']').map_or(0, |bracket| bracket + 1);
    let Some(colon) = text.get(after..).and_then(|tail| tail.find(':')) else {
        return Ok((text, None));
    };
    let (host, port) = (text.get(..after + colon), text.get(after + colon + 1..));
    let port =
        port.filter(|port| !port.is_empty() && !port.starts_with('0') && port.bytes().all(|b| b.is_ascii_digit()));
    let port = port.and_then(|port| port.parse().ok()).ok_or(OriginError::Port)?;
    Ok((host.unwrap_or_default(), Some(port)))
}

/// The host in lower case and, for addresses, in the one form that browsers use.
fn canonical_host(host: &str) -> Option<String> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let host = host.to_ascii_lowercase();
    let last = host.rsplit('.').next()?;
    if last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x") {
        // a browser would read this as an address: only the usual form is one here
        let address: Ipv4Addr = host.parse().ok()?;
        return Some(address.to_string());
    }
    (host.len() <= 253 && host.split('.').all(is_label)).then_some(host)
}

/// Whether a text is one label of a host name.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, OriginError> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::parse(text)
    }
}
