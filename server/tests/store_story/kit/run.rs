//! A verification: how it is opened, as its caller knows it, and what a typed code led to.

use std::time::Duration;

use domain::{code::GuessRefused, limits::Rate, mobile::Mobile, time::Timestamp};
use server::{
    ports::{Attempted, MessageKey, PersonKey, Pumping, QuietLimits, QuotaCharge, Subject, VerificationId},
    store::StoredResult,
};

/// How a verification is opened.
#[derive(Clone)]
pub(crate) struct Start {
    pub(crate) at: Timestamp,
    pub(crate) person: Option<PersonKey>,
    pub(crate) subject: Subject,
    pub(crate) pseudonym: [u8; 16],
    pub(crate) mobile: Mobile,
    pub(crate) name: String,
    pub(crate) provider: String,
    pub(crate) of_provider: Rate,
    pub(crate) of_service: Rate,
    pub(crate) pumping: Pumping,
    pub(crate) quotas: QuotaCharge,
    pub(crate) limits: QuietLimits,
}

impl Start {
    /// With so many messages for the person in ten minutes.
    pub(crate) fn person_gets(mut self, burst: u32) -> Self {
        self.limits.person[0] = Rate::new(burst, Duration::from_mins(10));
        self
    }
}

/// One verification as the caller knows it.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) id: VerificationId,
    pub(crate) provider: String,
    pub(crate) origin: String,
    /// Pseudonym of the person, or of the pair.
    pub(crate) pseudonym: [u8; 16],
}

impl Run {
    /// The message with its code after so many resends.
    pub(crate) const fn message(&self, generation: u8) -> MessageKey {
        MessageKey { verification: self.id, generation }
    }
}

/// What a typed code led to.
pub(crate) enum Try {
    Right(Box<StoredResult>),
    /// Wrong, with the guesses left.
    Wrong(u8),
    Refused(GuessRefused),
    Gone,
    OtherRequest,
}

impl Try {
    pub(crate) fn is_right(&self) -> bool {
        matches!(self, Self::Right(_))
    }
}

impl std::fmt::Debug for Try {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Right(_) => f.write_str("right"),
            Self::Wrong(left) => write!(f, "wrong, {left} left"),
            Self::Refused(refused) => write!(f, "refused: {refused}"),
            Self::Gone => f.write_str("gone"),
            Self::OtherRequest => f.write_str("another request"),
        }
    }
}

impl From<Attempted> for Try {
    fn from(attempted: Attempted) -> Self {
        match attempted {
            Attempted::Right(result) => Self::Right(result),
            Attempted::Wrong { left } => Self::Wrong(left),
            Attempted::Refused(refused) => Self::Refused(refused),
            Attempted::Gone => Self::Gone,
            Attempted::OtherRequest => Self::OtherRequest,
        }
    }
}
