//! A typed code: six ASCII digits or a refusal. Its hash is that of the code, or was typed itself.
#![no_main]

use domain::code::{Code, CodeHash};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    if let Ok(code) = Code::parse(typed) {
        assert!(code.as_str().len() == 6 && code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
    }
    if let Ok(hash) = CodeHash::parse(typed) {
        if let Ok(code) = Code::parse(typed) {
            assert_eq!(hash.as_bytes(), CodeHash::from(&code).as_bytes());
        } else {
            let digits: String = hash.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digits, typed.trim().to_ascii_lowercase());
        }
    }
});
