//! The life of a code, as a state machine without a clock of its own.
//!
//! Every step takes the state and gives the next one; a store writes it with a conditional update. Counters only grow: a new
//! code makes the old one worthless and gives back no guess.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// No code lives longer than this, whatever is configured (NIST SP 800-63B: at most ten minutes).
pub const MAX_LIFETIME: Duration = Duration::from_mins(10);

/// How far a clock may step back before the code is taken as expired: clocks are adjusted a little all the time.
const MAX_STEP_BACK: Duration = Duration::from_secs(2);

/// How codes behave, from the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// How long a code lives; [`MAX_LIFETIME`] at most.
    pub lifetime: Duration,
    /// How long to wait before a new code may be asked for.
    pub resend_after: Duration,
    /// Guesses that are evaluated in one verification, over all its codes.
    pub max_guesses: u8,
    /// New codes in one verification.
    pub max_resends: u8,
    /// How long after its start a verification may get a new code.
    pub window: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            lifetime: Duration::from_mins(3),
            resend_after: Duration::from_secs(30),
            max_guesses: 3,
            max_resends: 3,
            window: Duration::from_mins(15),
        }
    }
}

/// Where a verification's code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// A code is out.
    Open,
    /// The right code came. Final.
    Consumed,
    /// The person said no. Final.
    Cancelled,
}

/// State of a verification's code. The fields are public for reading and storing; only the steps below make new states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeState {
    /// When the verification started.
    pub started: Timestamp,
    /// When the code in force was issued.
    pub issued: Timestamp,
    /// From this moment on the code in force is worthless.
    pub expires: Timestamp,
    /// From this moment on a new code may be asked for.
    pub resend_at: Timestamp,
    /// New codes so far; also the generation of the code in force.
    pub resends: u8,
    /// Guesses so far, over all codes.
    pub guesses: u8,
    /// Where it stands.
    pub phase: Phase,
    /// The latest moment that a step on the code in force has seen. A clock that falls behind it has been set back.
    pub seen: Timestamp,
}

/// Why a guess is not evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum GuessRefused {
    /// The code is too old, or the clock went backwards and nobody can say how old it is.
    #[error("the code has expired")]
    Expired,
    /// No guesses are left.
    #[error("no guesses are left")]
    AttemptsExceeded,
    /// The right code came already.
    #[error("the code was used already")]
    Used,
    /// The person said no.
    #[error("the verification was cancelled")]
    Cancelled,
}

/// Why a code cannot be consumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConsumeRefused {
    /// It expired between the guess and now.
    #[error("the code has expired")]
    Expired,
    /// Another submission came first.
    #[error("the code was used already")]
    Used,
    /// The person said no.
    #[error("the verification was cancelled")]
    Cancelled,
    /// A newer code is in force.
    #[error("a newer code is in force")]
    Superseded,
    /// No guess was counted: nothing may be compared before it is counted.
    #[error("no guess was counted")]
    NotCounted,
}

/// Why no new code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ResendRefused {
    /// The last one was sent a moment ago.
    #[error("a new code can be sent from {} on", at.as_millis())]
    TooEarly {
        /// From this moment on it may be asked for.
        at: Timestamp,
    },
    /// All new codes of this verification have been sent.
    #[error("no more codes are sent in this verification")]
    TooMany,
    /// The verification is over: used, cancelled, out of guesses, or too old.
    #[error("the verification is over")]
    Closed,
}

impl CodeState {
    /// A verification with its first code.
    pub fn start(now: Timestamp, policy: &Policy) -> Self {
        Self {
            started: now,
            issued: now,
            expires: now.plus(policy.lifetime.min(MAX_LIFETIME)),
            resend_at: now.plus(policy.resend_after),
            resends: 0,
            guesses: 0,
            phase: Phase::Open,
            seen: now,
        }
    }

    /// Counts a guess, before anything is compared. `Ok` is the state to make durable; only then may the code be compared.
    pub fn guess(&self, now: Timestamp, policy: &Policy) -> Result<Self, GuessRefused> {
        match self.phase {
            Phase::Consumed => return Err(GuessRefused::Used),
            Phase::Cancelled => return Err(GuessRefused::Cancelled),
            Phase::Open => {}
        }
        if self.guesses >= policy.max_guesses {
            return Err(GuessRefused::AttemptsExceeded);
        }
        if self.is_expired(now) {
            return Err(GuessRefused::Expired);
        }
        Ok(Self { guesses: self.guesses.saturating_add(1), ..self.observe(now) })
    }

    /// Uses the code up, after a counted guess was right. `generation` is that of the code that was compared.
    pub fn consume(&self, generation: u8, now: Timestamp) -> Result<Self, ConsumeRefused> {
        match self.phase {
            Phase::Consumed => return Err(ConsumeRefused::Used),
            Phase::Cancelled => return Err(ConsumeRefused::Cancelled),
            Phase::Open => {}
        }
        if generation != self.resends {
            return Err(ConsumeRefused::Superseded);
        }
        if self.guesses == 0 {
            return Err(ConsumeRefused::NotCounted);
        }
        if self.is_expired(now) {
            return Err(ConsumeRefused::Expired);
        }
        Ok(Self { phase: Phase::Consumed, ..self.observe(now) })
    }

    /// Puts a new code in force. The old one is dead from then on; guesses stay counted.
    pub fn resend(&self, now: Timestamp, policy: &Policy) -> Result<Self, ResendRefused> {
        let over = now > self.started.plus(policy.window);
        if self.phase != Phase::Open || self.guesses >= policy.max_guesses || over {
            return Err(ResendRefused::Closed);
        }
        if self.resends >= policy.max_resends {
            return Err(ResendRefused::TooMany);
        }
        if now < self.resend_at {
            return Err(ResendRefused::TooEarly { at: self.resend_at });
        }
        let fresh = Self::start(now, policy);
        Ok(Self { started: self.started, resends: self.resends.saturating_add(1), guesses: self.guesses, ..fresh })
    }

    /// Ends the verification at the person's wish. One that is over already stays as it is.
    #[must_use]
    pub fn cancel(&self) -> Self {
        match self.phase {
            Phase::Open => Self { phase: Phase::Cancelled, ..*self },
            Phase::Consumed | Phase::Cancelled => *self,
        }
    }

    /// Remembers that this moment was seen. A store that writes it after a refused guess makes sure that a clock set back
    /// later revives nothing.
    #[must_use]
    pub fn observe(&self, now: Timestamp) -> Self {
        Self { seen: self.seen.max(now), ..*self }
    }

    /// Guesses that would still be evaluated.
    pub fn guesses_left(&self, policy: &Policy) -> u8 {
        policy.max_guesses.saturating_sub(self.guesses)
    }

    /// New codes that may still be sent.
    pub fn resends_left(&self, policy: &Policy) -> u8 {
        policy.max_resends.saturating_sub(self.resends)
    }

    /// Whether the code in force is too old, or cannot be shown to be young because the clock went backwards.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now.max(self.seen) >= self.expires || now < self.seen.minus(MAX_STEP_BACK)
    }
}
