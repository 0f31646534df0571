//! Claims of a result, in JSON: what is accepted is written and read again as the same.
#![no_main]

use domain::result::Claims;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(claims) = domain::json::from_slice::<Claims>(bytes) {
        let written = serde_json::to_vec(&claims).expect("claims are JSON");
        assert!(domain::json::from_slice::<Claims>(&written).expect("its own form") == claims);
    }
});
