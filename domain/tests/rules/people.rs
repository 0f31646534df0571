use domain::person::{BirthYear, Gender, Person, PersonError, ReferenceId};
use proptest::prelude::*;

#[test]
fn reference_ids_have_fourteen_digits() {
    let id = ReferenceId::parse("1234-5678-9012 34").unwrap();
    assert_eq!(id.as_str(), "12345678901234");
    assert_eq!(ReferenceId::parse("१२३४५६७८९०१२३४").unwrap(), id);
    for wrong in ["", "1234567890123", "123456789012345", "1234567890123x", "+12345678901234"] {
        assert_eq!(ReferenceId::parse(wrong), Err(PersonError::ReferenceId), "{wrong}");
    }
    assert_eq!(format!("{id:?}"), "ReferenceId(**********1234)");
}

#[test]
fn years_of_birth_are_plausible() {
    assert_eq!(BirthYear::parse(" 1980 ").unwrap().get(), 1980);
    assert_eq!(BirthYear::parse("१९८०").unwrap().get(), 1980);
    for wrong in ["", "80", "1899", "2101", "19800", "1980-01-01", "x", "99999999999999999999"] {
        assert_eq!(BirthYear::parse(wrong), Err(PersonError::BirthYear), "{wrong}");
    }
    assert!(serde_json::from_str::<BirthYear>("1800").is_err());
}

#[test]
fn genders_are_read_in_usual_words() {
    for (text, code) in [
        ("M", "M"),
        ("male", "M"),
        (" Female", "F"),
        ("f", "F"),
        ("Transgender", "O"),
        ("others", "O"),
        ("", "U"),
        ("unknown", "U"),
    ] {
        assert_eq!(Gender::parse(text).unwrap().code(), code, "{text}");
    }
    assert_eq!(Gender::parse("1980"), Err(PersonError::Gender));
    assert_eq!(serde_json::to_string(&Gender::Other).unwrap(), "\"O\"");
}

#[test]
fn nothing_personal_is_shown_for_debugging() {
    let person: Person = serde_json::from_value(serde_json::json!({
        "reference_id": "12345678901234", "name": "Rajesh Sharma", "mobile": "+919876543210",
        "birth_year": 1980, "gender": "M", "doses": [{"dose": 1, "product": "covaxin", "date": "2021-06-01"}],
    }))
    .unwrap();
    assert_eq!(format!("{person:?}"), "Person { doses: 1, .. }");
    assert_eq!(format!("{:?} {:?}", person.birth_year, person.gender), "BirthYear(…) Gender(…)");
    let again: Person = serde_json::from_str(&serde_json::to_string(&person).unwrap()).unwrap();
    assert_eq!(again, person);
}

proptest! {
    #[test]
    fn anything_may_be_written(text in any::<String>()) {
        let _ = (ReferenceId::parse(&text), BirthYear::parse(&text), Gender::parse(&text));
    }
}
