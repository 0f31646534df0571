//! The two kinds of signatures under results, and their keys: `EdDSA` on Ed25519 (RFC 8037), which is the rule, and `ES256` on
//! P-256 (RFC 7518, 3.4), for providers whose stack does not know Ed25519.
//!
//! A key is of one kind, and so is everything that is signed or verified with it: no token decides that.

use std::{fmt, str::FromStr};

use ed25519_dalek::Signer as _;
use serde::{Deserialize, Serialize};

/// Length of a signature of either kind, in bytes.
pub const SIGNATURE: usize = 64;
/// Length of the seed of a private key of either kind, in bytes.
pub const SEED: usize = 32;

/// A kind of signature, by its name in JOSE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// Ed25519.
    #[default]
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
}

impl Algorithm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::EdDsa, Self::Es256];

    /// The name in headers and key sets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no algorithm of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an algorithm is EdDSA or ES256")]
pub struct UnknownAlgorithm;

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(text: &str) -> Result<Self, UnknownAlgorithm> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == text).ok_or(UnknownAlgorithm)
    }
}

/// What signs: a private key, whichever kind it is of.
pub trait Signs {
    /// The kind.
    fn algorithm(&self) -> Algorithm;
    /// The signature over these bytes: always the same for the same bytes.
    fn signature(&self, signed: &[u8]) -> [u8; SIGNATURE];
}

impl Signs for ed25519_dalek::SigningKey {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDsa
    }

    fn signature(&self, signed: &[u8]) -> [u8; SIGNATURE] {
        self.sign(signed).to_bytes()
    }
}

#[cfg(feature = "es256")]
impl Signs for p256::ecdsa::SigningKey {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Es256
    }

    /// Of the two signatures that fit, the one with the small `s`; the nonce follows from key and message (RFC 6979).
    fn signature(&self, signed: &[u8]) -> [u8; SIGNATURE] {
        let signature: p256::ecdsa::Signature = p256::ecdsa::signature::Signer::sign(self, signed);
        signature.normalize_s().to_bytes().into()
    }
}

/// A private key. It zeroes itself when it is dropped, and shows nothing.
pub enum PrivateKey {
    /// For `EdDSA`.
    Ed25519(ed25519_dalek::SigningKey),
    /// For `ES256`.
    #[cfg(feature = "es256")]
    P256(p256::ecdsa::SigningKey),
}

impl PrivateKey {
    /// The key of a seed. `None` when there is none: of the seeds for P-256 one in 2^32 is no key.
    pub fn from_seed(algorithm: Algorithm, seed: &[u8; SEED]) -> Option<Self> {
        match algorithm {
            Algorithm::EdDsa => Some(Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(seed))),
            #[cfg(feature = "es256")]
            Algorithm::Es256 => p256::ecdsa::SigningKey::from_slice(seed).ok().map(Self::P256),
            #[cfg(not(feature = "es256"))]
            Algorithm::Es256 => None,
        }
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            #[cfg(feature = "es256")]
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
        }
    }
}

impl Signs for PrivateKey {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(key) => Signs::algorithm(key),
            #[cfg(feature = "es256")]
            Self::P256(key) => Signs::algorithm(key),
        }
    }

    fn signature(&self, signed: &[u8]) -> [u8; SIGNATURE] {
        match self {
            Self::Ed25519(key) => Signs::signature(key, signed),
            #[cfg(feature = "es256")]
            Self::P256(key) => Signs::signature(key, signed),
        }
    }
}

/// A public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// For `EdDSA`.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// For `ES256`.
    #[cfg(feature = "es256")]
    P256(p256::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// The kind of signatures that it verifies.
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::EdDsa,
            #[cfg(feature = "es256")]
            Self::P256(_) => Algorithm::Es256,
        }
    }

    /// Whether this is the signature over these bytes. There is one spelling of each: of the two that ECDSA would take, the one
    /// with the large `s` is refused.
    pub fn verifies(&self, signed: &[u8], signature: &[u8; SIGNATURE]) -> bool {
        match self {
            Self::Ed25519(key) => key.verify_strict(signed, &ed25519_dalek::Signature::from_bytes(signature)).is_ok(),
            #[cfg(feature = "es256")]
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature).is_ok_and(|read| {
                read.normalize_s() == read && p256::ecdsa::signature::Verifier::verify(key, signed, &read).is_ok()
            }),
        }
    }
}

impl From<&ed25519_dalek::VerifyingKey> for PublicKey {
    fn from(key: &ed25519_dalek::VerifyingKey) -> Self {
        Self::Ed25519(*key)
    }
}

#[cfg(feature = "es256")]
impl From<&p256::ecdsa::VerifyingKey> for PublicKey {
    fn from(key: &p256::ecdsa::VerifyingKey) -> Self {
        Self::P256(*key)
    }
}

impl From<&Self> for PublicKey {
    fn from(key: &Self) -> Self {
        *key
    }
}

#[cfg(all(test, feature = "es256"))]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding as _};

    use super::*;

    fn decoded<const N: usize>(text: &str) -> [u8; N] {
        let mut bytes = [0; N];
        assert_eq!(Base64UrlUnpadded::decode(text, &mut bytes).map(<[u8]>::len), Ok(N));
        bytes
    }

    /// RFC 7515, appendix A.3: key, signing input, and a signature that somebody else made.
    #[test]
    fn the_published_signature_of_es256_verifies() {
        let key =
            PrivateKey::from_seed(Algorithm::Es256, &decoded("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI")).unwrap();
        let signed = b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let published: [u8; SIGNATURE] =
            decoded("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        // Its `s` is the large one: it is a signature under this key, and not the spelling that is taken here.
        let PublicKey::P256(public) = key.public() else { unreachable!() };
        let read = p256::ecdsa::Signature::from_slice(&published).unwrap();
        assert!(p256::ecdsa::signature::Verifier::verify(&public, signed, &read).is_ok());
        assert_eq!(key.public().verifies(signed, &published), read.normalize_s() == read);
        assert!(key.public().verifies(signed, &read.normalize_s().to_bytes().into()));
    }

    #[test]
    fn a_signature_has_one_spelling_and_fits_one_text_and_one_kind() {
        for algorithm in Algorithm::ALL {
            let key = PrivateKey::from_seed(algorithm, &[7; SEED]).unwrap();
            assert_eq!((key.algorithm(), key.public().algorithm()), (algorithm, algorithm));
            for text in (0_u8..32).map(|text| [text]) {
                let signature = key.signature(&text);
                assert_eq!(key.signature(&text), signature, "the same for the same bytes");
                assert!(key.public().verifies(&text, &signature));
                assert!(!key.public().verifies(b"other", &signature));
                let other = PrivateKey::from_seed(algorithm, &[8; SEED]).unwrap();
                assert!(!other.public().verifies(&text, &signature));
            }
        }
        let (ed, p256) = (Algorithm::EdDsa, Algorithm::Es256);
        let key = |algorithm| PrivateKey::from_seed(algorithm, &[7; SEED]).unwrap();
        assert!(!key(ed).public().verifies(b"a", &key(p256).signature(b"a")));
        assert!(!key(p256).public().verifies(b"a", &key(ed).signature(b"a")));
        for degenerate in [[0; SIGNATURE], [255; SIGNATURE]] {
            assert!(!key(p256).public().verifies(b"a", &degenerate));
        }
    }

    /// The other `s` fits the same message for anybody who follows the standard to the letter.
    #[test]
    fn the_signature_with_the_large_s_is_refused() {
        let key = p256::ecdsa::SigningKey::from_slice(&[7; SEED]).unwrap();
        let small = p256::ecdsa::Signature::from_slice(&Signs::signature(&key, b"a")).unwrap();
        let (r, s) = small.split_scalars();
        let large = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
        assert!(p256::ecdsa::signature::Verifier::verify(key.verifying_key(), b"a", &large).is_ok());
        let public = PublicKey::from(key.verifying_key());
        assert!(public.verifies(b"a", &small.to_bytes().into()));
        assert!(!public.verifies(b"a", &large.to_bytes().into()));
    }

    #[test]
    fn what_is_no_number_of_the_curve_is_no_seed() {
        for seed in [[0; SEED], [255; SEED]] {
            assert!(PrivateKey::from_seed(Algorithm::Es256, &seed).is_none());
            assert!(PrivateKey::from_seed(Algorithm::EdDsa, &seed).is_some());
        }
    }

    #[test]
    fn names_are_those_of_jose() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
            assert_eq!(serde_json::to_value(algorithm).unwrap(), algorithm.as_str());
        }
        assert_eq!("es256".parse::<Algorithm>(), Err(UnknownAlgorithm));
    }
}
