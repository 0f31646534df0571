//! Signing results and checking them: JWS compact serialisation (RFC 7515) with Ed25519 (RFC 8037) or ECDSA on P-256, and nothing
//! else of it.
//!
//! The reader is deliberately narrow. It knows two algorithms, one type and three header members, looks keys up in the set it
//! was given and nowhere else, verifies by the algorithm of the key and never by another that the token names, and reads no
//! claim before the signature is good.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

use crate::{
    algorithm::{Algorithm, SIGNATURE, Signs},
    json,
    keyset::KeySet,
    result::{Claims, Env, LIFETIME, TYP},
    time::Timestamp,
};

/// Longest token that is looked at, in bytes.
pub const MAX_TOKEN: usize = 16 * 1024;

/// How far a signer's clock may be ahead of ours, in seconds; for `iat` and `nbf` only.
pub const LEEWAY: i64 = 60;

/// Claims that could not be written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the claims could not be written")]
pub struct SignError;

/// What a token must say to be accepted.
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'e> {
    /// Who must have signed it.
    pub issuer: &'e str,
    /// For whom it must be; `None` accepts any.
    pub audience: Option<&'e str>,
    /// The nonce it must echo; `None` does not look.
    pub nonce: Option<&'e str>,
    /// Live or test.
    pub env: Env,
}

/// Why a token is refused. Nothing of the token is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum VerifyError {
    /// Longer than [`MAX_TOKEN`].
    #[error("the token is too long")]
    TooLarge,
    /// Not three parts of canonical base64url, or not the JSON that a result has.
    #[error("the token is not well-formed")]
    Malformed,
    /// A JSON object in it names a member twice.
    #[error("the token names a member twice")]
    DuplicateMember,
    /// The algorithm is neither `EdDSA` nor `ES256`, or not that of the key.
    #[error("the token's algorithm is not that of its key")]
    WrongAlgorithm,
    /// The type is not `kyvs-result+jwt`.
    #[error("the token is of another type")]
    WrongType,
    /// The header has members besides `alg`, `kid` and `typ`: none of them is honoured.
    #[error("the token's header has an unexpected member")]
    UnexpectedHeader,
    /// No key of this id is known.
    #[error("the token's key is not known")]
    UnknownKey,
    /// The signature does not fit.
    #[error("the token's signature is wrong")]
    BadSignature,
    /// Live where test was expected, or the other way round.
    #[error("the token belongs to another environment")]
    WrongEnvironment,
    /// Signed by somebody else.
    #[error("the token is from another issuer")]
    WrongIssuer,
    /// Meant for somebody else.
    #[error("the token is for another audience")]
    WrongAudience,
    /// Answers another question.
    #[error("the token has another nonce")]
    WrongNonce,
    /// Good for longer than a result may be, or for no time at all.
    #[error("the token's lifetime is not allowed")]
    WrongLifetime,
    /// From the future.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
}

/// Signs claims.
pub fn sign(claims: &Claims, kid: &str, key: &impl Signs) -> Result<String, SignError> {
    let header = format!(r#"{{"alg":"{alg}","kid":{},"typ":"{TYP}"}}"#, Value::from(kid), alg = key.algorithm());
    let payload = serde_json::to_vec(claims).map_err(|_| SignError)?;
    Ok(compact(header.as_bytes(), &payload, key))
}

/// The compact form of header and payload under a key.
fn compact(header: &[u8], payload: &[u8], key: &impl Signs) -> String {
    let mut token = Base64UrlUnpadded::encode_string(header);
    token.push('.');
    token.push_str(&Base64UrlUnpadded::encode_string(payload));
    let signature = key.signature(token.as_bytes());
    token.push('.');
    token.push_str(&Base64UrlUnpadded::encode_string(&signature));
    token
}

/// Checks a token and gives its claims. `now` is the reader's own time; an expired token gets no leeway.
pub fn verify(token: &str, keys: &KeySet, expect: &Expectation<'_>, now: Timestamp) -> Result<Claims, VerifyError> {
    let claims = authentic(token, keys, expect)?;
    check_times(&claims, now)?;
    Ok(claims)
}

/// Checks everything of a token but its times: for readers who are told what an expired result said. Whoever acts on a result calls
/// [`verify`].
pub fn authentic(token: &str, keys: &KeySet, expect: &Expectation<'_>) -> Result<Claims, VerifyError> {
    let parts = Parts::split(token)?;
    let (algorithm, kid) = read_header(&parts.header)?;
    let key = keys.find(&kid).and_then(crate::keyset::Jwk::verifying_key).ok_or(VerifyError::UnknownKey)?;
    if key.algorithm() != algorithm {
        return Err(VerifyError::WrongAlgorithm);
    }
    if !key.verifies(parts.signed, &parts.signature) {
        return Err(VerifyError::BadSignature);
    }
    let claims: Claims = json::from_slice(&parts.payload).map_err(json_fault)?;
    check_binding(&claims, expect)?;
    Ok(claims)
}

/// The id of the key that a token says it is signed with. Nothing of the token is believed by that: it serves to tell a key that
/// was withdrawn from one that never was.
pub fn key_id(token: &str) -> Option<String> {
    Parts::split(token).and_then(|parts| read_header(&parts.header)).ok().map(|(_, kid)| kid)
}

/// A token taken apart; nothing of it is trusted.
struct Parts<'t> {
    signed: &'t [u8],
    header: Vec<u8>,
    payload: Vec<u8>,
    signature: [u8; SIGNATURE],
}

impl<'t> Parts<'t> {
    /// Exactly three parts of canonical base64url without padding, the last of 64 bytes.
    fn split(token: &'t str) -> Result<Self, VerifyError> {
        if token.len() > MAX_TOKEN {
            return Err(VerifyError::TooLarge);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(VerifyError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(VerifyError::Malformed)?;
        let signature = decode(signature)?;
        Ok(Self {
            signed: signed.as_bytes(),
            header: decode(header)?,
            // a fourth part would leave a dot in here, which is no base64url
            payload: decode(payload)?,
            signature: signature.try_into().map_err(|_| VerifyError::Malformed)?,
        })
    }
}

/// Canonical base64url without padding: the one spelling of these bytes, and at least one byte.
fn decode(part: &str) -> Result<Vec<u8>, VerifyError> {
    let bytes = Base64UrlUnpadded::decode_vec(part).map_err(|_| VerifyError::Malformed)?;
    if bytes.is_empty() || Base64UrlUnpadded::encode_string(&bytes) != part {
        return Err(VerifyError::Malformed);
    }
    Ok(bytes)
}

/// Algorithm and key's id of a header that has exactly the three members it may have.
fn read_header(header: &[u8]) -> Result<(Algorithm, String), VerifyError> {
    let header: Map<String, Value> = json::from_slice(header).map_err(json_fault)?;
    let member = |name: &str| header.get(name).and_then(Value::as_str);
    let algorithm = member("alg").and_then(|name| name.parse().ok()).ok_or(VerifyError::WrongAlgorithm)?;
    if member("typ") != Some(TYP) {
        return Err(VerifyError::WrongType);
    }
    if header.keys().any(|name| !matches!(name.as_str(), "alg" | "kid" | "typ")) {
        return Err(VerifyError::UnexpectedHeader);
    }
    member("kid").map(|kid| (algorithm, kid.to_owned())).ok_or(VerifyError::UnknownKey)
}

/// Whether the claims answer the question that was asked.
fn check_binding(claims: &Claims, expect: &Expectation<'_>) -> Result<(), VerifyError> {
    if claims.env != expect.env {
        return Err(VerifyError::WrongEnvironment);
    }
    if claims.iss != expect.issuer {
        return Err(VerifyError::WrongIssuer);
    }
    if expect.audience.is_some_and(|audience| claims.aud != audience) {
        return Err(VerifyError::WrongAudience);
    }
    if expect.nonce.is_some_and(|nonce| claims.nonce.as_deref() != Some(nonce)) {
        return Err(VerifyError::WrongNonce);
    }
    Ok(())
}

/// Whether the claims are good now. `now` is the reader's own time.
pub fn check_times(claims: &Claims, now: Timestamp) -> Result<(), VerifyError> {
    let lifetime = claims.exp.checked_sub(claims.iat).ok_or(VerifyError::WrongLifetime)?;
    if !(1..=LIFETIME).contains(&lifetime) || claims.nbf >= claims.exp {
        return Err(VerifyError::WrongLifetime);
    }
    let latest = now.as_seconds().saturating_add(LEEWAY);
    if claims.iat > latest || claims.nbf > latest {
        return Err(VerifyError::NotYetValid);
    }
    if now >= claims.expires_at() { Err(VerifyError::Expired) } else { Ok(()) }
}

/// What is wrong with the JSON of a token.
fn json_fault(error: json::JsonError) -> VerifyError {
    match error {
        json::JsonError::Duplicate => VerifyError::DuplicateMember,
        json::JsonError::Malformed | json::JsonError::Unexpected => VerifyError::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;

    /// RFC 8037, appendix A.1 and A.4.
    #[test]
    fn the_published_signature_comes_out() {
        let seed = Base64UrlUnpadded::decode_vec("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let key = SigningKey::from_bytes(&seed.try_into().unwrap());
        let token = compact(br#"{"alg":"EdDSA"}"#, b"Example of Ed25519 signing", &key);
        assert_eq!(
            token,
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
             hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
    }
}
