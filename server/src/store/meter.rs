//! What a store says about itself, for the metrics.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// Counted by the store, read by the ops listener.
#[derive(Debug, Default)]
pub struct StoreMeter {
    /// Transactions made durable.
    pub commits: AtomicU64,
    /// Writes in them.
    pub writes: AtomicU64,
    /// Time that they took together, in microseconds.
    pub micros: AtomicU64,
    /// Writes that were waiting when the last transaction began.
    pub waiting: AtomicU64,
    /// Entries of the audit log.
    pub audit_size: AtomicU64,
}

impl StoreMeter {
    /// A transaction was made durable.
    pub fn commit(&self, writes: usize, took: Duration, waiting: usize) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.writes.fetch_add(writes as u64, Ordering::Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.waiting.store(waiting as u64, Ordering::Relaxed);
    }
}
