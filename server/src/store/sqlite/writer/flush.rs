//! What follows a commit: its log is flushed, and only then anybody hears of it.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use super::Jobs;
use crate::{
    audit::Anchor,
    paths::{flush_name, with_ending},
    ports::AuditHead,
    store::{
        StoreMeter,
        sqlite::{horizon::Horizon, job::Loss},
    },
};

/// A transaction that is committed and not flushed.
pub(super) struct Committed {
    pub(super) number: u64,
    pub(super) jobs: Jobs,
    /// The head of the audit log, when it grew.
    pub(super) head: Option<AuditHead>,
    /// Rows that it has changed.
    pub(super) changes: usize,
    pub(super) began: Instant,
}

/// Flushes the log, one transaction after the other, on whichever thread has the time.
pub(super) struct Flusher {
    /// The log, and the anchor, which comes after it.
    files: Mutex<(File, Anchor)>,
    /// Where the log is.
    path: PathBuf,
    horizon: Arc<Horizon>,
    meter: Arc<StoreMeter>,
}

/// The log of a database, through a descriptor of its own. It must be open in SQLite, which keeps it in place. What is in it is
/// made durable, for another process may have ended before its flush; and so is its name: SQLite would do that with its first
/// flush, and makes none.
pub(super) fn open_log(database: &Path) -> io::Result<File> {
    let path = log_of(database);
    let log = File::options().write(true).open(&path)?;
    log.sync_data()?;
    flush_name(&path)?;
    Ok(log)
}

fn log_of(database: &Path) -> PathBuf {
    with_ending(database, "-wal")
}

impl Flusher {
    pub(super) fn new(
        database: &Path,
        log: File,
        anchor: Anchor,
        horizon: Arc<Horizon>,
        meter: Arc<StoreMeter>,
    ) -> Self {
        Self { files: Mutex::new((log, anchor)), path: log_of(database), horizon, meter }
    }

    /// Makes a transaction durable, then writes the anchor, then answers. After a failure nobody knows what is on the disk, and
    /// trying again would not tell: the system reports a lost page once.
    pub(super) fn finish(&self, committed: Committed) -> Result<(), String> {
        let Committed { number, jobs, head, changes, began } = committed;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let (log, anchor) = &mut *files;
        if let Some(error) = (changes > 0).then(|| log.sync_data()).and_then(Result::err) {
            let why = format!("flushing the log: {error}");
            self.horizon.breaks(&why);
            answer(jobs, Some(&Loss::Broken(why.clone())));
            return Err(why);
        }
        self.horizon.flushed(number);
        if let Some(head) = head {
            self.meter.audit_grew(head.size, Instant::now());
            anchor.note(head);
        }
        drop(files);
        self.meter.commit(jobs.len(), began.elapsed());
        answer(jobs, None);
        Ok(())
    }

    /// Whether the disk takes no writes at all at the moment.
    pub(super) fn is_read_only(&self) -> bool {
        let opened = File::options().write(true).open(&self.path);
        opened.is_err_and(|error| error.kind() == io::ErrorKind::ReadOnlyFilesystem)
    }
}

/// Answers jobs that shared a transaction.
pub(super) fn answer(jobs: Jobs, loss: Option<&Loss>) {
    for job in jobs {
        job.answer(loss);
    }
}
