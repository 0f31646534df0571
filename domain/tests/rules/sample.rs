//! One result, its key and a reader that expects it.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    jws::{self, Expectation, VerifyError},
    keyset::{KeySet, kid},
    provider::{Env, Purpose},
    result::{Claims, EventClaim, LIFETIME},
    time::Timestamp,
    vaccination::{Flag, ProductId, Reason, Status},
};
use ed25519_dalek::SigningKey;

/// When the sample was signed.
pub(crate) const IAT: i64 = 1_790_000_000;

/// The key of RFC 8037, appendix A.1: public knowledge, good for vectors only.
pub(crate) fn key() -> SigningKey {
    let seed = Base64UrlUnpadded::decode_vec("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
    SigningKey::from_bytes(&seed.try_into().unwrap())
}

/// A result with everything that may be in one.
pub(crate) fn claims() -> Claims {
    let event = |dose, date: &str, precaution| EventClaim {
        product: ProductId::parse("Covishield").unwrap(),
        dose,
        of: 2,
        date: date.parse().unwrap(),
        precaution,
    };
    Claims {
        iss: "https://status.example".to_owned(),
        aud: "prv_7Q2M".to_owned(),
        jti: "res_0001".to_owned(),
        iat: IAT,
        nbf: IAT,
        exp: IAT + LIFETIME,
        auth_time: IAT,
        amr: Claims::amr_sms(),
        env: Env::Live,
        origin: Some("https://hotel.example".to_owned()),
        nonce: Some("n-1".to_owned()),
        purpose: Purpose::parse("check-in").unwrap(),
        reference: Some("booking 7".to_owned()),
        sub: "sub_9f".to_owned(),
        name: "राजेश शर्मा".to_owned(),
        mobile: "******0001".to_owned(),
        vaccination_status: Status::Fully,
        status_reason: Reason::SeriesComplete,
        as_of: "2026-09-21".parse().unwrap(),
        rule_version: "in-2026.11.1".to_owned(),
        flags: vec![Flag::ShortInterval, Flag::Precaution],
        events: Some(vec![event(1, "2021-06-01", false), event(2, "2021-07-01", false), event(3, "2022-02-10", true)]),
        birth_year: Some(domain::person::BirthYear::new(1980).unwrap()),
        gender: Some(domain::person::Gender::Male),
        consent: "R-7KD2-91QM-4XAV-TC8H".to_owned(),
    }
}

/// The sample, signed.
pub(crate) fn token() -> String {
    sign(&claims())
}

/// Claims, signed as the service signs.
pub(crate) fn sign(claims: &Claims) -> String {
    jws::sign(claims, &kid(&key().verifying_key()), &key()).unwrap()
}

/// The published set.
pub(crate) fn keys() -> KeySet {
    KeySet::new([&key().verifying_key()])
}

/// What the hotel expects.
pub(crate) fn expect() -> Expectation<'static> {
    Expectation { issuer: "https://status.example", audience: Some("prv_7Q2M"), nonce: Some("n-1"), env: Env::Live }
}

/// Ten seconds after it was signed.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_seconds(IAT + 10)
}

/// What the hotel says to a token.
pub(crate) fn verify(token: &str) -> Result<Claims, VerifyError> {
    jws::verify(token, &keys(), &expect(), now())
}
