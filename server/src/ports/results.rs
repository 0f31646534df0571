//! What becomes of a result after it was given: it is presented, collected, revoked.

use domain::{problem::ErrorCode, time::Timestamp};

use super::{Acting, Idempotency, RecordId, StoredResult};

/// A result that a provider's server presents, to hear whether it is good and was not used before.
pub struct Presentation {
    /// The record that the result names, or why it is no good in itself, which is only to be kept as its answer.
    pub read: Result<RecordId, ErrorCode>,
    /// Whether it is good once only: it is marked as used then.
    pub single_use: bool,
    /// Makes a repeated request harmless. What is kept is the record's id, so that whoever is erased is gone from here too.
    pub idempotency: Option<Idempotency>,
    /// Entry in the audit log, should it be marked as used.
    pub mark: Mark,
}

/// What came of a presentation.
pub enum Presented {
    /// Good, and from now on used when it was to be. The result as recorded; the same again for a repeated request.
    Good(Box<StoredResult>),
    /// One of the codes of family 5: used before, revoked, without a record, or no good in itself.
    Refused(ErrorCode),
    /// Another request came under this idempotency key.
    OtherRequest,
}

/// What an entry of the audit log says about a result that is marked.
#[derive(Clone)]
pub struct Mark {
    /// The provider's id.
    pub provider: String,
    /// Keyed pseudonym of the record.
    pub reference: [u8; 16],
    /// Fresh random bytes, as in [`super::Witness`].
    pub salt: [u8; 16],
    /// Now.
    pub now: Timestamp,
}

impl Mark {
    /// An act of the operator: it names no provider.
    pub const fn of_operator(reference: [u8; 16], Acting { now, salt }: Acting) -> Self {
        Self { provider: String::new(), reference, salt, now }
    }
}
