//! What a store tells of itself.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    histogram::Histogram,
    number::{Counter, Gauge},
    text::Text,
};

/// Filled in by the store, read by the ops listener. Times are given; none is taken here.
#[derive(Debug)]
pub struct StoreMeter {
    queue: Arc<Gauge>,
    writes: Histogram,
    commits: Histogram,
    checkpoints: Histogram,
    audit_entries: Gauge,
    audit_checkpoints: Counter,
    /// Rows that a rotation of the data keys has still to look at.
    resealing: Gauge,
    /// Since when the audit log has had entries that no signed checkpoint covers.
    uncovered: Mutex<Option<Instant>>,
}

impl Default for StoreMeter {
    fn default() -> Self {
        Self {
            queue: Arc::default(),
            writes: Histogram::sizes(),
            commits: Histogram::times(),
            checkpoints: Histogram::times(),
            audit_entries: Gauge::default(),
            audit_checkpoints: Counter::default(),
            resealing: Gauge::default(),
            uncovered: Mutex::default(),
        }
    }
}

impl StoreMeter {
    /// Writes that wait for the writer, counted by whoever holds them.
    pub fn queue(&self) -> Arc<Gauge> {
        Arc::clone(&self.queue)
    }

    /// A transaction with so many writes was made durable, so long after it had begun.
    pub fn commit(&self, writes: usize, took: Duration) {
        self.writes.size(writes);
        self.commits.took(took);
    }

    /// The write-ahead log was carried over into the database.
    pub fn checkpoint(&self, took: Duration) {
        self.checkpoints.took(took);
    }

    /// The audit log has so many entries now, durably.
    pub fn audit_grew(&self, entries: u64, at: Instant) {
        self.audit_entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
        self.uncovered.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(at);
    }

    /// A signed and flushed checkpoint covers so many entries. What came after them waits since then at the longest.
    pub fn audit_covered(&self, entries: u64, at: Instant) {
        self.audit_checkpoints.add(1);
        let all = i64::try_from(entries).is_ok_and(|entries| entries >= self.audit_entries.get());
        *self.uncovered.lock().unwrap_or_else(PoisonError::into_inner) = (!all).then_some(at);
    }

    /// A rotation of the data keys has still to look at so many rows; 0 when none runs.
    pub fn resealing(&self, left: u64) {
        self.resealing.set(i64::try_from(left).unwrap_or(i64::MAX));
    }

    pub(super) fn write(&self, text: &mut Text, now: Instant) {
        text.gauge("kyvs_store_queue_depth", "Writes that wait for the writer.", self.queue.get());
        text.counter("kyvs_store_commits_total", "Durable commits.", self.commits.count());
        text.head("kyvs_store_rows_per_commit", "histogram", "Writes that one commit made durable together.");
        text.histogram("kyvs_store_rows_per_commit", &[], &self.writes);
        text.head("kyvs_store_commit_seconds", "histogram", "Time of a commit, the flush included.");
        text.histogram("kyvs_store_commit_seconds", &[], &self.commits);
        text.head("kyvs_store_checkpoint_seconds", "histogram", "Time to carry the write-ahead log over.");
        text.histogram("kyvs_store_checkpoint_seconds", &[], &self.checkpoints);
        text.gauge("kyvs_audit_entries", "Entries of the audit log.", self.audit_entries.get());
        text.counter("kyvs_audit_checkpoints_total", "Signed checkpoints written.", self.audit_checkpoints.get());
        let help = "Rows that a rotation of the data keys has still to look at.";
        text.gauge("kyvs_keys_resealing_rows", help, self.resealing.get());
        let since = *self.uncovered.lock().unwrap_or_else(PoisonError::into_inner);
        let age = since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        let help = "For how long the audit log has had entries that no signed checkpoint covers.";
        text.gauge("kyvs_audit_age_seconds", help, format_args!("{}.{:03}", age.as_secs(), age.subsec_millis()));
    }
}
