//! Where a provider is told of its checks: what is accepted is written and read again as the same.
#![no_main]

use domain::webhook::WebhookUrl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(url) = WebhookUrl::parse(text) {
        assert_eq!(url.to_string(), text);
        assert!(url.is_https() || text.to_ascii_lowercase().starts_with("http://"), "{text}");
    }
});
