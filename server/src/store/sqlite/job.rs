//! One write in the queue: it runs inside a transaction that it shares, and is answered when its fate is known.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{
    Connection, ErrorCode,
    ffi::{SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE},
};
use tokio::sync::oneshot;

use super::{Tools, audit::Deed, fault::Fault, horizon::Horizon, tally::Tally};
use crate::ports::StoreError;

/// What a write works with: the connection inside the open transaction, where it says which verification it changes, the
/// list of what it does for the audit log, and what it charges.
pub(super) struct Turn<'t> {
    pub(super) db: &'t Connection,
    pub(super) tools: &'t Tools,
    pub(super) horizon: &'t Horizon,
    pub(super) deeds: &'t mut Vec<Deed>,
    pub(super) tally: &'t mut Tally,
}

/// What is to become of a job's changes.
pub(super) enum Step {
    Keep,
    /// The job refused: its own changes go, the others' stay.
    Undo,
    /// The whole transaction goes.
    Stop(Loss),
}

/// Why a transaction was lost.
pub(super) enum Loss {
    /// Surely nothing was written; trying again may help.
    Again(String),
    /// A write failed. Where the disk takes no writes at all, nothing was written; else nobody knows.
    Unwritten(String),
    /// Nobody knows what is on the disk.
    Broken(String),
}

impl Loss {
    /// What an error inside a job says about the whole transaction; `None` when it concerns the job alone.
    pub(super) fn of(error: &rusqlite::Error) -> Option<Self> {
        let text = || error.to_string();
        match error.sqlite_error_code()? {
            ErrorCode::SystemIoFailure if is_of_a_write(error) => Some(Self::Unwritten(text())),
            ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                Some(Self::Broken(text()))
            }
            ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::OutOfMemory
            | ErrorCode::CannotOpen
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked => Some(Self::Again(text())),
            _ => None,
        }
    }

    /// The same for an error of COMMIT, where everything counts as broken but a full disk: the frame that commits is the
    /// last one that is written, so a write that found no room has committed nothing.
    pub(super) fn of_commit(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Again(error.to_string()),
            _ if is_of_a_write(error) => Self::Unwritten(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }

    /// The same for BEGIN and the savepoints, which no job is to blame for.
    pub(super) fn of_statement(error: &rusqlite::Error) -> Self {
        Self::of(error).unwrap_or_else(|| Self::Again(error.to_string()))
    }

    /// With what is found out about the disk, where that matters. What was written before the write that failed has no frame that commits it, and
    /// the next transaction is written over it.
    pub(super) fn knowing(self, disk_is_read_only: impl FnOnce() -> bool) -> Self {
        match self {
            Self::Unwritten(_) if disk_is_read_only() => Self::Again("the disk is read-only".into()),
            Self::Unwritten(text) => Self::Broken(text),
            known => known,
        }
    }

    fn error(&self) -> StoreError {
        match self {
            Self::Again(text) => StoreError::Unavailable(text.clone()),
            Self::Unwritten(text) | Self::Broken(text) => StoreError::Broken(text.clone()),
        }
    }
}

/// Whether the system refused to write, or to cut off, a part of a file.
fn is_of_a_write(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| matches!(error.extended_code, SQLITE_IOERR_WRITE | SQLITE_IOERR_TRUNCATE))
}

/// One write that somebody waits for.
pub(super) trait Job: Send {
    /// Makes its changes inside the open transaction and keeps its answer back.
    fn run(&mut self, turn: &mut Turn<'_>) -> Step;
    /// Answers: with its own answer when the transaction is durable, else with the loss.
    fn answer(self: Box<Self>, loss: Option<&Loss>);
    /// Whether somebody waits for the answer.
    fn is_awaited(&self) -> bool;
}

/// A closure as a job.
pub(super) struct Call<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    waiting: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Call<T, F> {
    pub(super) const fn new(work: F, waiting: oneshot::Sender<Result<T, StoreError>>) -> Self {
        Self { work: Some(work), outcome: None, waiting }
    }
}

impl<T, F> Job for Call<T, F>
where
    T: Send,
    F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send,
{
    fn run(&mut self, turn: &mut Turn<'_>) -> Step {
        let Some(work) = self.work.take() else { return Step::Undo };
        let (outcome, step) = tried(|| work(turn));
        self.outcome = Some(outcome);
        step
    }

    fn answer(self: Box<Self>, loss: Option<&Loss>) {
        let answer = match (loss, self.outcome) {
            (None, Some(outcome)) => outcome,
            (Some(Loss::Again(_)), Some(Err(own))) => Err(own),
            (Some(loss), _) => Err(loss.error()),
            (None, None) => Err(StoreError::Unavailable("a write was not run".into())),
        };
        // A caller that has gone away needs no answer; what was written stays written.
        drop(self.waiting.send(answer));
    }

    fn is_awaited(&self) -> bool {
        true
    }
}

/// Work that nobody waits for. Where its transaction is lost and nothing was written, it runs once more with the next.
pub(super) struct Aside<F>(pub(super) F);

impl<F> Job for Aside<F>
where
    F: FnMut(&mut Turn<'_>) -> Result<(), Fault> + Send,
{
    fn run(&mut self, turn: &mut Turn<'_>) -> Step {
        tried(|| (self.0)(turn)).1
    }

    fn answer(self: Box<Self>, _loss: Option<&Loss>) {}

    fn is_awaited(&self) -> bool {
        false
    }
}

/// Runs a caller's closure (an import's rows, a result's claims): none may take the thread with it.
fn tried<T>(work: impl FnOnce() -> Result<T, Fault>) -> (Result<T, StoreError>, Step) {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => (Ok(value), Step::Keep),
        Ok(Err(Fault::Sql(error))) => {
            let step = Loss::of(&error).map_or(Step::Undo, Step::Stop);
            (Err(Fault::Sql(error).into()), step)
        }
        Ok(Err(fault)) => (Err(fault.into()), Step::Undo),
        Err(_) => (Err(StoreError::Unavailable("a write failed unexpectedly".into())), Step::Undo),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn error(extended: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(extended), None)
    }

    #[test]
    fn a_refused_write_is_got_over_only_where_the_disk_takes_none_at_all() {
        for refused in [SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE] {
            for loss in [Loss::of_commit(&error(refused)), Loss::of_statement(&error(refused))] {
                assert!(matches!(loss.knowing(|| true), Loss::Again(_)));
            }
            assert!(matches!(Loss::of_commit(&error(refused)).knowing(|| false), Loss::Broken(_)));
        }
        for broken in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_READ, ffi::SQLITE_CORRUPT] {
            for loss in [Loss::of_commit(&error(broken)), Loss::of_statement(&error(broken))] {
                assert!(matches!(loss.knowing(|| true), Loss::Broken(_)), "{broken}");
            }
        }
        assert!(matches!(Loss::of_commit(&error(ffi::SQLITE_FULL)).knowing(|| false), Loss::Again(_)));
    }
}
