//! Bodies of the calls of 2021: a proper one is read with whatever stands beside, and what is accepted says what was read.
#![no_main]

use domain::provider::Scopes;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};
use server::web::foreign::{cowin_confirm_body, cowin_generate_body};

fuzz_target!(|input: (&[u8], &str, &str)| {
    let (raw, first, second) = input;
    let generate = json!({"mobile_number": first, "full_name": second, "email": first}).to_string();
    let ask = cowin_generate_body(generate.as_bytes()).expect("a proper body");
    assert_eq!((&*ask.mobile, &*ask.full_name), (first, second));
    let confirm = json!({"otp": first, "txnId": second}).to_string();
    assert!(
        cowin_confirm_body(confirm.as_bytes()).is_ok_and(|(otp, transaction)| otp == first && transaction == second)
    );
    check(raw);
    for proper in [generate, confirm] {
        let open = proper.strip_suffix('}').expect("an object");
        check(&[open.as_bytes(), b",", raw, b"}"].concat());
    }
});

fn check(body: &[u8]) {
    // of members that mean nothing less is asked than a reader of all of them asks
    let said = serde_json::from_slice::<Map<String, Value>>(body).ok();
    let text = |name: &str| said.as_ref().map(|said| said.get(name).and_then(Value::as_str).unwrap_or_default());
    if let Ok(ask) = cowin_generate_body(body) {
        assert!(text("mobile_number").is_none_or(|mobile| mobile == ask.mobile));
        assert!(text("full_name").is_none_or(|name| name == ask.full_name));
        assert!(ask.scopes == Some(Scopes::STATUS) && ask.purpose.is_none() && ask.reference.is_none());
    }
    if let Ok((otp, transaction)) = cowin_confirm_body(body) {
        assert!(text("otp").is_none_or(|said| said == otp) && text("txnId").is_none_or(|said| said == transaction));
    }
}
