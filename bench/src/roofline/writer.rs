//! One thread that writes, as kyvs has one: it commits together whatever has queued, and waits for nobody.

use std::{io, path::Path};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::rows::{self, Id, Tally};

/// Jobs in one transaction, at most.
const BATCH: usize = 512;
/// Jobs after which the log is copied back into the database.
const CHECKPOINT_AFTER: usize = 1_000;

/// What is to be written.
pub(super) enum Write {
    /// A verification, with the key of the counter to raise and the code.
    Start(Id, i64, u32),
    /// Its end.
    Confirm(Id),
    /// Its message has gone out. Not waited for: written with the next of the others.
    Settle(Id),
}

/// A job, and who waits for it to be durable.
type Job = (Write, Option<oneshot::Sender<()>>);

/// The queue to the writing thread.
pub(super) struct Writer(mpsc::UnboundedSender<Job>);

impl Writer {
    /// Starts the thread.
    pub(super) fn start(db: Connection) -> io::Result<Self> {
        let (queue, jobs) = mpsc::unbounded_channel();
        std::thread::Builder::new().name("writer".into()).spawn(move || {
            if let Err(error) = write_all(&db, jobs) {
                eprintln!("error: {error}");
                std::process::exit(1);
            }
        })?;
        Ok(Self(queue))
    }

    /// Returns when the job is durable; false when it never will be.
    pub(super) async fn run(&self, write: Write) -> bool {
        let (done, durable) = oneshot::channel();
        self.0.send((write, Some(done))).is_ok() && durable.await.is_ok()
    }

    /// Leaves a job to be written with a later one.
    pub(super) fn leave(&self, write: Write) {
        // a writer that has ended has ended the process
        let _ = self.0.send((write, None));
    }
}

/// A connection as kyvs opens it: the log flushed at every commit, copied back by the writer alone.
pub(super) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(path)?;
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")?;
    db.set_prepared_statement_cache_capacity(32);
    Ok(db)
}

fn write_all(db: &Connection, mut jobs: mpsc::UnboundedReceiver<Job>) -> rusqlite::Result<()> {
    let mut since_checkpoint = 0;
    let mut left = Vec::new();
    let mut waiting = Vec::new();
    while let Some(first) = jobs.blocking_recv() {
        let mut next = Some(first);
        let mut batch = Vec::new();
        while let Some((write, who)) = next {
            match who {
                Some(who) => {
                    batch.push(write);
                    waiting.push(who);
                }
                None => left.push(write),
            }
            next = if batch.len() < BATCH { jobs.try_recv().ok() } else { None };
        }
        if batch.is_empty() {
            continue;
        }
        since_checkpoint += batch.len();
        commit(db, left.drain(..).chain(batch))?;
        for who in waiting.drain(..) {
            // who has gone away does not want to know
            let _ = who.send(());
        }
        if since_checkpoint >= CHECKPOINT_AFTER {
            since_checkpoint = 0;
            db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
    }
    Ok(())
}

fn commit(db: &Connection, writes: impl Iterator<Item = Write>) -> rusqlite::Result<()> {
    db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let mut tally = Tally::default();
    for write in writes {
        match write {
            Write::Start(id, counter, code) => rows::start(db, &mut tally, &id, counter, code)?,
            Write::Confirm(id) => rows::confirm(db, &mut tally, &id)?,
            Write::Settle(id) => rows::settle(db, &id)?,
        }
    }
    tally.write(db)?;
    db.prepare_cached("COMMIT")?.execute([]).map(drop)
}
