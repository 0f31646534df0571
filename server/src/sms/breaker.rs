//! Whether a gateway is failing: then it is tried last and seldom, so that messages do not wait for it in vain.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::time::Timestamp;

/// Failures in a row after which a gateway counts as failing.
const FAILURES: u32 = 5;
/// How long it is then left alone before one message is tried on it.
const PAUSE: Duration = Duration::from_secs(10);
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
    /// Failing; one message may be tried from this moment on.
    probe: Option<Timestamp>,
}

impl Breaker {
    /// Whether messages go to it as usual.
    pub(super) fn is_well(&self) -> bool {
        self.state().probe.is_none()
    }

    /// Whether it has lately taken none of several people's messages. One person's alone, tried again and again, do not show.
    pub(super) fn takes_nothing(&self, now: Timestamp) -> bool {
        let state = self.state();
        state.messages >= FAILURES && now.since(state.last) <= MEMORY
    }

    /// Whether a message, tried so many times before, may be tried on a failing gateway now. Asking takes the one place.
    pub(super) fn may_probe(&self, attempts: u32, now: Timestamp) -> bool {
        let mut state = self.state();
        match state.probe {
            Some(probe) if now >= probe => {
                state.probe = Some(now.plus(PAUSE));
                true
            }
            Some(_) => {
                state.wait(attempts);
                false
            }
            None => true,
        }
    }

    /// It took a message.
    pub(super) fn worked(&self) {
        let mut state = self.state();
        *state = State { undelivered: state.undelivered, ..State::default() };
    }

    /// It did not; `attempts` were made before with this message.
    pub(super) fn failed(&self, attempts: u32, now: Timestamp) {
        let mut state = self.state();
        state.in_a_row = state.in_a_row.saturating_add(1);
        state.wait(attempts);
        state.last = now;
        if state.in_a_row >= FAILURES {
            state.probe = Some(now.plus(PAUSE));
        }
    }

    /// A message that it took is on the phone.
    pub(super) fn delivered(&self) {
        self.state().undelivered = 0;
    }

    /// A message that it took will never be.
    pub(super) fn undelivered(&self, now: Timestamp) {
        let mut state = self.state();
        state.undelivered = state.undelivered.saturating_add(1);
        if state.undelivered >= FAILURES {
            state.probe = Some(now.plus(PAUSE));
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
        breaker.worked();
        assert!(breaker.is_well(), "what it is tried with tells");
        breaker.undelivered(START);
        assert!(!breaker.is_well(), "at once");
        breaker.delivered();
        breaker.worked();
        breaker.undelivered(START);
        assert!(breaker.is_well());
    }
}
