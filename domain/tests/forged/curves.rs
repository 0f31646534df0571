//! Other signatures, each in the way of its curve.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    algorithm::{Algorithm, SIGNATURE, Signs as _},
    jws::VerifyError,
    keyset::kid,
};
use serde_json::json;

use super::{Genuine, encode};

/// What it is, the token, why it is refused.
pub(super) fn forged(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    match genuine.key.algorithm() {
        Algorithm::EdDsa => of_ed25519(genuine),
        Algorithm::Es256 => of_p256(genuine),
    }
}

fn of_ed25519(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::{BadSignature, UnknownKey};
    let (signed, signature) = taken_apart(genuine);
    // Another spelling of the same number, modulo the order of the group.
    let malleable = format!("{signed}.{}", encode(&plus_order(&signature)));
    let (low_order, own_low_order) = low_order(genuine);
    vec![
        ("S that is larger than the order of the group", malleable, BadSignature),
        ("R of small order and S of zero", low_order, BadSignature),
        ("under a key of small order, by its own name", own_low_order, UnknownKey),
    ]
}

fn of_p256(genuine: &Genuine<'_>) -> Vec<(&'static str, String, VerifyError)> {
    use VerifyError::{BadSignature, Malformed};
    let (signed, signature) = taken_apart(genuine);
    let (r, s) = signature.split_at(SIGNATURE / 2);
    // The larger s fits too, for whoever follows the standard to the letter.
    let token = |parts: [&[u8]; 2]| format!("{signed}.{}", encode(&parts.concat()));
    vec![
        ("the larger s", token([r, &minus(s)]), BadSignature),
        ("r and s of the order of the group", token([&P256_ORDER, &P256_ORDER]), BadSignature),
        ("r of zero", token([&[0; 32], s]), BadSignature),
        ("s of zero", token([r, &[0; 32]]), BadSignature),
        ("r and s exchanged", token([s, r]), BadSignature),
        ("a signature as DER", token([&der(r, s), &[]]), Malformed),
    ]
}

/// What is signed of the good token, and its signature.
fn taken_apart(genuine: &Genuine<'_>) -> (String, [u8; SIGNATURE]) {
    let token = genuine.token();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    (signed.to_owned(), Base64UrlUnpadded::decode_vec(signature).unwrap().try_into().unwrap())
}

/// The order of the group of P-256, big-endian (SEC 2, 2.4.2).
const P256_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7,
    0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// The order without this number.
fn minus(number: &[u8]) -> [u8; 32] {
    let mut other = P256_ORDER;
    let mut borrow = 0_i16;
    for (byte, less) in other.iter_mut().zip(number).rev() {
        let difference = i16::from(*byte) - i16::from(*less) - borrow;
        *byte = difference.to_le_bytes()[0];
        borrow = i16::from(difference < 0);
    }
    other
}

/// Both numbers as other formats than JOSE write them: each with its length.
fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
    let framed = |kind: u8, inner: &[u8]| [&[kind, u8::try_from(inner.len()).unwrap()][..], inner].concat();
    let number = |bytes: &[u8]| {
        let digits: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
        // A first bit would make it negative.
        let sign: &[u8] = if digits[0] < 0x80 { &[] } else { &[0] };
        framed(2, &[sign, &digits].concat())
    };
    framed(0x30, &[number(r), number(s)].concat())
}

/// The order of the group of Ed25519, little-endian (RFC 8032, 5.1).
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
