//! `[otp]`: rules of the one-time code. They may be made stricter than the defaults; what may be looser has a cap.

use std::time::Duration;

use domain::code::{FailurePolicy, Policy};

use super::{ConfigError, section::Section};

/// Rules of the one-time code.
#[derive(Clone, Debug, PartialEq)]
pub struct Otp {
    /// How long a code is good for; at most ten minutes (NIST SP 800-63B-4).
    pub lifetime: Duration,
    /// How long to wait before another code may be asked for.
    pub resend_after: Duration,
    /// Guesses that are evaluated, a verification; at most three.
    pub max_guesses: u8,
    /// New codes, a verification; at most three.
    pub max_resends: u8,
    /// For how long a verification can be sent another code.
    pub window: Duration,
    /// Wrong guesses in a row, over all verifications of a person, after which the person's checks pause; at most ten.
    pub pause_after: u32,
    /// How long the longest pause lasts; the first is a third of it, the second two thirds.
    pub pause_for: Duration,
}

impl Otp {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let seconds = Duration::from_secs;
        let otp = Self {
            lifetime: section.duration("lifetime", seconds(180), seconds(30)..=seconds(600))?,
            resend_after: section.duration("resend_after", seconds(30), seconds(1)..=seconds(600))?,
            max_guesses: small(section.number("max_guesses", 3, 1..=3)?),
            max_resends: small(section.number("max_resends", 3, 0..=3)?),
            window: section.duration("window", seconds(900), seconds(60)..=seconds(3600))?,
            pause_after: section.number("pause_after", 10, 1..=10)?,
            pause_for: section.duration("pause_for", seconds(900), seconds(300)..=seconds(86_400))?,
        };
        if otp.window < otp.lifetime {
            return Err(section.blame("window", "must not be shorter than otp.lifetime"));
        }
        section.finish()?;
        Ok(otp)
    }

    /// The rules as the domain takes them.
    pub fn policy(&self) -> Policy {
        Policy {
            lifetime: self.lifetime,
            resend_after: self.resend_after,
            max_guesses: self.max_guesses,
            max_resends: self.max_resends,
            window: self.window,
        }
    }

    /// The pause as the domain takes it.
    pub fn failure_policy(&self) -> FailurePolicy {
        FailurePolicy { max: self.pause_after, pause: self.pause_for }
    }
}

/// Numbers that the range has made small already.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
