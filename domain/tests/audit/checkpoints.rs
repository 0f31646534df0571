use base64ct::{Base64, Encoding};
use domain::audit::{
    checkpoint::{Checkpoint, LogKey, LogName, MAX_NOTE, NoteError},
    tree::MAX_SIZE,
};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// The key and note that the reference implementation of signed notes documents. Its text is no checkpoint.
const PUBLISHED_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PUBLISHED_NOTE: &str = "If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[42; 32])
}

fn name(text: &str) -> LogName {
    LogName::parse(text).unwrap()
}

fn public() -> LogKey {
    LogKey::new(name("kyvs.example/audit"), key().verifying_key())
}

fn sample() -> Checkpoint {
    Checkpoint { origin: name("kyvs.example/audit"), size: 20_852_163, root: [9; 32] }
}

#[test]
fn the_published_note_is_signed_with_the_published_key() {
    let key = LogKey::parse(PUBLISHED_KEY).unwrap();
    assert_eq!((key.to_string().as_str(), key.id()), (PUBLISHED_KEY, [0xc7, 0x4f, 0x20, 0xa3]));
    // the signature is looked at before the text
    assert_eq!(Checkpoint::open(PUBLISHED_NOTE, &key), Err(NoteError::Malformed));
    let changed = PUBLISHED_NOTE.replace("answer", "anwser");
    assert_eq!(Checkpoint::open(&changed, &key), Err(NoteError::BadSignature));
    let other_name = PUBLISHED_NOTE.replace("— PeterNeumann", "— PeterNewmann");
    assert_eq!(Checkpoint::open(&other_name, &key), Err(NoteError::UnknownKey));
}

#[test]
fn a_checkpoint_of_the_specification_is_read() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let checkpoint = Checkpoint::parse(text).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.text(), text);
}

#[test]
fn other_texts_are_refused() {
    let good = sample().text();
    assert_eq!(Checkpoint::parse(&good), Ok(sample()));
    let with = |from: &str, to: &str| good.replace(from, to);
    for text in [
        String::new(),
        "\n".to_owned(),
        good.trim_end().to_owned(),
        format!("{good}an extension\n"),
        format!("{good}\n"),
        format!("\n{good}"),
        with("kyvs.example/audit", ""),
        with("kyvs.example/audit", "kyvs example"),
        with("kyvs.example/audit", "kyvs+example"),
        with("20852163", "020852163"),
        with("20852163", "+20852163"),
        with("20852163", "-1"),
        with("20852163", ""),
        with("20852163", "20852163 "),
        with("20852163", &(MAX_SIZE + 1).to_string()),
        with("20852163", "18446744073709551616"),
        with("Qk=\n", "Qk\n"),
        with("Qk=\n", "Ql=\n"),
        with("Qk=\n", "QkJ\n"),
        with("CQkJ", "CQk_"),
        with("\n", "\r\n"),
    ] {
        assert_eq!(Checkpoint::parse(&text), Err(NoteError::Malformed), "{text:?}");
    }
}

#[test]
fn a_note_is_read_with_its_own_key_only() {
    let note = sample().sign(&key());
    assert_eq!(Checkpoint::open(&note, &public()), Ok(sample()));
    let other = SigningKey::from_bytes(&[43; 32]);
    let strangers = LogKey::new(name("kyvs.example/audit"), other.verifying_key());
    assert_eq!(Checkpoint::open(&note, &strangers), Err(NoteError::UnknownKey));
    let forged = sample().sign(&other);
    assert_eq!(Checkpoint::open(&forged, &public()), Err(NoteError::UnknownKey));
    let other_log = Checkpoint { origin: name("kyvs.example/other"), ..sample() };
    let text = other_log.text();
    // signed by the right key under its right name: only the text speaks of another log
    let signed = sign_as("kyvs.example/audit", &text);
    assert_eq!(Checkpoint::open(&signed, &public()), Err(NoteError::WrongOrigin));
}

/// A note over any text, under the sample's key.
fn sign_as(key_name: &str, text: &str) -> String {
    let id = LogKey::new(name(key_name), key().verifying_key()).id();
    let signed = [id.as_slice(), &key().sign(text.as_bytes()).to_bytes()].concat();
    format!("{text}\n— {key_name} {}\n", Base64::encode_string(&signed))
}

#[test]
fn signatures_of_witnesses_are_passed_over() {
    let note = sample().sign(&key());
    let witness = "— witness.example/w ";
    let line = format!("{witness}{}\n", "QUJDREVGR0g=");
    assert_eq!(Checkpoint::open(&format!("{note}{line}"), &public()), Ok(sample()));
    let before = note.replacen("\n— ", &format!("\n{line}— "), 1);
    assert_eq!(Checkpoint::open(&before, &public()), Ok(sample()));
    let own = note.lines().last().unwrap();
    assert_eq!(Checkpoint::open(&format!("{note}{own}\n"), &public()), Ok(sample()));
    let spoilt = format!("{note}{}\n", sign_as("kyvs.example/audit", "x\n").lines().last().unwrap());
    assert_eq!(Checkpoint::open(&spoilt, &public()), Err(NoteError::BadSignature));
    // three and four bytes: no room for a signature behind the key's id
    for short in ["QUJD", "QUJDRA=="] {
        let malformed = format!("{note}{witness}{short}\n");
        assert_eq!(Checkpoint::open(&malformed, &public()), Err(NoteError::Malformed), "{short}");
    }
}

#[test]
fn there_is_room_for_many_witnesses() {
    let note = sample().sign(&key());
    let line = |signature: usize| format!("— witness.example/w {}\n", Base64::encode_string(&vec![7; signature]));
    let with_space = |space: usize| {
        let (many, rest) = (line(99), space % line(99).len() + line(99).len());
        let witnesses = many.repeat(space / many.len() - 1);
        // a name takes any number of letters, so the last line fills the note to the byte
        let last = line(72).replace("example", &"x".repeat(rest + "example".len() - line(72).len()));
        format!("{note}{witnesses}{last}")
    };
    let full = with_space(MAX_NOTE - note.len());
    assert_eq!(full.len(), MAX_NOTE);
    assert_eq!(Checkpoint::open(&full, &public()), Ok(sample()));
    let over = with_space(MAX_NOTE - note.len() + 1);
    assert_eq!(Checkpoint::open(&over, &public()), Err(NoteError::Malformed));
    assert_eq!(MAX_NOTE, 65_536);
}

#[test]
fn damaged_notes_are_refused() {
    let note = sample().sign(&key());
    for damaged in [
        String::new(),
        sample().text(),
        format!("{}\n", sample().text()),
        note.trim_end().to_owned(),
        format!("{note}\n"),
        note.replace("— ", "- "),
        note.replace("\n\n", "\n"),
        note.replace('\n', "\r\n"),
        format!("{note}{}", "— witness.example/w QUJDREVGR0g=\n".repeat(4_000)),
    ] {
        assert_eq!(Checkpoint::open(&damaged, &public()), Err(NoteError::Malformed), "{damaged:.200?}");
    }
    for at in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[at] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(Checkpoint::open(&changed, &public()).is_err(), "{changed}");
        }
    }
}

/// The sample's public key as one of another algorithm.
fn of_algorithm(algorithm: u8) -> String {
    let data = [[algorithm].as_slice(), key().verifying_key().as_bytes()].concat();
    let id = Sha256::digest([b"kyvs.example/audit\n".as_slice(), &data].concat());
    let id = u32::from_be_bytes([id[0], id[1], id[2], id[3]]);
    format!("kyvs.example/audit+{id:08x}+{}", Base64::encode_string(&data))
}

#[test]
fn other_spellings_of_a_key_are_refused() {
    let text = public().to_string();
    let (name, rest) = text.split_once('+').unwrap();
    let (id, key) = rest.split_once('+').unwrap();
    assert_eq!(of_algorithm(1), text);
    assert_eq!((name, id.len(), key.len()), ("kyvs.example/audit", 8, 44));
    for other in [
        String::new(),
        format!("{name}+{id}"),
        format!("{name}+{}+{key}", id.to_uppercase()),
        format!("{name}+00000000+{key}"),
        format!("other+{id}+{key}"),
        format!("+{id}+{key}"),
        format!("{name}+{id}+{key} "),
        format!("{name}+{id}+A{key}"),
        // another algorithm, under the id that it would have
        of_algorithm(4),
    ] {
        assert_ne!(other, text);
        assert!(LogKey::parse(&other).is_err(), "{other}");
    }
    // the point of order one would sign anything
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let weak = VerifyingKey::from_bytes(&neutral).unwrap();
    let weak = LogKey::new(LogName::parse("kyvs.example/audit").unwrap(), weak).to_string();
    assert!(LogKey::parse(&weak).is_err(), "{weak}");
}

#[test]
fn names_of_logs() {
    for good in ["a", "kyvs.example/audit", "kyvs.gov.in", "log—1"] {
        assert_eq!(LogName::parse(good).unwrap().as_str(), good);
    }
    for bad in ["", "a b", "a+b", "a\nb", "a\u{a0}b", "a\u{2003}b", "a\u{85}b", "a\tb", "a\u{7f}b", &"a".repeat(256)] {
        assert!(LogName::parse(bad).is_err(), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn a_checkpoint_comes_back(origin in "[a-z][a-z0-9./—-]{0,30}", size in 0..=MAX_SIZE, root in any::<[u8; 32]>()) {
        let checkpoint = Checkpoint { origin: name(&origin), size, root };
        prop_assert_eq!(Checkpoint::parse(&checkpoint.text()), Ok(checkpoint.clone()));
        let public = LogKey::new(name(&origin), key().verifying_key());
        prop_assert_eq!(LogKey::parse(&public.to_string()), Ok(public.clone()));
        prop_assert_eq!(Checkpoint::open(&checkpoint.sign(&key()), &public), Ok(checkpoint));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), lines in "([ -~—]{0,20}\n){0,6}") {
        prop_assert!(Checkpoint::open(&text, &public()).is_err());
        prop_assert!(Checkpoint::open(&lines, &public()).is_err());
        prop_assert!(LogKey::parse(&text).is_err());
    }
}
