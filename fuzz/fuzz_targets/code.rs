//! A typed code: six ASCII digits or a refusal.
#![no_main]

use domain::code::Code;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    if let Ok(code) = Code::parse(typed) {
        assert!(code.as_str().len() == 6 && code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
    }
});
