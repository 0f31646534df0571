use domain::{
    algorithm::{PrivateKey, Signs as _},
    jws::VerifyError,
    keyset::kid,
    result::Claims,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    es256::{self, curve_key},
    forgeries::{self, Genuine},
    sample::{IAT, claims, key, keys, sign, token, verify},
};

const VECTORS: &str = include_str!("../vectors/forged.json");

#[test]
fn the_sample_is_good_in_any_order_of_the_header() {
    let (key, claims) = (&PrivateKey::Ed25519(key()), &claims());
    let genuine = Genuine { key, claims };
    assert_eq!(verify(&genuine.token()).as_ref(), Ok(claims));
    assert_eq!(verify(&genuine.sign_raw(&genuine.header().to_string(), &genuine.payload())).as_ref(), Ok(claims));
    let kid = kid(key.public());
    let other_order = format!(r#"{{ "typ":"kyvs-result+jwt", "kid":"{kid}", "alg":"EdDSA" }}"#);
    assert_eq!(verify(&genuine.sign_raw(&other_order, &genuine.payload())).as_ref(), Ok(claims));
    let later = genuine.with_claim("new_claim", json!(1));
    assert_eq!(verify(&later).as_ref(), Ok(claims), "claims of a later version are skipped");
}

#[test]
fn forged_tokens_are_refused_each_for_its_own_reason() {
    let claims = &claims();
    for key in &[PrivateKey::Ed25519(key()), PrivateKey::P256(curve_key())] {
        let (genuine, algorithm) = (Genuine { key, claims }, key.algorithm());
        assert_eq!(es256::verify(&genuine.token()).as_ref(), Ok(claims), "{algorithm}");
        let forged = forgeries::all(&genuine);
        assert!(forged.len() >= 60, "{algorithm}: {}", forged.len());
        for forgeries::Forged { what, token, why } in forged {
            assert_eq!(es256::verify(&token).map(|_| ()), Err(why), "{algorithm}: {what}");
        }
    }
}

/// What verifiers in other languages are tested with: everything that is expected of a token, a good one, and the forged ones.
fn vectors() -> String {
    let (key, claims) = (&PrivateKey::Ed25519(key()), &claims());
    let forged = forgeries::all(&Genuine { key, claims });
    let forged = forged
        .into_iter()
        .map(|forged| json!({ "what": forged.what, "token": forged.token, "error": format!("{:?}", forged.why) }));
    let vectors = json!({
        "now": IAT + 10,
        "issuer": claims.iss,
        "audience": claims.aud,
        "nonce": claims.nonce,
        "env": claims.env,
        "keys": keys(),
        "good": token(),
        "forged": forged.collect::<Vec<Value>>(),
    });
    serde_json::to_string_pretty(&vectors).unwrap() + "\n"
}

#[test]
fn the_forged_tokens_are_the_frozen_ones() {
    assert!(
        vectors() == VECTORS,
        "write them anew: cargo test -p domain --test rules -- --ignored vectors_are_written"
    );
}

#[test]
#[ignore = "writes the file that the test above compares with"]
fn vectors_are_written() {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/forged.json"), vectors()).unwrap();
}

/// The last letter of the signature carries two bits and four that must be zero: the other fifteen spellings of the same bytes
/// are refused.
#[test]
fn there_is_one_spelling_of_a_signature() {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let good = token();
    let last = *good.as_bytes().last().unwrap();
    let place = ALPHABET.iter().position(|letter| *letter == last).unwrap();
    assert_eq!(place % 16, 0);
    for other in &ALPHABET[place + 1..place + 16] {
        let spelling = format!("{}{}", &good[..good.len() - 1], char::from(*other));
        assert_eq!(verify(&spelling), Err(VerifyError::Malformed), "{spelling}");
    }
}

#[test]
fn a_large_result_still_fits() {
    let long = Claims { name: "अ".repeat(1_000), ..claims() };
    assert_eq!(verify(&sign(&long)), Ok(long));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_changed_byte_anywhere_never_verifies(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let good = token();
        let mut bytes = good.clone().into_bytes();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != byte);
        bytes[place] = byte;
        if let Ok(changed) = String::from_utf8(bytes) {
            prop_assert!(verify(&changed).is_err());
        }
    }

    #[test]
    fn a_part_of_a_token_never_verifies(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let good = token();
        let (from, to) = (from.index(good.len() + 1), to.index(good.len() + 1));
        prop_assume!((from, to) != (0, good.len()));
        prop_assert!(verify(good.get(from..to).unwrap_or_default()).is_err());
    }

    #[test]
    fn anything_may_come(text in "[A-Za-z0-9_.-]{0,300}", any in any::<String>()) {
        prop_assert!(verify(&text).is_err() && verify(&any).is_err());
    }

    #[test]
    fn what_was_signed_is_what_is_read(name in any::<String>(), nonce in any::<String>(), sub in any::<String>()) {
        let claims = Claims { name, nonce: Some(nonce.clone()), sub, ..claims() };
        let expect = domain::jws::Expectation { nonce: Some(&nonce), ..crate::sample::expect() };
        let read = domain::jws::verify(&sign(&claims), &crate::sample::keys(), &expect, crate::sample::now());
        prop_assert_eq!(read, Ok(claims));
    }
}
