//! What a gate answers to a pass.

use super::{LEEWAY, PassClaims, RevocationList, read, sign::Signed};
use crate::{keyset::KeySet, provider::Env, time::Timestamp};

/// What a gate goes by: the public keys, and the list of revoked passes that came with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// The published keys.
    pub keys: KeySet,
    /// The revoked passes; its times say how old the keys are.
    pub revoked: RevocationList,
}

/// What a gate answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Good now; this is what it says.
    Genuine(PassClaims),
    /// Another text: a web address, another certificate, a result, half a pass.
    NotAPass,
    /// A pass by its form, which this service never signed.
    BadSignature,
    /// It was good, until the moment that it names.
    Expired(PassClaims),
    /// It comes from the future of this device, or what the device goes by does: its clock is wrong.
    NotYet,
    /// The person took it back.
    Revoked(PassClaims),
    /// The keys or the list are too old to tell: fetch them again.
    KeysTooOld,
}

/// Checks a pass. `trust` and `test_mode` are what the reader goes by in each world; without `test_mode` a pass of test mode is as any
/// other that nobody signed.
///
/// A wrong signature is told whatever the age of the keys. A key that is not in the set is an unsigned pass when the set is younger than the
/// pass says it is itself, else the keys are too old.
pub fn check(text: &str, trust: &Trust, test_mode: Option<&Trust>, now: Timestamp) -> Verdict {
    let Ok(pass) = read(text) else { return Verdict::NotAPass };
    let trust = match pass.claims().env() {
        Env::Live => trust,
        Env::Test => match test_mode {
            Some(test_mode) => test_mode,
            None => return Verdict::BadSignature,
        },
    };
    let too_old = now >= trust.revoked.until();
    let latest = now.plus(LEEWAY);
    match pass.signed(&trust.keys) {
        Signed::Good => {}
        Signed::UnknownKey if too_old || is_younger(pass.claims(), trust, latest) => return Verdict::KeysTooOld,
        Signed::Bad | Signed::UnknownKey => return Verdict::BadSignature,
    }
    let claims = pass.into_claims();
    if claims.issued() > latest || trust.revoked.made() > latest {
        Verdict::NotYet
    } else if now >= claims.expires() {
        Verdict::Expired(claims)
    } else if trust.revoked.has(claims.id()) {
        Verdict::Revoked(claims)
    } else if too_old {
        Verdict::KeysTooOld
    } else {
        Verdict::Genuine(claims)
    }
}

/// Whether a pass says that it was made after the keys were fetched, and not in the future.
fn is_younger(claims: &PassClaims, trust: &Trust, latest: Timestamp) -> bool {
    trust.revoked.made() < claims.issued() && claims.issued() <= latest
}
