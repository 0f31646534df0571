//! What a file says of a person: a number, a year, a gender, a vaccine: what is accepted has one form, and that form reads as itself.
#![no_main]

use domain::person::{BirthYear, Gender, ReferenceId};
use domain::vaccination::{ProductId, Rules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(id) = ReferenceId::parse(text) {
        let digits = id.as_str();
        assert!(digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(ReferenceId::parse(digits).expect("its own form"), id);
        assert!(!format!("{id:?}").contains(&digits[..10]));
    }
    if let Ok(year) = BirthYear::parse(text) {
        assert!((1900..=2100).contains(&year.get()));
        assert_eq!(BirthYear::parse(&year.get().to_string()), Ok(year));
    }
    if let Ok(gender) = Gender::parse(text) {
        assert_eq!(Gender::parse(gender.code()), Ok(gender));
    }
    if let Ok(product) = ProductId::parse(text) {
        assert_eq!(ProductId::try_from(product.as_str().to_owned()).as_ref(), Ok(&product));
        assert!(Rules::builtin().product_by_name(text).is_none_or(|known| known.id == product));
    }
});
