//! Public keys of the signer, as a JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037) and P-256 keys (RFC 7518, 6.2).

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::algorithm::{Algorithm, PublicKey};

/// Length of a coordinate of either curve, in bytes.
const COORDINATE: usize = 32;

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// `OKP`, or `EC` for P-256.
    pub kty: String,
    /// `Ed25519` or `P-256`.
    pub crv: String,
    /// The key's 32 bytes in base64url; for P-256 its first coordinate.
    pub x: String,
    /// For P-256 its second coordinate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The key's id: its thumbprint, see [`kid`].
    pub kid: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub usage: String,
    /// `EdDSA` or `ES256`.
    pub alg: String,
}

impl Jwk {
    /// The public form of a key.
    pub fn new(key: impl Into<PublicKey>) -> Self {
        let key = key.into();
        let Members { kty, crv, x, y } = Members::of(&key);
        Self {
            kty: kty.to_owned(),
            crv: crv.to_owned(),
            x,
            y,
            kid: kid(key),
            usage: "sig".to_owned(),
            alg: key.algorithm().as_str().to_owned(),
        }
    }

    /// The key to verify with; `None` when this is no sound signing key of a kind that results are signed with. A key is used
    /// for the one algorithm that it names.
    pub fn verifying_key(&self) -> Option<PublicKey> {
        let algorithm: Algorithm = self.alg.parse().ok()?;
        let x = coordinate(&self.x)?;
        let key = match (algorithm, self.kty.as_str(), self.crv.as_str(), &self.y) {
            _ if self.usage != "sig" => None,
            (Algorithm::EdDsa, "OKP", "Ed25519", None) => {
                let key = ed25519_dalek::VerifyingKey::from_bytes(&x).ok()?;
                (!key.is_weak()).then_some(PublicKey::Ed25519(key))
            }
            #[cfg(feature = "es256")]
            (Algorithm::Es256, "EC", "P-256", Some(y)) => {
                let point = [&[0x04][..], &x, &coordinate(y)?].concat();
                p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok().map(PublicKey::P256)
            }
            _ => None,
        };
        key.filter(|key| key.algorithm() == algorithm)
    }
}

/// Exactly 32 bytes, in the one spelling.
fn coordinate(text: &str) -> Option<[u8; COORDINATE]> {
    let mut bytes = [0; COORDINATE];
    let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    (read == bytes.len()).then_some(bytes)
}

/// A set of public keys, in the form that is published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySet {
    /// The keys.
    pub keys: Vec<Jwk>,
}

impl KeySet {
    /// The set of these keys.
    pub fn new<K: Into<PublicKey>>(keys: impl IntoIterator<Item = K>) -> Self {
        Self { keys: keys.into_iter().map(Jwk::new).collect() }
    }

    /// The key of an id. Two keys of one id are none: nobody could say which is meant.
    pub fn find(&self, kid: &str) -> Option<&Jwk> {
        let mut matching = self.keys.iter().filter(|key| key.kid == kid);
        let found = matching.next();
        if matching.next().is_some() { None } else { found }
    }

    /// The keys on Ed25519: no others sign passes and the list of those taken back.
    pub fn ed25519(&self) -> impl Iterator<Item = ed25519_dalek::VerifyingKey> {
        self.keys.iter().filter_map(|key| match key.verifying_key()? {
            PublicKey::Ed25519(key) => Some(key),
            #[cfg(feature = "es256")]
            PublicKey::P256(_) => None,
        })
    }
}

/// The id of a key: its [`thumbprint`] in base64url.
pub fn kid(key: impl Into<PublicKey>) -> String {
    Base64UrlUnpadded::encode_string(&thumbprint(key))
}

/// The RFC 7638 thumbprint of a key: SHA-256 over the required members in their fixed order.
pub fn thumbprint(key: impl Into<PublicKey>) -> [u8; 32] {
    let Members { kty, crv, x, y } = Members::of(&key.into());
    let y = y.map(|y| format!(r#","y":"{y}""#)).unwrap_or_default();
    let members = format!(r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}"{y}}}"#);
    Sha256::digest(members.as_bytes()).into()
}

/// The members that make a key.
struct Members {
    kty: &'static str,
    crv: &'static str,
    x: String,
    y: Option<String>,
}

impl Members {
    fn of(key: &PublicKey) -> Self {
        match key {
            PublicKey::Ed25519(key) => {
                let x = Base64UrlUnpadded::encode_string(key.as_bytes());
                Self { kty: "OKP", crv: "Ed25519", x, y: None }
            }
            #[cfg(feature = "es256")]
            PublicKey::P256(key) => {
                // 0x04, then both coordinates
                let point = key.to_sec1_point(false);
                let (x, y) = point.as_bytes()[1..].split_at(COORDINATE);
                let text = Base64UrlUnpadded::encode_string;
                Self { kty: "EC", crv: "P-256", x: text(x), y: Some(text(y)) }
            }
        }
    }
}

#[cfg(all(test, feature = "es256"))]
mod tests {
    use super::*;
    use crate::algorithm::PrivateKey;

    /// RFC 7515, appendix A.3.1: private and public half of the same key. The thumbprint was worked out a second time in Python.
    #[test]
    fn a_key_on_p256_has_the_published_form() {
        let seed = coordinate("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI").unwrap();
        let key = PrivateKey::from_seed(Algorithm::Es256, &seed).unwrap().public();
        let jwk = Jwk::new(key);
        let published = (
            ("EC", "P-256", "ES256", "sig"),
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            Some("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
        );
        let labels = (jwk.kty.as_str(), jwk.crv.as_str(), jwk.alg.as_str(), jwk.usage.as_str());
        assert_eq!((labels, jwk.x.as_str(), jwk.y.as_deref()), published);
        assert_eq!(jwk.kid, "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assert_eq!(jwk.verifying_key(), Some(key));
        let wire = serde_json::to_value(&jwk).unwrap();
        assert_eq!(serde_json::from_value::<Jwk>(wire).unwrap(), jwk);
    }

    #[test]
    fn a_key_is_of_one_kind() {
        let key = |algorithm| Jwk::new(PrivateKey::from_seed(algorithm, &[7; 32]).unwrap().public());
        let (ed, ec) = (key(Algorithm::EdDsa), key(Algorithm::Es256));
        for wrong in [
            Jwk { alg: "EdDSA".to_owned(), ..ec.clone() },
            Jwk { kty: "OKP".to_owned(), ..ec.clone() },
            Jwk { crv: "P-384".to_owned(), ..ec.clone() },
            Jwk { y: None, ..ec.clone() },
            Jwk { y: Some(ec.x.clone()), ..ec.clone() },
            Jwk { y: ec.y.as_ref().map(|y| format!("{y}=")), ..ec.clone() },
            Jwk { usage: "enc".to_owned(), ..ec.clone() },
            Jwk { alg: "ES256".to_owned(), ..ed.clone() },
            Jwk { y: ec.y.clone(), ..ed.clone() },
            Jwk { kty: "EC".to_owned(), crv: "P-256".to_owned(), alg: "ES256".to_owned(), y: ec.y.clone(), ..ed },
        ] {
            assert_eq!(wrong.verifying_key(), None, "{wrong:?}");
        }
    }
}
