//! Where transactions are run: by the writing thread, or by a lone caller in its place. To hand a job to another thread, and its
//! answer back, costs such a caller a seventh of the time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::block_in_place,
};

use super::{
    cycle::Cycle,
    desk::{Desk, Queued},
    flush::answer,
};
use crate::store::sqlite::job::Loss;

/// One at a time is in it: the desk says who.
pub(super) struct Place {
    desk: Arc<Desk>,
    /// `None` when the thread has ended.
    cycle: Mutex<Option<Cycle>>,
}

impl Place {
    pub(super) fn new(desk: Arc<Desk>, cycle: Cycle) -> Self {
        Self { desk, cycle: Mutex::new(Some(cycle)) }
    }

    /// What the writing thread does. It ends when the desk is closed and everything is done, or when the store breaks.
    pub(super) fn work(&self) {
        let mut goes_on = true;
        while goes_on {
            let first = self.desk.first();
            let done = self.cycle().as_mut().map_or(Ok(false), |cycle| cycle.turn_to(first));
            goes_on = done.unwrap_or_else(|why| {
                answer(self.desk.abandon(), Some(&Loss::Broken(why)));
                false
            });
        }
        // With it the other threads hear that nothing more comes.
        drop(self.cycle().take());
    }

    /// Runs a job on this thread, until it is durable, and answers it. Gives it back where others are at work, or where the runtime
    /// has no other thread that could go on meanwhile.
    pub(super) fn run_here(&self, queued: Queued) -> Result<(), Queued> {
        let others_go_on =
            Handle::try_current().is_ok_and(|handle| handle.runtime_flavor() == RuntimeFlavor::MultiThread);
        if !others_go_on {
            return Err(queued);
        }
        let jobs = self.desk.take_place(queued)?;
        let mut stay = Stay { desk: &self.desk, outcome: Err("a write failed unexpectedly".into()) };
        block_in_place(|| stay.outcome = self.cycle().as_mut().map_or(Ok(()), |cycle| cycle.in_place(jobs)));
        Ok(())
    }

    fn cycle(&self) -> MutexGuard<'_, Option<Cycle>> {
        self.cycle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A caller's time in the place; it ends also with a panic.
struct Stay<'d> {
    desk: &'d Desk,
    outcome: Result<(), String>,
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        self.desk.leave_place(std::mem::replace(&mut self.outcome, Ok(())));
    }
}
