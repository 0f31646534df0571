//! Which addresses may be reached: those of the public internet. A webhook is a request that others make us send, and it must
//! not lead into the network that the service runs in.

// The types alone: `core` has nothing that could reach an address.
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that are not, or must not count as, the public internet (IANA's registry of special addresses): address and
/// length of the prefix.
const CLOSED_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // shared by customers of a provider, and the metadata of one cloud
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // link-local, and the metadata of most clouds
    ([169, 254, 0, 0], 16),
    // metadata of one cloud on an address that looks public
    ([168, 63, 129, 16], 32),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // multicast
    ([224, 0, 0, 0], 4),
    // reserved, and the broadcast
    ([240, 0, 0, 0], 4),
];

/// Blocks within `2000::/3` that are not the public internet, or hide an address of IPv4.
const CLOSED_V6: [(Ipv6Addr, u32); 4] = [
    // Teredo, benchmarks, identifiers
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// What may be reached of IPv6.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// Networks without IPv4 reach it under this prefix.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address belongs to the public internet. An address of IPv4 in the clothes of IPv6 counts as what it is.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) if shares(address, NAT64) => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(address) => shares(address, GLOBAL_V6) && !CLOSED_V6.iter().any(|block| shares(address, *block)),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(block, prefix): &([u8; 4], u32)| {
        let host_bits = 32 - prefix;
        address.to_bits() >> host_bits == Ipv4Addr::from(*block).to_bits() >> host_bits
    };
    !CLOSED_V4.iter().any(within)
}

fn shares(address: Ipv6Addr, (block, prefix): (Ipv6Addr, u32)) -> bool {
    let host_bits = 128 - prefix;
    address.to_bits() >> host_bits == block.to_bits() >> host_bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_reached() {
        let public = [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "168.63.129.15",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2400:cb00::1",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2001:200::1",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        let closed = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::1.1.1.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:a00:1::1",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for address in closed {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }
}
