use domain::{
    jws::{MAX_TOKEN, VerifyError},
    keyset::{Jwk, kid},
    result::Claims,
};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sample::{claims, encode, key, sign, sign_raw, token, verify};

/// The header as the service writes it.
fn header() -> Value {
    json!({"alg": "EdDSA", "kid": kid(&key().verifying_key()), "typ": "kyvs-result+jwt"})
}

fn payload() -> String {
    serde_json::to_string(&claims()).unwrap()
}

/// The sample under a header with one member more or another value, signed with the right key.
fn with_header(name: &str, value: Value) -> String {
    let mut header = header();
    header[name] = value;
    sign_raw(&header.to_string(), &payload())
}

fn without_header(name: &str) -> String {
    let mut header = header();
    header.as_object_mut().unwrap().remove(name);
    sign_raw(&header.to_string(), &payload())
}

/// The sample with one claim another, signed with the right key.
fn with_claim(name: &str, value: Value) -> String {
    let mut claims = serde_json::to_value(claims()).unwrap();
    claims[name] = value;
    sign_raw(&header().to_string(), &claims.to_string())
}

fn without_claim(name: &str) -> String {
    let mut claims = serde_json::to_value(claims()).unwrap();
    claims.as_object_mut().unwrap().remove(name);
    sign_raw(&header().to_string(), &claims.to_string())
}

/// A header with another value, over the signature of the true one.
fn swapped_header(name: &str, value: &str) -> String {
    let mut header = header();
    header[name] = json!(value);
    let token = token();
    format!("{}.{}", encode(header.to_string().as_bytes()), token.split_once('.').unwrap().1)
}

#[test]
fn the_sample_is_good_in_any_order_of_the_header() {
    assert_eq!(verify(&sign_raw(&header().to_string(), &payload())), Ok(claims()));
    let kid = kid(&key().verifying_key());
    let other_order = format!(r#"{{ "typ":"kyvs-result+jwt", "kid":"{kid}", "alg":"EdDSA" }}"#);
    assert_eq!(verify(&sign_raw(&other_order, &payload())), Ok(claims()));
    assert_eq!(verify(&with_claim("new_claim", json!(1))), Ok(claims()), "claims of a later version are skipped");
}

#[test]
fn other_headers_are_refused_even_under_a_good_signature() {
    use VerifyError::*;
    for (alg, error) in
        [("none", WrongAlgorithm), ("None", WrongAlgorithm), ("HS256", WrongAlgorithm), ("RS256", WrongAlgorithm)]
    {
        assert_eq!(verify(&with_header("alg", json!(alg))), Err(error), "{alg}");
    }
    let own_key = serde_json::to_value(Jwk::new(&key().verifying_key())).unwrap();
    for (what, token, error) in [
        ("alg ES256", with_header("alg", json!("ES256")), WrongAlgorithm),
        ("alg Ed25519", with_header("alg", json!("Ed25519")), WrongAlgorithm),
        ("alg eddsa", with_header("alg", json!("eddsa")), WrongAlgorithm),
        ("alg list", with_header("alg", json!(["EdDSA"])), WrongAlgorithm),
        ("no alg", without_header("alg"), WrongAlgorithm),
        ("typ JWT", with_header("typ", json!("JWT")), WrongType),
        ("typ in capitals", with_header("typ", json!("KYVS-RESULT+JWT")), WrongType),
        ("typ long form", with_header("typ", json!("application/kyvs-result+jwt")), WrongType),
        ("typ null", with_header("typ", Value::Null), WrongType),
        ("no typ", without_header("typ"), WrongType),
        ("crit", with_header("crit", json!(["exp"])), UnexpectedHeader),
        ("empty crit", with_header("crit", json!([])), UnexpectedHeader),
        ("b64", with_header("b64", json!(false)), UnexpectedHeader),
        ("jwk", with_header("jwk", own_key), UnexpectedHeader),
        ("jku", with_header("jku", json!("https://evil.example/jwks.json")), UnexpectedHeader),
        ("x5u", with_header("x5u", json!("https://evil.example/x")), UnexpectedHeader),
        ("x5c", with_header("x5c", json!(["AA=="])), UnexpectedHeader),
        ("zip", with_header("zip", json!("DEF")), UnexpectedHeader),
        ("cty", with_header("cty", json!("JWT")), UnexpectedHeader),
        ("kid of nobody", with_header("kid", json!("nobody")), UnknownKey),
        ("kid path", with_header("kid", json!("../../dev/null")), UnknownKey),
        ("kid SQL", with_header("kid", json!("' OR 1=1 --")), UnknownKey),
        ("empty kid", with_header("kid", json!("")), UnknownKey),
        ("kid number", with_header("kid", json!(0)), UnknownKey),
        ("no kid", without_header("kid"), UnknownKey),
        (
            "header twice alg",
            sign_raw(r#"{"alg":"none","alg":"EdDSA","kid":"k","typ":"kyvs-result+jwt"}"#, "{}"),
            DuplicateMember,
        ),
        ("header list", sign_raw("[]", &payload()), Malformed),
        ("header text", sign_raw("\"EdDSA\"", &payload()), Malformed),
        ("header not JSON", sign_raw("{alg:EdDSA}", &payload()), Malformed),
        ("header with a tail", sign_raw(&format!("{} x", header()), &payload()), Malformed),
        ("header with BOM", sign_raw(&format!("\u{FEFF}{}", header()), &payload()), Malformed),
    ] {
        assert_eq!(verify(&token).map(|_| ()), Err(error), "{what}");
    }
}

#[test]
fn other_claims_are_refused_even_under_a_good_signature() {
    use VerifyError::*;
    let twice = payload().replacen('{', r#"{"vaccination_status":0,"#, 1);
    let nested_twice = payload().replacen(r#"{"product""#, r#"{"dose":9,"product""#, 1);
    for (what, token, error) in [
        ("other env", with_claim("env", json!("test")), WrongEnvironment),
        ("unknown env", with_claim("env", json!("Live")), Malformed),
        ("other issuer", with_claim("iss", json!("https://evil.example")), WrongIssuer),
        ("issuer with a tail", with_claim("iss", json!("https://status.example.evil")), WrongIssuer),
        ("other audience", with_claim("aud", json!("prv_0000")), WrongAudience),
        ("several audiences", with_claim("aud", json!(["prv_7Q2M", "prv_0000"])), Malformed),
        ("other nonce", with_claim("nonce", json!("n-2")), WrongNonce),
        ("no nonce", without_claim("nonce"), WrongNonce),
        ("null nonce", with_claim("nonce", Value::Null), WrongNonce),
        ("no exp", without_claim("exp"), Malformed),
        ("exp as text", with_claim("exp", json!("1790000300")), Malformed),
        ("exp as fraction", with_claim("exp", json!(1_790_000_300.5)), Malformed),
        ("exp beyond numbers", with_claim("exp", json!(u64::MAX)), Malformed),
        ("no iat", without_claim("iat"), Malformed),
        ("status 3", with_claim("vaccination_status", json!(3)), Malformed),
        ("status as text", with_claim("vaccination_status", json!("2")), Malformed),
        ("status true", with_claim("vaccination_status", json!(true)), Malformed),
        ("no status", without_claim("vaccination_status"), Malformed),
        ("unknown reason", with_claim("status_reason", json!("because")), Malformed),
        ("unknown flag", with_claim("flags", json!(["shiny"])), Malformed),
        ("a claim twice", sign_raw(&header().to_string(), &twice), DuplicateMember),
        ("a claim twice inside", sign_raw(&header().to_string(), &nested_twice), DuplicateMember),
        ("payload list", sign_raw(&header().to_string(), "[]"), Malformed),
        ("payload not JSON", sign_raw(&header().to_string(), "2"), Malformed),
        ("payload with a tail", sign_raw(&header().to_string(), &format!("{}{{}}", payload())), Malformed),
        ("payload deep", sign_raw(&header().to_string(), &"[".repeat(5_000)), Malformed),
    ] {
        assert_eq!(verify(&token).map(|_| ()), Err(error), "{what}");
    }
}

#[test]
fn other_signatures_and_shapes_are_refused() {
    use VerifyError::*;
    let good = token();
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let stranger = SigningKey::from_bytes(&[9; 32]);
    let by_stranger = domain::jws::sign(&claims(), &kid(&key().verifying_key()), &stranger).unwrap();
    let own_name = domain::jws::sign(&claims(), &kid(&stranger.verifying_key()), &stranger).unwrap();
    let upgraded =
        serde_json::to_string(&Claims { vaccination_status: domain::vaccination::Status::Not, ..claims() }).unwrap();
    for (what, token, error) in [
        ("nothing", String::new(), Malformed),
        ("one part", head.to_owned(), Malformed),
        ("two parts", signed.to_owned(), Malformed),
        ("empty signature", format!("{signed}."), Malformed),
        ("empty header", format!(".{body}.{signature}"), Malformed),
        ("empty payload", format!("{head}..{signature}"), Malformed),
        ("dots only", "..".to_owned(), Malformed),
        ("four parts", format!("{good}.AA"), Malformed),
        ("five parts, as encrypted ones have", format!("{head}.AA.AA.AA.{signature}"), Malformed),
        ("dot before", format!(".{good}"), Malformed),
        ("dot after", format!("{good}."), Malformed),
        ("space before", format!(" {good}"), Malformed),
        ("line end after", format!("{good}\n"), Malformed),
        ("padding", format!("{good}=="), Malformed),
        ("standard alphabet", format!("{head}.{body}.{}", signature.replace(['-', '_'], "+")), Malformed),
        ("signature cut", format!("{signed}.{}", &signature[..signature.len() - 2]), Malformed),
        ("signature longer", format!("{signed}.{signature}AA"), Malformed),
        ("signature of zeros", format!("{signed}.{}", encode(&[0; 64])), BadSignature),
        ("signature of ones", format!("{signed}.{}", encode(&[255; 64])), BadSignature),
        (
            "JSON serialisation",
            json!({"protected": head, "payload": body, "signature": signature}).to_string(),
            Malformed,
        ),
        ("by a stranger under our name", by_stranger, BadSignature),
        ("by a stranger under their own name", own_name, UnknownKey),
        ("payload exchanged", format!("{head}.{}.{signature}", encode(upgraded.as_bytes())), BadSignature),
        ("parts exchanged", format!("{body}.{head}.{signature}"), WrongAlgorithm),
        ("alg none under the old signature", swapped_header("alg", "none"), WrongAlgorithm),
        ("alg HS256 under the old signature", swapped_header("alg", "HS256"), WrongAlgorithm),
        ("too long", format!("{good}{}", "A".repeat(MAX_TOKEN)), TooLarge),
        ("long and only dots", ".".repeat(MAX_TOKEN + 1), TooLarge),
    ] {
        assert_eq!(verify(&token).map(|_| ()), Err(error), "{what}");
    }
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
