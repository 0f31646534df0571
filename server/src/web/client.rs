//! Whose request it is. A weak signal, used in logs and for caps only, as far as the operator trusts the proxies in front.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderValue};

use crate::config::Network;

/// The other end of the connection; put on every request by the front door. `None` is a socket in the file system: whoever may
/// write to it is trusted as a proxy is.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

impl Peer {
    /// Whether its word about others is taken.
    pub fn is_trusted(self, proxies: &[Network]) -> bool {
        self.0.is_none_or(|address| proxies.iter().any(|network| network.contains(address)))
    }
}

/// The client of a request, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// The peer's address or, as long as the hops are trusted, the nearest one before them in `X-Forwarded-For`.
    pub address: Option<IpAddr>,
    /// Whether a trusted proxy named it: then many clients share the connection.
    pub is_forwarded: bool,
    /// Whether it is a trusted proxy that named nobody: many may be behind it.
    pub is_proxy: bool,
}

impl Client {
    /// Reads it off a request.
    pub fn of(proxies: &[Network], peer: Peer, headers: &HeaderMap) -> Self {
        let is_proxy = peer.is_trusted(proxies);
        let mut client = Self { address: peer.0.map(|address| address.to_canonical()), is_forwarded: false, is_proxy };
        if !is_proxy {
            return client;
        }
        // Hop by hop: what a client has put before must not hide what a proxy has put behind.
        let lines: Vec<&[u8]> = headers.get_all("x-forwarded-for").iter().map(HeaderValue::as_bytes).collect();
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b',')) {
            let Some(before) = std::str::from_utf8(hop).ok().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) else {
                break;
            };
            client = Self { address: Some(before.to_canonical()), is_forwarded: true, is_proxy: false };
            if !Peer(client.address).is_trusted(proxies) {
                break;
            }
        }
        client
    }
}

/// What is counted as one: an IPv4 address, or the /64 of an IPv6 address, which one household or machine has for itself.
pub(super) fn counted_as(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        let client = Client::of(&trusted, Peer(peer.parse().ok()), &headers);
        format!(
            "{}{}",
            client.address.map_or_else(|| "nobody".to_owned(), |address| address.to_string()),
            if client.is_forwarded { " forwarded" } else { "" }
        )
    }

    #[test]
    fn an_untrusted_peer_cannot_name_another_address() {
        assert_eq!(client(&[], "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client(&["10.0.0.0/8"], "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn trusted_hops_are_walked_from_the_right() {
        let trusted = ["10.0.0.0/8", "::1"];
        assert_eq!(client(&trusted, "10.1.2.3", &[]), "10.1.2.3");
        assert_eq!(client(&trusted, "10.1.2.3", &["198.51.100.1"]), "198.51.100.1 forwarded");
        assert_eq!(client(&trusted, "10.1.2.3", &["1.1.1.1, 198.51.100.1, 10.9.9.9"]), "198.51.100.1 forwarded");
        assert_eq!(client(&trusted, "::1", &["1.1.1.1", "198.51.100.7"]), "198.51.100.7 forwarded");
        assert_eq!(client(&trusted, "::ffff:10.1.2.3", &["198.51.100.1"]), "198.51.100.1 forwarded");
        assert_eq!(client(&trusted, "10.1.2.3", &["not an address"]), "10.1.2.3");
        assert_eq!(client(&trusted, "10.1.2.3", &["é, 198.51.100.1"]), "198.51.100.1 forwarded");
        assert_eq!(client(&["0.0.0.0/0"], "10.1.2.3", &["198.51.100.1"]), "198.51.100.1 forwarded");
    }

    #[test]
    fn a_socket_in_the_file_system_is_trusted() {
        assert_eq!(client(&[], "", &["198.51.100.1"]), "198.51.100.1 forwarded");
        assert_eq!(client(&[], "", &["1.1.1.1, 198.51.100.1"]), "198.51.100.1 forwarded");
        assert_eq!(client(&[], "", &[]), "nobody");
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one() {
        let counted = |text: &str| counted_as(text.parse().unwrap()).to_string();
        assert_eq!(counted("198.51.100.77"), "198.51.100.77");
        assert_eq!(counted("::ffff:198.51.100.77"), "198.51.100.77");
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
