use domain::{
    audit::{
        entry::{Act, Entry, EntryError, MAX_ENTRY, Pseudonym, Word},
        export::{Line, LineError},
    },
    time::Timestamp,
};
use proptest::prelude::*;
use serde_json::Value;

fn entry() -> Entry {
    Entry {
        at: Timestamp::from_millis(1_790_000_000_123),
        act: Act::VerificationOpened,
        provider: Some(Word::parse("prv_hotel").unwrap()),
        subject: Some(Pseudonym::new([0xff; 16])),
        reference: Some(Pseudonym::new([0x10; 16])),
        note: Some(Word::parse("api").unwrap()),
        salt: [7; 16],
    }
}

#[test]
fn an_entry_is_written_in_one_way() {
    let whole = entry().encode();
    assert_eq!(
        String::from_utf8(whole.clone()).unwrap(),
        concat!(
            r#"{"v":1,"at":1790000000123,"act":"verification-opened","provider":"prv_hotel","#,
            r#""subject":"_____________________w","ref":"EBAQEBAQEBAQEBAQEBAQEA","note":"api","#,
            r#""salt":"BwcHBwcHBwcHBwcHBwcHBw"}"#
        )
    );
    let short = Entry { provider: None, subject: None, reference: None, note: None, ..entry() };
    assert_eq!(
        String::from_utf8(short.encode()).unwrap(),
        r#"{"v":1,"at":1790000000123,"act":"verification-opened","salt":"BwcHBwcHBwcHBwcHBwcHBw"}"#
    );
    assert_eq!((Entry::parse(&whole), Entry::parse(&short.encode())), (Ok(entry()), Ok(short)));
}

#[test]
fn words_and_pseudonyms_are_shown_as_they_are_written() {
    let Entry { provider, subject, .. } = entry();
    assert_eq!(provider.unwrap().to_string(), "prv_hotel");
    assert_eq!(subject.unwrap().to_string(), "_____________________w");
}

#[test]
fn a_leaf_of_another_version_is_told_up_to_the_longest() {
    let of_length = |length: usize| format!(r#"{{"v":2,"x":"{}"}}"#, "x".repeat(length - r#"{"v":2,"x":""}"#.len()));
    assert_eq!(Entry::parse(of_length(MAX_ENTRY).as_bytes()), Err(EntryError::Version));
    assert_eq!(Entry::parse(of_length(MAX_ENTRY + 1).as_bytes()), Err(EntryError::Malformed));
}

#[test]
fn other_spellings_are_refused() {
    let good = String::from_utf8(entry().encode()).unwrap();
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    for (leaf, fault) in [
        (String::new(), EntryError::Malformed),
        ("{}".to_owned(), EntryError::Malformed),
        (format!("{good}\n"), EntryError::Malformed),
        (format!(" {good}"), EntryError::Malformed),
        (with(r#","act""#, r#", "act""#), EntryError::Malformed),
        (with(r#""note":"api","#, r#""note":"api","note":"api","#), EntryError::Malformed),
        (with(r#""note":"api","#, r#""more":"api","#), EntryError::Malformed),
        (with(r#""note":"api","#, r#""note":null,"#), EntryError::Malformed),
        (with(r#""note":"api""#, r#""note":"\u0061pi""#), EntryError::Malformed),
        (with("1790000000123", "1790000000123.0"), EntryError::Malformed),
        (with("1790000000123", "\"1790000000123\""), EntryError::Malformed),
        (with("_w\"", "_x\""), EntryError::Malformed),
        (with("_w\"", "_w==\""), EntryError::Malformed),
        (with(r#""v":1,"at":1790000000123"#, r#""at":1790000000123,"v":1"#), EntryError::Malformed),
        (with(r#","salt":"BwcHBwcHBwcHBwcHBwcHBw""#, ""), EntryError::Malformed),
        (with(r#""v":1"#, r#""v":2"#), EntryError::Version),
        (r#"{"v":300,"something":"else"}"#.to_owned(), EntryError::Version),
        (with("verification-opened", "verification-closed"), EntryError::Act),
        (with("prv_hotel", "prv hotel"), EntryError::Word),
        (with("prv_hotel", ""), EntryError::Word),
        (with("prv_hotel", &"p".repeat(65)), EntryError::Word),
        (with("prv_hotel", &"p".repeat(MAX_ENTRY)), EntryError::Malformed),
    ] {
        assert_eq!(Entry::parse(leaf.as_bytes()), Err(fault), "{leaf}");
    }
    assert_eq!(Entry::parse(&[0xff; 20]), Err(EntryError::Malformed));
}

#[test]
fn every_act_has_one_word() {
    for act in Act::ALL {
        let word = act.as_str();
        assert_eq!(Act::parse(word), Some(*act));
        assert_eq!(Act::ALL.iter().filter(|other| other.as_str() == word).count(), 1);
        assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{word}");
        let entry = Entry { act: *act, ..entry() };
        assert_eq!(Entry::parse(&entry.encode()), Ok(entry));
    }
}

#[test]
fn a_line_of_an_export_is_json_and_holds_the_leaf() {
    let leaf = entry().encode();
    let mut file = Vec::new();
    let line = Line { index: 12, hash: [1; 32], leaf: &leaf };
    line.write(&mut file);
    let text = file.strip_suffix(b"\n").unwrap();
    assert_eq!(Line::parse(text), Ok(line));
    let json: Value = serde_json::from_slice(text).unwrap();
    assert_eq!((&json["index"], &json["entry"]["act"]), (&Value::from(12), &Value::from("verification-opened")));
    let text = String::from_utf8(text.to_vec()).unwrap();
    for (from, to) in [
        (r#"{"index":12"#, r#"{"index":012"#),
        (r#"{"index":12"#, r#"{"index":-1"#),
        (r#"{"index":12"#, r#"{ "index":12"#),
        (r#""hash":"AQEB"#, r#""hash":"AQE"#),
        (r#","hash""#, r#", "hash""#),
        ("}}", ""),
    ] {
        assert!(text.contains(from));
        assert_eq!(Line::parse(text.replacen(from, to, 1).as_bytes()), Err(LineError), "{to}");
    }
    assert_eq!(Line::parse(b""), Err(LineError));
}

fn word() -> impl Strategy<Value = Option<Word>> {
    prop::option::of("[A-Za-z0-9.:_-]{1,64}".prop_map(|text| Word::parse(&text).unwrap()))
}

proptest! {
    #[test]
    fn any_entry_comes_back(
        at in any::<i64>(), act in prop::sample::select(Act::ALL), provider in word(), note in word(),
        subject in any::<Option<[u8; 16]>>(), reference in any::<Option<[u8; 16]>>(), salt in any::<[u8; 16]>(),
    ) {
        let (subject, reference) = (subject.map(Pseudonym::new), reference.map(Pseudonym::new));
        let entry = Entry { at: Timestamp::from_millis(at), act, provider, subject, reference, note, salt };
        let leaf = entry.encode();
        prop_assert!(leaf.len() <= MAX_ENTRY);
        prop_assert!(serde_json::from_slice::<Value>(&leaf).is_ok());
        prop_assert_eq!(Entry::parse(&leaf), Ok(entry));
    }

    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
        prop_assert!(Entry::parse(&bytes).is_err());
        prop_assert!(Line::parse(&bytes).is_err());
    }
}
