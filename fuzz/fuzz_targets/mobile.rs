//! A mobile in any spelling: what is accepted has one form, and that form reads as itself.
#![no_main]

use domain::mobile::Mobile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    if let Ok(mobile) = Mobile::parse(typed) {
        assert_eq!(mobile.e164().len(), 13);
        assert!(mobile.masked().starts_with("******") && mobile.masked().len() == 10);
        assert_eq!(Mobile::parse(mobile.e164()).expect("its own form").national(), mobile.national());
    }
});
