use std::collections::HashSet;

use domain::mobile::{EXAMPLE, Mobile, MobileError};
use proptest::prelude::*;

#[test]
fn spellings_are_read_as_frozen() {
    let mut rows = 0;
    for line in include_str!("../vectors/mobiles.txt").lines().filter(|line| line.starts_with('|')) {
        let (typed, expected) = line.strip_prefix('|').unwrap().split_once("| => ").unwrap();
        let read = match Mobile::parse(typed) {
            Ok(mobile) => mobile.e164().to_owned(),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(read, expected, "{typed:?}");
        rows += 1;
    }
    assert!(rows >= 60);
}

#[test]
fn every_error_shows_an_example_that_is_accepted() {
    assert!(Mobile::parse(EXAMPLE).is_ok());
    for error in ERRORS {
        assert!(error.to_string().contains(EXAMPLE), "{error:?}");
    }
}

#[test]
fn only_the_last_four_digits_are_shown() {
    let mobile = Mobile::parse("9876543210").unwrap();
    assert_eq!(mobile.masked(), "******3210");
    assert_eq!(format!("{mobile:?}"), "Mobile(******3210)");
    assert_eq!(serde_json::to_string(&mobile).unwrap(), "\"+919876543210\"");
    assert!(serde_json::from_str::<Mobile>("\"12\"").is_err());
    assert_eq!(Mobile::parse(&"9".repeat(100_000)), Err(MobileError::TooLong));
}

const ERRORS: [MobileError; 6] = [
    MobileError::Empty,
    MobileError::NotDigits,
    MobileError::TooShort,
    MobileError::TooLong,
    MobileError::NotIndian,
    MobileError::NotMobile,
];

/// Twelve ways to write ten digits.
fn spellings(n: &str) -> [String; 12] {
    let (a, b) = n.split_at(5);
    let devanagari: String = n.chars().map(|c| char::from_u32(0x0966 + c.to_digit(10).unwrap()).unwrap()).collect();
    [
        n.to_owned(),
        format!("0{n}"),
        format!("91{n}"),
        format!("+91{n}"),
        format!("0091{n}"),
        format!("{a} {b}"),
        format!("{a}-{b}"),
        format!("+91 {a} {b}"),
        format!("+91-{a}-{b}"),
        format!("(0){a}.{b}"),
        devanagari,
        format!("  tel:+91{n}\n"),
    ]
}

proptest! {
    #[test]
    fn anything_may_be_typed(typed in any::<String>()) {
        if let Ok(mobile) = Mobile::parse(&typed) {
            prop_assert_eq!(Mobile::parse(mobile.e164()).unwrap(), mobile);
        }
    }

    #[test]
    fn anything_like_a_number_may_be_typed(typed in "[+0-9 ()./०-९-]{0,20}") {
        if let Ok(mobile) = Mobile::parse(&typed) {
            prop_assert_eq!(mobile.national().len(), 10);
            prop_assert_eq!(Mobile::parse(mobile.national()).unwrap(), mobile);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// INP-3
    #[test]
    fn twelve_spellings_are_one_number(n in "[6-9][0-9]{9}") {
        let read: HashSet<Mobile> = spellings(&n).iter().map(|typed| Mobile::parse(typed).unwrap()).collect();
        prop_assert_eq!(read.len(), 1);
    }
}
