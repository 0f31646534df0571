//! Passes: what they say, how small they are, and what a gate answers to them.

use std::time::Duration;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    keyset::KeySet,
    pass::{
        GOOD_FOR, LEEWAY, Lifetime, ListError, MAX_LIFETIME, NameForm, PassClaims, PassId, PassName, RevocationList,
        Trust, Verdict, check, read, sign,
    },
    person::BirthYear,
    provider::Env,
    time::Timestamp,
    vaccination::Status,
};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sample::{IAT, key, keys};

const VECTORS: &str = include_str!("../vectors/passes.json");
/// When the pass was made, and when the gate's list was.
pub(crate) const MADE: Timestamp = Timestamp::from_seconds(IAT);
/// The gate looks at it an hour later.
pub(crate) const NOW: Timestamp = Timestamp::from_seconds(IAT + 3600);
const DAY: u16 = 24 * 60;

pub(crate) fn bare() -> PassClaims {
    let lifetime = Lifetime::from_minutes(DAY).unwrap();
    PassClaims::new(PassId::new(*b"\x00gatepas"), Env::Live, Status::Fully, MADE, lifetime).unwrap()
}

/// A pass with all there is.
pub(crate) fn claims() -> PassClaims {
    bare().with_name(Some(PassName::first("राजेश शर्मा").unwrap())).with_birth_year(Some(BirthYear::new(1980).unwrap()))
}

/// The public keys and an empty list, fetched when the pass was made.
pub(crate) fn trust() -> Trust {
    Trust { keys: keys(), revoked: RevocationList::new([], MADE) }
}

pub(crate) fn verdict(text: &str) -> Verdict {
    check(text, &trust(), None, NOW)
}

pub(crate) fn other_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn all_kinds() -> Vec<(&'static str, PassClaims)> {
    let status = |status, minutes| {
        PassClaims::new(PassId::new([0xA5; 8]), Env::Live, status, MADE, Lifetime::from_minutes(minutes).unwrap())
            .unwrap()
    };
    let initials = PassName::initials("Asha Devi Rao").unwrap();
    vec![
        ("first name and year of birth", claims()),
        ("nothing but the status", bare()),
        ("partially, initials, an hour", status(Status::Partially, 60).with_name(Some(initials))),
        (
            "not, year of birth, the longest time",
            status(Status::Not, 31 * DAY).with_birth_year(BirthYear::new(2100).ok()),
        ),
        (
            "one that the list of revoked passes names",
            PassClaims::new(PassId::new([1; 8]), Env::Live, Status::Fully, MADE, bare().lifetime()).unwrap(),
        ),
        ("a name in UTF-8", bare().with_name(PassName::parse(NameForm::First, "Zoë").ok())),
    ]
}

#[test]
fn what_was_signed_is_what_is_read() {
    for (what, claims) in all_kinds() {
        let text = sign(&claims, &key());
        assert_eq!(read(&text).unwrap().claims(), &claims, "{what}");
        assert_eq!(check(&text, &trust(), None, MADE), Verdict::Genuine(claims), "{what}");
    }
}

/// QR codes at error correction Q hold 157 alphanumeric characters in version 8 and 189 in version 9 (ISO/IEC 18004, table 7).
#[test]
fn a_pass_is_as_small_as_it_is_said_to_be() {
    let with_name = |name: &str| sign(&claims().with_name(PassName::parse(NameForm::First, name).ok()), &key());
    for script in ["a", "अ", "த"] {
        assert!(with_name(&script.repeat(13)).len() <= 157, "version 8");
        assert!(with_name(&script.repeat(32)).len() <= 189, "version 9");
    }
    assert!(sign(&bare(), &key()).len() <= 157);
}

#[test]
fn each_moment_has_its_answer() {
    let text = sign(&claims(), &key());
    let at = |now| check(&text, &trust(), None, now);
    let expires = MADE.plus(Duration::from_mins(u64::from(DAY)));
    assert_eq!(claims().expires(), expires);
    let millisecond = Duration::from_millis(1);
    assert_eq!(at(MADE.minus(LEEWAY)), Verdict::Genuine(claims()));
    assert_eq!(at(MADE.minus(LEEWAY).minus(millisecond)), Verdict::NotYet);
    assert_eq!(at(expires.minus(millisecond)), Verdict::Genuine(claims()));
    assert_eq!(at(expires), Verdict::Expired(claims()));
}

#[test]
fn a_revoked_pass_is_told_from_others() {
    let other = PassId::new([9; 8]);
    let with = |ids: &[PassId]| Trust { revoked: RevocationList::new(ids.iter().copied(), MADE), ..trust() };
    let text = sign(&claims(), &key());
    assert_eq!(check(&text, &with(&[other]), None, NOW), Verdict::Genuine(claims()));
    assert_eq!(check(&text, &with(&[other, claims().id()]), None, NOW), Verdict::Revoked(claims()));
}

#[test]
fn keys_that_are_too_old_tell_nothing_but_a_wrong_signature() {
    let long = PassClaims::new(claims().id(), Env::Live, Status::Fully, MADE, Lifetime::from_minutes(7 * DAY).unwrap());
    let long = long.unwrap();
    let text = sign(&long, &key());
    let end = MADE.plus(GOOD_FOR);
    assert_eq!(check(&text, &trust(), None, end.minus(Duration::from_millis(1))), Verdict::Genuine(long.clone()));
    assert_eq!(check(&text, &trust(), None, end), Verdict::KeysTooOld);
    assert_eq!(check(&text, &Trust { revoked: RevocationList::default(), ..trust() }, None, NOW), Verdict::KeysTooOld);
    let revoked = Trust { revoked: RevocationList::new([long.id()], MADE), ..trust() };
    assert_eq!(check(&text, &revoked, None, end), Verdict::Revoked(long.clone()), "it stays revoked");
    let mut broken = text.clone();
    broken.replace_range(text.len() - 3.., "000");
    assert_eq!(check(&broken, &trust(), None, end), Verdict::BadSignature);
    assert_eq!(check(&text, &trust(), None, long.expires()), Verdict::Expired(long));
}

#[test]
fn a_pass_that_is_younger_than_the_keys_may_have_a_new_key() {
    let new_keys = KeySet::new([&other_key().verifying_key()]);
    let at = |issued: Timestamp| {
        let claims = PassClaims::new(claims().id(), Env::Live, Status::Fully, issued, claims().lifetime()).unwrap();
        (sign(&claims, &other_key()), claims)
    };
    let (text, claims) = at(MADE.plus(Duration::from_mins(1)));
    assert_eq!(verdict(&text), Verdict::KeysTooOld, "go online");
    let fetched = Trust { keys: new_keys, revoked: RevocationList::new([], NOW) };
    assert_eq!(check(&text, &fetched, None, NOW), Verdict::Genuine(claims));
    assert_eq!(
        check(&text, &Trust { keys: keys(), ..fetched }, None, NOW),
        Verdict::BadSignature,
        "it has no such key"
    );
    assert_eq!(verdict(&at(MADE.minus(Duration::from_mins(1))).0), Verdict::BadSignature, "the keys are younger");
    assert_eq!(verdict(&at(NOW.plus(MAX_LIFETIME)).0), Verdict::BadSignature, "a time to come makes no key new");
}

#[test]
fn the_worlds_do_not_mix() {
    let test = PassClaims::new(PassId::new([1; 8]), Env::Test, Status::Fully, MADE, claims().lifetime()).unwrap();
    let test_trust = Trust { keys: KeySet::new([&other_key().verifying_key()]), ..trust() };
    let (by_live, by_test) = (sign(&test, &key()), sign(&test, &other_key()));
    assert_eq!(check(&by_test, &trust(), Some(&test_trust), NOW), Verdict::Genuine(test));
    assert_eq!(check(&by_test, &trust(), None, NOW), Verdict::BadSignature);
    assert_eq!(check(&by_live, &trust(), Some(&test_trust), NOW), Verdict::BadSignature);
    assert_eq!(check(&sign(&claims(), &other_key()), &trust(), Some(&test_trust), NOW), Verdict::BadSignature);
}

#[test]
fn a_list_is_read_only_as_it_was_signed() {
    let ids = [PassId::new([9; 8]), PassId::new([1; 8]), PassId::new([9; 8])];
    let list = RevocationList::new(ids, MADE);
    assert_eq!((list.len(), list.made(), list.until()), (2, MADE, MADE.plus(GOOD_FOR)));
    let bytes = list.sign(&key());
    assert_eq!(bytes.len(), 8 + 2 * 8 + 64);
    assert_eq!(RevocationList::verify(&bytes, &keys()), Ok(list.clone()));
    assert_eq!(RevocationList::verify(&list.sign(&other_key()), &keys()), Err(ListError::BadSignature));
    assert_eq!(RevocationList::verify(&bytes, &KeySet::default()), Err(ListError::BadSignature));
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(RevocationList::verify(&changed, &keys()).is_err(), "bit {bit}");
    }
    for end in 0..bytes.len() {
        assert!(RevocationList::verify(&bytes[..end], &keys()).is_err(), "cut at {end}");
    }
}

#[test]
fn nothing_personal_is_shown_for_debugging() {
    let shown = format!("{:?} {:?}", claims(), Verdict::Genuine(claims()));
    assert!(!shown.contains("राजेश") && !shown.contains("1980"), "{shown}");
}

#[test]
fn ids_are_read_as_they_are_written() {
    let id = PassId::new([0, 1, 2, 3, 0xFC, 0xFD, 0xFE, 0xFF]);
    assert_eq!(id.to_string(), "00010203fcfdfeff");
    assert_eq!(PassId::parse("00010203fcfdfeff"), Some(id));
    for text in ["", "00010203FCFDFEFF", "+0010203fcfdfeff", "00010203fcfdfeff0", "g0010203fcfdfeff"] {
        assert_eq!(PassId::parse(text), None, "{text}");
    }
}

/// What readers in other languages are tested with.
fn vectors() -> String {
    let passes = all_kinds().into_iter().map(|(what, claims)| {
        json!({
            "what": what,
            "text": sign(&claims, &key()),
            "id": claims.id().to_string(),
            "status": claims.status(),
            "issued": claims.issued().as_seconds(),
            "expires": claims.expires().as_seconds(),
            "name": claims.name().map(PassName::as_str),
            "birth_year": claims.birth_year(),
        })
    });
    let list = RevocationList::new([PassId::new([2; 8]), PassId::new([1; 8])], MADE).sign(&key());
    let forged = crate::passes_forged::all();
    let forged = forged.into_iter().map(|(what, text, why)| json!({ "what": what, "text": text, "answer": why }));
    let vectors = json!({
        "now": NOW.as_seconds(),
        "keys": keys(),
        "passes": passes.collect::<Vec<Value>>(),
        "revoked": Base64UrlUnpadded::encode_string(&list),
        "forged": forged.collect::<Vec<Value>>(),
    });
    serde_json::to_string_pretty(&vectors).unwrap() + "\n"
}

#[test]
fn passes_are_the_frozen_ones() {
    assert!(vectors() == VECTORS, "the form of passes is fixed: a change of it gets another prefix");
}

#[test]
#[ignore = "writes the file that the test above compares with"]
fn pass_vectors_are_written() {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/passes.json"), vectors()).unwrap();
}

proptest! {
    #[test]
    fn any_pass_is_read_as_it_was_signed(
        id in any::<[u8; 8]>(), status in 0_u8..3, issued in any::<u32>(), minutes in 1..=Lifetime::MAX_MINUTES,
        year in proptest::option::of(1900_u16..=2100), name in proptest::option::of("[A-Za-z .अ-ह]{1,12}"),
    ) {
        let status = Status::try_from(status).unwrap();
        let at = Timestamp::from_seconds(i64::from(issued));
        let lifetime = Lifetime::from_minutes(minutes).unwrap();
        let claims = PassClaims::new(PassId::new(id), Env::Live, status, at, lifetime)
            .unwrap()
            .with_birth_year(year.and_then(|year| BirthYear::new(year).ok()))
            .with_name(name.and_then(|name| PassName::parse(NameForm::Initials, &name).ok()));
        prop_assert_eq!(PassClaims::decode(&claims.encode()), Some(claims.clone()));
        let trust = Trust { revoked: RevocationList::new([], at), ..trust() };
        prop_assert_eq!(check(&sign(&claims, &key()), &trust, None, at), Verdict::Genuine(claims));
    }

    #[test]
    fn there_is_one_way_to_write_claims(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        if let Some(claims) = PassClaims::decode(&bytes) {
            prop_assert_eq!(claims.encode(), bytes);
        }
    }

    #[test]
    fn anything_may_come(text in any::<String>(), inside in "[0-9A-Z*+./-]{0,200}") {
        prop_assert_eq!(verdict(&text), Verdict::NotAPass);
        let answer = verdict(&format!("KYVS1:{inside}"));
        prop_assert!(matches!(answer, Verdict::NotAPass | Verdict::BadSignature | Verdict::KeysTooOld));
    }
}
