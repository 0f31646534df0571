//! Whether a gateway is failing: then it comes last and is tried seldom, so that messages do not wait for it in vain. Where others
//! take them all, now and then one goes to it first, for nothing else would show that it works again.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::time::Timestamp;

/// Failures in a row after which a gateway counts as failing.
const FAILURES: u32 = 5;
/// How long it is then left alone before one message is tried on it.
const PAUSE: Duration = Duration::from_secs(10);
/// That message may be lost while another gateway would have taken it: where there is one the pause doubles each time, up to this.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// How long after its last failure it still counts as taking nothing.
const MEMORY: Duration = Duration::from_mins(1);

/// How one gateway has done lately.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    in_a_row: u32,
    /// Messages in a row that wait for it, each counted once however often it was tried.
    messages: u32,
    /// Messages in a row that it took, and then reported as not delivered.
    undelivered: u32,
    last: Timestamp,
    /// Failing: when that showed last, or a message was last let through to see.
    failing: Option<Timestamp>,
    /// Messages in a row that went to it first meanwhile and did not bring it back.
    probes: u32,
}

impl Breaker {
    /// Whether messages go to it as usual.
    pub(super) fn is_well(&self) -> bool {
        self.state().failing.is_none()
    }

    /// Whether it has lately taken none of several people's messages. One person's alone, tried again and again, do not show.
    pub(super) fn takes_nothing(&self, now: Timestamp) -> bool {
        let state = self.state();
        state.messages >= FAILURES && now.since(state.last) <= MEMORY
    }

    /// Whether a message may go to it now, failing as it is, before those that are well. Asking takes the one place.
    pub(super) fn may_go_first(&self, now: Timestamp) -> bool {
        let mut state = self.state();
        let pause = pause(state.probes);
        let due = state.failing.is_some_and(|seen| now >= seen.plus(pause));
        if due {
            state.failing = Some(now);
            state.probes = state.probes.saturating_add(1);
        }
        due
    }

    /// Whether a message that nobody else takes, tried so many times before, may be tried on it now. Asking takes the one place.
    pub(super) fn may_probe(&self, attempts: u32, now: Timestamp) -> bool {
        let mut state = self.state();
        // One whose messages do not arrive takes them all the same: nobody waits for it.
        let Some(seen) = state.failing.filter(|_| state.in_a_row >= FAILURES) else { return true };
        let due = now >= seen.plus(PAUSE);
        if due {
            state.failing = Some(now);
        } else {
            state.wait(attempts);
        }
        due
    }

    /// It took a message.
    pub(super) fn worked(&self) {
        let mut state = self.state();
        state.in_a_row = 0;
        state.messages = 0;
        state.recover();
    }

    /// It did not; `attempts` were made before with this message.
    pub(super) fn failed(&self, attempts: u32, now: Timestamp) {
        let mut state = self.state();
        state.in_a_row = state.in_a_row.saturating_add(1);
        state.wait(attempts);
        state.last = now;
        if state.in_a_row >= FAILURES {
            state.failing = Some(now);
        }
    }

    /// A message that it took is on the phone.
    pub(super) fn delivered(&self) {
        let mut state = self.state();
        state.undelivered = 0;
        state.recover();
    }

    /// A message that it took will never be.
    pub(super) fn undelivered(&self, now: Timestamp) {
        let mut state = self.state();
        state.undelivered = state.undelivered.saturating_add(1);
        if state.undelivered >= FAILURES {
            // Reports of older messages may come for hours: they put off no probe.
            state.failing = state.failing.or(Some(now));
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A message waits for the gateway.
    fn wait(&mut self, attempts: u32) {
        self.messages = self.messages.saturating_add(u32::from(attempts == 0));
    }

    /// Well again, once it takes messages and these arrive.
    fn recover(&mut self) {
        if self.in_a_row < FAILURES && self.undelivered < FAILURES {
            self.failing = None;
            self.probes = 0;
        }
    }
}

/// How long a failing gateway is left alone, after so many messages that went to it first, before the next one does.
fn pause(probes: u32) -> Duration {
    PAUSE.saturating_mul(2_u32.saturating_pow(probes)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    #[test]
    fn a_failing_gateway_is_probed_now_and_then_and_comes_back() {
        let breaker = Breaker::default();
        for _ in 0..FAILURES {
            assert!(breaker.is_well());
            breaker.failed(0, START);
        }
        assert!(!breaker.is_well() && !breaker.may_probe(1, START));
        let later = START.plus(PAUSE);
        assert!(!breaker.is_well(), "not for all");
        assert!(breaker.may_probe(1, later));
        assert!(!breaker.may_probe(1, later), "one at a time");
        breaker.worked();
        assert!(breaker.is_well());
    }

    #[test]
    fn where_others_are_well_one_message_goes_first_ever_more_seldom() {
        let (breaker, mut now) = (Breaker::default(), START);
        (0..FAILURES).for_each(|_| breaker.failed(0, now));
        let mut pauses = Vec::new();
        for _ in 0..7 {
            let goes = |seconds: &u64| breaker.may_go_first(now.plus(Duration::from_secs(*seconds)));
            let seconds = (1..=600).find(goes).unwrap();
            now = now.plus(Duration::from_secs(seconds));
            assert!(!breaker.may_go_first(now) && !breaker.may_probe(0, now), "one at a time");
            breaker.failed(0, now);
            pauses.push(seconds);
        }
        assert_eq!(pauses, [10, 20, 40, 80, 160, 300, 300]);
        assert!(breaker.may_probe(0, now.plus(PAUSE)), "what nobody else takes waits no longer than ever");
        breaker.worked();
        assert!(breaker.is_well() && !breaker.may_go_first(now.plus(LONGEST_PAUSE)));
        (0..FAILURES).for_each(|_| breaker.failed(0, now));
        assert!(breaker.may_go_first(now.plus(PAUSE)), "from the beginning again");
    }

    #[test]
    fn one_message_tried_again_and_again_does_not_show() {
        let breaker = Breaker::default();
        for attempts in 0..2 * FAILURES {
            breaker.failed(attempts, START);
        }
        assert!(!breaker.is_well() && !breaker.takes_nothing(START));
        for _ in 1..FAILURES {
            assert!(!breaker.takes_nothing(START));
            breaker.failed(0, START);
        }
        assert!(breaker.takes_nothing(START) && breaker.takes_nothing(START.plus(MEMORY)));
        assert!(!breaker.takes_nothing(START.plus(MEMORY + PAUSE)), "long ago");
        breaker.worked();
        assert!(!breaker.takes_nothing(START));
    }

    #[test]
    fn a_gateway_that_takes_all_and_delivers_nothing_is_failing() {
        let breaker = Breaker::default();
        for _ in 0..FAILURES {
            assert!(breaker.is_well());
            breaker.worked();
            breaker.undelivered(START);
        }
        assert!(!breaker.is_well() && !breaker.takes_nothing(START));
        assert!(breaker.may_probe(0, START), "what nobody else takes it takes at once");
        let later = START.plus(PAUSE);
        breaker.undelivered(later);
        assert!(breaker.may_go_first(later), "late reports put nothing off");
        breaker.worked();
        assert!(!breaker.is_well() && !breaker.may_go_first(later), "that it takes messages says nothing");
        breaker.delivered();
        assert!(breaker.is_well());
        breaker.undelivered(later);
        assert!(breaker.is_well());
    }
}
