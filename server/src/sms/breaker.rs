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

/// How one gateway has done lately.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    in_a_row: u32,
    /// Failing; one message may be tried from this moment on.
    probe: Option<Timestamp>,
}

impl Breaker {
    /// Whether messages go to it as usual.
    pub(super) fn is_well(&self) -> bool {
        self.state().probe.is_none()
    }

    /// Whether one message may be tried on a failing gateway now. Asking takes the one.
    pub(super) fn may_probe(&self, now: Timestamp) -> bool {
        let mut state = self.state();
        match state.probe {
            Some(probe) if now >= probe => {
                state.probe = Some(now.plus(PAUSE));
                true
            }
            Some(_) => false,
            None => true,
        }
    }

    /// It took a message.
    pub(super) fn worked(&self) {
        *self.state() = State::default();
    }

    /// It did not.
    pub(super) fn failed(&self, now: Timestamp) {
        let mut state = self.state();
        state.in_a_row = state.in_a_row.saturating_add(1);
        if state.in_a_row >= FAILURES {
            state.probe = Some(now.plus(PAUSE));
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
            breaker.failed(START);
        }
        assert!(!breaker.is_well() && !breaker.may_probe(START));
        let later = START.plus(PAUSE);
        assert!(!breaker.is_well(), "not for all");
        assert!(breaker.may_probe(later));
        assert!(!breaker.may_probe(later), "one at a time");
        breaker.worked();
        assert!(breaker.is_well());
    }
}
