//! Copies the log back into the database, on a thread of its own: its thousands of pages would hold up the writing thread, and
//! with it everybody, for longer than a hundred commits take.
//!
//! It copies twice: the first pass takes what has piled up, the second what came during the first. What comes during the
//! second is little. The writing thread copies that itself, for only when nothing is left does the log begin anew.
//!
//! The log is copied here and not by SQLite's own hook, which would keep a failing disk to itself. SQLite flushes the log
//! before and the database after, so that a log which begins anew takes nothing with it. What was answered is safe in the
//! log all the while: a failure concerns the writes to come.

use std::{
    sync::{Arc, mpsc::Receiver},
    time::Instant,
};

use rusqlite::Connection;

use super::{desk::Desk, flush::Flusher};
use crate::store::{
    StoreMeter,
    sqlite::{horizon::Horizon, job::Loss},
};

/// How often the log is copied beside the others, before somebody has to wait for the rest.
pub(in crate::store::sqlite) const PASSES: usize = 2;

/// What copying needs besides a connection.
pub(super) struct Copier {
    pub(super) desk: Arc<Desk>,
    pub(super) horizon: Arc<Horizon>,
    pub(super) flusher: Arc<Flusher>,
    pub(super) meter: Arc<StoreMeter>,
}

impl Copier {
    /// Copies whenever it is asked to, until nobody can ask any more.
    pub(super) fn run(&self, db: &Connection, asked: &Receiver<()>) {
        for () in asked {
            self.desk.copy_ends((0..PASSES).try_for_each(|_| self.copy(db)));
        }
    }

    /// Copies what is in the log now. Only an error that breaks the store is given back.
    pub(super) fn copy(&self, db: &Connection) -> Result<(), String> {
        let started = Instant::now();
        let done = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.meter.checkpoint(started.elapsed());
        let loss = done.err().and_then(|error| Loss::of(&error));
        match loss.map(|loss| loss.knowing(|| self.flusher.is_read_only())) {
            Some(Loss::Broken(why)) => {
                self.horizon.breaks(&why);
                Err(why)
            }
            // A full or read-only disk, or a busy reader: the log grows, and the next time will do.
            _ => Ok(()),
        }
    }
}
