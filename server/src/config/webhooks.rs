//! `[webhooks]`: how messages to providers' servers go out.

use std::time::Duration;

use super::{ConfigError, section::Section};

/// How messages to providers' servers go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhooks {
    /// Whether they may go to addresses that are not of the public internet, and without TLS: for trials on one machine.
    pub allow_private: bool,
    /// What one attempt may take.
    pub timeout: Duration,
    /// Messages on their way at a time.
    pub max_in_flight: usize,
    /// Of these, to one provider.
    pub max_in_flight_per_provider: usize,
}

impl Default for Webhooks {
    fn default() -> Self {
        Self {
            allow_private: false,
            timeout: Duration::from_secs(15),
            max_in_flight: 16,
            max_in_flight_per_provider: 4,
        }
    }
}

impl Webhooks {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let default = Self::default();
        let allow_private = section.flag("allow_private", default.allow_private)?;
        let timeout = section.duration("timeout", default.timeout, Duration::from_secs(1)..=Duration::from_mins(1))?;
        let all = section.number("max_in_flight", 16, 1..=256)?;
        let of_one = section.number("max_in_flight_per_provider", 4, 1..=256)?;
        if of_one > all {
            return Err(section.blame("max_in_flight_per_provider", "must not be more than max_in_flight"));
        }
        section.finish()?;
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let (max_in_flight, max_in_flight_per_provider) = (number(all), number(of_one));
        Ok(Self { allow_private, timeout, max_in_flight, max_in_flight_per_provider })
    }
}
