//! An origin: what is accepted reads as itself and holds nothing that ends a header or a policy.
#![no_main]

use domain::origin::Origin;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(origin) = Origin::parse(text) {
        let form = origin.as_str();
        assert!(form.bytes().all(|byte| byte.is_ascii_graphic() && !b";,'\"<>*/\\".contains(&byte) || byte == b'/'));
        assert_eq!(Origin::parse(form).expect("its own form").as_str(), form);
    }
});
