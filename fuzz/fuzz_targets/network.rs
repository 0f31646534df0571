//! A range of addresses: one bit of the prefix leads out of it, one behind the prefix does not.
#![no_main]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use libfuzzer_sys::fuzz_target;
use server::config::Network;

fuzz_target!(|input: (&str, IpAddr, u8)| {
    let (text, address, prefix) = input;
    if let (Ok(network), Ok(alone)) = (text.parse::<Network>(), text.parse::<IpAddr>()) {
        assert!(network.contains(alone), "{text}");
    }
    let width = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix % (width + 1);
    let is_v4 = address.to_canonical().is_ipv4();
    let Ok(network) = format!("{address}/{prefix}").parse::<Network>() else {
        assert!(is_v4 && address.is_ipv6() && prefix < 96, "{address}/{prefix}");
        return;
    };
    assert!(network.contains(address) && network.contains(address.to_canonical()));
    for bit in 0..width {
        let other = turned(address, bit);
        let is_of_its_kind = other.to_canonical().is_ipv4() == is_v4;
        assert_eq!(network.contains(other), bit >= prefix && is_of_its_kind, "{network:?} {other}");
    }
});

fn turned(address: IpAddr, bit: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() ^ (1 << (31 - bit))).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() ^ (1 << (127 - bit))).into(),
    }
}
