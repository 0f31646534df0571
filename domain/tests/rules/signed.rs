use domain::{
    jws::{self, Expectation, LEEWAY, VerifyError},
    keyset::{Jwk, KeySet, kid},
    provider::Env,
    result::{Claims, LIFETIME},
    time::Timestamp,
};
use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::sample::{IAT, claims, expect, key, keys, now, sign, token, verify};

#[test]
fn a_result_is_the_frozen_one() {
    let frozen = include_str!("../vectors/result.jws").trim_end();
    assert_eq!(token(), frozen);
    assert_eq!(verify(frozen).unwrap(), claims());
    let payload = include_str!("../vectors/result.json");
    let pretty = serde_json::to_string_pretty(&claims()).unwrap();
    assert_eq!(pretty, payload.trim_end(), "names, values and order of the claims");
}

#[test]
fn a_key_set_is_the_frozen_one() {
    let frozen = include_str!("../vectors/keyset.json");
    assert_eq!(serde_json::to_string_pretty(&keys()).unwrap(), frozen.trim_end());
    assert_eq!(serde_json::from_str::<KeySet>(frozen).unwrap(), keys());
}

/// RFC 8037, appendix A.3.
#[test]
fn a_thumbprint_is_the_published_one() {
    assert_eq!(kid(&key().verifying_key()), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

/// RFC 8037, appendix A.2.
#[test]
fn a_public_key_is_the_published_one() {
    let jwk = Jwk::new(&key().verifying_key());
    assert_eq!(jwk.x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    assert_eq!(jwk.verifying_key(), Some((&key().verifying_key()).into()));
}

#[test]
fn what_is_not_there_is_left_out_and_the_origin_is_null() {
    let bare =
        Claims { origin: None, nonce: None, reference: None, events: None, birth_year: None, gender: None, ..claims() };
    let wire = serde_json::to_string(&bare).unwrap();
    assert!(wire.contains(r#""origin":null,"purpose":"check-in","sub""#), "{wire}");
    for absent in ["nonce", "\"ref\"", "events", "birth_year", "gender"] {
        assert!(!wire.contains(absent), "{absent}");
    }
    let any = Expectation { nonce: None, audience: None, ..expect() };
    assert_eq!(jws::verify(&sign(&bare), &keys(), &any, now()).unwrap(), bare);
    assert_eq!(verify(&sign(&bare)), Err(VerifyError::WrongNonce));
}

#[test]
fn nothing_personal_is_shown_for_debugging() {
    let shown = format!("{:?}", claims());
    assert!(
        shown.contains("res_0001")
            && !shown.contains("राजेश")
            && !shown.contains("0001\", birth")
            && !shown.contains("******")
    );
}

#[test]
fn a_result_is_good_for_five_minutes() {
    let at = |millis: i64| jws::verify(&token(), &keys(), &expect(), Timestamp::from_millis(IAT * 1000 + millis));
    assert!(at(0).is_ok());
    assert!(at(LIFETIME * 1000 - 1).is_ok());
    assert_eq!(at(LIFETIME * 1000), Err(VerifyError::Expired), "an expired result gets no leeway");
    assert!(at(-LEEWAY * 1000).is_ok());
    assert_eq!(at(-LEEWAY * 1000 - 1), Err(VerifyError::NotYetValid));
}

#[test]
fn times_must_make_sense() {
    for (iat, nbf, exp, error) in [
        (IAT, IAT, IAT + 301, VerifyError::WrongLifetime),
        (IAT, IAT, IAT + 1_000_000, VerifyError::WrongLifetime),
        (IAT, IAT, IAT, VerifyError::WrongLifetime),
        (IAT + 20, IAT, IAT + 15, VerifyError::WrongLifetime),
        (IAT, IAT + 300, IAT + 300, VerifyError::WrongLifetime),
        (i64::MIN, IAT, i64::MAX, VerifyError::WrongLifetime),
        (IAT + 71, IAT, IAT + 300, VerifyError::NotYetValid),
        (IAT, IAT + 71, IAT + 300, VerifyError::NotYetValid),
        (i64::MAX - 1, IAT, i64::MAX, VerifyError::NotYetValid),
        (IAT - 290, IAT - 290, IAT + 10, VerifyError::Expired),
        (i64::MIN, i64::MIN, i64::MIN + 1, VerifyError::Expired),
    ] {
        assert_eq!(verify(&sign(&Claims { iat, nbf, exp, ..claims() })), Err(error), "{iat} {nbf} {exp}");
    }
    assert!(verify(&sign(&Claims { iat: IAT + 70, nbf: IAT + 70, ..claims() })).is_ok());
}

#[test]
fn each_question_has_its_own_answer() {
    let with = |change: fn(&mut Expectation<'static>)| {
        let mut other = expect();
        change(&mut other);
        jws::verify(&token(), &keys(), &other, now()).map(|_| ())
    };
    assert_eq!(with(|_| ()), Ok(()));
    assert_eq!(with(|e| e.audience = None), Ok(()));
    assert_eq!(with(|e| e.nonce = None), Ok(()));
    assert_eq!(with(|e| e.env = Env::Test), Err(VerifyError::WrongEnvironment));
    assert_eq!(with(|e| e.issuer = "https://status.example/"), Err(VerifyError::WrongIssuer));
    assert_eq!(with(|e| e.audience = Some("prv_7Q2N")), Err(VerifyError::WrongAudience));
    assert_eq!(with(|e| e.nonce = Some("n-2")), Err(VerifyError::WrongNonce));
    assert_eq!(with(|e| e.nonce = Some("")), Err(VerifyError::WrongNonce));
}

#[test]
fn only_sound_keys_of_one_name_are_used() {
    let good = Jwk::new(&key().verifying_key());
    let other = Jwk { kid: good.kid.clone(), ..Jwk::new(&SigningKey::from_bytes(&[9; 32]).verifying_key()) };
    let small = VerifyingKey::from_bytes(&[&[1_u8][..], &[0; 31]].concat().try_into().unwrap()).unwrap();
    let small = Jwk { kid: good.kid.clone(), ..Jwk::new(&small) };
    let with = |keys: Vec<Jwk>| jws::verify(&token(), &KeySet { keys }, &expect(), now()).map(|_| ());
    assert_eq!(with(vec![Jwk { kid: "another".to_owned(), ..other.clone() }, good.clone()]), Ok(()));
    assert_eq!(with(vec![]), Err(VerifyError::UnknownKey));
    assert_eq!(with(vec![other.clone()]), Err(VerifyError::BadSignature));
    assert_eq!(with(vec![good.clone(), other]), Err(VerifyError::UnknownKey), "two keys of one id");
    assert_eq!(with(vec![small]), Err(VerifyError::UnknownKey), "a key of small order");
    for wrong in [
        Jwk { kty: "EC".to_owned(), ..good.clone() },
        Jwk { crv: "X25519".to_owned(), ..good.clone() },
        Jwk { usage: "enc".to_owned(), ..good.clone() },
        Jwk { alg: "HS256".to_owned(), ..good.clone() },
        Jwk { x: good.x[1..].to_owned(), ..good.clone() },
        Jwk { x: format!("{}=", good.x), ..good.clone() },
        Jwk { x: String::new(), ..good.clone() },
    ] {
        assert_eq!(with(vec![wrong]), Err(VerifyError::UnknownKey));
    }
}
