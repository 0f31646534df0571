//! The one thread that writes, and what it does when a write cannot be made durable.
//!
//! It takes one waiting job and then whatever has queued behind it meanwhile, up to [`BATCH`], runs them in one transaction,
//! commits, and only then answers them: many callers share one flush of the disk, and a lone caller waits for nobody.

use std::{io, thread::JoinHandle};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    fault::Fault,
    job::{Call, Job, Loss, Step},
};
use crate::ports::StoreError;

/// Jobs in one transaction, at most (design 5).
const BATCH: usize = 512;
/// Jobs after which the log is copied back into the database.
const CHECKPOINT_AFTER: usize = 1_000;

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
        let job = Box::new(Call::new(work, waiting));
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
        self.statement("BEGIN IMMEDIATE").map_err(|error| Loss::of_statement(&error))?;
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
        let run = |sql| self.statement(sql).map_err(|error| Loss::of_statement(&error));
        run("SAVEPOINT job")?;
        match job.run(&self.db) {
            Step::Keep => {}
            Step::Undo => run("ROLLBACK TO job")?,
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn start(folder: &tempfile::TempDir, pragmas: &str) -> Writer {
        let db = Connection::open(folder.path().join("t.db")).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x);").unwrap();
        db.execute_batch(pragmas).unwrap();
        Writer::start(db, 1_000).unwrap()
    }

    fn insert(bytes: u32) -> impl FnOnce(&Connection) -> Result<(), Fault> + Send {
        move |db| Ok(db.execute("INSERT INTO t VALUES (zeroblob(?1))", [bytes]).map(drop)?)
    }

    /// A full database stands in for a full disk: SQLite reports both alike.
    #[tokio::test]
    async fn a_full_disk_refuses_and_is_got_over() {
        let folder = tempfile::tempdir().unwrap();
        let writer = start(&folder, "PRAGMA max_page_count = 20;");
        writer.run(insert(10)).await.unwrap();
        assert!(matches!(writer.run(insert(1_000_000)).await, Err(StoreError::Unavailable(_))));
        writer.run(insert(10)).await.unwrap();
        assert!(writer.broken().borrow().is_none());
        let rows = writer.run(|db| Ok(db.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0))?)).await;
        assert_eq!(rows.unwrap(), 2);
    }

    /// Jobs that queue while another one runs are committed together: a hundred commits would write a hundred pages.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_has_queued_is_committed_together() {
        let folder = tempfile::tempdir().unwrap();
        let writer = std::sync::Arc::new(start(&folder, ""));
        let (started, running) = channel();
        let (release, released) = channel::<()>();
        let mut jobs = tokio::task::JoinSet::new();
        let first = std::sync::Arc::clone(&writer);
        jobs.spawn(async move {
            let wait = move |_: &Connection| {
                started.send(()).unwrap();
                released.recv().unwrap();
                Ok(())
            };
            first.run(wait).await.unwrap();
        });
        running.recv().unwrap();
        for _ in 0..100 {
            let writer = std::sync::Arc::clone(&writer);
            jobs.spawn(async move { writer.run(insert(10)).await.unwrap() });
        }
        let queue = writer.queue.as_ref().unwrap();
        while queue.max_capacity() - queue.capacity() < 100 {
            tokio::task::yield_now().await;
        }
        let log = || std::fs::metadata(folder.path().join("t.db-wal")).unwrap().len();
        let before = log();
        release.send(()).unwrap();
        jobs.join_all().await;
        assert!(log() - before < 20 * 4_096, "{} bytes", log() - before);
    }
}
