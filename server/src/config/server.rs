//! `[server]`: where the service listens and how it is reached.

use std::{net::SocketAddr, time::Duration};

use domain::origin::Origin;

use super::{ConfigError, network::Network, section::Section};

/// Where the service listens and how it is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Address of the pages and the API.
    pub listen: SocketAddr,
    /// Address of health and metrics; keep it away from the public.
    pub ops_listen: SocketAddr,
    /// What browsers call the service; `None` means `http://localhost` with the port of `listen`.
    pub public_url: Option<Origin>,
    /// Proxies whose word about the caller's address is believed.
    pub trusted_proxies: Vec<Network>,
    /// How long a connection may take for its request line and headers.
    pub header_timeout: Duration,
    /// How long it may take for a body.
    pub body_timeout: Duration,
    /// Open connections at most; more wait in the system's queue.
    pub max_connections: u32,
}

impl Server {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let server = Self {
            listen: section.parsed("listen", address)?.unwrap_or_else(|| local(8080)),
            ops_listen: section.parsed("ops_listen", address)?.unwrap_or_else(|| local(8081)),
            public_url: section.parsed("public_url", origin)?,
            trusted_proxies: section.list("trusted_proxies", str::parse::<Network>)?.unwrap_or_default(),
            header_timeout: section.duration("header_timeout", Duration::from_secs(10), seconds(1, 120))?,
            body_timeout: section.duration("body_timeout", Duration::from_secs(10), seconds(1, 120))?,
            max_connections: section.number("max_connections", 4000, 1..=1_000_000)?,
        };
        if server.listen == server.ops_listen && server.listen.port() != 0 {
            return Err(section.blame("ops_listen", "must differ from server.listen"));
        }
        section.finish()?;
        Ok(server)
    }

    /// What browsers call the service: scheme, host and port, without a slash at the end.
    pub fn public_origin(&self) -> String {
        self.public_url
            .as_ref()
            .map_or_else(|| format!("http://localhost:{}", self.listen.port()), |origin| origin.as_str().to_owned())
    }
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "is an address with a port such as \"127.0.0.1:8080\" or \"[::]:8080\"")
}

fn origin(text: &str) -> Result<Origin, String> {
    Origin::parse(text.strip_suffix('/').unwrap_or(text))
        .map_err(|_| "is https://HOST without a path (http:// for localhost only)".to_owned())
}

fn local(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

fn seconds(least: u64, most: u64) -> std::ops::RangeInclusive<Duration> {
    Duration::from_secs(least)..=Duration::from_secs(most)
}
