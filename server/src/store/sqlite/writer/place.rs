//! Where transactions are run: by the writing thread, or by a lone caller in its place. To hand a job to another thread, and its
//! answer back, costs such a caller a seventh of the time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::{block_in_place, try_id},
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
        let mut end = End { place: self, why: "the writing thread has ended".into() };
        let mut goes_on = true;
        while goes_on {
            let first = self.desk.first();
            let done = self.cycle().as_mut().map_or(Ok(false), |cycle| cycle.turn_to(first));
            goes_on = done.unwrap_or_else(|why| {
                end.why = why;
                false
            });
        }
    }

    /// Runs a job on this thread, until it is durable, and answers it. Gives it back where others are at work, and where others would
    /// stand still meanwhile: in a runtime of one thread, and outside of a task, where the front door and the upkeep are at home.
    pub(super) fn run_here(&self, queued: Queued) -> Result<(), Queued> {
        let flavor = Handle::try_current().map(|handle| handle.runtime_flavor());
        if !matches!(flavor, Ok(RuntimeFlavor::MultiThread)) || try_id().is_none() {
            return Err(queued);
        }
        let jobs = self.desk.take_place(queued)?;
        let mut stay = Stay { desk: &self.desk, outcome: Err("a write failed unexpectedly".into()) };
        // Others' jobs may be among them, and their lines are not this caller's.
        let _apart = tracing::error_span!(parent: None, "store").entered();
        block_in_place(|| stay.outcome = self.cycle().as_mut().map_or(Ok(()), |cycle| cycle.in_place(jobs)));
        Ok(())
    }

    fn cycle(&self) -> MutexGuard<'_, Option<Cycle>> {
        self.cycle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of the writing thread, also with a panic: nothing is taken any more, and the other threads hear that nothing more comes.
struct End<'p> {
    place: &'p Place,
    why: String,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        answer(self.place.desk.abandon(), Some(&Loss::Broken(std::mem::take(&mut self.why))));
        drop(self.place.cycle().take());
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
