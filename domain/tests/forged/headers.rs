//! Other headers, under a good signature but for what the header makes of it.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    algorithm::{Algorithm, Signs as _},
    jws::VerifyError,
    keyset::Jwk,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Genuine, encode};

/// What it is, the token, why it is refused.
pub(super) fn forged(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::*;
    let own_key = serde_json::to_value(Jwk::new(genuine.key.public())).unwrap();
    let strangers = serde_json::to_value(Jwk::new(genuine.stranger().public())).unwrap();
    let alg = genuine.key.algorithm();
    let (of_other_keys, other) = match alg {
        Algorithm::EdDsa => ("alg ES256", "ES256"),
        Algorithm::Es256 => ("alg EdDSA", "EdDSA"),
    };
    vec![
        (of_other_keys, genuine.with_header("alg", json!(other)), WrongAlgorithm),
        ("alg Ed25519", genuine.with_header("alg", json!("Ed25519")), WrongAlgorithm),
        ("alg eddsa", genuine.with_header("alg", json!("eddsa")), WrongAlgorithm),
        ("alg list", genuine.with_header("alg", json!([alg])), WrongAlgorithm),
        ("no alg", genuine.without_header("alg"), WrongAlgorithm),
        ("typ JWT", genuine.with_header("typ", json!("JWT")), WrongType),
        ("typ in capitals", genuine.with_header("typ", json!("KYVS-RESULT+JWT")), WrongType),
        ("typ long form", genuine.with_header("typ", json!("application/kyvs-result+jwt")), WrongType),
        ("typ null", genuine.with_header("typ", Value::Null), WrongType),
        ("no typ", genuine.without_header("typ"), WrongType),
        ("crit", genuine.with_header("crit", json!(["exp"])), UnexpectedHeader),
        ("empty crit", genuine.with_header("crit", json!([])), UnexpectedHeader),
        ("b64", genuine.with_header("b64", json!(false)), UnexpectedHeader),
        ("jwk", genuine.with_header("jwk", own_key), UnexpectedHeader),
        ("jku", genuine.with_header("jku", json!("https://evil.example/jwks.json")), UnexpectedHeader),
        ("x5u", genuine.with_header("x5u", json!("https://evil.example/x")), UnexpectedHeader),
        ("x5c", genuine.with_header("x5c", json!(["AA=="])), UnexpectedHeader),
        ("zip", genuine.with_header("zip", json!("DEF")), UnexpectedHeader),
        ("cty", genuine.with_header("cty", json!("JWT")), UnexpectedHeader),
        ("kid of nobody", genuine.with_header("kid", json!("nobody")), UnknownKey),
        ("kid path", genuine.with_header("kid", json!("../../dev/null")), UnknownKey),
        ("kid SQL", genuine.with_header("kid", json!("' OR 1=1 --")), UnknownKey),
        ("empty kid", genuine.with_header("kid", json!("")), UnknownKey),
        ("kid number", genuine.with_header("kid", json!(0)), UnknownKey),
        ("no kid", genuine.without_header("kid"), UnknownKey),
        (
            "header twice alg",
            genuine.sign_raw(&format!(r#"{{"alg":"none","alg":"{alg}","kid":"k","typ":"kyvs-result+jwt"}}"#), "{}"),
            DuplicateMember,
        ),
        ("header list", genuine.sign_raw("[]", &genuine.payload()), Malformed),
        ("header text", genuine.sign_raw("\"EdDSA\"", &genuine.payload()), Malformed),
        ("header not JSON", genuine.sign_raw("{alg:EdDSA}", &genuine.payload()), Malformed),
        ("header with a tail", genuine.sign_raw(&format!("{} x", genuine.header()), &genuine.payload()), Malformed),
        ("header with BOM", genuine.sign_raw(&format!("\u{FEFF}{}", genuine.header()), &genuine.payload()), Malformed),
        ("alg none", genuine.with_header("alg", json!("none")), WrongAlgorithm),
        ("alg None", genuine.with_header("alg", json!("None")), WrongAlgorithm),
        ("alg none without a signature", unsigned(genuine), Malformed),
        ("alg HS256", genuine.with_header("alg", json!("HS256")), WrongAlgorithm),
        ("alg HS256 under the public key as a secret", under_the_public_key(genuine), WrongAlgorithm),
        ("alg RS256", genuine.with_header("alg", json!("RS256")), WrongAlgorithm),
        ("alg ES512", genuine.with_header("alg", json!("ES512")), WrongAlgorithm),
        ("alg null", genuine.with_header("alg", Value::Null), WrongAlgorithm),
        (
            "a stranger's jwk, signed by the stranger",
            by_the_stranger(genuine, &json!({ "jwk": strangers })),
            UnexpectedHeader,
        ),
        (
            "a stranger's jku, signed by the stranger",
            by_the_stranger(genuine, &json!({ "jku": "https://evil.example/jwks.json" })),
            UnexpectedHeader,
        ),
        ("x5t", genuine.with_header("x5t", json!("AA")), UnexpectedHeader),
        ("exp in the header", genuine.with_header("exp", json!(9_999_999_999_i64)), UnexpectedHeader),
        ("kid address", genuine.with_header("kid", json!("https://evil.example/key")), UnknownKey),
        ("kid with a tail", genuine.with_header("kid", json!(format!("{} ", genuine.kid()))), UnknownKey),
    ]
}

/// The good header with these members more, and the stranger's signature.
fn by_the_stranger(genuine: &Genuine<'_>, more: &Value) -> String {
    let mut header = genuine.header();
    for (name, value) in more.as_object().unwrap() {
        header[name] = value.clone();
    }
    let (key, claims) = (&genuine.stranger(), genuine.claims);
    Genuine { key, claims }.sign_raw(&header.to_string(), &genuine.payload())
}

/// As RFC 7519 has tokens without a signature.
fn unsigned(genuine: &Genuine<'_>) -> String {
    format!("{}.{}.", encode(br#"{"alg":"none"}"#), encode(genuine.payload().as_bytes()))
}

/// A verifier that takes the algorithm from the token would use the public key as the secret of an HMAC.
fn under_the_public_key(genuine: &Genuine<'_>) -> String {
    let mut header = genuine.header();
    header["alg"] = json!("HS256");
    let signed = format!("{}.{}", encode(header.to_string().as_bytes()), encode(genuine.payload().as_bytes()));
    let mut mac = Hmac::<Sha256>::new_from_slice(&public_bytes(genuine)).unwrap();
    mac.update(signed.as_bytes());
    // As long as a signature, so that nothing but the algorithm speaks against it.
    let tag = mac.finalize().into_bytes();
    format!("{signed}.{}", Base64UrlUnpadded::encode_string(&[&tag[..], &tag[..]].concat()))
}

/// The public key as libraries write it out: 32 bytes, or a point that is not compressed.
fn public_bytes(genuine: &Genuine<'_>) -> Vec<u8> {
    let Jwk { x, y, .. } = Jwk::new(genuine.key.public());
    let decoded = |coordinate: &str| Base64UrlUnpadded::decode_vec(coordinate).unwrap();
    match y {
        None => decoded(&x),
        Some(y) => [vec![0x04], decoded(&x), decoded(&y)].concat(),
    }
}
