//! Public keys of the signer, as a JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037).

use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// The key's 32 bytes in base64url.
    pub x: String,
    /// The key's id: its thumbprint, see [`kid`].
    pub kid: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub usage: String,
    /// Always `EdDSA`.
    pub alg: String,
}

impl Jwk {
    /// The public form of a key.
    pub fn new(key: &VerifyingKey) -> Self {
        Self {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: Base64UrlUnpadded::encode_string(key.as_bytes()),
            kid: kid(key),
            usage: "sig".to_owned(),
            alg: crate::result::ALG.to_owned(),
        }
    }

    /// The key to verify with; `None` when this is no sound Ed25519 signing key.
    pub fn verifying_key(&self) -> Option<VerifyingKey> {
        let labels = (self.kty.as_str(), self.crv.as_str(), self.usage.as_str(), self.alg.as_str());
        if labels != ("OKP", "Ed25519", "sig", crate::result::ALG) {
            return None;
        }
        let mut bytes = [0_u8; 32];
        let read = Base64UrlUnpadded::decode(&self.x, &mut bytes).ok()?.len();
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        (read == bytes.len() && !key.is_weak()).then_some(key)
    }
}

/// A set of public keys, in the form that is published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySet {
    /// The keys.
    pub keys: Vec<Jwk>,
}

impl KeySet {
    /// The set of these keys.
    pub fn new<'k>(keys: impl IntoIterator<Item = &'k VerifyingKey>) -> Self {
        Self { keys: keys.into_iter().map(Jwk::new).collect() }
    }

    /// The key of an id. Two keys of one id are none: nobody could say which is meant.
    pub fn find(&self, kid: &str) -> Option<&Jwk> {
        let mut matching = self.keys.iter().filter(|key| key.kid == kid);
        let found = matching.next();
        if matching.next().is_some() { None } else { found }
    }
}

/// The id of a key: its [`thumbprint`] in base64url.
pub fn kid(key: &VerifyingKey) -> String {
    Base64UrlUnpadded::encode_string(&thumbprint(key))
}

/// The RFC 7638 thumbprint of a key: SHA-256 over the required members in their fixed order.
pub fn thumbprint(key: &VerifyingKey) -> [u8; 32] {
    let x = Base64UrlUnpadded::encode_string(key.as_bytes());
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    Sha256::digest(members.as_bytes()).into()
}
