//! `[server]`: where the service listens and how it is reached.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use domain::origin::Origin;

use super::{
    ConfigError,
    listen::{self, ListenAddress},
    network::Network,
    section::Section,
};

/// Where the service listens and how it is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Address of the pages and the API.
    pub listen: ListenAddress,
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
    /// Of these, how many one address may hold; behind trusted proxies, requests in flight of one client. 0 is no limit.
    pub max_connections_per_address: u32,
    /// Requests in work at most; more wait.
    pub max_in_flight: u32,
    /// How long they wait for room before they are answered "try again".
    pub max_wait: Duration,
    /// Whether every request gets a line in the log.
    pub access_log: bool,
    /// While this file is there, no check is taken in.
    pub maintenance_file: PathBuf,
    /// HTTPS of our own; `None` means that a proxy in front speaks it.
    pub tls: Option<TlsFiles>,
}

/// Where the certificate for HTTPS is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and what leads to its root, PEM.
    pub cert_file: PathBuf,
    /// Its private key, PEM; only its owner may read it.
    pub key_file: PathBuf,
}

impl Server {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let server = Self {
            listen: section.parsed("listen", str::parse)?.unwrap_or_else(|| ListenAddress::Tcp(local(8080))),
            ops_listen: section.parsed("ops_listen", listen::tcp)?.unwrap_or_else(|| local(8081)),
            public_url: section.parsed("public_url", origin)?,
            trusted_proxies: section.list("trusted_proxies", str::parse::<Network>)?.unwrap_or_default(),
            header_timeout: section.duration("header_timeout", Duration::from_secs(10), seconds(1, 120))?,
            body_timeout: section.duration("body_timeout", Duration::from_secs(10), seconds(1, 120))?,
            max_connections: section.number("max_connections", 4000, 1..=1_000_000)?,
            max_connections_per_address: section.number("max_connections_per_address", 256, 0..=1_000_000)?,
            max_in_flight: section.number("max_in_flight", 256, 1..=1_000_000)?,
            max_wait: section.duration("max_wait", Duration::from_secs(1), Duration::ZERO..=Duration::from_secs(10))?,
            access_log: section.flag("access_log", true)?,
            maintenance_file: section.parsed("maintenance_file", path)?.unwrap_or_else(|| "kyvs.maintenance".into()),
            tls: TlsFiles::read(section.section("tls")?)?,
        };
        if server.listen == ListenAddress::Tcp(server.ops_listen) && server.ops_listen.port() != 0 {
            return Err(section.blame("ops_listen", "must differ from server.listen"));
        }
        if server.tls.is_some() && server.listen.path().is_some() {
            return Err(section.blame("listen", "is a socket of this machine, which server.tls has no use for"));
        }
        section.finish()?;
        Ok(server)
    }

    /// What browsers call the service: scheme, host and port, without a slash at the end.
    pub fn public_origin(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        match (&self.public_url, &self.listen) {
            (Some(origin), _) => origin.as_str().to_owned(),
            (None, ListenAddress::Tcp(address)) => format!("{scheme}://localhost:{}", address.port()),
            (None, ListenAddress::Unix(_)) => "http://localhost".to_owned(),
        }
    }

    /// The host of [`Server::public_origin`], without scheme and port.
    pub fn public_host(&self) -> &str {
        self.public_url.as_ref().map_or("localhost", Origin::host)
    }
}

impl TlsFiles {
    fn read(mut section: Section) -> Result<Option<Self>, ConfigError> {
        let (cert, key) = (section.parsed("cert_file", path)?, section.parsed("key_file", path)?);
        let files = match (cert, key) {
            (Some(cert_file), Some(key_file)) => Some(Self { cert_file, key_file }),
            (None, None) => None,
            (Some(_), None) => return Err(section.blame("key_file", "is missing: it belongs to server.tls.cert_file")),
            (None, Some(_)) => return Err(section.blame("cert_file", "is missing: it belongs to server.tls.key_file")),
        };
        section.finish()?;
        Ok(files)
    }
}

fn path(text: &str) -> Result<PathBuf, &'static str> {
    if text.is_empty() { Err("is the path of a file") } else { Ok(PathBuf::from(text)) }
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
