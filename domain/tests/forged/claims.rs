//! Other claims, under a good signature.

use domain::jws::VerifyError;
use serde_json::{Value, json};

use super::Genuine;

/// What it is, the token, why it is refused.
pub(super) fn forged(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::*;
    let twice = genuine.payload().replacen('{', r#"{"vaccination_status":0,"#, 1);
    let nested_twice = genuine.payload().replacen(r#"{"product""#, r#"{"dose":9,"product""#, 1);
    vec![
        ("other env", genuine.with_claim("env", json!("test")), WrongEnvironment),
        ("unknown env", genuine.with_claim("env", json!("Live")), Malformed),
        ("other issuer", genuine.with_claim("iss", json!("https://evil.example")), WrongIssuer),
        ("issuer with a tail", genuine.with_claim("iss", json!(format!("{}.evil", genuine.claims.iss))), WrongIssuer),
        ("other audience", genuine.with_claim("aud", json!("prv_0000")), WrongAudience),
        ("several audiences", genuine.with_claim("aud", json!([genuine.claims.aud, "prv_0000"])), Malformed),
        ("other nonce", genuine.with_claim("nonce", json!("n-2")), WrongNonce),
        ("no nonce", genuine.without_claim("nonce"), WrongNonce),
        ("null nonce", genuine.with_claim("nonce", Value::Null), WrongNonce),
        ("no exp", genuine.without_claim("exp"), Malformed),
        ("exp as text", genuine.with_claim("exp", json!(genuine.claims.exp.to_string())), Malformed),
        ("exp as fraction", genuine.with_claim("exp", json!(1_790_000_300.5)), Malformed),
        ("exp beyond numbers", genuine.with_claim("exp", json!(u64::MAX)), Malformed),
        ("no iat", genuine.without_claim("iat"), Malformed),
        ("status 3", genuine.with_claim("vaccination_status", json!(3)), Malformed),
        ("status as text", genuine.with_claim("vaccination_status", json!("2")), Malformed),
        ("status true", genuine.with_claim("vaccination_status", json!(true)), Malformed),
        ("no status", genuine.without_claim("vaccination_status"), Malformed),
        ("unknown reason", genuine.with_claim("status_reason", json!("because")), Malformed),
        ("unknown flag", genuine.with_claim("flags", json!(["shiny"])), Malformed),
        ("a claim twice", genuine.sign_raw(&genuine.header().to_string(), &twice), DuplicateMember),
        ("a claim twice inside", genuine.sign_raw(&genuine.header().to_string(), &nested_twice), DuplicateMember),
        ("payload list", genuine.sign_raw(&genuine.header().to_string(), "[]"), Malformed),
        ("payload not JSON", genuine.sign_raw(&genuine.header().to_string(), "2"), Malformed),
        (
            "payload with a tail",
            genuine.sign_raw(&genuine.header().to_string(), &format!("{}{{}}", genuine.payload())),
            Malformed,
        ),
        ("payload deep", genuine.sign_raw(&genuine.header().to_string(), &"[".repeat(5_000)), Malformed),
        ("expired", genuine.at(-1_000, 300), Expired),
        ("not valid yet", genuine.at(1_000, 300), NotYetValid),
        ("good for a year", genuine.at(0, 31_536_000), WrongLifetime),
        ("good for no time", genuine.at(0, 0), WrongLifetime),
        ("valid after its end", genuine.with_claim("nbf", json!(genuine.claims.exp)), WrongLifetime),
        (
            "issuer without its end",
            genuine.with_claim("iss", json!(&genuine.claims.iss[..genuine.claims.iss.len() - 1])),
            WrongIssuer,
        ),
        ("no issuer", genuine.without_claim("iss"), Malformed),
        ("no audience", genuine.without_claim("aud"), Malformed),
        ("empty audience", genuine.with_claim("aud", json!("")), WrongAudience),
        ("no env", genuine.without_claim("env"), Malformed),
    ]
}
