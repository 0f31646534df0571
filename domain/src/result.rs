//! The answer: the claims that a signed result carries.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use crate::provider::Env;
use crate::{
    person::{BirthYear, Gender},
    provider::Purpose,
    time::Timestamp,
    vaccination::{AssessedDose, Flag, ProductId, Reason, Status},
};

/// The `typ` of a result's header.
pub const TYP: &str = "kyvs-result+jwt";
/// How long a result is good, in seconds.
pub const LIFETIME: i64 = 300;

/// The claims of a result, in the order in which they are written. Times are seconds since 1970, as in every JWT.
///
/// It holds personal data (the name): `Debug` shows ids and times only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who signs: the address of the service.
    pub iss: String,
    /// For whom: the provider's id.
    pub aud: String,
    /// Unique id of this result.
    pub jti: String,
    /// When it was signed.
    pub iat: i64,
    /// Not good before this.
    pub nbf: i64,
    /// Not good from this moment on; at most [`LIFETIME`] after `iat`.
    pub exp: i64,
    /// When the person gave the one-time code.
    pub auth_time: i64,
    /// How the person was authenticated: `otp`, `sms`.
    pub amr: Vec<String>,
    /// Live or test.
    pub env: Env,
    /// Origin of the embedding page; null for a full page or the API.
    pub origin: Option<String>,
    /// The asker's nonce, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// What it was asked for.
    pub purpose: Purpose,
    /// The asker's own reference, when there was one.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Pairwise subject: the same person has another one at every provider.
    pub sub: String,
    /// The name as it was typed and matched.
    pub name: String,
    /// The masked mobile, `******0001`.
    pub mobile: String,
    /// 0, 1 or 2.
    pub vaccination_status: Status,
    /// Why.
    pub status_reason: Reason,
    /// The day that the status is about.
    pub as_of: Date,
    /// Version of the rules that were applied.
    pub rule_version: String,
    /// Marks on the status.
    pub flags: Vec<Flag>,
    /// Dose details, with scope `events` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<EventClaim>>,
    /// Year of birth, with scope `demographics` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<BirthYear>,
    /// Gender, with scope `demographics` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Receipt of the consent.
    pub consent: String,
}

impl Claims {
    /// The one way of authentication today: a one-time code by SMS.
    pub fn amr_sms() -> Vec<String> {
        vec!["otp".to_owned(), "sms".to_owned()]
    }

    /// The moment from which the result is no longer good.
    pub const fn expires_at(&self) -> Timestamp {
        Timestamp::from_seconds(self.exp)
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("iss", &self.iss)
            .field("aud", &self.aud)
            .field("jti", &self.jti)
            .field("iat", &self.iat)
            .field("exp", &self.exp)
            .field("env", &self.env)
            .finish_non_exhaustive()
    }
}

/// One dose in a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventClaim {
    /// Which vaccine, by id.
    pub product: ProductId,
    /// Which dose, as recorded.
    pub dose: u8,
    /// How many make a series; 0 when the rules do not know the product.
    pub of: u8,
    /// When it was given.
    pub date: Date,
    /// Present and true for a precaution dose.
    #[serde(default, skip_serializing_if = "is_false")]
    pub precaution: bool,
}

/// Whether a mark is not set, and so is left out of the wire form.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_false(mark: &bool) -> bool {
    !*mark
}

impl From<&AssessedDose> for EventClaim {
    fn from(dose: &AssessedDose) -> Self {
        Self {
            product: dose.product.clone(),
            dose: dose.dose,
            of: dose.of,
            date: dose.date,
            precaution: dose.precaution,
        }
    }
}
