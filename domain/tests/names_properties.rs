//! What holds for every name, whatever is typed.

use domain::names::{Choice, FullName, Level, Reading, Verdict, explain, key};
use proptest::prelude::*;

/// Letters of the ten scripts with their signs, joiners, spaces, punctuation and digits.
fn name_like() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        6 => prop::char::range('a', 'z'),
        2 => prop::char::range('A', 'Z'),
        8 => prop::char::range('\u{900}', '\u{D7F}'),
        1 => prop::char::range('\u{C0}', '\u{24F}'),
        3 => prop::sample::select(vec![' ', ' ', '.', '-', '/', '\'', '\u{200C}', '\u{200D}', '7', 'o', '\u{301}']),
        1 => prop::char::any(),
    ];
    prop::collection::vec(letter, 0..40).prop_map(String::from_iter)
}

/// Whole words that names are made of.
fn words() -> impl Strategy<Value = Vec<&'static str>> {
    let word = prop::sample::select(vec![
        "Rajesh",
        "Sharma",
        "Raj",
        "Kumar",
        "Rajkumar",
        "K",
        "S.",
        "Shri",
        "Dr.",
        "Devi",
        "Md",
        "Mohammed",
        "Sunita",
        "राजेश",
        "शर्मा",
        "राज",
        "कुमार",
        "के.",
        "श्री",
        "રાજેશ",
        "ராஜேஷ்",
        "రాజేష్",
        "ರಾಜೇಶ",
        "രാജേഷ്",
        "রাজেশ",
        "ਰਾਜੇਸ਼",
        "ରାଜେଶ",
        "Kamala",
        "Kamla",
        "कमला",
        "Sarma",
        "अरुण",
        "Aruna",
        "Krishna",
        "கிருஷ்ணன்",
        "Rao",
        "राव",
    ]);
    prop::collection::vec(word, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_handled(a in any::<String>(), b in name_like()) {
        let _ = FullName::parse(&a);
        let _ = FullName::parse(&b);
        prop_assert_eq!(explain(&a, &b), explain(&b, &a));
    }

    #[test]
    fn a_key_is_its_own_key(name in prop_oneof![any::<String>(), name_like(), words().prop_map(|words| words.join(" "))]) {
        let once = key(&name);
        prop_assert_eq!(key(&once), once);
    }

    #[test]
    fn comparison_is_symmetric(a in name_like(), b in name_like(), c in words(), d in words()) {
        prop_assert_eq!(explain(&a, &b), explain(&b, &a));
        let (c, d) = (c.join(" "), d.join(" "));
        prop_assert_eq!(explain(&c, &d), explain(&d, &c));
    }

    #[test]
    fn a_name_is_the_same_as_itself(name in name_like(), words in words()) {
        if !key(&name).is_empty() {
            prop_assert_eq!(explain(&name, &name), Verdict::Same);
        }
        let name = words.join(" ");
        prop_assert_eq!(explain(&name, &name), Verdict::Same);
    }

    #[test]
    fn order_does_not_matter(words in words(), turn in 0_usize..6) {
        let name = words.join(" ");
        let mut turned = words;
        let middle = turn % turned.len();
        turned.rotate_left(middle);
        let turned = turned.join(" ");
        prop_assert_eq!(key(&name), key(&turned));
        prop_assert_eq!(explain(&name, &turned), Verdict::Same);
    }

    #[test]
    fn case_does_not_matter(words in words()) {
        let name = words.join(" ");
        prop_assert_eq!(key(&name), key(&name.to_uppercase()));
        prop_assert_eq!(explain(&name, &name.to_uppercase()), Verdict::Same);
    }

    #[test]
    fn joiners_do_not_matter(name in name_like(), at in any::<prop::sample::Index>()) {
        let mut letters: Vec<char> = name.chars().collect();
        letters.insert(at.index(letters.len() + 1), '\u{200D}');
        let joined = String::from_iter(letters);
        // A joiner may keep two marks apart that would combine.
        let plain: String = joined.chars().filter(|c| *c != '\u{200D}').collect();
        prop_assert_eq!(key(&joined), key(&plain));
    }

    #[test]
    fn equal_latin_keys_are_the_same_name(a in "[A-Za-z]{2,8} [A-Za-z]{2,8}", b in "[a-e]{2,4} [a-e]{2,4}") {
        for name in [a, b] {
            let key = key(&name);
            if !key.is_empty() {
                prop_assert_eq!(explain(&name, &key), Verdict::Same);
            }
        }
    }

    #[test]
    fn the_choice_is_a_hit_and_the_only_one(
        typed in words(),
        registered in prop::collection::vec(words(), 0..6),
    ) {
        let Ok(typed) = FullName::parse(&typed.join(" ")) else { return Ok(()) };
        let registered: Vec<String> = registered.iter().map(|words| words.join(" ")).collect();
        let hits: Vec<usize> = (0..registered.len())
            .filter(|at| explain(typed.as_str(), &registered[*at]) == Verdict::Same)
            .collect();
        let expected = match hits[..] {
            [] => Choice::None,
            [one] => Choice::One(one),
            _ => Choice::Several,
        };
        let reading = Reading::of(&typed);
        prop_assert_eq!(reading.key(), key(typed.as_str()));
        prop_assert_eq!(reading.choose(&registered, Level::Exact), expected);
        if let Choice::One(at) = reading.choose(&registered, Level::Tolerant) {
            prop_assert_ne!(explain(typed.as_str(), &registered[at]), Verdict::Different);
        }
    }
}
