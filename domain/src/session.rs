//! A session: the short time in which a person looks at their own status after typing their own code.

use std::time::Duration;

use crate::time::Timestamp;

/// The longest that a session may be made to live.
pub const LONGEST: Duration = Duration::from_mins(30);

/// Clocks of one service may be set back by so much without a fresh session seeming to come from the future.
const SLACK: Duration = Duration::from_mins(1);

/// How long a session is good. Nothing makes it longer.
///
/// ```
/// use std::time::Duration;
/// use domain::{session::Session, time::Timestamp};
///
/// let begun = Timestamp::from_seconds(1_790_000_000);
/// let session = Session::begin(begun, Duration::from_mins(10));
/// assert!(session.is_open(begun.plus(Duration::from_secs(599))));
/// assert!(!session.is_open(begun.plus(Duration::from_secs(600))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    begun: Timestamp,
    ends: Timestamp,
}

impl Session {
    /// A session that begins now and lives for a span, [`LONGEST`] at most.
    pub fn begin(now: Timestamp, lifetime: Duration) -> Self {
        Self { begun: now, ends: now.plus(lifetime.min(LONGEST)) }
    }

    /// A session as it was kept.
    pub const fn kept(begun: Timestamp, ends: Timestamp) -> Self {
        Self { begun, ends }
    }

    /// When it ends.
    pub const fn ends(&self) -> Timestamp {
        self.ends
    }

    /// Whether it is good at this moment. A clock that is set back by more than a minute before its beginning revives nothing.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.begun.minus(SLACK) <= now && now < self.ends
    }

    /// What is left of it; nothing when it is not good.
    pub fn left(&self, now: Timestamp) -> Duration {
        if self.is_open(now) { self.ends.since(now) } else { Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGUN: Timestamp = Timestamp::from_seconds(1_790_000_000);

    #[test]
    fn it_is_open_from_its_beginning_to_its_end() {
        let session = Session::begin(BEGUN, Duration::from_mins(10));
        let at = |seconds| BEGUN.plus(Duration::from_secs(seconds));
        assert!(session.is_open(BEGUN));
        assert_eq!(session.left(at(599)), Duration::from_secs(1));
        assert_eq!((session.is_open(at(600)), session.left(at(600))), (false, Duration::ZERO));
    }

    #[test]
    fn nothing_makes_it_longer() {
        let session = Session::begin(BEGUN, Duration::from_hours(24));
        assert_eq!(session.ends(), BEGUN.plus(LONGEST));
        assert!(session.is_open(BEGUN.minus(Duration::from_secs(59))));
        assert!(!session.is_open(BEGUN.minus(Duration::from_hours(1))));
    }
}
