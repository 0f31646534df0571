//! A fixed schedule for answers whose time would tell something to whoever asks often enough.
//!
//! Every person of a phone has a cell to be opened and a name to be compared: some microseconds each, which no single answer shows
//! and the mean of thousands would. Nobody gets thousands: once a phone's or a provider's limit is met, and for requests
//! that are repeated, answers leave at fixed moments after their requests only.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Between two moments at which an answer may leave. Much longer than the differences, and so short that nobody feels it.
const STEP: Duration = Duration::from_millis(10);

/// The moments for the answer to one request.
pub(super) struct Schedule(Instant);

impl Schedule {
    /// The request has just come.
    pub(super) fn begin() -> Self {
        Self(Instant::now())
    }

    /// Waits for the next moment.
    pub(super) async fn reached(self) {
        let passed = self.0.elapsed().as_nanos() / STEP.as_nanos();
        let steps = u32::try_from(passed).unwrap_or(u32::MAX).saturating_add(1);
        sleep_until(self.0 + STEP.saturating_mul(steps)).await;
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn answers_leave_at_fixed_moments() {
        for (worked, left) in [(0, 10), (3, 10), (9, 10), (10, 20), (64, 70)] {
            let (began, schedule) = (Instant::now(), Schedule::begin());
            advance(Duration::from_millis(worked)).await;
            schedule.reached().await;
            assert_eq!(began.elapsed(), Duration::from_millis(left), "after {worked} ms of work");
        }
    }
}
