//! What is printed.

use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::{client::Shared, system::Used};

/// Figures of one measurement. Times are milliseconds.
#[derive(Serialize)]
pub(super) struct Figures {
    clients: u32,
    seconds: f64,
    /// Done within the seconds.
    flows: u32,
    per_second: f64,
    flow: Times,
    start: Times,
    /// From the answer to the start until the code was there.
    code: Times,
    confirm: Times,
    /// Until all clients were connected.
    connected: f64,
    /// Of the disk, a flow; none where the system does not count them.
    flushes_a_flow: Option<f64>,
    /// Microseconds of processor time, a flow.
    server_cpu_a_flow: Option<f64>,
    own_cpu_a_flow: Option<f64>,
    errors: usize,
    first_error: Option<String>,
    /// Flows that were begun, within the seconds or not.
    begun: u32,
}

/// Of all flows, or of one of their steps.
#[derive(Debug, PartialEq, Serialize)]
struct Times {
    p50: f64,
    p99: f64,
    max: f64,
}

impl Figures {
    /// Of the flows that ended between two moments. How long they took is said of those that ended later, too: the slowest are
    /// among them.
    pub(super) fn of(
        shared: &Shared,
        connected: Duration,
        from: Instant,
        to: Instant,
        used: &Used,
        clients: u32,
    ) -> Self {
        let samples = shared.samples.borrow();
        // none is begun after the second moment
        let counted: Vec<_> = samples.iter().filter(|sample| sample.done >= from).collect();
        let times = |of: fn(&super::client::Sample) -> Duration| Times::of(counted.iter().map(|sample| of(sample)));
        let within = counted.iter().filter(|sample| sample.done <= to).count();
        let flows = u32::try_from(within).unwrap_or(u32::MAX);
        let seconds = (to - from).as_secs_f64();
        let errors = shared.errors.borrow();
        let a_flow = |count: f64| count / f64::from(flows.max(1));
        Self {
            clients,
            seconds,
            flows,
            per_second: f64::from(flows) / seconds,
            flow: times(|sample| sample.done - sample.meant),
            start: times(|sample| sample.started - sample.meant),
            code: times(|sample| sample.coded - sample.started),
            confirm: times(|sample| sample.done - sample.coded),
            connected: milliseconds(connected),
            flushes_a_flow: used.flushes.map(a_flow),
            server_cpu_a_flow: used.server_cpu.map(a_flow),
            own_cpu_a_flow: used.own_cpu.map(a_flow),
            errors: errors.len(),
            first_error: errors.first().cloned(),
            begun: shared.begun(),
        }
    }
}

impl Times {
    fn of(times: impl Iterator<Item = Duration>) -> Self {
        let mut sorted: Vec<_> = times.collect();
        sorted.sort_unstable();
        let at = |percent| milliseconds(percentile(&sorted, percent));
        Self { p50: at(50), p99: at(99), max: at(100) }
    }
}

/// The smallest value that so many in a hundred do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(milliseconds: impl Iterator<Item = u64>) -> Times {
        Times::of(milliseconds.map(Duration::from_millis))
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        assert_eq!(times((1..=100).rev()), Times { p50: 50.0, p99: 99.0, max: 100.0 });
        assert_eq!(times(1..=1_000), Times { p50: 500.0, p99: 990.0, max: 1_000.0 });
        assert_eq!(times([7].into_iter()), Times { p50: 7.0, p99: 7.0, max: 7.0 });
        assert_eq!(times([3, 9].into_iter()), Times { p50: 3.0, p99: 9.0, max: 9.0 });
        assert_eq!(times([].into_iter()), Times { p50: 0.0, p99: 0.0, max: 0.0 });
    }
}
