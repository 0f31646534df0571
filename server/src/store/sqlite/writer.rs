//! The one thread that writes, the one that flushes, the one that copies the log back, and what they do when a write cannot be
//! made durable.
//!
//! Jobs that wait share a transaction, up to [`BATCH`] of them, with their entries of the audit log ([`cycle`]); it is committed,
//! flushed, and only then answered ([`flush`]). A lone caller waits for nobody and does it all on its own thread ([`place`]). What
//! nobody waits for is laid aside and goes with the next transaction ([`desk`]). Every few hundred the log is copied back into the
//! database ([`copier`]).
//!
//! SQLite flushes the log itself only before it copies it back (`synchronous=NORMAL`). After a commit it is done here, so that
//! the next transaction can run meanwhile.

mod copier;
mod cycle;
mod desk;
mod flush;
mod place;

use std::{
    io,
    path::Path,
    sync::{Arc, mpsc::sync_channel},
    thread::{Builder, JoinHandle},
};

use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

pub(super) use self::copier::PASSES;
use self::{
    copier::Copier,
    cycle::Cycle,
    desk::{Desk, Manner, Queued, Turned},
    flush::{Committed, Flusher},
    place::Place,
};
use super::{
    Tools,
    fault::Fault,
    horizon::Horizon,
    job::{Aside, Call, Job, Turn},
    schema,
};
use crate::{audit::Anchor, ports::StoreError, store::StoreMeter};

/// Jobs in one transaction, at most (design 5).
const BATCH: usize = 512;

/// Jobs after which the log is copied back into the database, unless the configuration says otherwise: it then has some 10 MB. The
/// flush of what is copied keeps the log's own flushes from the disk: with twice as much, one flow of a hundred waited half as long again. With half as much, one in thirty flows a
/// second was missing, for a page that many jobs change is copied more often.
pub const COPY_AFTER: u32 = 1_000;

type Jobs = Vec<Box<dyn Job>>;

/// The queue to the writing thread, and the way around it.
pub(super) struct Writer {
    desk: Arc<Desk>,
    place: Arc<Place>,
    horizon: Arc<Horizon>,
    threads: Vec<JoinHandle<()>>,
}

/// What the threads start with.
pub(super) struct Start<'s> {
    pub(super) db: Connection,
    /// The database's file, beside which its log lies.
    pub(super) file: &'s Path,
    pub(super) tools: Arc<Tools>,
    /// Where the head of the audit log is written outside the database.
    pub(super) anchor: Anchor,
    pub(super) horizon: Arc<Horizon>,
    pub(super) meter: Arc<StoreMeter>,
    /// Jobs that may wait.
    pub(super) waiting: usize,
    /// Jobs after which the log is copied back into the database.
    pub(super) copy_after: usize,
}

impl Writer {
    /// Starts the threads.
    pub(super) fn start(start: Start<'_>) -> io::Result<Self> {
        let log = flush::open_log(start.file)?;
        Self::with_log(start, log)
    }

    fn with_log(start: Start<'_>, log: std::fs::File) -> io::Result<Self> {
        let Start { db, file, tools, anchor, horizon, meter, waiting, copy_after } = start;
        db.pragma_update(None, "synchronous", "NORMAL").map_err(io::Error::other)?;
        let desk = Arc::new(Desk::new(waiting, meter.queue()));
        let flusher = Arc::new(Flusher::new(file, log, anchor, Arc::clone(&horizon), Arc::clone(&meter)));
        let (hand_over, committed) = sync_channel::<Committed>(1);
        let flushing = {
            let (flusher, desk) = (Arc::clone(&flusher), Arc::clone(&desk));
            let work = move || committed.iter().for_each(|committed| desk.flush_ends(flusher.finish(committed)));
            Builder::new().name("store-flusher".into()).spawn(work)?
        };
        let copier = Arc::new(Copier {
            desk: Arc::clone(&desk),
            horizon: Arc::clone(&horizon),
            flusher: Arc::clone(&flusher),
            meter,
        });
        let (ask_to_copy, asked) = sync_channel(1);
        let copying = {
            let (copier, db) = (Arc::clone(&copier), schema::copier(file).map_err(io::Error::other)?);
            Builder::new().name("store-copier".into()).spawn(move || copier.run(&db, &asked))?
        };
        let cycle = Cycle {
            db,
            tools,
            desk: Arc::clone(&desk),
            horizon: Arc::clone(&horizon),
            flusher,
            hand_over,
            ask_to_copy,
            copier,
            copy_after,
            since_copied: 0,
            guards_all: false,
        };
        let place = Arc::new(Place::new(Arc::clone(&desk), cycle));
        let writing = {
            let place = Arc::clone(&place);
            Builder::new().name("store-writer".into()).spawn(move || place.work())?
        };
        Ok(Self { desk, place, horizon, threads: vec![writing, flushing, copying] })
    }

    /// Runs `work` in a transaction that it shares with others, and answers when that is durable.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, Manner::Guarded).await
    }

    /// The same for `work` that refuses before it writes, or not at all: it needs no savepoint.
    pub(super) async fn run_plain<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, Manner::Plain).await
    }

    /// Runs `work` in a transaction of its own.
    pub(super) async fn run_alone<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.submit(work, Manner::Alone).await
    }

    /// Runs `work` with the next transaction that succeeds, or within a second. Nobody hears of it.
    pub(super) fn lay_aside<F>(&self, work: F)
    where
        F: FnMut(&mut Turn<'_>) -> Result<(), Fault> + Send + 'static,
    {
        self.desk.lay_aside(Box::new(Aside(work)));
    }

    /// Why no more writes are taken, once that is so.
    pub(super) fn broken(&self) -> watch::Receiver<Option<String>> {
        self.horizon.broken()
    }

    async fn submit<T, F>(&self, work: F, manner: Manner) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        let queued = Queued { job: Box::new(Call::new(work, waiting)), manner };
        if let Err(queued) = self.place.run_here(queued) {
            self.desk.submit(queued).map_err(|turned| match turned {
                Turned::Full => StoreError::Unavailable("too many writes are waiting".into()),
                Turned::Closed => self.stopped(),
            })?;
        }
        answer.await.unwrap_or_else(|_| Err(self.stopped()))
    }

    fn stopped(&self) -> StoreError {
        let why = self.broken().borrow().clone();
        StoreError::Broken(why.unwrap_or_else(|| "the writing thread has ended".into()))
    }
}

impl Drop for Writer {
    /// Lets the queue run dry, so that a shutdown loses nothing that was accepted.
    fn drop(&mut self) {
        self.desk.close();
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests;
