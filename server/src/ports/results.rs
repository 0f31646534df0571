//! What becomes of a result after it was given: it is presented, collected, revoked.

use domain::time::Timestamp;

use super::{Idempotency, RecordId};

/// A result that a provider's server presents, to hear whether it is good and was not used before.
pub struct Presentation {
    /// The record that the result names; `None` when the result is no good in itself, and its answer is only to be kept.
    pub record: Option<RecordId>,
    /// Whether it is good once only: it is marked as used then.
    pub single_use: bool,
    /// Makes a repeated request harmless.
    pub idempotency: Option<Idempotency>,
    /// Entry in the audit log, should it be marked as used.
    pub mark: Mark,
    /// Words the answer. Called by the store, inside the transaction.
    pub answer: Box<dyn FnOnce(Presentable) -> Vec<u8> + Send>,
}

/// How a result stands in the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentable {
    /// Good, and from now on used when it was to be.
    Good,
    /// It was used before, and is good once only.
    Used,
    /// It was revoked.
    Revoked,
    /// There is no such record, or none was named.
    Unknown,
}

/// What came of a presentation.
#[derive(Debug, PartialEq, Eq)]
pub enum Presented {
    /// The answer, also of the same request before.
    Answer(Vec<u8>),
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
