//! The one thread that writes, and what it does when a write cannot be made durable.
//!
//! It takes one waiting job and then whatever has queued behind it meanwhile, up to [`BATCH`], runs them in one transaction
//! with their entries of the audit log, commits, and only then answers them: many callers share one flush of the disk, and a
//! lone caller waits for nobody. What nobody waits for is laid aside and goes with the next transaction.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

use super::{
    Tools, audit,
    fault::Fault,
    job::{Call, Job, Loss, Step, Turn},
    keyring,
};
use crate::{
    audit::Anchor,
    ports::{AuditHead, StoreError},
    store::StoreMeter,
};

/// Jobs in one transaction, at most (design 5).
const BATCH: usize = 512;
/// Jobs after which the log is copied back into the database.
const CHECKPOINT_AFTER: usize = 1_000;
/// Longest that a job which nobody waits for lies aside.
const ASIDE: Duration = Duration::from_millis(500);

type Jobs = Vec<Box<dyn Job>>;

struct Queued {
    job: Box<dyn Job>,
    /// Runs in a transaction of its own, without a savepoint to go back to: for the very large ones.
    alone: bool,
}

/// The queue to the writing thread.
pub(super) struct Writer {
    queue: Option<SyncSender<Queued>>,
    aside: Arc<Mutex<Jobs>>,
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
    broken: watch::Receiver<Option<String>>,
}

/// What the thread starts with.
pub(super) struct Start {
    pub(super) db: Connection,
    pub(super) tools: Arc<Tools>,
    /// Where the head of the audit log is written outside the database.
    pub(super) anchor: Anchor,
    pub(super) meter: Arc<StoreMeter>,
    /// Jobs that may wait.
    pub(super) waiting: usize,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(start: Start) -> io::Result<Self> {
        let (queue, jobs) = sync_channel(start.waiting);
        let (broken, watched) = watch::channel(None);
        let (aside, waiting) = (Arc::new(Mutex::new(Jobs::new())), Arc::new(AtomicUsize::new(0)));
        let Start { db, tools, anchor, meter, .. } = start;
        let (laid, counted) = (Arc::clone(&aside), Arc::clone(&waiting));
        let thread = std::thread::Builder::new().name("store-writer".into()).spawn(move || {
            Loop { db, tools, anchor, meter, jobs, aside: laid, waiting: counted, broken, since_checkpoint: 0 }.run();
        })?;
        Ok(Self { queue: Some(queue), aside, waiting, thread: Some(thread), broken: watched })
    }

    /// Runs `work` in a transaction that it shares with others, and answers when that is durable.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, false).await
    }

    /// Runs `work` in a transaction of its own.
    pub(super) async fn run_alone<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, true).await
    }

    /// Runs `work` with the next transaction, or within a second. Nobody hears of it.
    pub(super) fn lay_aside<F>(&self, work: F)
    where
        F: FnOnce(&mut Turn<'_>) -> Result<(), Fault> + Send + 'static,
    {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(Call::new(work, None)));
    }

    /// Why no more writes are taken, once that is so.
    pub(super) fn broken(&self) -> watch::Receiver<Option<String>> {
        self.broken.clone()
    }

    async fn submit<T, F>(&self, work: F, alone: bool) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        let job = Box::new(Call::new(work, Some(waiting)));
        let Some(queue) = &self.queue else { return Err(self.stopped()) };
        self.waiting.fetch_add(1, Ordering::Relaxed);
        queue.try_send(Queued { job, alone }).map_err(|error| {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            match error {
                TrySendError::Full(_) => StoreError::Unavailable("too many writes are waiting".into()),
                TrySendError::Disconnected(_) => self.stopped(),
            }
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
    tools: Arc<Tools>,
    anchor: Anchor,
    meter: Arc<StoreMeter>,
    jobs: Receiver<Queued>,
    aside: Arc<Mutex<Jobs>>,
    waiting: Arc<AtomicUsize>,
    broken: watch::Sender<Option<String>>,
    since_checkpoint: usize,
}

/// Jobs that share a transaction.
struct Batch {
    jobs: Jobs,
    alone: bool,
    /// Read from the queue, and to run after this batch.
    next: Option<Queued>,
}

impl Loop {
    fn run(mut self) {
        let mut next = None;
        while let Some(batch) = self.gather(next.take()) {
            let Batch { mut jobs, alone, next: after } = batch;
            next = after;
            let mut loss = self.commit(&mut jobs, alone).err();
            if let Some(Loss::Broken(why)) = &loss {
                self.stop(why);
            }
            for job in jobs {
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

    /// The next jobs; `None` when the store is closed and everything is done.
    fn gather(&self, left: Option<Queued>) -> Option<Batch> {
        let first = match left {
            Some(queued) => Some(queued),
            None => match self.jobs.recv_timeout(ASIDE) {
                Ok(queued) => Some(self.received(queued)),
                Err(RecvTimeoutError::Disconnected) if self.laid_aside().is_empty() => return None,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
            },
        };
        let mut batch = Batch { jobs: Jobs::new(), alone: false, next: None };
        if let Some(Queued { job, alone: true }) = first {
            batch.jobs.push(job);
            batch.alone = true;
        } else {
            batch.jobs = std::mem::take(&mut *self.laid_aside());
            batch.jobs.extend(first.map(|queued| queued.job));
            while batch.jobs.len() < BATCH {
                match self.jobs.try_recv().map(|queued| self.received(queued)) {
                    Ok(queued) if queued.alone => {
                        batch.next = Some(queued);
                        break;
                    }
                    Ok(queued) => batch.jobs.push(queued.job),
                    Err(_) => break,
                }
            }
        }
        Some(batch)
    }

    fn received(&self, queued: Queued) -> Queued {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        queued
    }

    fn laid_aside(&self) -> std::sync::MutexGuard<'_, Jobs> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit(&mut self, jobs: &mut Jobs, alone: bool) -> Result<(), Loss> {
        if jobs.is_empty() {
            return Ok(());
        }
        let started = Instant::now();
        self.statement("BEGIN IMMEDIATE").map_err(|error| Loss::of_statement(&error))?;
        let head = self.write(jobs, alone).inspect_err(|_| self.roll_back())?;
        if let Err(error) = self.statement("COMMIT") {
            self.roll_back();
            return Err(Loss::of_commit(&error));
        }
        if let Some(head) = head {
            self.meter.audit_grew(head.size, Instant::now());
            self.anchor.note(head);
        }
        self.since_checkpoint += if alone { CHECKPOINT_AFTER } else { jobs.len() };
        self.meter.commit(jobs.len(), started.elapsed(), self.waiting.load(Ordering::Relaxed));
        Ok(())
    }

    /// Runs the jobs and adds what they did to the audit log. Gives its new head when it grew.
    fn write(&self, jobs: &mut Jobs, alone: bool) -> Result<Option<AuditHead>, Loss> {
        // Another process may have rotated the keys: nothing is sealed under one that is on its way out.
        keyring::refresh(&self.db, &self.tools).map_err(lost)?;
        let mut deeds = Vec::new();
        for job in jobs {
            let mut turn = Turn { db: &self.db, tools: &self.tools, deeds: &mut deeds };
            if alone { whole(job, &mut turn) } else { self.in_savepoint(job, &mut turn) }?;
        }
        audit::append(&self.db, &deeds).map_err(lost)
    }

    fn in_savepoint(&self, job: &mut Box<dyn Job>, turn: &mut Turn<'_>) -> Result<(), Loss> {
        let run = |sql| self.statement(sql).map_err(|error| Loss::of_statement(&error));
        let deeds = turn.deeds.len();
        run("SAVEPOINT job")?;
        match job.run(turn) {
            Step::Keep => {}
            Step::Undo => {
                turn.deeds.truncate(deeds);
                run("ROLLBACK TO job")?;
            }
            Step::Stop(loss) => return Err(loss),
        }
        run("RELEASE job")
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
        let started = Instant::now();
        let done = self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.meter.checkpoint(started.elapsed());
        match done {
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
        if let Some(queued) = next {
            queued.job.answer(Some(loss));
        }
        while let Ok(queued) = self.jobs.recv() {
            queued.job.answer(Some(loss));
        }
    }
}

/// What goes wrong outside of a job.
fn lost(fault: Fault) -> Loss {
    match fault {
        Fault::Sql(error) => Loss::of_statement(&error),
        Fault::Store(error) => Loss::Broken(error.to_string()),
    }
}

/// A refusal of the only job in its transaction takes the transaction with it.
fn whole(job: &mut Box<dyn Job>, turn: &mut Turn<'_>) -> Result<(), Loss> {
    match job.run(turn) {
        Step::Keep => Ok(()),
        Step::Undo => Err(Loss::Again("refused".into())),
        Step::Stop(loss) => Err(loss),
    }
}

#[cfg(test)]
mod tests;
