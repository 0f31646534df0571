//! Published keys, as gates and pages read them: what is accepted is written and read again as the same.
#![no_main]

use domain::keyset::KeySet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(keys) = serde_json::from_str::<KeySet>(text) {
        let written = serde_json::to_string(&keys).expect("keys are JSON");
        assert!(serde_json::from_str::<KeySet>(&written).expect("its own form") == keys);
    }
});
