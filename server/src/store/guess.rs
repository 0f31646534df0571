//! A typed code, as every adapter counts it.

use std::sync::Arc;

use domain::{
    code::{FailurePolicy, Policy},
    time::Timestamp,
};

use crate::ports::{Attempt, Comparison, CounterKey, Entrance, Verification, VerificationId, Witness};

/// A typed code and the rules that it is counted by.
#[derive(Clone, Copy)]
pub(super) struct Guess<'w> {
    pub(super) id: VerificationId,
    /// As the asker has read it.
    pub(super) seen: Option<&'w Arc<Verification>>,
    /// Whether the person must have begun the verification, for their own eyes, or a provider: another's is as good as none.
    pub(super) by_person: bool,
    pub(super) is_right: &'w Comparison,
    pub(super) policy: Policy,
    pub(super) failures: FailurePolicy,
    /// The asker's row of counters.
    pub(super) asker: CounterKey,
    pub(super) witness: &'w Witness,
    pub(super) now: Timestamp,
}

impl<'w> From<&'w Attempt> for Guess<'w> {
    fn from(attempt: &'w Attempt) -> Self {
        Self {
            id: attempt.id,
            seen: attempt.seen.as_ref(),
            by_person: false,
            is_right: &attempt.is_right,
            policy: attempt.policy,
            failures: attempt.failures,
            asker: attempt.provider,
            witness: &attempt.witness,
            now: attempt.now,
        }
    }
}

impl<'w> From<&'w Entrance> for Guess<'w> {
    fn from(entrance: &'w Entrance) -> Self {
        Self {
            id: entrance.id,
            seen: None,
            by_person: true,
            is_right: &entrance.is_right,
            policy: entrance.policy,
            failures: entrance.failures,
            asker: entrance.counter,
            witness: &entrance.witness,
            now: entrance.now,
        }
    }
}
