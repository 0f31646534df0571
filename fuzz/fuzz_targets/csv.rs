//! A CSV of people, with the usual header or any other: rows or refusals.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::import::{Format, HEADER, rehearse};

fuzz_target!(|bytes: &[u8]| {
    let today = jiff::civil::date(2026, 11, 23);
    let _ = rehearse(bytes, Format::Csv, today);
    let with_header =
        [HEADER.as_bytes(), b"\n10000000000123,Asha Rao,9810000001,1980,F,1,COVISHIELD,,2021-03-05,,\n", bytes]
            .concat();
    let (rows, _) = rehearse(&with_header, Format::Csv, today).expect("a good header");
    assert!(rows >= 1);
});
