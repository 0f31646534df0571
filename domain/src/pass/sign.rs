//! Signing a pass, and reading one without believing it yet.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::{PassClaims, text};
use crate::keyset::{KeySet, thumbprint};

/// The first line of what is signed: a signature over it is none over a result, which begins with base64url.
const CONTEXT: &[u8] = b"kyvs pass v1\n";

/// The beginning of a key's thumbprint, by which a reader finds it.
const HINT: usize = 4;
const SIGNATURE: usize = 64;

/// A text that is no pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a pass")]
pub struct ReadError;

/// What is signed for a pass under a key.
pub fn signing_input(claims: &PassClaims, key: &VerifyingKey) -> Vec<u8> {
    [CONTEXT, &body(claims, hint(key))].concat()
}

/// Signs a pass: its text, as it goes into a QR code.
pub fn sign(claims: &PassClaims, key: &SigningKey) -> String {
    let public = key.verifying_key();
    let signature = key.sign(&signing_input(claims, &public)).to_bytes();
    text::encode(&[&body(claims, hint(&public))[..], &signature].concat())
}

/// The flags stand before the key's hint, the other fields after it.
fn body(claims: &PassClaims, hint: [u8; HINT]) -> Vec<u8> {
    let mut body = claims.encode();
    body.splice(1..1, hint);
    body
}

fn hint(key: &VerifyingKey) -> [u8; HINT] {
    let [a, b, c, d, ..] = thumbprint(key);
    [a, b, c, d]
}

/// A pass that was read, whose signature nobody has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    hint: [u8; HINT],
    claims: PassClaims,
    signature: Signature,
}

/// What the signature of a pass is under a key set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    Good,
    Bad,
    /// The set has no key that the pass could mean.
    UnknownKey,
}

/// Takes a text apart. It proves nothing.
pub fn read(text: &str) -> Result<Read, ReadError> {
    let bytes = text::decode(text).ok_or(ReadError)?;
    let (body, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or(ReadError)?;
    let (&[flags], rest) = body.split_first_chunk::<1>().ok_or(ReadError)?;
    let (hint, rest) = rest.split_first_chunk::<HINT>().ok_or(ReadError)?;
    let claims = PassClaims::decode(&[&[flags], rest].concat()).ok_or(ReadError)?;
    Ok(Read { hint: *hint, claims, signature: Signature::from_bytes(signature) })
}

impl Read {
    /// What it claims.
    pub const fn claims(&self) -> &PassClaims {
        &self.claims
    }

    /// What it claims, to be kept.
    pub fn into_claims(self) -> PassClaims {
        self.claims
    }

    /// Looks at the signature. Several keys may begin alike: one of them must fit.
    pub(super) fn signed(&self, keys: &KeySet) -> Signed {
        let keys: Vec<_> = keys.ed25519().filter(|key| hint(key) == self.hint).collect();
        if keys.is_empty() {
            return Signed::UnknownKey;
        }
        let fits = |key: &VerifyingKey| key.verify_strict(&signing_input(&self.claims, key), &self.signature).is_ok();
        if keys.iter().any(fits) { Signed::Good } else { Signed::Bad }
    }
}
