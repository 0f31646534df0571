use std::time::Duration;

use domain::{
    limits::{Arrival, Rate, take, take_fine},
    time::Timestamp,
};
use proptest::prelude::*;

const START: i64 = 1_790_000_000_000;

fn rate() -> impl Strategy<Value = Rate> {
    (1_u32..50, 1_u64..100_000).prop_map(|(burst, per)| Rate::new(burst, Duration::from_millis(per)))
}

/// How many of `tries` at once get through.
fn at_once(tat: &mut Option<Timestamp>, now: Timestamp, rate: Rate, tries: u32) -> u32 {
    (0..tries)
        .filter(|_| match take(*tat, now, rate) {
            Ok(next) => {
                *tat = Some(next);
                true
            }
            Err(_) => false,
        })
        .count()
        .try_into()
        .unwrap()
}

#[test]
fn three_in_ten_minutes_come_back_one_by_one() {
    let rate = Rate::new(3, Duration::from_mins(10));
    let at = |seconds| Timestamp::from_millis(START).plus(Duration::from_secs(seconds));
    let mut tat = None;
    assert_eq!(at_once(&mut tat, at(0), rate, 5), 3);
    assert_eq!(take(tat, at(0), rate), Err(at(200)));
    assert_eq!(take(tat, at(199), rate), Err(at(200)));
    assert_eq!(at_once(&mut tat, at(200), rate, 5), 1);
    assert_eq!(at_once(&mut tat, at(3_600), rate, 5), 3);
}

#[test]
fn nothing_gets_through_a_rate_of_nothing() {
    let rate = Rate::new(0, Duration::from_mins(1));
    let now = Timestamp::from_millis(START);
    assert_eq!(take(None, now, rate), Err(now.plus(Duration::from_mins(1))));
}

/// How many of `tries` at once get through, to the microsecond.
fn at_once_fine(arrival: &mut Option<Arrival>, now: Timestamp, rate: Rate, tries: u32) -> u32 {
    let through = (0..tries).filter(|_| take_fine(*arrival, now, rate).map(|next| *arrival = Some(next)).is_ok());
    through.count().try_into().unwrap()
}

#[test]
fn to_the_microsecond_a_moment_that_is_no_whole_millisecond_is_rounded_up() {
    let start = Timestamp::from_millis(START);
    let at = |millis| start.plus(Duration::from_millis(millis));
    // 333,334 microseconds each
    let thirds = Rate::new(3, Duration::from_secs(1));
    let mut arrival = None;
    assert_eq!(at_once_fine(&mut arrival, start, thirds, 5), 3);
    assert_eq!(take_fine(arrival, start, thirds), Err(at(334)));
    assert_eq!(at_once_fine(&mut arrival, at(333), thirds, 5), 0);
    assert_eq!(at_once_fine(&mut arrival, at(334), thirds, 5), 1);
    // 100 microseconds each
    let fast = Rate::new(10_000, Duration::from_secs(1));
    let mut arrival = None;
    assert_eq!(at_once_fine(&mut arrival, start, fast, 20_000), 10_000);
    assert_eq!(take_fine(arrival, start, fast), Err(at(1)));
    assert_eq!(at_once_fine(&mut arrival, at(1), fast, 20), 10);
    assert_eq!(take_fine(None, start, Rate::new(0, Duration::from_mins(1))), Err(at(60_000)));
}

#[test]
fn a_key_used_while_the_clock_was_ahead_stays_shut_until_it_catches_up() {
    let rate = Rate::new(3, Duration::from_mins(10));
    let now = Timestamp::from_millis(START);
    let ahead = now.plus(Duration::from_hours(1));
    let mut tat = None;
    assert_eq!(at_once(&mut tat, ahead, rate, 3), 3);
    assert_eq!(take(tat, now, rate), Err(ahead.plus(Duration::from_secs(200))));
}

proptest! {
    #[test]
    fn exactly_the_burst_gets_through_at_once(rate in rate()) {
        prop_assert_eq!(at_once(&mut None, Timestamp::from_millis(START), rate, rate.burst * 2), rate.burst);
    }

    #[test]
    fn the_long_run_keeps_the_rate(rate in rate(), steps in proptest::collection::vec(0_u64..5_000, 1..300)) {
        let (mut now, mut tat, mut taken) = (Timestamp::from_millis(START), None, 0_u128);
        let begin = now;
        for step in steps {
            now = now.plus(Duration::from_millis(step));
            taken += u128::from(at_once(&mut tat, now, rate, 2));
        }
        let most = u128::from(rate.burst) + now.since(begin).as_millis() * u128::from(rate.burst) / rate.per.as_millis();
        prop_assert!(taken <= most, "{} of at most {}", taken, most);
    }

    #[test]
    fn the_moment_of_a_refusal_is_the_moment_of_the_next(rate in rate(), waited in 0_u64..100_000) {
        let start = Timestamp::from_millis(START);
        let mut tat = None;
        at_once(&mut tat, start, rate, rate.burst);
        let now = start.plus(Duration::from_millis(waited));
        if let Err(at) = take(tat, now, rate) {
            prop_assert!(at > now);
            prop_assert!(take(tat, at, rate).is_ok());
            prop_assert!(take(tat, at.minus(Duration::from_millis(1)), rate).is_err());
        }
    }

    #[test]
    fn a_clock_that_jumps_back_refills_nothing(
        rate in rate(),
        back in 0_u64..10_000_000,
        steps in proptest::collection::vec(0_u64..50, 0..50),
    ) {
        let start = Timestamp::from_millis(START);
        let mut tat = None;
        at_once(&mut tat, start, rate, rate.burst);
        // the jump, then true time passes: no more gets through than without the jump
        let mut now = start.minus(Duration::from_millis(back));
        let (mut passed, mut taken) = (0_u128, 0_u128);
        for step in steps {
            taken += u128::from(at_once(&mut tat, now, rate, rate.burst));
            now = now.plus(Duration::from_millis(step));
            passed += u128::from(step);
        }
        prop_assert!(taken <= passed * u128::from(rate.burst) / rate.per.as_millis());
    }

    #[test]
    fn whole_milliseconds_are_kept_alike_to_the_microsecond(
        each in 1_u64..5_000,
        burst in 1_u32..20,
        steps in proptest::collection::vec(0_u64..5_000, 1..100),
    ) {
        let rate = Rate::new(burst, Duration::from_millis(each * u64::from(burst)));
        let (mut now, mut tat, mut arrival) = (Timestamp::from_millis(START), None, None);
        for step in steps {
            now = now.plus(Duration::from_millis(step));
            let (coarse, fine) = (take(tat, now, rate), take_fine(arrival, now, rate));
            prop_assert_eq!(coarse.err(), fine.err());
            (tat, arrival) = (coarse.ok().or(tat), fine.ok().or(arrival));
        }
    }

    #[test]
    fn no_moment_panics(tat in any::<Option<i64>>(), now in any::<i64>(), burst in any::<u32>(), per in any::<u64>()) {
        let (now, rate) = (Timestamp::from_millis(now), Rate::new(burst, Duration::from_millis(per)));
        let _ = take(tat.map(Timestamp::from_millis), now, rate);
        let _ = take_fine(take_fine(None, now, rate).ok(), now, rate);
    }
}
