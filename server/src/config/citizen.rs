//! `[citizen]`: what people get: the page on which they see their own status, and receipts.

use std::time::Duration;

use app::flow::Receipts;
use domain::{pass::Lifetime, session};

use super::{ConfigError, section::Section};

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Rules of the own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// How long a person sees their own status after typing the code.
    pub session: Duration,
    /// How long a share link shows something.
    pub share: Duration,
    /// How long a pass may be good at most.
    pub pass: Lifetime,
    /// Who gets a receipt by SMS.
    pub receipts: Receipts,
}

impl Citizen {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let most = u32::try_from(session::LONGEST.as_secs() / 60).unwrap_or(u32::MAX);
        let minutes = section.number("session_minutes", 10, 1..=most)?;
        let share = section.number("share_days", 30, 1..=365)?;
        let pass = section.number("pass_days", 7, 1..=u32::from(Lifetime::MAX_MINUTES) / DAY)?;
        let lifetime = u16::try_from(pass * DAY).ok().and_then(Lifetime::from_minutes);
        let pass = lifetime.ok_or_else(|| section.blame("pass_days", "is longer than a pass can be good"))?;
        let receipts = section.parsed("receipts", receipts)?.unwrap_or_default();
        section.finish()?;
        Ok(Self {
            session: Duration::from_mins(minutes.into()),
            share: Duration::from_mins((share * DAY).into()),
            pass,
            receipts,
        })
    }
}

fn receipts(text: &str) -> Result<Receipts, &'static str> {
    match text {
        "asked" => Ok(Receipts::Asked),
        "always" => Ok(Receipts::Always),
        _ => Err("is \"asked\" or \"always\""),
    }
}
