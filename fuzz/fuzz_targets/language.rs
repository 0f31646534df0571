//! `Accept-Language`: what is spoken was asked for, and what is not wanted makes no difference.
#![no_main]

use domain::language::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Option<&str>, &str)| {
    let (asked, header) = input;
    let spoken = Language::negotiate(None, Some(header));
    let mut named = header.split(',').filter_map(|range| Language::from_code(range.split(';').next()?));
    assert!(spoken == Language::default() || named.any(|language| language == spoken), "{header}");
    let negotiated = |header: String| Language::negotiate(None, Some(&header));
    assert_eq!(negotiated(format!("{header},hi;q=0")), spoken);
    assert_eq!(negotiated(format!("gu;q=0,ta;q=5,{header}")), negotiated(format!("xx,xx,{header}")));
    assert_eq!(negotiated(format!("gu,{header}")), Language::Gu);

    let expected = match asked.map(str::trim) {
        Some(code) if !code.is_empty() && !code.eq_ignore_ascii_case("auto") => {
            Language::from_code(code).unwrap_or_default()
        }
        _ => spoken,
    };
    assert_eq!(Language::negotiate(asked, Some(header)), expected);
});
