//! A typed code, as every adapter counts it.

use std::sync::Arc;

use domain::{
    code::{FailurePolicy, Policy},
    time::Timestamp,
};

use crate::ports::{Comparison, CounterKey, Verification, VerificationId, Witness};

/// A typed code and the rules that it is counted by.
pub(super) struct Guess<'w> {
    pub(super) id: VerificationId,
    /// As the asker has read it.
    pub(super) seen: Option<Arc<Verification>>,
    /// Whether the person must have begun the verification, for their own eyes, or a provider: another's is as good as none.
    pub(super) by_person: bool,
    pub(super) is_right: Comparison,
    pub(super) policy: Policy,
    pub(super) failures: FailurePolicy,
    /// The asker's row of counters.
    pub(super) asker: CounterKey,
    pub(super) witness: &'w Witness,
    pub(super) now: Timestamp,
}
