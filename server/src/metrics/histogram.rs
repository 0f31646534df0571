//! How often values fell into which range.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// A range's upper end, and the same as Prometheus writes it.
type Bound = (u64, &'static str);

/// Ranges of times, in nanoseconds: from a quarter of a millisecond to ten seconds.
const TIMES: &[Bound] = &[
    (250_000, "0.00025"),
    (500_000, "0.0005"),
    (1_000_000, "0.001"),
    (2_500_000, "0.0025"),
    (5_000_000, "0.005"),
    (10_000_000, "0.01"),
    (25_000_000, "0.025"),
    (50_000_000, "0.05"),
    (100_000_000, "0.1"),
    (250_000_000, "0.25"),
    (500_000_000, "0.5"),
    (1_000_000_000, "1"),
    (2_500_000_000, "2.5"),
    (5_000_000_000, "5"),
    (10_000_000_000, "10"),
];

/// Ranges of times that people wait, in nanoseconds: from a second to ten minutes.
const WAITS: &[Bound] = &[
    (1_000_000_000, "1"),
    (2_000_000_000, "2"),
    (5_000_000_000, "5"),
    (10_000_000_000, "10"),
    (20_000_000_000, "20"),
    (30_000_000_000, "30"),
    (60_000_000_000, "60"),
    (120_000_000_000, "120"),
    (180_000_000_000, "180"),
    (600_000_000_000, "600"),
];

/// Ranges of how many were done together.
const SIZES: &[Bound] = &[
    (1, "1"),
    (2, "2"),
    (4, "4"),
    (8, "8"),
    (16, "16"),
    (32, "32"),
    (64, "64"),
    (128, "128"),
    (256, "256"),
    (512, "512"),
];

/// What the values are.
#[derive(Clone, Copy, Debug)]
enum Unit {
    Nanoseconds,
    Pieces,
}

/// Counts by fixed ranges. Adding a value changes two numbers and takes no lock.
#[derive(Debug)]
pub struct Histogram {
    unit: Unit,
    bounds: &'static [Bound],
    /// One a range, and one for what is above all.
    buckets: Box<[AtomicU64]>,
    sum: AtomicU64,
}

impl Histogram {
    /// Of times.
    pub fn times() -> Self {
        Self::with(Unit::Nanoseconds, TIMES)
    }

    /// Of times that people wait.
    pub fn waits() -> Self {
        Self::with(Unit::Nanoseconds, WAITS)
    }

    /// Of numbers of things that were done together.
    pub fn sizes() -> Self {
        Self::with(Unit::Pieces, SIZES)
    }

    fn with(unit: Unit, bounds: &'static [Bound]) -> Self {
        let buckets = (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect();
        Self { unit, bounds, buckets, sum: AtomicU64::new(0) }
    }

    /// Adds a time; only for [`Histogram::times`] and [`Histogram::waits`].
    pub fn took(&self, time: Duration) {
        self.add(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX));
    }

    /// Adds a size; only for [`Histogram::sizes`].
    pub fn size(&self, size: usize) {
        self.add(u64::try_from(size).unwrap_or(u64::MAX));
    }

    fn add(&self, value: u64) {
        let range = self.bounds.iter().position(|(most, _)| value <= *most).unwrap_or(self.bounds.len());
        if let Some(bucket) = self.buckets.get(range) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.sum.fetch_add(value, Ordering::Relaxed);
    }

    /// How many values were added.
    pub fn count(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.load(Ordering::Relaxed)).sum()
    }

    /// Each range's upper end with how many values are not above it, the last for all of them.
    pub(super) fn cumulative(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let ends = self.bounds.iter().map(|(_, text)| *text).chain(["+Inf"]);
        ends.zip(&self.buckets).scan(0, |below, (end, bucket)| {
            *below += bucket.load(Ordering::Relaxed);
            Some((end, *below))
        })
    }

    /// All values together: seconds, or pieces.
    pub(super) fn sum(&self) -> String {
        let sum = self.sum.load(Ordering::Relaxed);
        match self.unit {
            Unit::Nanoseconds => format!("{}.{:09}", sum / 1_000_000_000, sum % 1_000_000_000),
            Unit::Pieces => sum.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_at_the_end_of_a_range_belongs_to_it() {
        let sizes = Histogram::sizes();
        for size in [0, 1, 2, 3, 512, 513] {
            sizes.size(size);
        }
        let found: Vec<_> = sizes.cumulative().collect();
        assert_eq!(found[0], ("1", 2));
        assert_eq!(found[1], ("2", 3));
        assert_eq!(found[2], ("4", 4));
        assert_eq!(found[9], ("512", 5));
        assert_eq!(found[10], ("+Inf", 6));
        assert_eq!((sizes.count(), sizes.sum()), (6, "1031".to_owned()));
    }

    #[test]
    fn times_are_told_in_seconds() {
        let times = Histogram::times();
        times.took(Duration::from_micros(250));
        times.took(Duration::from_secs(11));
        assert_eq!(times.sum(), "11.000250000");
        let found: Vec<_> = times.cumulative().collect();
        assert_eq!((found[0], found[14], found[15]), (("0.00025", 1), ("10", 1), ("+Inf", 2)));
    }

    #[test]
    fn ends_rise_and_read_as_what_they_are() {
        for (unit, bounds) in [(1e9, TIMES), (1e9, WAITS), (1.0, SIZES)] {
            assert!(bounds.is_sorted_by(|a, b| a.0 < b.0));
            for (end, text) in bounds {
                let read: f64 = text.parse().unwrap();
                assert!(
                    (read * unit - f64::from(u32::try_from(*end / 1000).unwrap()) * 1000.0).abs() < 1000.0,
                    "{text}"
                );
            }
        }
    }
}
