//! When a message that did not arrive is tried again: after seconds, minutes, hours, for a day in all.

use std::time::Duration;

use crate::time::Timestamp;

/// How long a message is tried.
pub const LIFETIME: Duration = Duration::from_hours(24);

/// Pauses after the first, second, … attempt, in seconds; the last one goes on.
const PAUSES: [u64; 8] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400];

/// The moment of the next attempt, after so many of them, the last one at `now`; `None` when the message is given up. A pause is
/// up to a fifth shorter or longer by `random`, so that what failed together does not come back together. A receiver may ask for
/// a longer one, up to the longest.
pub fn next_attempt(
    attempts: u32,
    first: Timestamp,
    now: Timestamp,
    random: u32,
    retry_after: Option<Duration>,
) -> Option<Timestamp> {
    let longest = PAUSES[PAUSES.len() - 1];
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let pause = PAUSES.get(place).copied().unwrap_or(longest) * 1_000;
    let varied = pause * 4 / 5 + ((pause * 2 / 5 * u64::from(random)) >> 32);
    let asked = retry_after.unwrap_or_default().min(Duration::from_secs(longest));
    let at = now.plus(Duration::from_millis(varied).max(asked));
    (at <= first.plus(LIFETIME)).then_some(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: Timestamp = Timestamp::from_seconds(1_790_000_000);
    /// Half of all there is: no shorter and no longer.
    const EVEN: u32 = 1 << 31;

    fn pause(attempts: u32, random: u32, asked: Option<u64>) -> Duration {
        next_attempt(attempts, START, START, random, asked.map(Duration::from_secs)).unwrap().since(START)
    }

    #[test]
    fn pauses_grow_from_seconds_to_hours_and_end_after_a_day() {
        let (mut now, mut attempts, mut pauses) = (START, 1, Vec::new());
        while let Some(at) = next_attempt(attempts, START, now, EVEN, None) {
            pauses.push(at.since(now).as_secs());
            (now, attempts) = (at, attempts + 1);
        }
        assert_eq!(pauses, [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400, 14_400, 14_400]);
        assert!(now <= START.plus(LIFETIME) && now.plus(Duration::from_hours(4)) > START.plus(LIFETIME));
    }

    #[test]
    fn a_receiver_may_ask_for_more_time_and_never_for_less() {
        assert_eq!(pause(1, EVEN, Some(90)), Duration::from_secs(90));
        assert_eq!(pause(4, EVEN, Some(1)), Duration::from_mins(10));
        assert_eq!(pause(1, EVEN, Some(u64::MAX)), Duration::from_hours(4));
        assert!(next_attempt(1, START, START.plus(LIFETIME), EVEN, None).is_none());
    }

    proptest! {
        #[test]
        fn what_failed_together_is_spread(attempts in 0_u32..=u32::MAX, random in any::<u32>()) {
            let (least, most) = (pause(attempts, 0, None), pause(attempts, u32::MAX, None));
            let varied = pause(attempts, random, None);
            prop_assert!(least <= varied && varied <= most);
            let even = pause(attempts, EVEN, None);
            prop_assert_eq!(least, even * 4 / 5);
            prop_assert!(most <= even * 6 / 5 && most + Duration::from_millis(1) >= even * 6 / 5);
        }
    }
}
