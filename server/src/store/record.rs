//! What a record of consent and result holds, in bytes: the same for every adapter.

use domain::{consent::Consent, provider::Scopes, result::Claims};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    ports::{PersonKey, StoreError},
    store::sealed::json,
};

/// The consent as far as the claims do not say the same.
#[derive(Serialize, Deserialize)]
struct Given {
    scopes: Scopes,
    lang: String,
    /// To the millisecond; the claims have seconds.
    at: i64,
}

/// Person, consent and claims. The claims are the JSON that is signed.
pub(super) fn encode(person: PersonKey, consent: &Consent, claims: &Claims) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let given = Given { scopes: consent.scopes, lang: consent.lang.clone(), at: consent.given.as_millis() };
    let given = json(&given)?;
    let claims = json(claims)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(18 + given.len() + claims.len()));
    bytes.extend_from_slice(&person.0);
    bytes.extend_from_slice(&u16::try_from(given.len()).map_err(|_| damaged())?.to_be_bytes());
    bytes.extend_from_slice(&given);
    bytes.extend_from_slice(&claims);
    Ok(bytes)
}

/// What [`encode`] wrote.
pub(super) fn decode(bytes: &[u8]) -> Result<(PersonKey, Consent, Claims), StoreError> {
    let (person, rest) = bytes.split_first_chunk::<16>().ok_or_else(damaged)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(damaged)?;
    let (given, claims) = rest.split_at_checked(u16::from_be_bytes(*length).into()).ok_or_else(damaged)?;
    let given: Given = serde_json::from_slice(given).map_err(|_| damaged())?;
    let claims: Claims = serde_json::from_slice(claims).map_err(|_| damaged())?;
    let consent = Consent {
        receipt: claims.consent.clone(),
        provider_id: claims.aud.clone(),
        purpose: claims.purpose.clone(),
        scopes: given.scopes,
        lang: given.lang,
        given: domain::time::Timestamp::from_millis(given.at),
        origin: claims.origin.clone(),
    };
    Ok((PersonKey(*person), consent, claims))
}

fn damaged() -> StoreError {
    StoreError::Damaged("records.cell cannot be read".into())
}
