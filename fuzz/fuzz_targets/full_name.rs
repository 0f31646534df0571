//! A name in any script: what is accepted is tidy, has a key, and equals itself.
#![no_main]

use domain::names::{FullName, explain, key};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    // registered names are not refused: comparing must stand anything
    let _ = (key(typed), explain(typed, typed));
    if let Ok(name) = FullName::parse(typed) {
        assert!(!name.as_str().is_empty() && name.as_str().chars().count() <= FullName::MAX_CHARS);
        assert_eq!(FullName::parse(name.as_str()).expect("its own form").as_str(), name.as_str());
    }
});
