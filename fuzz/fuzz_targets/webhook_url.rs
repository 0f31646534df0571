//! Where a provider is told of its checks: what is accepted is written and read again as the same. The client that sends sees the same
//! host in it, and is let to no address outside the public internet.
#![no_main]

use std::net::IpAddr;

use domain::origin::Origin;
use domain::webhook::{WebhookUrl, is_public};
use libfuzzer_sys::fuzz_target;
use server::webhooks::address;

fuzz_target!(|text: &str| {
    if let Ok(url) = WebhookUrl::parse(text) {
        assert_eq!(url.to_string(), text);
        if let Some(reached) = address(&url, false) {
            assert!(url.is_https() && reached.scheme() == "https", "{text}");
            let origin = Origin::of_url(text).expect("it was read by it");
            let [ours, theirs] = [origin.host(), reached.host_str().unwrap_or_default()]
                .map(|host| host.trim_start_matches('[').trim_end_matches(']'));
            match ours.parse::<IpAddr>() {
                Ok(host) => assert!(theirs.parse::<IpAddr>() == Ok(host) && is_public(host), "{text}"),
                Err(_) => assert_eq!(theirs, ours),
            }
        }
        assert!(url.is_https() || text.to_ascii_lowercase().starts_with("http://"), "{text}");
    }
});
