//! What the writing thread does, over and over, and a lone caller in its place: it opens a transaction, runs what waits, commits, and sees to the flush.
//!
//! While the log of one transaction is flushed by another thread, the next is open already and takes in what arrives; it is
//! committed when that flush is over and it has enough, or nothing waits. So flushing and running go on side by side, and hardly more
//! flushes are made than they must.

use std::{
    sync::{Arc, mpsc::SyncSender},
    time::Instant,
};

use rusqlite::Connection;

use super::{
    BATCH, Job, Jobs,
    copier::Copier,
    desk::{Copying, Desk, First, Manner, Queued, Then},
    flush::{Committed, Flusher, answer},
};
use crate::{
    ports::AuditHead,
    store::sqlite::{
        Tools,
        audit::{self, Deed},
        fault::Fault,
        horizon::Horizon,
        job::{Loss, Step, Turn},
        keyring, owned,
        tally::Tally,
    },
};

/// What runs transactions: the writing thread has it, or a caller who works in its place.
pub(super) struct Cycle {
    pub(super) db: Connection,
    pub(super) tools: Arc<Tools>,
    pub(super) desk: Arc<Desk>,
    pub(super) horizon: Arc<Horizon>,
    pub(super) flusher: Arc<Flusher>,
    /// To the thread that flushes.
    pub(super) hand_over: SyncSender<Committed>,
    /// To the thread that copies the log back.
    pub(super) ask_to_copy: SyncSender<()>,
    pub(super) copier: Arc<Copier>,
    pub(super) copy_after: usize,
    pub(super) since_copied: usize,
    /// Whether every job gets a savepoint.
    pub(super) guards_all: bool,
}

/// A transaction that is open.
struct Open {
    jobs: Jobs,
    deeds: Vec<Deed>,
    tally: Tally,
    began: Instant,
    /// Rows that were changed on this connection before it.
    changes: u64,
}

/// Rows that one job changes as a rule. What changes many more counts as that many jobs towards the copying of the log.
const ROWS_A_JOB: usize = 8;

impl Cycle {
    /// What the thread does next; whether it goes on after that. An error breaks the store.
    pub(super) fn turn_to(&mut self, first: First) -> Result<bool, String> {
        match first {
            First::Jobs(first) => self.together(first),
            First::Alone(job) => self.alone(job),
            First::Broken(why) => Err(why),
            First::Closed => return Ok(false),
        }?;
        self.copy_back().map(|()| true)
    }

    /// A caller's job, run by the caller. What the log's copying leaves to do is left to the thread.
    pub(super) fn in_place(&mut self, jobs: Vec<Queued>) -> Result<(), String> {
        self.together(jobs)?;
        if self.desk.copying() == Copying::Nearly { Ok(()) } else { self.copy_back() }
    }

    /// One transaction for whatever has queued, and for what arrives while the flush before it takes its time. Only an error
    /// that breaks the store is given back.
    fn together(&mut self, first: Vec<Queued>) -> Result<(), String> {
        let mut open = self.begin();
        let written = match self.begun() {
            Ok(()) => self.take_in(&mut open, first),
            Err(loss) => {
                open.jobs.extend(first.into_iter().map(|queued| queued.job));
                Err(loss)
            }
        };
        let committed = match written.and_then(|()| self.commit(&mut open)) {
            Ok((number, head)) => self.committed(open, number, head),
            Err(loss) => return self.lose(open.jobs, loss),
        };
        self.since_copied += committed.jobs.len().max(committed.changes / ROWS_A_JOB);
        // A lone caller is not made to wait for another thread to wake.
        let callers = committed.jobs.iter().filter(|job| job.is_awaited()).count();
        if callers <= 1 && self.desk.waiting() == 0 {
            return self.flusher.finish(committed);
        }
        self.desk.flush_begins();
        // It has room for the one transaction that is flushed at a time.
        self.hand_over.send(committed).map_err(|_| "the flushing thread has ended".to_owned())
    }

    /// One transaction for one job.
    fn alone(&mut self, mut job: Box<dyn Job>) -> Result<(), String> {
        let mut open = self.begin();
        let written = self.begun().and_then(|()| {
            let step = job.run(&mut self.turn(&mut open));
            match step {
                Step::Keep => Ok(()),
                // A refusal takes the transaction with it.
                Step::Undo => Err(Loss::Again("refused".into())),
                Step::Stop(loss) => Err(loss),
            }
        });
        open.jobs.push(job);
        match written.and_then(|()| self.commit(&mut open)) {
            Ok((number, head)) => {
                self.since_copied += self.copy_after;
                self.flusher.finish(self.committed(open, number, head))
            }
            Err(loss) => self.lose(open.jobs, loss),
        }
    }

    fn begin(&self) -> Open {
        Open {
            jobs: Jobs::new(),
            deeds: Vec::new(),
            tally: Tally::default(),
            began: Instant::now(),
            changes: self.db.total_changes(),
        }
    }

    /// Another process may have rotated the keys: nothing is sealed under one that is on its way out.
    fn begun(&self) -> Result<(), Loss> {
        self.control("BEGIN IMMEDIATE")?;
        keyring::refresh(&self.db, &self.tools).map(drop).map_err(lost)
    }

    fn committed(&self, open: Open, number: u64, head: Option<AuditHead>) -> Committed {
        let changes = usize::try_from(self.db.total_changes() - open.changes).unwrap_or(usize::MAX);
        Committed { number, jobs: open.jobs, head, changes, began: open.began }
    }

    /// Runs jobs until it is time to commit.
    fn take_in(&mut self, open: &mut Open, first: Vec<Queued>) -> Result<(), Loss> {
        let mut next = first;
        loop {
            let mut jobs = next.into_iter();
            while let Some(Queued { mut job, manner }) = jobs.next() {
                let ran = self.share(&mut job, manner, open);
                open.jobs.push(job);
                if let Err(loss) = ran {
                    // The whole transaction goes, also for those whose turn has not come.
                    open.jobs.extend(jobs.map(|queued| queued.job));
                    return Err(loss);
                }
            }
            let taken = open.jobs.len();
            next = match self.desk.then(taken, BATCH.saturating_sub(taken)) {
                Then::Jobs(jobs) => jobs,
                Then::Commit => return Ok(()),
                Then::Broken(why) => return Err(Loss::Broken(why)),
            };
        }
    }

    /// Runs one of several jobs: a refusal takes back its own changes and nobody else's.
    fn share(&mut self, job: &mut Box<dyn Job>, manner: Manner, open: &mut Open) -> Result<(), Loss> {
        if manner == Manner::Guarded || self.guards_all {
            return self.guarded(job, open);
        }
        let (deeds, changes) = (open.deeds.len(), (self.db.total_changes(), open.tally.changes()));
        match job.run(&mut self.turn(open)) {
            Step::Keep => Ok(()),
            Step::Undo if (self.db.total_changes(), open.tally.changes()) == changes => {
                open.deeds.truncate(deeds);
                Ok(())
            }
            Step::Undo => {
                // A damaged row, or a fault of ours. It may be met again, and shall not disturb others every time.
                self.guards_all = true;
                Err(Loss::Again("another write of this transaction failed".into()))
            }
            Step::Stop(loss) => Err(loss),
        }
    }

    /// The same with a savepoint: it costs a copy of every page that the job changes.
    fn guarded(&self, job: &mut Box<dyn Job>, open: &mut Open) -> Result<(), Loss> {
        let (deeds, tally) = (open.deeds.len(), open.tally.clone());
        self.control("SAVEPOINT job")?;
        match job.run(&mut self.turn(open)) {
            Step::Keep => {}
            Step::Undo => {
                open.deeds.truncate(deeds);
                open.tally = tally;
                self.control("ROLLBACK TO job")?;
            }
            Step::Stop(loss) => return Err(loss),
        }
        self.control("RELEASE job")
    }

    fn turn<'t>(&'t self, open: &'t mut Open) -> Turn<'t> {
        Turn {
            db: &self.db,
            tools: &self.tools,
            horizon: &self.horizon,
            deeds: &mut open.deeds,
            tally: &mut open.tally,
        }
    }

    /// Writes what was charged, adds what was done to the audit log, and commits. Gives the number of the transaction, and the log's new head when it grew.
    fn commit(&self, open: &mut Open) -> Result<(u64, Option<AuditHead>), Loss> {
        open.tally.write(&self.db).map_err(lost)?;
        let head = audit::append(&self.db, &open.deeds, &mut open.tally).map_err(lost)?;
        if let Some(head) = head {
            let before = open.tally.log(&self.db).map_err(lost)?.size();
            owned::file(&self.db, before, head.size).map_err(lost)?;
        }
        let number = self.horizon.commits();
        self.statement("COMMIT").map_err(|error| {
            self.horizon.took_back();
            Loss::of_commit(&error)
        })?;
        Ok((number, head))
    }

    /// Answers jobs whose transaction is lost. Only a loss that breaks the store is given back.
    fn lose(&self, jobs: Jobs, loss: Loss) -> Result<(), String> {
        self.roll_back();
        let loss = loss.knowing(|| self.flusher.is_read_only());
        if let Loss::Broken(why) = &loss
            && self.horizon.broken().borrow().is_none()
        {
            self.horizon.breaks(why);
        }
        let (awaited, aside): (Jobs, Jobs) = jobs.into_iter().partition(|job| job.is_awaited());
        answer(awaited, Some(&loss));
        match loss {
            Loss::Again(_) => {
                self.desk.lay_back(aside);
                Ok(())
            }
            Loss::Unwritten(why) | Loss::Broken(why) => Err(why),
        }
    }

    /// A statement that no job is to blame for.
    fn control(&self, sql: &str) -> Result<(), Loss> {
        self.statement(sql).map_err(|error| Loss::of_statement(&error))
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

    /// Has the log copied back when it is time, and does the little that is left then.
    fn copy_back(&mut self) -> Result<(), String> {
        if self.since_copied < self.copy_after {
            return Ok(());
        }
        match self.desk.copying() {
            Copying::UnderWay => Ok(()),
            Copying::Over => {
                self.desk.copy_begins();
                // It has room for the one request that is made at a time.
                self.ask_to_copy.send(()).map_err(|_| "the copying thread has ended".to_owned())
            }
            Copying::Nearly => {
                self.since_copied = 0;
                self.desk.copy_is_over();
                self.copier.copy(&self.db)
            }
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
