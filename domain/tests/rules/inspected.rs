//! What the page says to a pasted text.

use domain::{
    algorithm::PrivateKey,
    inspect::{Answer, Fact, Value, Wanted, World, inspect},
    keyset::KeySet,
    pass::{RevocationList, Trust, sign},
    provider::Env,
    result::{Claims, LIFETIME},
    time::Timestamp,
    vaccination::Status,
};

use crate::{
    es256::{both, curve_key},
    forgeries::{self, Genuine},
    passes::{MADE, claims as pass_claims, other_key, trust},
    sample::{self, claims, key, now},
};

fn live() -> World {
    World { issuer: claims().iss, trust: trust() }
}

fn test_world() -> World {
    let keys = KeySet::new([&other_key().verifying_key()]);
    World {
        issuer: "https://status.example/test".into(),
        trust: Trust { keys, revoked: RevocationList::new([], MADE) },
    }
}

const MINE: Wanted<'_> = Wanted { audience: Some("prv_7Q2M"), nonce: Some("n-1") };

#[test]
fn a_good_result_is_shown_with_what_it_says() {
    let found = inspect(&sample::token(), &live(), None, Wanted::default(), now());
    assert_eq!((found.answer, found.status, found.test), (Answer::ResultGenuine, Some(Status::Fully), false));
    let text = |text: &str| Value::Text(text.to_owned());
    let word = |word: &str| Value::Word { word: word.to_owned() };
    let said = [
        (Fact::Name, text("राजेश शर्मा")),
        (Fact::BirthYear, text("1980")),
        (Fact::Gender, word("gender-M")),
        (Fact::Mobile, text("******0001")),
        (Fact::Reason, word("reason-series-complete")),
        (Fact::Flag, word("flag-short_interval")),
        (Fact::Flag, word("flag-precaution")),
        (Fact::Dose, text("1/2 · covishield · 2021-06-01")),
        (Fact::Dose, text("2/2 · covishield · 2021-07-01")),
        (Fact::PrecautionDose, text("covishield · 2022-02-10")),
        (Fact::Audience, text("prv_7Q2M")),
        (Fact::Purpose, text("check-in")),
        (Fact::Origin, text("https://hotel.example")),
        (Fact::Nonce, text("n-1")),
        (Fact::Reference, text("booking 7")),
        (Fact::Consent, text("R-7KD2-91QM-4XAV-TC8H")),
        (Fact::AsOf, text("2026-09-21")),
        (Fact::Issued, Value::Moment(Timestamp::from_seconds(claims().iat))),
        (Fact::Expires, Value::Moment(claims().expires_at())),
    ];
    assert_eq!(found.facts, said);
    assert_eq!(serde_json::to_value(word("gender-M")).unwrap(), serde_json::json!({ "word": "gender-M" }));
    let late = Timestamp::from_seconds(claims().iat + LIFETIME);
    assert_eq!(inspect(&sample::token(), &live(), None, MINE, late).answer, Answer::ResultExpired);
}

#[test]
fn what_a_result_does_not_say_is_not_shown() {
    use Fact::{AsOf, Audience, Consent, Expires, Issued, Mobile, Name, Purpose, Reason};
    let bare = Claims {
        origin: None,
        nonce: None,
        reference: None,
        flags: Vec::new(),
        events: None,
        birth_year: None,
        gender: None,
        ..claims()
    };
    let found = inspect(&sample::sign(&bare), &live(), None, Wanted::default(), now());
    let facts: Vec<Fact> = found.facts.iter().map(|(fact, _)| *fact).collect();
    assert_eq!(facts, [Name, Mobile, Reason, Audience, Purpose, Consent, AsOf, Issued, Expires]);
}

#[test]
fn a_result_under_a_key_of_the_other_kind_is_genuine() {
    let curve = curve_key();
    let token = domain::jws::sign(&claims(), &domain::keyset::kid(curve.verifying_key()), &curve).unwrap();
    let world = World { trust: Trust { keys: both(), ..trust() }, ..live() };
    assert_eq!(inspect(&token, &world, None, MINE, now()).answer, Answer::ResultGenuine);
    assert_eq!(inspect(&token, &live(), None, MINE, now()).answer, Answer::ResultForged, "in a set without it");
}

#[test]
fn no_forged_result_is_called_good_and_nothing_of_it_is_shown() {
    let (claims, world) = (&claims(), World { trust: Trust { keys: both(), ..trust() }, ..live() });
    for key in &[PrivateKey::Ed25519(key()), PrivateKey::P256(curve_key())] {
        for forged in forgeries::all(&Genuine { key, claims }) {
            let found = inspect(&forged.token, &world, Some(&test_world()), MINE, now());
            assert!(!matches!(found.answer, Answer::Genuine | Answer::ResultGenuine), "{}", forged.what);
            assert!(found.answer == Answer::ResultExpired || found.status.is_none(), "{}", forged.what);
        }
    }
}

#[test]
fn a_pass_is_known_by_its_beginning() {
    let text = sign(&pass_claims(), &key());
    for shown in [text.clone(), format!(" {}", text.to_lowercase())] {
        let found = inspect(&shown, &live(), None, Wanted::default(), MADE);
        assert_eq!((found.answer, found.status), (Answer::Genuine, Some(Status::Fully)));
    }
    assert_eq!(inspect("KYVS1:", &live(), None, Wanted::default(), MADE).answer, Answer::NotAPass);
    assert_eq!(inspect("hello", &live(), None, Wanted::default(), MADE).answer, Answer::ResultMalformed);
}

#[test]
fn each_world_goes_by_its_own_keys() {
    let test_claims = Claims { env: Env::Test, iss: test_world().issuer, ..claims() };
    let kid = domain::keyset::kid(&other_key().verifying_key());
    let token = domain::jws::sign(&test_claims, &kid, &other_key()).unwrap();
    let found = inspect(&token, &live(), Some(&test_world()), MINE, now());
    assert_eq!((found.answer, found.test), (Answer::ResultGenuine, true));
    assert_eq!(inspect(&token, &live(), None, MINE, now()).answer, Answer::ResultForged);
    let live_claims = Claims { env: Env::Live, ..test_claims };
    let crossed = domain::jws::sign(&live_claims, &kid, &other_key()).unwrap();
    assert_eq!(inspect(&crossed, &live(), Some(&test_world()), MINE, now()).answer, Answer::ResultElsewhere);
}

#[test]
fn words_are_as_they_are_serialised() {
    for answer in Answer::ALL {
        assert_eq!(serde_json::to_value(answer).unwrap(), answer.as_str());
    }
    for fact in Fact::ALL {
        assert_eq!(serde_json::to_value(fact).unwrap(), fact.as_str());
    }
}
