//! One write in the queue: it runs inside a transaction that it shares, and is answered when its fate is known.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{Connection, ErrorCode};
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
    /// Nobody knows what is on the disk.
    Broken(String),
}

impl Loss {
    /// What an error inside a job says about the whole transaction; `None` when it concerns the job alone.
    pub(super) fn of(error: &rusqlite::Error) -> Option<Self> {
        let text = || error.to_string();
        match error.sqlite_error_code()? {
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
            _ => Self::Broken(error.to_string()),
        }
    }

    /// The same for BEGIN and the savepoints, which no job is to blame for.
    pub(super) fn of_statement(error: &rusqlite::Error) -> Self {
        Self::of(error).unwrap_or_else(|| Self::Again(error.to_string()))
    }

    fn error(&self) -> StoreError {
        match self {
            Self::Again(text) => StoreError::Unavailable(text.clone()),
            Self::Broken(text) => StoreError::Broken(text.clone()),
        }
    }
}

/// One write that somebody waits for.
pub(super) trait Job: Send {
    /// Makes its changes inside the open transaction and keeps its answer back.
    fn run(&mut self, turn: &mut Turn<'_>) -> Step;
    /// Answers: with its own answer when the transaction is durable, else with the loss.
    fn answer(self: Box<Self>, loss: Option<&Loss>);
}

/// A closure as a job.
pub(super) struct Call<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    /// `None` when nobody waits.
    waiting: Option<oneshot::Sender<Result<T, StoreError>>>,
}

impl<T, F> Call<T, F> {
    pub(super) const fn new(work: F, waiting: Option<oneshot::Sender<Result<T, StoreError>>>) -> Self {
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
        // Closures of callers run here (an import's rows, a result's claims); none may take the thread with it.
        let (outcome, step) = match catch_unwind(AssertUnwindSafe(|| work(turn))) {
            Ok(Ok(value)) => (Ok(value), Step::Keep),
            Ok(Err(Fault::Sql(error))) => {
                let step = Loss::of(&error).map_or(Step::Undo, Step::Stop);
                (Err(Fault::Sql(error).into()), step)
            }
            Ok(Err(fault)) => (Err(fault.into()), Step::Undo),
            Err(_) => (Err(StoreError::Unavailable("a write failed unexpectedly".into())), Step::Undo),
        };
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
        if let Some(waiting) = self.waiting {
            drop(waiting.send(answer));
        }
    }
}
