//! Failed guesses of one person, over all verifications, providers and restarts.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// When a person is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailurePolicy {
    /// This many failed guesses in a row begin a pause; at least 1.
    pub max: u32,
    /// How long the longest pause lasts. Pauses grow: the first is a third of it, the second two thirds, then all of it.
    pub pause: Duration,
}

impl Default for FailurePolicy {
    fn default() -> Self {
        Self { max: 10, pause: Duration::from_mins(15) }
    }
}

/// Failed guesses in a row. Only a right code clears it: neither time, nor a resend, nor another verification does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// Failed guesses since the last right code.
    pub in_a_row: u32,
    /// No guess is evaluated before this moment.
    pub paused_until: Option<Timestamp>,
}

impl FailureCount {
    /// Counts a failed guess. Each time another `max` of them have come together a pause begins, longer each time: guessing on
    /// gets harder, and a stranger who guesses cannot lock a person out for longer than the longest pause after stopping. During a pause nothing is
    /// counted, so that nobody can keep a person paused for ever by guessing on.
    #[must_use]
    pub fn record_failure(self, now: Timestamp, policy: &FailurePolicy) -> Self {
        if self.is_paused(now) {
            return self;
        }
        let in_a_row = self.in_a_row.saturating_add(1);
        let max = policy.max.max(1);
        let pause = policy.pause / 3 * (in_a_row / max).min(3);
        Self { in_a_row, paused_until: in_a_row.is_multiple_of(max).then(|| now.plus(pause)) }
    }

    /// After a right code.
    #[must_use]
    pub const fn reset(self) -> Self {
        Self { in_a_row: 0, paused_until: None }
    }

    /// Whether guesses are not to be evaluated now. A clock that goes backwards makes a pause longer, never shorter.
    pub fn is_paused(&self, now: Timestamp) -> bool {
        self.paused_until.is_some_and(|until| now < until)
    }
}
