use std::time::Duration;

use domain::{
    code::{
        CodeState, ConsumeRefused, FailureCount, FailurePolicy, GuessRefused, MAX_LIFETIME, Phase, Policy,
        ResendRefused,
    },
    time::Timestamp,
};
use proptest::prelude::*;

const START: Timestamp = Timestamp::from_seconds(1_790_000_000);

fn at(seconds: u64) -> Timestamp {
    START.plus(Duration::from_secs(seconds))
}

fn policy() -> Policy {
    Policy::default()
}

fn open() -> CodeState {
    CodeState::start(START, &policy())
}

#[test]
fn a_code_is_good_for_three_minutes_less_one_moment() {
    let last = at(180).minus(Duration::from_millis(1));
    assert!(open().guess(last, &policy()).is_ok());
    assert_eq!(open().guess(at(180), &policy()), Err(GuessRefused::Expired));
}

#[test]
fn no_configuration_makes_a_code_live_longer_than_ten_minutes() {
    let long = Policy { lifetime: Duration::from_hours(1), ..policy() };
    assert_eq!(CodeState::start(START, &long).expires, START.plus(MAX_LIFETIME));
}

#[test]
fn a_right_guess_is_used_once() {
    let counted = open().guess(at(10), &policy()).unwrap();
    let used = counted.consume(0, at(10)).unwrap();
    assert_eq!(used.phase, Phase::Consumed);
    assert_eq!(used.consume(0, at(10)), Err(ConsumeRefused::Used));
    assert_eq!(used.guess(at(10), &policy()), Err(GuessRefused::Used));
    assert_eq!(used.resend(at(40), &policy()), Err(ResendRefused::Closed));
    assert_eq!(used.cancel(), used);
}

#[test]
fn nothing_is_used_that_was_not_counted_or_is_not_in_force() {
    assert_eq!(open().consume(0, at(10)), Err(ConsumeRefused::NotCounted));
    let counted = open().guess(at(10), &policy()).unwrap();
    assert_eq!(counted.consume(0, at(180)), Err(ConsumeRefused::Expired));
    assert_eq!(counted.consume(1, at(10)), Err(ConsumeRefused::Superseded));
    let again = counted.resend(at(40), &policy()).unwrap();
    assert_eq!(again.consume(0, at(41)), Err(ConsumeRefused::Superseded));
    assert!(again.consume(1, at(41)).is_ok());
    let cancelled = counted.cancel();
    assert_eq!(cancelled.consume(0, at(10)), Err(ConsumeRefused::Cancelled));
    assert_eq!(cancelled.guess(at(10), &policy()), Err(GuessRefused::Cancelled));
    assert_eq!(cancelled.resend(at(40), &policy()), Err(ResendRefused::Closed));
}

#[test]
fn two_wrong_a_new_code_one_wrong_and_it_is_over() {
    let twice = open().guess(at(1), &policy()).unwrap().guess(at(2), &policy()).unwrap();
    assert_eq!((open().guesses_left(&policy()), twice.guesses_left(&policy())), (3, 1));
    let again = twice.resend(at(31), &policy()).unwrap();
    assert_eq!((again.guesses, again.resends, again.resends_left(&policy())), (2, 1, 2));
    let spent = again.guess(at(32), &policy()).unwrap();
    assert_eq!(spent.guesses_left(&policy()), 0);
    assert_eq!(spent.guess(at(33), &policy()), Err(GuessRefused::AttemptsExceeded));
    assert_eq!(spent.resend(at(62), &policy()), Err(ResendRefused::Closed));
}

#[test]
fn new_codes_are_few_and_far_between() {
    let early = at(30).minus(Duration::from_millis(1));
    assert_eq!(open().resend(early, &policy()), Err(ResendRefused::TooEarly { at: at(30) }));
    let mut state = open();
    for round in 1..=3 {
        state = state.resend(at(30 * round), &policy()).unwrap();
        assert_eq!(
            (u64::from(state.resends), state.issued, state.expires),
            (round, at(30 * round), at(30 * round + 180))
        );
    }
    assert_eq!(state.resend(at(120), &policy()), Err(ResendRefused::TooMany));
}

#[test]
fn a_late_person_may_ask_for_a_new_code_for_a_quarter_of_an_hour() {
    assert!(open().resend(at(900), &policy()).is_ok());
    assert_eq!(open().resend(at(901), &policy()), Err(ResendRefused::Closed));
}

#[test]
fn a_clock_set_back_revives_nothing() {
    // what was seen to be expired stays so, once the store has written it down
    let expired = open().observe(at(180));
    assert_eq!(expired.guess(at(179), &policy()), Err(GuessRefused::Expired));
    // and before the code's own beginning nothing is good either
    assert_eq!(open().guess(START.minus(Duration::from_secs(3)), &policy()), Err(GuessRefused::Expired));
    assert_eq!(open().guess(START.minus(Duration::from_hours(1)), &policy()), Err(GuessRefused::Expired));
    assert!(open().resend(START.minus(Duration::from_hours(1)), &policy()).is_err());
    // a small adjustment is no matter
    assert!(open().guess(START.minus(Duration::from_secs(2)), &policy()).is_ok());
    // a new code lives by the clock as it is now
    let fresh = open().observe(at(170)).resend(at(60), &policy()).unwrap();
    assert!(fresh.guess(at(61), &policy()).is_ok());
}

#[test]
fn the_state_reads_back() {
    let state = open().guess(at(1), &policy()).unwrap();
    let wire = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<CodeState>(&wire).unwrap(), state);
}

#[test]
fn ten_failures_in_a_row_begin_a_pause() {
    let rules = FailurePolicy::default();
    let nine = (0..9).fold(FailureCount::default(), |count, _| count.record_failure(START, &rules));
    assert!(!nine.is_paused(START));
    let ten = nine.record_failure(START, &rules);
    assert!(ten.is_paused(START) && ten.is_paused(at(5 * 60 - 1)) && !ten.is_paused(at(5 * 60)));
    assert_eq!(ten.record_failure(at(60), &rules), ten, "nothing is counted in a pause");
    let mut count = ten;
    let mut now = 5 * 60;
    for minutes in [10, 15, 15] {
        for _ in 0..9 {
            count = count.record_failure(at(now), &rules);
            assert!(!count.is_paused(at(now)));
        }
        count = count.record_failure(at(now), &rules);
        now += minutes * 60;
        assert!(count.is_paused(at(now - 1)) && !count.is_paused(at(now)), "{minutes} minutes");
    }
    assert!(FailureCount::default().record_failure(START, &FailurePolicy { max: 0, ..rules }).is_paused(START));
}

/// Something that happens to a verification.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Time passes.
    Passes(u64),
    /// The clock is set back.
    SetBack(u64),
    Guess,
    Resend,
    /// A guess of a generation was right.
    Consume(u8),
    Cancel,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0_u64..120_000).prop_map(Event::Passes),
        1 => (0_u64..400_000).prop_map(Event::SetBack),
        4 => Just(Event::Guess),
        3 => Just(Event::Resend),
        2 => (0_u8..4).prop_map(Event::Consume),
        1 => Just(Event::Cancel),
    ]
}

/// What must hold whatever happens, kept apart from the state under test.
#[derive(Default)]
struct Witness {
    evaluated: u32,
    consumed: u32,
    resent: u32,
    /// The code in force was once seen to be expired.
    dead: bool,
}

impl Witness {
    /// One event; gives the next state.
    fn step(
        &mut self,
        state: CodeState,
        event: Event,
        now: &mut Timestamp,
        policy: &Policy,
    ) -> Result<CodeState, TestCaseError> {
        let next = match event {
            Event::Passes(span) => {
                *now = now.plus(Duration::from_millis(span));
                state
            }
            Event::SetBack(span) => {
                *now = now.minus(Duration::from_millis(span));
                state
            }
            Event::Guess => match state.guess(*now, policy) {
                Ok(next) => {
                    self.evaluated += 1;
                    prop_assert!(!self.dead && self.consumed == 0, "a dead code was evaluated");
                    prop_assert!(*now < state.issued.plus(policy.lifetime.min(MAX_LIFETIME)));
                    prop_assert_eq!(next.guesses, state.guesses + 1);
                    next
                }
                Err(refused) => {
                    self.dead |= refused == GuessRefused::Expired && *now >= state.expires;
                    state.observe(*now)
                }
            },
            Event::Resend => match state.resend(*now, policy) {
                Ok(next) => {
                    self.resent += 1;
                    self.dead = false;
                    prop_assert!(*now >= state.resend_at);
                    prop_assert_eq!(next.guesses, state.guesses);
                    prop_assert_eq!(next.started, state.started);
                    next
                }
                Err(_) => state,
            },
            Event::Consume(generation) => match state.consume(generation, *now) {
                Ok(next) => {
                    self.consumed += 1;
                    prop_assert!(!self.dead && self.evaluated > 0);
                    prop_assert_eq!(generation, state.resends);
                    next
                }
                Err(_) => state,
            },
            Event::Cancel => state.cancel(),
        };
        prop_assert!(self.evaluated <= u32::from(policy.max_guesses));
        prop_assert!(self.resent <= u32::from(policy.max_resends));
        prop_assert!(self.consumed <= 1);
        Ok(next)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_happens(
        max_guesses in 0_u8..5,
        max_resends in 0_u8..5,
        lifetime in 0_u64..900,
        events in proptest::collection::vec(event(), 0..60),
    ) {
        let policy = Policy { max_guesses, max_resends, lifetime: Duration::from_secs(lifetime), ..Policy::default() };
        let mut now = START;
        let mut state = CodeState::start(now, &policy);
        let mut witness = Witness::default();
        for event in events {
            state = witness.step(state, event, &mut now, &policy)?;
        }
    }

    #[test]
    fn no_moment_panics(now in any::<i64>(), then in any::<i64>()) {
        let policy = Policy::default();
        let (now, then) = (Timestamp::from_millis(now), Timestamp::from_millis(then));
        let state = CodeState::start(now, &policy);
        let _ = (state.guess(then, &policy), state.resend(then, &policy), state.consume(0, then), state.is_expired(then));
    }

    #[test]
    fn failures_pause_at_the_latest_after_max(max in 1_u32..20, gaps in proptest::collection::vec(0_u64..10_000, 1..200)) {
        let rules = FailurePolicy { max, pause: Duration::from_secs(5) };
        let (mut count, mut now, mut between) = (FailureCount::default(), START, 0);
        for gap in gaps {
            now = now.plus(Duration::from_millis(gap));
            if count.is_paused(now) {
                continue;
            }
            count = count.record_failure(now, &rules);
            between += 1;
            prop_assert_eq!(count.is_paused(now), between == max);
            between %= max;
        }
    }
}
