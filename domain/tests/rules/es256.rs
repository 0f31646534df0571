//! Results under a key on P-256, and tokens that mix the two kinds of keys up.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    algorithm::{Algorithm, PrivateKey, PublicKey, Signs},
    jws::{self, VerifyError},
    keyset::{KeySet, kid},
    result::Claims,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa;
use serde_json::json;
use sha2::Sha256;

use crate::sample::{claims, expect, key, now};

/// The key of RFC 7515, appendix A.3.1: public knowledge, good for vectors only.
pub(crate) fn curve_key() -> ecdsa::SigningKey {
    let seed = Base64UrlUnpadded::decode_vec("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI").unwrap();
    ecdsa::SigningKey::from_slice(&seed).unwrap()
}

/// As it is published when a provider needs it.
pub(crate) fn both() -> KeySet {
    KeySet::new([PublicKey::from(&key().verifying_key()), PublicKey::from(curve_key().verifying_key())])
}

/// What the hotel says to a token when both keys are published.
pub(crate) fn verify(token: &str) -> Result<Claims, VerifyError> {
    jws::verify(token, &both(), &expect(), now())
}

fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

fn signed(alg: &str, kid: &str, signature: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let header = json!({ "alg": alg, "kid": kid, "typ": "kyvs-result+jwt" }).to_string();
    let payload = serde_json::to_string(&claims()).unwrap();
    let signed = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
    let signature = signature(signed.as_bytes());
    format!("{signed}.{}", encode(&signature))
}

#[test]
fn a_result_under_either_key_of_one_set_is_good() {
    let (ed, curve) = (key(), curve_key());
    let of_curve = jws::sign(&claims(), &kid(curve.verifying_key()), &curve).unwrap();
    assert_eq!(verify(&of_curve), Ok(claims()));
    assert_eq!(jws::sign(&claims(), &kid(curve.verifying_key()), &curve).unwrap(), of_curve, "the same each time");
    let header = Base64UrlUnpadded::decode_vec(of_curve.split('.').next().unwrap()).unwrap();
    assert!(header.starts_with(br#"{"alg":"ES256","#));
    assert_eq!(verify(&jws::sign(&claims(), &kid(&ed.verifying_key()), &ed).unwrap()), Ok(claims()));
    assert_eq!(crate::sample::verify(&of_curve), Err(VerifyError::UnknownKey), "in a set without it");
}

/// The other 63 spellings are covered by what holds for Ed25519: there is one of the bytes, and here one of the numbers.
#[test]
fn nothing_that_mixes_the_keys_up_is_good() {
    use VerifyError::{BadSignature, Malformed, WrongAlgorithm};
    let (ed, curve) = (key(), curve_key());
    let (ed_kid, curve_kid) = (kid(&ed.verifying_key()), kid(curve.verifying_key()));
    let of = |key: &dyn Signs, bytes: &[u8]| key.signature(bytes).to_vec();
    let stranger = ecdsa::SigningKey::from_slice(&[9; 32]).unwrap();
    // Whoever takes public bytes for secret ones.
    let guessed = PrivateKey::from_seed(Algorithm::Es256, ed.verifying_key().as_bytes()).unwrap();
    let large_s = |bytes: &[u8]| {
        let small = ecdsa::Signature::from_slice(&curve.signature(bytes)).unwrap();
        let (r, s) = small.split_scalars();
        ecdsa::Signature::from_scalars(r, -s).unwrap().to_bytes().to_vec()
    };
    let der =
        |bytes: &[u8]| ecdsa::Signature::from_slice(&curve.signature(bytes)).unwrap().to_der().as_bytes().to_vec();
    let hmac = |bytes: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(curve.verifying_key().to_sec1_point(false).as_bytes()).unwrap();
        mac.update(bytes);
        let tag = mac.finalize().into_bytes();
        [&tag[..], &tag[..]].concat()
    };
    let tokens = [
        ("EdDSA under the other key's id", signed("EdDSA", &curve_kid, |bytes| of(&ed, bytes)), WrongAlgorithm),
        ("ES256 under the other key's id", signed("ES256", &ed_kid, |bytes| of(&curve, bytes)), WrongAlgorithm),
        ("named EdDSA, signed with ES256", signed("EdDSA", &curve_kid, |bytes| of(&curve, bytes)), WrongAlgorithm),
        ("named ES256, signed with EdDSA", signed("ES256", &ed_kid, |bytes| of(&ed, bytes)), WrongAlgorithm),
        ("ES256 with the other's signature", signed("ES256", &curve_kid, |bytes| of(&ed, bytes)), BadSignature),
        ("EdDSA with the other's signature", signed("EdDSA", &ed_kid, |bytes| of(&curve, bytes)), BadSignature),
        ("the public key as a seed", signed("ES256", &ed_kid, |bytes| of(&guessed, bytes)), WrongAlgorithm),
        ("the public key as a secret", signed("HS256", &curve_kid, hmac), WrongAlgorithm),
        ("another curve's name", signed("ES384", &curve_kid, |bytes| of(&curve, bytes)), WrongAlgorithm),
        ("a name in small letters", signed("es256", &curve_kid, |bytes| of(&curve, bytes)), WrongAlgorithm),
        ("a stranger", signed("ES256", &curve_kid, |bytes| of(&stranger, bytes)), BadSignature),
        ("the large s", signed("ES256", &curve_kid, large_s), BadSignature),
        ("zeros, as of CVE-2022-21449", signed("ES256", &curve_kid, |_| vec![0; 64]), BadSignature),
        ("ones", signed("ES256", &curve_kid, |_| vec![255; 64]), BadSignature),
        ("a signature as DER", signed("ES256", &curve_kid, der), Malformed),
        ("no signature", signed("ES256", &curve_kid, |_| vec![]), Malformed),
    ];
    for (what, token, why) in tokens {
        assert_eq!(verify(&token), Err(why), "{what}");
    }
}

#[test]
fn a_changed_byte_never_verifies() {
    let curve = curve_key();
    let good = jws::sign(&claims(), &kid(curve.verifying_key()), &curve).unwrap();
    for place in (0..good.len()).step_by(7) {
        for byte in *b"A.z" {
            let mut changed = good.clone().into_bytes();
            if std::mem::replace(&mut changed[place], byte) != byte {
                assert!(verify(&String::from_utf8(changed).unwrap()).is_err(), "{place}");
            }
        }
    }
}
