//! A form of the citizen's own page: each field says what it said once, whichever section it is of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::web::own::OwnForm;

fuzz_target!(|body: &[u8]| {
    let Ok(form) = serde_urlencoded::from_bytes::<OwnForm>(body) else { return };
    let said: Vec<(String, String)> = serde_urlencoded::from_bytes(body).expect("pairs");
    let value = |name: &str| {
        let mut values = said.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let first = values.next().unwrap_or_default();
        assert!(values.next().is_none(), "{name} comes twice");
        first
    };
    let OwnForm { page, session, fault, dose, record, provider, sharing } = &form;
    for (name, read) in [
        ("action", &page.action),
        ("id", &page.id),
        ("otp", &page.otp),
        ("session", session),
        ("fault", fault),
        ("dose", dose),
        ("record", record),
        ("provider", provider),
        ("link", &sharing.link),
        ("share", &sharing.share),
        ("pass", &sharing.pass),
        ("pass_minutes", &sharing.pass_minutes),
    ] {
        assert_eq!(read, value(name), "{name}");
    }
});
