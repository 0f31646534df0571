//! What a store tells of itself.

use std::time::Duration;

use domain::time::Timestamp;

use super::{histogram::Histogram, number::Gauge, text::Text};

/// Filled in by the store's writer; times are given, none is taken here.
#[derive(Debug)]
pub struct StoreMetrics {
    queue: Gauge,
    jobs: Histogram,
    commits: Histogram,
    checkpoints: Histogram,
    audit_entries: Gauge,
    /// Milliseconds since 1970; 0 before the first checkpoint.
    audit_checkpoint: Gauge,
}

impl Default for StoreMetrics {
    fn default() -> Self {
        Self {
            queue: Gauge::default(),
            jobs: Histogram::sizes(),
            commits: Histogram::times(),
            checkpoints: Histogram::times(),
            audit_entries: Gauge::default(),
            audit_checkpoint: Gauge::default(),
        }
    }
}

impl StoreMetrics {
    /// A write was handed to the writer.
    pub fn queued(&self) {
        self.queue.add(1);
    }

    /// The writer took so many writes up, or they were given back unwritten.
    pub fn taken(&self, jobs: usize) {
        self.queue.add(-number(jobs));
    }

    /// A commit of so many writes is durable; it took so long.
    pub fn committed(&self, jobs: usize, took: Duration) {
        self.jobs.size(jobs);
        self.commits.took(took);
    }

    /// The write-ahead log was carried over into the database.
    pub fn checkpointed(&self, took: Duration) {
        self.checkpoints.took(took);
    }

    /// The audit log has so many entries.
    pub fn audit_entries(&self, entries: u64) {
        self.audit_entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
    }

    /// The audit log's head was signed and flushed at this time.
    pub fn audit_checkpointed(&self, at: Timestamp) {
        self.audit_checkpoint.set(at.as_millis());
    }

    pub(super) fn write(&self, text: &mut Text, now: Timestamp) {
        text.gauge("kyvs_store_queue_depth", "Writes that wait for the writer.", self.queue.get());
        text.counter("kyvs_store_commits_total", "Durable commits.", self.commits.count());
        text.head("kyvs_store_rows_per_commit", "histogram", "Writes that one commit made durable together.");
        text.histogram("kyvs_store_rows_per_commit", &[], &self.jobs);
        text.head("kyvs_store_commit_seconds", "histogram", "Time of a commit, the flush included.");
        text.histogram("kyvs_store_commit_seconds", &[], &self.commits);
        text.head("kyvs_store_checkpoint_seconds", "histogram", "Time to carry the write-ahead log over.");
        text.histogram("kyvs_store_checkpoint_seconds", &[], &self.checkpoints);
        text.gauge("kyvs_audit_entries", "Entries of the audit log.", self.audit_entries.get());
        let checkpoint = self.audit_checkpoint.get();
        if checkpoint > 0 {
            let age = now.as_millis().saturating_sub(checkpoint).max(0);
            let seconds = format_args!("{}.{:03}", age / 1000, age % 1000).to_string();
            text.gauge("kyvs_audit_age_seconds", "Time since the audit log's head was last signed.", seconds);
        }
    }
}

fn number(jobs: usize) -> i64 {
    i64::try_from(jobs).unwrap_or(i64::MAX)
}
