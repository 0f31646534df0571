//! The asymmetric signature of Standard Webhooks, `v1a`: Ed25519 over id, time of sending and body.

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

/// The header `webhook-signature` of a message. `sent` is the header `webhook-timestamp`: seconds since 1970, of this attempt.
pub fn sign(key: &SigningKey, id: &str, sent: i64, payload: &str) -> String {
    let signature = key.sign(format!("{id}.{sent}.{payload}").as_bytes());
    format!("v1a,{}", Base64::encode_string(&signature.to_bytes()))
}

/// A public key as receivers are given it: `whpk_…`.
pub fn public_key(key: &VerifyingKey) -> String {
    format!("whpk_{}", Base64::encode_string(key.as_bytes()))
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signature, Verifier as _};

    use super::*;

    /// Made by another implementation: Python's `cryptography`, which verified it too.
    #[test]
    fn a_signature_is_the_one_that_others_make() {
        let key = SigningKey::from_bytes(&std::array::from_fn(|at| u8::try_from(at).unwrap()));
        assert_eq!(public_key(&key.verifying_key()), "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
        let signature = sign(&key, "msg_1", 1_790_000_000, r#"{"type":"webhook.test"}"#);
        assert_eq!(
            signature,
            "v1a,P+9A/K1osRUvrjmhcxoK8ymaHN6HiX/jBGMSUcTbQA0TDxAZLp8Wzps4qpfeinJ8wjolbsmvpua0boeXJw1/BQ=="
        );
    }

    #[test]
    fn every_part_is_signed() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let signature = sign(&key, "msg_1", 5, "{}");
        let bytes = Base64::decode_vec(signature.strip_prefix("v1a,").unwrap()).unwrap();
        let signature = Signature::from_slice(&bytes).unwrap();
        let fits = |text: &str| key.verifying_key().verify(text.as_bytes(), &signature).is_ok();
        assert!(fits("msg_1.5.{}"));
        assert!(!fits("msg_2.5.{}") && !fits("msg_1.6.{}") && !fits("msg_1.5.{ }"));
    }
}
