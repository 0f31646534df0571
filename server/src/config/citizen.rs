//! `[citizen]`: the page on which people see their own status.

use std::time::Duration;

use domain::session;

use super::{ConfigError, section::Section};

/// Rules of the own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// How long a person sees their own status after typing the code.
    pub session: Duration,
}

impl Citizen {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let most = u32::try_from(session::LONGEST.as_secs() / 60).unwrap_or(u32::MAX);
        let minutes = section.number("session_minutes", 10, 1..=most)?;
        section.finish()?;
        Ok(Self { session: Duration::from_mins(minutes.into()) })
    }
}
