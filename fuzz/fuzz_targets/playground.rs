//! The playground of the documentation: whatever its address says, its pages have the tags that they have without it.
#![no_main]

use http::Uri;
use libfuzzer_sys::fuzz_target;
use server::web::foreign::playground_at;

const ORIGIN: &str = "https://status.example";
const NAMES: [&str; 14] = [
    "site-key",
    "purpose",
    "nonce",
    "ref",
    "lang",
    "theme",
    "size",
    "mode",
    "display",
    "return-url",
    "response-field",
    "response-field-name",
    "on-success",
    "on-error",
];

fuzz_target!(|chosen: Vec<(u8, &str)>| {
    let name = |number: u8| NAMES[usize::from(number) % NAMES.len()];
    let pairs: Vec<_> = chosen.into_iter().map(|(number, value)| (name(number), value)).collect();
    let query = serde_urlencoded::to_string(pairs).expect("pairs of texts");
    let address: Uri = format!("/docs/playground?{query}").parse().expect("an address");
    // a name that comes twice is refused
    let Some(pages) = playground_at(&address, ORIGIN) else { return };
    let plain = playground_at(&Uri::from_static("/docs/playground"), ORIGIN).expect("without a query");
    for (page, plain) in pages.iter().zip(&plain) {
        assert_eq!(page.matches('<').count(), plain.matches('<').count(), "{query}");
        assert_eq!(page.matches('>').count(), plain.matches('>').count(), "{query}");
        assert_eq!(page.matches('"').count() % 2, plain.matches('"').count() % 2, "{query}");
    }
});
