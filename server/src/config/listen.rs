//! An address to listen on: a TCP address, or a socket in the file system.

use std::{
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Where a listener is.
///
/// ```
/// use server::config::ListenAddress;
/// let address: ListenAddress = "unix:/run/kyvs.sock".parse().unwrap();
/// assert_eq!(address.to_string(), "unix:/run/kyvs.sock");
/// assert!(address.is_of_this_machine());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenAddress {
    /// An address with a port.
    Tcp(SocketAddr),
    /// The path of a socket; whoever may write to it is believed as a proxy is.
    Unix(PathBuf),
}

impl ListenAddress {
    /// Whether only this machine reaches it.
    pub fn is_of_this_machine(&self) -> bool {
        match self {
            Self::Tcp(address) => address.ip().is_loopback(),
            Self::Unix(_) => true,
        }
    }

    /// The socket's path, when it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Tcp(_) => None,
            Self::Unix(path) => Some(path),
        }
    }
}

impl FromStr for ListenAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("unix:") {
            Some("") => Err("is unix:PATH with a path, such as \"unix:/run/kyvs.sock\""),
            Some(path) => Ok(Self::Unix(PathBuf::from(path))),
            None => tcp(text).map(Self::Tcp),
        }
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// An address with a port.
pub(super) fn tcp(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "is an address with a port such as \"127.0.0.1:8080\" or \"[::]:8080\"")
}
