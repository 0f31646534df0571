//! Other signatures and shapes.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    jws::{MAX_TOKEN, VerifyError},
    keyset::kid,
    result::Claims,
};
use ed25519_dalek::SigningKey;
use serde_json::json;

use super::{Genuine, encode};

/// What it is, the token, why it is refused.
pub(super) fn forged(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::*;
    let good = genuine.token();
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = signed.split_once('.').unwrap();
    let stranger = SigningKey::from_bytes(&[9; 32]);
    let by_stranger = domain::jws::sign(genuine.claims, &kid(&genuine.key.verifying_key()), &stranger).unwrap();
    let own_name = domain::jws::sign(genuine.claims, &kid(&stranger.verifying_key()), &stranger).unwrap();
    let upgraded = serde_json::to_string(&Claims {
        vaccination_status: domain::vaccination::Status::Not,
        ..genuine.claims.clone()
    })
    .unwrap();
    let signature_bytes: [u8; 64] = Base64UrlUnpadded::decode_vec(signature).unwrap().try_into().unwrap();
    // Another spelling of the same number, modulo the order of the group.
    let malleable = format!("{signed}.{}", encode(&plus_order(&signature_bytes)));
    let (low_order, own_low_order) = low_order(genuine);
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
        ("S that is larger than the order of the group", malleable, BadSignature),
        ("R of small order and S of zero", low_order, BadSignature),
        ("under a key of small order, by its own name", own_low_order, UnknownKey),
    ]
}

/// One signature in fifteen has neither letter in which the alphabets differ: then the first one stands for them.
fn in_standard_alphabet(signature: &str) -> String {
    let other = signature.replace(['-', '_'], "+");
    if other == signature { format!("+{}", &signature[1..]) } else { other }
}

/// The order of the group, little-endian (RFC 8032, 5.1).
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// The same signature with the order added to S: without a check of its range it would verify.
fn plus_order(signature: &[u8; 64]) -> [u8; 64] {
    let mut other = *signature;
    let mut carry = 0_u16;
    for (byte, order) in other[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    other
}

/// The point of order one as R and zero as S: it verifies under any key of small order. Under the good key's name, and under
/// the name that the point would have as a key.
fn low_order(genuine: &Genuine<'_>) -> (String, String) {
    let mut signature = [0_u8; 64];
    signature[0] = 1;
    let payload = encode(genuine.payload().as_bytes());
    let mut point = [0_u8; 32];
    point[0] = 1;
    let name = kid(&ed25519_dalek::VerifyingKey::from_bytes(&point).unwrap());
    let own = json!({"alg": "EdDSA", "kid": name, "typ": "kyvs-result+jwt"});
    let token = |header: String| format!("{}.{payload}.{}", encode(header.as_bytes()), encode(&signature));
    (token(genuine.header().to_string()), token(own.to_string()))
}
