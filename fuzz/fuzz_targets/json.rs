//! Strict JSON: what is accepted is what serde_json reads too, and reads again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = domain::json::from_slice::<Value>(bytes) {
        assert_eq!(serde_json::from_slice::<Value>(bytes).expect("plain JSON"), value);
    }
});
