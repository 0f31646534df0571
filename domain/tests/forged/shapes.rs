//! Other signatures and shapes.

use domain::{
    jws::{MAX_TOKEN, VerifyError},
    keyset::kid,
    result::Claims,
};
use serde_json::json;

use super::{Genuine, encode};

/// What it is, the token, why it is refused.
pub(super) fn forged(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::*;
    let good = genuine.token();
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let stranger = genuine.stranger();
    let by_stranger = domain::jws::sign(genuine.claims, &genuine.kid(), &stranger).unwrap();
    let own_name = domain::jws::sign(genuine.claims, &kid(stranger.public()), &stranger).unwrap();
    let upgraded = serde_json::to_string(&Claims {
        vaccination_status: domain::vaccination::Status::Not,
        ..genuine.claims.clone()
    })
    .unwrap();
    vec![
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
        ("standard alphabet", format!("{head}.{body}.{}", in_standard_alphabet(signature)), Malformed),
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
        ("alg none under the old signature", genuine.swapped_header("alg", "none"), WrongAlgorithm),
        ("alg HS256 under the old signature", genuine.swapped_header("alg", "HS256"), WrongAlgorithm),
        ("too long", format!("{good}{}", "A".repeat(MAX_TOKEN)), TooLarge),
        ("long and only dots", ".".repeat(MAX_TOKEN + 1), TooLarge),
    ]
}

/// One signature in fifteen has neither letter in which the alphabets differ: then the first one stands for them.
fn in_standard_alphabet(signature: &str) -> String {
    let other = signature.replace(['-', '_'], "+");
    if other == signature { format!("+{}", &signature[1..]) } else { other }
}
