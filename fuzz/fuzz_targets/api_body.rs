//! Bodies of a provider's calls: a proper one is read; what is accepted is strict JSON, and says what was read and no more.
#![no_main]

use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};
use server::web::foreign::{confirm_body, start_body, verify_body};

fuzz_target!(|input: (&[u8], &str, &str)| {
    let (raw, first, second) = input;
    let json = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    let start = json!({"full_name": first, "mobile": second}).to_string();
    let confirm = json!({"otp": first, "consent": true}).to_string();
    let verify = json!({"result": first, "nonce": second}).to_string();
    assert!(start_body(&json, start.as_bytes()).is_ok());
    assert!(confirm_body(&json, confirm.as_bytes()).is_ok_and(|confirm| confirm.agreed().is_ok()));
    assert!(verify_body(&json, verify.as_bytes()).is_ok());
    for proper in [start, confirm, verify] {
        check(&json, proper.as_bytes());
        // and one member more, or whatever it is
        let open = proper.strip_suffix('}').expect("an object");
        check(&json, &[open.as_bytes(), b",", raw, b"}"].concat());
    }
    check(&json, raw);
});

fn check(json: &HeaderMap, body: &[u8]) {
    let undeclared = HeaderMap::new();
    if let Ok(ask) = start_body(json, body) {
        let said = members(body, &["full_name", "mobile", "purpose", "scopes", "ref", "nonce", "lang", "as_of"]);
        let text = |name: &str| said.get(name).and_then(Value::as_str);
        assert_eq!((text("full_name"), text("mobile")), (Some(&*ask.full_name), Some(&*ask.mobile)));
        assert_eq!((text("purpose"), text("lang")), (ask.purpose.as_deref(), ask.lang.as_deref()));
        assert_eq!((text("ref"), text("nonce")), (ask.reference.as_deref(), ask.nonce.as_deref()));
        assert_eq!(text("as_of").map(str::to_owned), ask.as_of.map(|day| day.to_string()));
        assert_eq!(said.get("scopes").is_some_and(Value::is_array), ask.scopes.is_some());
        assert!(start_body(&undeclared, body).is_err());
    }
    if let Ok(confirm) = confirm_body(json, body) {
        let said = members(body, &["otp", "consent", "scopes", "receipt"]);
        if let Ok(consent) = confirm.agreed() {
            assert_eq!((said["otp"].as_str(), said["consent"].as_bool()), (Some(consent.otp), Some(true)));
            assert_eq!(said.get("receipt").and_then(Value::as_bool).unwrap_or_default(), consent.receipt);
            assert_eq!(said.get("scopes").is_some_and(Value::is_array), consent.scopes.is_some());
        }
        assert!(confirm_body(&undeclared, body).is_err());
    }
    if let Ok(question) = verify_body(json, body) {
        let said = members(body, &["result", "nonce", "single_use"]);
        assert_eq!(said["result"].as_str(), Some(&*question.result));
        assert_eq!(said.get("nonce").and_then(Value::as_str), question.nonce.as_deref());
        assert_eq!(said.get("single_use").and_then(Value::as_bool).unwrap_or(true), question.single_use);
        assert!(verify_body(&undeclared, body).is_err());
    }
}

/// What a body says to a strict reader: these members and no others.
fn members(body: &[u8], known: &[&str]) -> Map<String, Value> {
    let said: Map<String, Value> = domain::json::from_slice(body).expect("strict JSON");
    assert!(said.keys().all(|name| known.contains(&name.as_str())), "{said:?}");
    said
}
