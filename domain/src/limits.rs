//! Rate limits, by the generic cell rate algorithm: one stored moment a key, no counters to reset.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// At most `burst` at once, and `burst` in every `per` in the long run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many may come at once; 0 lets nothing through.
    pub burst: u32,
    /// How long `burst` of them take to come back.
    pub per: Duration,
}

impl Rate {
    /// A rate.
    pub const fn new(burst: u32, per: Duration) -> Self {
        Self { burst, per }
    }

    /// How long one takes to come back: whole milliseconds, rounded up and at least one, so that the rate is never
    /// exceeded. A rate of more than 1,000 a second is therefore kept at 1,000 a second: see [`take_fine`].
    fn interval(self) -> Duration {
        let per = self.per.as_millis().max(1);
        let each = per.div_ceil(u128::from(self.burst.max(1)));
        Duration::from_millis(u64::try_from(each).unwrap_or(u64::MAX))
    }
}

/// Takes one from a limit.
///
/// `tat` is what the last successful call gave (the theoretical arrival time), `None` when there was none. `Ok` is the new
/// value to store; `Err` is the moment from which one may be taken again, and nothing is to be stored.
///
/// A clock that goes backwards refills nothing: the stored moment only comes to lie further ahead, and a key that was used
/// while the clock was ahead stays shut until the clock has caught up.
///
/// ```
/// use std::time::Duration;
/// use domain::{limits::{Rate, take}, time::Timestamp};
///
/// let rate = Rate::new(2, Duration::from_secs(60));
/// let now = Timestamp::from_seconds(1_000);
/// let first = take(None, now, rate).unwrap();
/// let second = take(Some(first), now, rate).unwrap();
/// assert_eq!(take(Some(second), now, rate), Err(Timestamp::from_seconds(1_030)));
/// ```
pub fn take(tat: Option<Timestamp>, now: Timestamp, rate: Rate) -> Result<Timestamp, Timestamp> {
    if rate.burst == 0 {
        return Err(now.plus(rate.per));
    }
    let interval = rate.interval();
    let window = interval.saturating_mul(rate.burst);
    let next = tat.unwrap_or(now).max(now).plus(interval);
    if next <= now.plus(window) { Ok(next) } else { Err(next.minus(window)) }
}

/// A theoretical arrival time in microseconds since 1970, for budgets of more than a thousand a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Arrival(i64);

/// [`take`] to the microsecond: keeps rates of up to a million a second.
///
/// ```
/// use std::time::Duration;
/// use domain::{limits::{Rate, take_fine}, time::Timestamp};
///
/// let rate = Rate::new(600_000, Duration::from_secs(60));
/// let now = Timestamp::from_seconds(1_000);
/// let mut last = None;
/// for _ in 0..600_000 {
///     last = Some(take_fine(last, now, rate).unwrap());
/// }
/// assert_eq!(take_fine(last, now, rate), Err(Timestamp::from_millis(1_000_001)));
/// ```
pub fn take_fine(arrival: Option<Arrival>, now: Timestamp, rate: Rate) -> Result<Arrival, Timestamp> {
    if rate.burst == 0 {
        return Err(now.plus(rate.per));
    }
    let now_micros = now.as_millis().saturating_mul(1000);
    let per = i64::try_from(rate.per.as_micros()).unwrap_or(i64::MAX).max(1);
    let burst = i64::from(rate.burst);
    let interval = (per / burst).saturating_add(i64::from(per % burst != 0));
    let window = interval.saturating_mul(burst);
    let next = arrival.map_or(now_micros, |Arrival(micros)| micros.max(now_micros)).saturating_add(interval);
    if next <= now_micros.saturating_add(window) {
        return Ok(Arrival(next));
    }
    let again = next.saturating_sub(window);
    Err(Timestamp::from_millis(again.div_euclid(1000).saturating_add(i64::from(again.rem_euclid(1000) != 0))))
}
