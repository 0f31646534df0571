//! What one measurement gives, and what several of the same give together.

use serde::Deserialize;

/// What `bench load` prints. Times are milliseconds.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Figures {
    pub(super) per_second: f64,
    pub(super) flow: Times,
    /// Of the disk, a flow; none where the system does not count them.
    pub(super) flushes_a_flow: Option<f64>,
    /// Microseconds of the server's processor time, a flow.
    pub(super) server_cpu_a_flow: Option<f64>,
    /// Microseconds of the generator's.
    pub(super) own_cpu_a_flow: Option<f64>,
    pub(super) errors: u32,
    pub(super) first_error: Option<String>,
    /// Flows that were begun: so many people were asked about.
    pub(super) begun: u32,
}

/// How long flows took.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Times {
    pub(super) p50: f64,
    pub(super) p99: f64,
    pub(super) max: f64,
}

/// One of them.
pub(super) type Of = fn(&Figures) -> f64;

/// Several measurements of one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Several {
    pub(crate) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Several {
    /// None where nothing was measured.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<_> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let above = *sorted.get(middle)?;
        let median = if sorted.len() % 2 == 1 { above } else { f64::midpoint(sorted[middle - 1], above) };
        Some(Self { median, least: *sorted.first()?, most: *sorted.last()? })
    }

    /// Half of the distance between the ends, in percent of the median.
    pub(super) fn spread(&self) -> f64 {
        if self.median == 0.0 { 0.0 } else { (self.most - self.least) / 2.0 / self.median * 100.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(Several::of([]), None);
        assert_eq!(Several::of([7.0]).unwrap(), Several { median: 7.0, least: 7.0, most: 7.0 });
        assert_eq!(Several::of([9.0, 1.0, 5.0]).unwrap(), Several { median: 5.0, least: 1.0, most: 9.0 });
        assert_eq!(Several::of([4.0, 1.0, 9.0, 2.0]).unwrap(), Several { median: 3.0, least: 1.0, most: 9.0 });
    }

    #[test]
    fn the_spread_is_half_of_the_range() {
        let table: [(&[f64], &str); 3] = [(&[95.0, 100.0, 105.0], "5.0"), (&[3.0, 3.0], "0.0"), (&[0.0], "0.0")];
        for (values, spread) in table {
            assert_eq!(format!("{:.1}", Several::of(values.iter().copied()).unwrap().spread()), spread);
        }
    }
}
