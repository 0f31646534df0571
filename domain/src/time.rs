//! Moments, as numbers that are passed in. Nothing here asks a clock.

use std::time::Duration;

use jiff::{
    civil::{Date, DateTime},
    tz::Offset,
};
use serde::{Deserialize, Serialize};

/// India is five and a half hours ahead of UTC, all year.
const INDIA_OFFSET_MS: i64 = 19_800_000;

/// A moment: milliseconds since the start of 1970 in UTC.
///
/// Arithmetic saturates, so that no moment that a peer sends can overflow.
///
/// ```
/// use std::time::Duration;
/// use domain::time::Timestamp;
///
/// let start = Timestamp::from_seconds(1_790_000_000);
/// let end = start.plus(Duration::from_secs(180));
/// assert_eq!(end.since(start), Duration::from_secs(180));
/// assert_eq!(start.since(end), Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The start of 1970.
    pub const EPOCH: Self = Self(0);

    /// From milliseconds since 1970.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From whole seconds since 1970; saturates.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds since 1970.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down (towards the past).
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Later by a span, in whole milliseconds; saturates.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(millis(span)))
    }

    /// Earlier by a span, in whole milliseconds; saturates.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(millis(span)))
    }

    /// The span since an earlier moment, or nothing when that moment is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        let span = i128::from(self.0) - i128::from(earlier.0);
        Duration::from_millis(u64::try_from(span).unwrap_or(0))
    }

    /// The calendar day in India (UTC +05:30) at this moment. Moments outside the years -9999 to 9999 give the nearest day.
    ///
    /// ```
    /// use domain::time::Timestamp;
    ///
    /// let evening = Timestamp::from_seconds(1_637_433_000); // 20 Nov 2021, 18:30 UTC
    /// assert_eq!(evening.date().to_string(), "2021-11-21");
    /// ```
    pub fn date(self) -> Date {
        self.in_india().date()
    }

    /// The time of day in India at this moment, as `HH:MM`.
    ///
    /// ```
    /// use domain::time::Timestamp;
    ///
    /// let evening = Timestamp::from_seconds(1_637_433_000); // 20 Nov 2021, 18:30 UTC
    /// assert_eq!(evening.time_of_day(), "00:00");
    /// ```
    pub fn time_of_day(self) -> String {
        let at = self.in_india();
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    fn in_india(self) -> DateTime {
        let shifted = jiff::Timestamp::from_millisecond(self.0.saturating_add(INDIA_OFFSET_MS))
            .unwrap_or(if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX });
        Offset::UTC.to_datetime(shifted)
    }

    /// Hour and minute of the clock in India at this moment.
    ///
    /// ```
    /// use domain::time::Timestamp;
    ///
    /// assert_eq!(Timestamp::from_seconds(1_637_433_000).clock(), (0, 0)); // 20 Nov 2021, 18:30 UTC
    /// assert_eq!(Timestamp::from_seconds(1_637_433_000 - 60).clock(), (23, 59));
    /// ```
    pub const fn clock(self) -> (u8, u8) {
        let minutes = self.0.saturating_add(INDIA_OFFSET_MS).div_euclid(60_000).rem_euclid(24 * 60);
        // a remainder of 1440 is small
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 24 and 60")]
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }
}

/// Whole milliseconds of a span; the largest number when it does not fit.
fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_india() {
        let midnight = 1_637_433_000_000; // 2021-11-21T00:00+05:30
        assert_eq!(Timestamp::from_millis(midnight - 1).date().to_string(), "2021-11-20");
        assert_eq!(Timestamp::from_millis(midnight).date().to_string(), "2021-11-21");
    }

    #[test]
    fn seconds_round_towards_the_past() {
        assert_eq!(Timestamp::from_millis(1_999).as_seconds(), 1);
        assert_eq!(Timestamp::from_millis(-1).as_seconds(), -1);
    }

    proptest! {
        #[test]
        fn no_moment_panics(at in any::<i64>(), other in any::<i64>(), span in any::<u64>()) {
            let (at, other, span) = (Timestamp::from_millis(at), Timestamp::from_millis(other), Duration::from_millis(span));
            let _ = (at.date(), at.time_of_day(), at.since(other), at.as_seconds());
            prop_assert!(at.plus(span) >= at);
            prop_assert!(at.minus(span) <= at);
        }
    }
}
