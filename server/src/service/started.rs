//! What a caller of the API learns when a code is on its way: the same whether or not anyone matched.

use app::flow::{Pace, Refusal};
use domain::{problem::ErrorCode, time::Timestamp};
use serde::{Deserialize, Serialize};

use crate::ports::Verification;

/// A code is on its way, or seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The verification's id.
    pub id: String,
    /// The masked mobile: masks what was typed.
    pub sent_to: String,
    /// Two letters that the SMS shows too.
    pub sms_ref: String,
    /// When the code dies.
    pub expires_at: Timestamp,
    /// From when on a new code may be asked for.
    pub resend_at: Timestamp,
    /// How messages go at the moment, those of the whole service.
    #[serde(default)]
    pub pace: Pace,
}

impl Started {
    pub(super) fn of(verification: &Verification, pace: Pace) -> Self {
        Self {
            id: verification.id.to_text(),
            sent_to: verification.typed.mobile.masked(),
            sms_ref: verification.sms_ref.clone(),
            expires_at: verification.code.expires,
            resend_at: verification.code.resend_at,
            pace,
        }
    }

    /// As it is kept for a request that comes again. Plain text and numbers always write.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(bytes).map_err(|error| {
            tracing::error!(%error, "a kept answer does not read");
            Refusal::of(ErrorCode::ServiceUnavailable)
        })
    }
}
