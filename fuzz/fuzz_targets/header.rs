//! Headers of a call: what is taken out of one stands in it, and what makes no difference makes none.
#![no_main]

use http::{HeaderMap, HeaderValue};
use libfuzzer_sys::fuzz_target;
use server::web::foreign::{bearer, cowin_token, encodings, idempotency_key, is_json, takes_json};

fuzz_target!(|input: (&str, &str)| {
    let (text, other) = input;
    let Some(headers) = with("authorization", &[text]) else { return };
    assert!(text.contains(cowin_token(&headers)));
    if let Some(key) = bearer(&headers) {
        let (scheme, rest) = text.split_at(7);
        assert!(scheme.eq_ignore_ascii_case("bearer ") && rest.trim() == key, "{text}");
        assert!(key.is_empty() || cowin_token(&headers) == key);
    }

    let idempotent = with("idempotency-key", &[text]).expect("as before");
    match idempotency_key(&idempotent) {
        Ok(Some(key)) => {
            assert_eq!(key, text);
            assert!((1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Ok(None) => panic!("there is one"),
        Err(_) => assert!(!(1..=255).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_graphic())),
    }
    assert!(idempotency_key(&with("idempotency-key", &[text, text]).expect("as before")).is_err());

    let kind = is_json(&with("content-type", &[text]).expect("as before"));
    let (essence, _) = text.split_once(';').unwrap_or((text, ""));
    assert!(!kind || essence.trim().eq_ignore_ascii_case("application/json"), "{text}");
    if other.is_ascii()
        && let Some(longer) = with("content-type", &[&format!("{text};{other}")])
    {
        assert_eq!(is_json(&longer), kind, "{text};{other}");
    }

    for lines in [[text, "application/json"], ["*/*", text], [text, "application/*;q=0.1"]] {
        assert!(takes_json(&with("accept", &lines).expect("as before")), "{lines:?}");
    }
    let alone = with("accept", &[text]).expect("as before");
    assert!(!takes_json(&alone) || !text.is_ascii() || text.contains("*/*") || has_application(text), "{text}");

    let found: Vec<_> = encodings(text).collect();
    assert_eq!(found.last(), Some(&("", None)));
    for name in found.iter().filter_map(|(_, name)| *name) {
        assert!(text.to_ascii_lowercase().contains(name), "{text}");
    }
});

fn has_application(text: &str) -> bool {
    text.to_ascii_lowercase().contains("application/")
}

/// A header of these lines; none where one cannot be sent.
fn with(name: &'static str, lines: &[&str]) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(name, HeaderValue::from_bytes(line.as_bytes()).ok()?);
    }
    Some(headers)
}
