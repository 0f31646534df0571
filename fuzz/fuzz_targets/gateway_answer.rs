//! What a gateway answers: it has taken a message only where its answer says so.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use server::config::BodyRule;
use server::sms::http::says;

const POINTER: &str = "/messages/0/status";

fuzz_target!(|input: (&[u8], &str, i64)| {
    let (body, text, number) = input;
    let rule = |equals: String| BodyRule::Json { pointer: POINTER.to_owned(), equals };
    if says(body, &rule(text.to_owned())) {
        let answer: Value = serde_json::from_slice(body).expect("nothing else says so");
        assert!(answer.pointer(POINTER).is_some());
    }
    let answer = |status: Value| json!({"messages": [{"status": status}, text], "error": number}).to_string();
    assert!(says(answer(text.into()).as_bytes(), &rule(text.to_owned())));
    assert!(says(answer(number.into()).as_bytes(), &rule(number.to_string())));
    assert!(!says(answer(text.into()).as_bytes(), &rule(format!("{text} "))));

    let rule = BodyRule::Contains(text.to_owned());
    assert!(says(&[body, text.as_bytes(), body].concat(), &rule));
    assert!(!says(body, &rule) || text.contains('\u{fffd}') || holds(body, text.as_bytes()));
});

fn holds(body: &[u8], text: &[u8]) -> bool {
    text.is_empty() || body.windows(text.len()).any(|part| part == text)
}
