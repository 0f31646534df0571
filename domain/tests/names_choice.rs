//! Who of a family is meant, and what is accepted as a typed name.

use domain::names::{Choice, FullName, Level, NameError, RULE_VERSION, Reading, Verdict, explain};

#[expect(clippy::unwrap_used, reason = "only names are typed here")]
fn chosen(typed: &str, registered: &[&str], level: Level) -> Choice {
    Reading::of(&FullName::parse(typed).unwrap()).choose(registered, level)
}

const FAMILY: [&str; 6] =
    ["राजेश शर्मा", "Sunita Sharma", "अरुण शर्मा", "अरुणा शर्मा", "Dr. Kamala Devi Sharma", "Raj Kumar Sharma"];

#[test]
fn each_of_a_family_is_found_and_nobody_else() {
    for (at, name) in FAMILY.iter().enumerate() {
        for level in [Level::Exact, Level::Tolerant] {
            assert_eq!(chosen(name, &FAMILY, level), Choice::One(at), "{name}");
        }
    }
    assert_eq!(chosen("Rajesh Sharma", &FAMILY, Level::Exact), Choice::One(0));
    assert_eq!(chosen("ਅਰੁਣ ਸ਼ਰਮਾ", &FAMILY, Level::Exact), Choice::One(2));
    assert_eq!(chosen("Aruna Sharma", &FAMILY, Level::Exact), Choice::One(3));
    assert_eq!(chosen("Sharma Rajkumar", &FAMILY, Level::Exact), Choice::One(5));
}

/// All orders of so many.
fn orders(of: usize) -> Vec<Vec<usize>> {
    let Some(last) = of.checked_sub(1) else { return vec![Vec::new()] };
    let longer = |order: Vec<usize>| {
        (0..of).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, last);
            longer
        })
    };
    orders(last).into_iter().flat_map(longer).collect()
}

/// Whatever the order in which they are registered (check ENU-5).
#[test]
fn each_of_a_family_is_found_in_every_order_and_a_near_miss_in_none() {
    let reading = |typed: &str| Reading::of(&FullName::parse(typed).unwrap());
    let (theirs, nobodys) = (FAMILY.map(reading), ["Sunil Sharma", "Sharma", "Rajesh Kumar Sharma"].map(reading));
    let orders = orders(FAMILY.len());
    assert_eq!(orders.len(), 720);
    for order in orders {
        let registered: Vec<&str> = order.iter().map(|person| FAMILY[*person]).collect();
        for (person, typed) in theirs.iter().enumerate() {
            let place = order.iter().position(|other| *other == person).unwrap();
            assert_eq!(typed.choose(&registered, Level::Exact), Choice::One(place), "{person} of {registered:?}");
        }
        for typed in &nobodys {
            assert_eq!(typed.choose(&registered, Level::Exact), Choice::None, "{registered:?}");
        }
    }
}

#[test]
fn near_misses_choose_nobody() {
    for typed in ["Sunil Sharma", "Rakesh Sharma", "Sharma", "Sunita", "Rajesh Verma", "Rajesh Kumar Sharma"] {
        for level in [Level::Exact, Level::Tolerant] {
            assert_eq!(chosen(typed, &FAMILY, level), Choice::None, "{typed}");
        }
    }
}

#[test]
fn a_tolerant_level_takes_a_small_difference() {
    assert_eq!(chosen("Kamla Devi Sarma", &FAMILY, Level::Exact), Choice::None);
    assert_eq!(chosen("Kamla Devi Sarma", &FAMILY, Level::Tolerant), Choice::One(4));
    assert_eq!(chosen("Kamala Sharma", &FAMILY, Level::Exact), Choice::None);
    assert_eq!(chosen("Kamala Sharma", &FAMILY, Level::Tolerant), Choice::One(4));
}

#[test]
fn two_hits_are_several() {
    let twins = ["Kumar Dinesh", "Kiran Dinesh", "Anita"];
    assert_eq!(chosen("K Dinesh", &twins, Level::Exact), Choice::Several);
    assert_eq!(chosen("K Dinesh", &twins, Level::Tolerant), Choice::Several);
    assert_eq!(chosen("Kiran Dinesh", &twins, Level::Exact), Choice::One(1));
    assert_eq!(chosen("Anita", &["Anita", "अनिता"], Level::Exact), Choice::Several);
    assert_eq!(chosen("Sharada", &["Sharda Devi", "Sarada"], Level::Tolerant), Choice::One(1));
    assert_eq!(chosen("Kamala", &["Kamla", "Kamala Devi"], Level::Tolerant), Choice::Several);
}

#[test]
fn an_equal_name_goes_before_a_near_one() {
    let names = ["Sarma", "Sharma"];
    assert_eq!(chosen("Sharma", &names, Level::Tolerant), Choice::One(1));
    assert_eq!(chosen("Sarma", &names, Level::Tolerant), Choice::One(0));
}

#[test]
fn nobody_registered_is_nobody() {
    assert_eq!(chosen("Anita", &[], Level::Tolerant), Choice::None);
    assert_eq!(chosen("Anita", &["", "…", "  "], Level::Tolerant), Choice::None);
}

#[test]
fn a_typed_name_is_kept_as_typed() {
    let cases = [
        ("  Rajesh   Sharma ", "Rajesh Sharma"),
        ("राजेश\tशर्मा\n", "राजेश शर्मा"),
        ("രമേശന്\u{200D}", "രമേശന്\u{200D}"),
        ("Raj\u{200D}esh", "Rajesh"),
        ("\u{202E}Rajesh\u{202C}\u{FEFF}", "Rajesh"),
        ("D’Souza-Rao, M. (Maria)", "D’Souza-Rao, M. (Maria)"),
        ("Ajit S/o Mohan", "Ajit S/o Mohan"),
        ("Dr. राजेश", "Dr. राजेश"),
        ("محمد رفيق", "محمد رفيق"),
        ("Om", "Om"),
    ];
    for (typed, kept) in cases {
        assert_eq!(FullName::parse(typed).unwrap().as_str(), kept);
    }
}

#[test]
fn what_is_no_name_is_refused_with_its_reason() {
    let cases = [
        ("", NameError::Empty),
        (" \u{200B}\t", NameError::Empty),
        ("K", NameError::TooShort),
        ("...", NameError::TooShort),
        ("9810000001", NameError::Digit),
        ("राजेश ९८", NameError::Digit),
        ("rajesh@example.in", NameError::Symbol('@')),
        ("Rajesh <b>", NameError::Symbol('<')),
        ("Rajesh 😀", NameError::Symbol('😀')),
        ("Rаjesh", NameError::LookAlike('а')),
        ("Ρavi", NameError::LookAlike('Ρ')),
        ("Rajesh Ӏ", NameError::LookAlike('Ӏ')),
        ("王明", NameError::OtherScript('王')),
        ("สมชาย", NameError::OtherScript('ส')),
        ("राjesh", NameError::MixedScripts),
        ("రాಜేష్", NameError::MixedScripts),
    ];
    for (typed, error) in cases {
        assert_eq!(FullName::parse(typed).err(), Some(error), "{typed}");
    }
    assert_eq!(FullName::parse(&"क".repeat(121)).unwrap_err(), NameError::TooLong);
    assert!(FullName::parse(&"क".repeat(120)).is_ok());
}

#[test]
fn debug_never_shows_a_name() {
    let shown = format!("{:?}", FullName::parse("Rajesh Sharma").unwrap());
    assert!(!shown.contains("Rajesh") && !shown.contains("Sharma"));
}

#[test]
fn levels_are_read_and_written() {
    assert_eq!("exact".parse(), Ok(Level::Exact));
    assert_eq!("tolerant".parse(), Ok(Level::Tolerant));
    assert!("fuzzy".parse::<Level>().is_err());
    assert_eq!(Level::default(), Level::Exact);
    assert_eq!(serde_json::to_string(&Level::Tolerant).unwrap(), "\"tolerant\"");
}

#[test]
fn very_long_names_are_still_compared() {
    let long = "Aditya Bhanu Chandra Deepak Eshwar Firoz Gopal Hari Indra Jai".to_owned();
    let turned = "Jai Indra Hari Gopal Firoz Eshwar Deepak Chandra Bhanu Aditya";
    assert_eq!(explain(&long, turned), Verdict::Same);
    assert_eq!(explain(&long, "Aditya"), Verdict::Different);
    assert_eq!(explain(&"कम".repeat(200), &"कम".repeat(200)), Verdict::Same);
    assert_eq!(explain(&"कम".repeat(200), &"कन".repeat(200)), Verdict::Different);
}

#[test]
fn the_rules_have_a_version() {
    assert_eq!(RULE_VERSION, "names-1");
}
