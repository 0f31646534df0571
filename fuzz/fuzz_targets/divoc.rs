//! DIVOC and CoWIN certificates as JSON: rows or refusals.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::import::{Format, rehearse};

fuzz_target!(|bytes: &[u8]| {
    let _ = rehearse(bytes, Format::Divoc, jiff::civil::date(2026, 11, 23));
});
