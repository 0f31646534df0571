//! Tokens that no verifier may accept, each made from one that is good. Who checks results in any way checks them against these:
//! they are made for the claims at hand and a key of either kind, and those under a key on Ed25519 written out in
//! `vectors/forged.json` for verifiers in other languages.

mod claims;
mod curves;
mod headers;
mod shapes;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    algorithm::{PrivateKey, Signs as _},
    jws::VerifyError,
    keyset::kid,
    result::Claims,
};
use serde_json::{Value, json};

/// A good result, which has a nonce, and the key of either kind that it is signed with.
pub(crate) struct Genuine<'g> {
    pub(crate) key: &'g PrivateKey,
    pub(crate) claims: &'g Claims,
}

/// A token that must be refused by whoever expects the issuer, audience and nonce of the good one.
pub(crate) struct Forged {
    pub(crate) what: &'static str,
    pub(crate) token: String,
    pub(crate) why: VerifyError,
}

/// All of them.
pub(crate) fn all(genuine: &Genuine<'_>) -> Vec<Forged> {
    let parts = [headers::forged(genuine), claims::forged(genuine), shapes::forged(genuine), curves::forged(genuine)];
    let forged = |(what, token, why)| Forged { what, token, why };
    parts.into_iter().flatten().map(forged).collect()
}

impl Genuine<'_> {
    /// The good one, as the service signs it.
    pub(crate) fn token(&self) -> String {
        domain::jws::sign(self.claims, &self.kid(), self.key).unwrap()
    }

    fn kid(&self) -> String {
        kid(self.key.public())
    }

    /// Somebody else's key of the same kind.
    fn stranger(&self) -> PrivateKey {
        PrivateKey::from_seed(self.key.algorithm(), &[9; 32]).unwrap()
    }

    /// The header as the service writes it.
    pub(crate) fn header(&self) -> Value {
        json!({"alg": self.key.algorithm(), "kid": self.kid(), "typ": "kyvs-result+jwt"})
    }

    pub(crate) fn payload(&self) -> String {
        serde_json::to_string(self.claims).unwrap()
    }

    /// Any header and payload, signed with the right key.
    pub(crate) fn sign_raw(&self, header: &str, payload: &str) -> String {
        let signed = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
        format!("{signed}.{}", encode(&self.key.signature(signed.as_bytes())))
    }

    /// A header with one member more or another value, signed with the right key.
    fn with_header(&self, name: &str, value: Value) -> String {
        let mut header = self.header();
        header[name] = value;
        self.sign_raw(&header.to_string(), &self.payload())
    }

    fn without_header(&self, name: &str) -> String {
        let mut header = self.header();
        header.as_object_mut().unwrap().remove(name);
        self.sign_raw(&header.to_string(), &self.payload())
    }

    /// One claim another, signed with the right key.
    pub(crate) fn with_claim(&self, name: &str, value: Value) -> String {
        let mut claims = serde_json::to_value(self.claims).unwrap();
        claims[name] = value;
        self.sign_raw(&self.header().to_string(), &claims.to_string())
    }

    fn without_claim(&self, name: &str) -> String {
        let mut claims = serde_json::to_value(self.claims).unwrap();
        claims.as_object_mut().unwrap().remove(name);
        self.sign_raw(&self.header().to_string(), &claims.to_string())
    }

    /// The good claims, so many seconds earlier or later, and good for so many seconds; signed with the right key.
    fn at(&self, shift: i64, lifetime: i64) -> String {
        let iat = self.claims.iat + shift;
        let claims = Claims { iat, nbf: iat, auth_time: iat, exp: iat + lifetime, ..self.claims.clone() };
        domain::jws::sign(&claims, &self.kid(), self.key).unwrap()
    }

    /// A header with another value, over the signature of the true one.
    fn swapped_header(&self, name: &str, value: &str) -> String {
        let mut header = self.header();
        header[name] = json!(value);
        format!("{}.{}", encode(header.to_string().as_bytes()), self.token().split_once('.').unwrap().1)
    }
}

fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
