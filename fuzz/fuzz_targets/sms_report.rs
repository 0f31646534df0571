//! What a gateway reports, in the address, as a form and as JSON: whatever stands beside it, a report says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use server::config::Report;
use server::web::foreign::reported;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

fuzz_target!(|input: (&str, &[u8], i64, bool)| {
    let (query, body, number, delivered) = input;
    let mut report = Report {
        token: "0123456789abcdef".to_owned(),
        id: "message_id".to_owned(),
        status: "status".to_owned(),
        delivered: vec!["DELIVRD".to_owned()],
        failed: vec!["FAILED".to_owned()],
    };
    let status = if delivered { "DELIVRD" } else { "FAILED" };
    let pairs = format!("message_id={number}&status={status}");
    let said = Some((number, delivered));
    assert_eq!(reported(&report, &format!("{query}&{pairs}"), "", b""), said);
    assert_eq!(reported(&report, query, FORM, &[body, b"&", pairs.as_bytes()].concat()), said);
    let members = json!({"message_id": number, "status": status});
    assert_eq!(reported(&report, query, JSON, members.to_string().as_bytes()), said);
    let texts = json!({"message_id": number.to_string(), "status": status, "to": query});
    assert_eq!(reported(&report, query, JSON, texts.to_string().as_bytes()), said);
    // only the values of the settings mean anything
    let anything = [FORM, JSON].map(|kind| reported(&report, query, kind, body));
    report.failed.clear();
    for (kind, before) in [FORM, JSON].into_iter().zip(anything) {
        assert_eq!(reported(&report, query, kind, body), before.filter(|(_, delivered)| *delivered));
    }
});
