//! The number of a case as it is read out, and what a case is about: what is accepted has one form, and that form reads as itself.
#![no_main]

use domain::case::{CaseNumber, DoseRef, Outcome, RecordFault};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, [u8; 5])| {
    let (text, random) = input;
    let made = CaseNumber::from_random(random);
    for number in CaseNumber::parse(text).into_iter().chain([made]) {
        let form = number.as_str();
        assert!(form.len() == 11 && form.starts_with("W-") && form.bytes().all(|byte| byte.is_ascii_graphic()));
        for spelling in [form, &form[2..], &form.to_lowercase().replace('-', " ")] {
            assert_eq!(CaseNumber::parse(spelling).expect("its own form"), number);
        }
    }
    if let Some(dose) = DoseRef::parse(text) {
        assert_eq!(DoseRef::parse(&dose.to_string()), Some(dose));
    }
    assert!(RecordFault::parse(text).is_none_or(|fault| fault.as_str() == text));
    assert!(Outcome::parse(text).is_none_or(|outcome| outcome.as_str() == text));
});
