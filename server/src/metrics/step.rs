//! How long the steps of the flow take.

use std::time::Instant;

use super::histogram::Histogram;

/// A step of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Name and mobile to an open verification.
    Start,
    /// A new code.
    Resend,
    /// A code to an answer.
    Confirm,
    /// How a verification stands.
    Current,
    /// The person says no.
    Decline,
    /// A result is checked for a provider.
    Verify,
}

/// All steps with their names, in the order of their numbers.
const STEPS: [(Step, &str); 6] = [
    (Step::Start, "start"),
    (Step::Resend, "resend"),
    (Step::Confirm, "confirm"),
    (Step::Current, "current"),
    (Step::Decline, "decline"),
    (Step::Verify, "verify"),
];

/// A histogram a step.
#[derive(Debug)]
pub(super) struct Steps([Histogram; STEPS.len()]);

impl Default for Steps {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Histogram::times()))
    }
}

impl Steps {
    pub(super) fn start(&self, step: Step) -> StepTimer<'_> {
        StepTimer { started: Instant::now(), times: self.0.get(step as usize) }
    }

    /// The steps that were taken at least once.
    pub(super) fn measured(&self) -> impl Iterator<Item = (&'static str, &Histogram)> {
        STEPS.iter().zip(&self.0).filter(|(_, times)| times.count() > 0).map(|((_, name), times)| (*name, times))
    }
}

/// Runs until it is dropped.
#[derive(Debug)]
pub struct StepTimer<'m> {
    started: Instant,
    times: Option<&'m Histogram>,
}

impl Drop for StepTimer<'_> {
    fn drop(&mut self) {
        if let Some(times) = self.times {
            times.took(self.started.elapsed());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_its_own_name() {
        for (number, (step, _)) in STEPS.iter().enumerate() {
            assert_eq!(*step as usize, number);
        }
        let steps = Steps::default();
        drop(steps.start(Step::Confirm));
        let measured: Vec<_> = steps.measured().map(|(name, times)| (name, times.count())).collect();
        assert_eq!(measured, [("confirm", 1)]);
    }
}
