//! The one thread that writes, and what it does when a write cannot be made durable.
//!
//! It takes one waiting job and then whatever has queued behind it meanwhile, up to [`BATCH`], runs them in one transaction,
//! commits, and only then answers them: many callers share one flush of the disk, and a lone caller waits for nobody.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    thread::JoinHandle,
};

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot, watch};

use super::fault::Fault;
use crate::ports::StoreError;

/// Jobs in one transaction, at most (design 5).
const BATCH: usize = 512;
/// Jobs after which the log is copied back into the database.
const CHECKPOINT_AFTER: usize = 1_000;

/// What is to become of a job's changes.
enum Step {
    Keep,
    /// The job refused: its own changes go, the others' stay.
    Undo,
    /// The whole transaction goes.
    Stop(Loss),
}

/// Why a transaction was lost.
enum Loss {
    /// Surely nothing was written; trying again may help.
    Again(String),
    /// Nobody knows what is on the disk.
    Broken(String),
}

impl Loss {
    fn of(error: &rusqlite::Error) -> Option<Self> {
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
    fn of_commit(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Again(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }

    fn error(&self) -> StoreError {
        match self {
            Self::Again(text) => StoreError::Unavailable(text.clone()),
            Self::Broken(text) => StoreError::Broken(text.clone()),
        }
    }
}

/// One write that somebody waits for.
trait Job: Send {
    /// Makes its changes inside the open transaction and keeps its answer back.
    fn run(&mut self, db: &Connection) -> Step;
    /// Answers: with its own answer when the transaction is durable, else with the loss.
    fn answer(self: Box<Self>, loss: Option<&Loss>);
}

struct Call<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    waiting: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Call<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, Fault> + Send,
{
    fn run(&mut self, db: &Connection) -> Step {
        let Some(work) = self.work.take() else { return Step::Undo };
        // Closures of callers run here (an import's rows, a result's claims); none may take the thread with it.
        let (outcome, step) = match catch_unwind(AssertUnwindSafe(|| work(db))) {
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
        drop(self.waiting.send(answer));
    }
}

struct Queued {
    job: Box<dyn Job>,
    /// Runs in a transaction of its own, without a savepoint to go back to: for the very large ones.
    alone: bool,
}

/// The queue to the writing thread.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Queued>>,
    thread: Option<JoinHandle<()>>,
    broken: watch::Receiver<Option<String>>,
}

impl Writer {
    /// Starts the thread. At most `waiting` jobs queue.
    pub(super) fn start(db: Connection, waiting: usize) -> io::Result<Self> {
        let (queue, jobs) = mpsc::channel(waiting);
        let (broken, watched) = watch::channel(None);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || Loop { db, jobs, broken, since_checkpoint: 0 }.run())?;
        Ok(Self { queue: Some(queue), thread: Some(thread), broken: watched })
    }

    /// Runs `work` in a transaction that it shares with others, and answers when that is durable.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, false).await
    }

    /// Runs `work` in a transaction of its own.
    pub(super) async fn run_alone<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, true).await
    }

    /// Why no more writes are taken, once that is so.
    pub(super) fn broken(&self) -> watch::Receiver<Option<String>> {
        self.broken.clone()
    }

    async fn submit<T, F>(&self, work: F, alone: bool) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        let job = Box::new(Call { work: Some(work), outcome: None, waiting });
        let Some(queue) = &self.queue else { return Err(self.stopped()) };
        queue.try_send(Queued { job, alone }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Unavailable("too many writes are waiting".into()),
            mpsc::error::TrySendError::Closed(_) => self.stopped(),
        })?;
        answer.await.unwrap_or_else(|_| Err(self.stopped()))
    }

    fn stopped(&self) -> StoreError {
        let why = self.broken.borrow().clone();
        StoreError::Broken(why.unwrap_or_else(|| "the writing thread has ended".into()))
    }
}

impl Drop for Writer {
    /// Lets the queue run dry, so that a shutdown loses nothing that was accepted.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

struct Loop {
    db: Connection,
    jobs: mpsc::Receiver<Queued>,
    broken: watch::Sender<Option<String>>,
    since_checkpoint: usize,
}

impl Loop {
    fn run(mut self) {
        let mut next = None;
        while let Some(first) = next.take().or_else(|| self.jobs.blocking_recv()) {
            let mut batch = Vec::new();
            let alone = first.alone;
            batch.push(first.job);
            while !alone && batch.len() < BATCH {
                match self.jobs.try_recv() {
                    Ok(queued) if queued.alone => {
                        next = Some(queued);
                        break;
                    }
                    Ok(queued) => batch.push(queued.job),
                    Err(_) => break,
                }
            }
            let mut loss = self.commit(&mut batch, alone).err();
            if let Some(Loss::Broken(why)) = &loss {
                self.stop(why);
            }
            for job in batch {
                job.answer(loss.as_ref());
            }
            if loss.is_none() {
                loss = self.checkpoint().err();
            }
            if let Some(Loss::Broken(why)) = &loss {
                self.stop(why);
                self.refuse_rest(next, &Loss::Broken(why.clone()));
                return;
            }
        }
    }

    fn commit(&mut self, batch: &mut [Box<dyn Job>], alone: bool) -> Result<(), Loss> {
        self.statement("BEGIN IMMEDIATE").map_err(|error| self.lost(&error))?;
        for job in &mut *batch {
            let done = if alone { self.whole(job) } else { self.in_savepoint(job) };
            if let Err(loss) = done {
                self.roll_back();
                return Err(loss);
            }
        }
        if let Err(error) = self.statement("COMMIT") {
            self.roll_back();
            return Err(Loss::of_commit(&error));
        }
        self.since_checkpoint += if alone { CHECKPOINT_AFTER } else { batch.len() };
        Ok(())
    }

    /// A refusal of the only job in its transaction takes the transaction with it.
    fn whole(&self, job: &mut Box<dyn Job>) -> Result<(), Loss> {
        match job.run(&self.db) {
            Step::Keep => Ok(()),
            Step::Undo => Err(Loss::Again("refused".into())),
            Step::Stop(loss) => Err(loss),
        }
    }

    fn in_savepoint(&self, job: &mut Box<dyn Job>) -> Result<(), Loss> {
        let lost = |error| self.lost(&error);
        self.statement("SAVEPOINT job").map_err(lost)?;
        match job.run(&self.db) {
            Step::Keep => {}
            Step::Undo => self.statement("ROLLBACK TO job").map_err(lost)?,
            Step::Stop(loss) => return Err(loss),
        }
        self.statement("RELEASE job").map_err(lost)
    }

    fn lost(&self, error: &rusqlite::Error) -> Loss {
        Loss::of(error).unwrap_or_else(|| Loss::Again(error.to_string()))
    }

    fn statement(&self, sql: &str) -> rusqlite::Result<()> {
        self.db.prepare_cached(sql)?.execute([]).map(drop)
    }

    /// After some errors the transaction is gone already, and then there is nothing to roll back.
    fn roll_back(&self) {
        if !self.db.is_autocommit()
            && let Err(error) = self.statement("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }

    /// The log is copied back here and not by SQLite's own hook, which would keep a failing disk to itself. What was
    /// committed is safe in the log all the while: a failure concerns the writes to come, not the answers given.
    fn checkpoint(&mut self) -> Result<(), Loss> {
        if self.since_checkpoint < CHECKPOINT_AFTER {
            return Ok(());
        }
        self.since_checkpoint = 0;
        match self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
            Ok(()) => Ok(()),
            Err(error) => match Loss::of(&error) {
                Some(loss @ Loss::Broken(_)) => Err(loss),
                // A full disk or a busy reader: the log grows, and the next time will do.
                _ => Ok(()),
            },
        }
    }

    fn stop(&self, why: &str) {
        tracing::error!(why, "a write could not be made durable; no more writes are taken");
        self.broken.send_replace(Some(why.to_owned()));
    }

    fn refuse_rest(&mut self, next: Option<Queued>, loss: &Loss) {
        self.jobs.close();
        if let Some(queued) = next {
            queued.job.answer(Some(loss));
        }
        while let Some(queued) = self.jobs.blocking_recv() {
            queued.job.answer(Some(loss));
        }
    }
}
