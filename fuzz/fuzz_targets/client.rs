//! Whose request it is: a stranger is who is connected, whatever the header says, and nothing in front of a proxy's word hides it.
#![no_main]

use std::net::IpAddr;

use http::{HeaderMap, HeaderValue};
use libfuzzer_sys::fuzz_target;
use server::config::Network;
use server::web::client::{Client, Peer};

/// A header line: addresses, and whatever else stands where they should.
type Line<'l> = Vec<Result<IpAddr, &'l [u8]>>;

fuzz_target!(|input: (Option<IpAddr>, Vec<(IpAddr, u8)>, Vec<Line<'_>>)| {
    let (peer, proxies, lines) = input;
    let peer = Peer(peer);
    let proxies: Vec<Network> =
        proxies.iter().filter_map(|(address, prefix)| format!("{address}/{prefix}").parse().ok()).collect();
    let lines: Vec<Vec<u8>> = lines.iter().map(written).collect();
    let Some(headers) = forwarded(lines.iter().map(Vec::as_slice)) else { return };
    let client = Client::of(&proxies, peer, &headers);
    if !peer.is_trusted(&proxies) {
        assert!(!client.is_forwarded && !client.is_proxy);
    }
    if !client.is_forwarded {
        assert_eq!(client.address, peer.0.map(|address| address.to_canonical()));
        return;
    }
    let mut named = lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).filter_map(address);
    assert!(named.any(|address| Some(address) == client.address), "{client:?}");
    if !Peer(client.address).is_trusted(&proxies) {
        let lie: &[u8] = b"198.51.100.7, 10.0.0.1";
        let headers = forwarded([lie].into_iter().chain(lines.iter().map(Vec::as_slice))).expect("as before");
        assert_eq!(Client::of(&proxies, peer, &headers), client);
    }
});

fn written(line: &Line<'_>) -> Vec<u8> {
    let hops = line.iter().map(|hop| match hop {
        Ok(address) => address.to_string().into_bytes(),
        Err(bytes) => bytes.to_vec(),
    });
    hops.collect::<Vec<_>>().join(&b", "[..])
}

fn forwarded<'l>(lines: impl Iterator<Item = &'l [u8]>) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append("x-forwarded-for", HeaderValue::from_bytes(line).ok()?);
    }
    Some(headers)
}

fn address(hop: &[u8]) -> Option<IpAddr> {
    std::str::from_utf8(hop).ok()?.trim().parse::<IpAddr>().ok().map(|address| address.to_canonical())
}
