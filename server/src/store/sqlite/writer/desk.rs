//! Where jobs wait for the writing thread, where a lone caller takes its place, and where it learns how the other threads got on.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{Job, Jobs};
use crate::metrics::Gauge;

/// Longest that a job which nobody waits for lies aside.
const ASIDE: Duration = Duration::from_millis(500);

/// So many jobs are enough for a transaction that can be flushed now. Were it filled with all that wait, hundreds of callers would soon
/// be in one transaction, and nothing would be left to do during its flush: with 256 of them a seventh of the flows a second.
pub(super) const ENOUGH: usize = 64;

/// So many are taken at a time: the end of a flush is seen between two of these.
pub(super) const HELPING: usize = 16;

/// So many jobs in a row must have come when nothing was to be done, before a caller works in the thread's place: where callers are
/// several, they are faster together.
pub(super) const LONE: u32 = 8;

/// A job that waits.
pub(super) struct Queued {
    pub(super) job: Box<dyn Job>,
    pub(super) manner: Manner,
}

/// How a job shares its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// It refuses before it writes, or not at all. Should it fail later nevertheless, all who share its transaction must try
    /// again.
    Plain,
    /// With a savepoint of its own to go back to: it may refuse after it has written.
    Guarded,
    /// Alone, for the very large ones.
    Alone,
}

/// Who works in the database.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum AtWork {
    #[default]
    Nobody,
    Thread,
    /// A caller in its place.
    Caller,
}

/// Why a job is not taken.
pub(super) enum Turned {
    /// Too many wait.
    Full,
    /// The store is closed or broken.
    Closed,
}

/// What the thread does next, when no transaction is open.
pub(super) enum First {
    /// Runs these in one transaction.
    Jobs(Vec<Queued>),
    /// Runs this in a transaction of its own; no flush is under way.
    Alone(Box<dyn Job>),
    /// Ends: the last flush failed, or the log cannot be copied.
    Broken(String),
    /// Ends: the store is closed and everything is done.
    Closed,
}

/// The same while a transaction is open.
pub(super) enum Then {
    /// Runs these in it.
    Jobs(Vec<Queued>),
    /// Commits: it has enough, or nothing else waits; and no flush is under way.
    Commit,
    /// Ends: the last flush failed, or the log cannot be copied.
    Broken(String),
}

/// A queue that is emptied from one thread.
pub(super) struct Desk {
    state: Mutex<State>,
    changed: Condvar,
    /// Jobs that may wait.
    most: usize,
    /// Told how many wait.
    depth: Arc<Gauge>,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Queued>,
    aside: Jobs,
    at_work: AtWork,
    /// Jobs in a row that came when nothing was to be done.
    lone: u32,
    flush: Flush,
    copying: Copying,
    /// Why nothing more can be written, once that is so.
    broken: Option<String>,
    closed: bool,
    /// Whether the writing thread waits: waking it is a call of the system.
    asleep: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Flush {
    #[default]
    Over,
    UnderWay,
}

/// How far the copying of the log into the database is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Copying {
    #[default]
    Over,
    UnderWay,
    /// All but what came at its end.
    Nearly,
}

impl Desk {
    pub(super) fn new(most: usize, depth: Arc<Gauge>) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), most, depth }
    }

    /// Puts a job into the queue.
    pub(super) fn submit(&self, queued: Queued) -> Result<(), Turned> {
        let mut state = self.state();
        if state.closed {
            return Err(Turned::Closed);
        }
        if state.queue.len() >= self.most {
            return Err(Turned::Full);
        }
        state.queue.push_back(queued);
        self.tell_depth(&state);
        // A caller who works in the thread's place wakes it, if that is necessary then.
        if state.at_work != AtWork::Caller {
            self.wake(state);
        }
        Ok(())
    }

    /// Gives a lone caller the place of the writing thread, with what it runs there: its own job, and what lies aside. Gives the job
    /// back to others.
    pub(super) fn take_place(&self, queued: Queued) -> Result<Vec<Queued>, Queued> {
        let mut state = self.state();
        let is_lone = queued.manner != Manner::Alone && state.is_idle();
        state.lone = if is_lone { state.lone.saturating_add(1) } else { 0 };
        if state.lone <= LONE {
            return Err(queued);
        }
        state.at_work = AtWork::Caller;
        let mut jobs = state.laid_aside();
        jobs.push(queued);
        Ok(jobs)
    }

    /// The caller is done.
    pub(super) fn leave_place(&self, outcome: Result<(), String>) {
        let mut state = self.state();
        state.at_work = AtWork::Nobody;
        state.break_on(outcome);
        if state.closed || state.broken.is_some() || !state.queue.is_empty() {
            self.wake(state);
        }
    }

    /// Lays a job aside that goes with the next transaction, or within a second.
    pub(super) fn lay_aside(&self, job: Box<dyn Job>) {
        self.state().aside.push(job);
    }

    /// The transaction of these was lost: they go with the next. Nothing is tried again without end while everything closes.
    pub(super) fn lay_back(&self, jobs: Jobs) {
        let mut state = self.state();
        if !state.closed {
            state.aside.extend(jobs);
        }
    }

    #[cfg(test)]
    pub(super) fn is_idle(&self) -> bool {
        self.state().is_idle()
    }

    fn tell_depth(&self, state: &State) {
        self.depth.set(i64::try_from(state.queue.len()).unwrap_or(i64::MAX));
    }

    /// Jobs in the queue.
    pub(super) fn waiting(&self) -> usize {
        self.state().queue.len()
    }

    /// Nothing more is taken; what is there is still done.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        self.wake(state);
    }

    /// Closes, and gives what nobody will do any more.
    pub(super) fn abandon(&self) -> Jobs {
        let mut state = self.state();
        state.closed = true;
        let aside = std::mem::take(&mut state.aside);
        self.depth.set(0);
        aside.into_iter().chain(state.queue.drain(..).map(|queued| queued.job)).collect()
    }

    /// A flush begins on another thread.
    pub(super) fn flush_begins(&self) {
        self.state().flush = Flush::UnderWay;
    }

    /// It has ended.
    pub(super) fn flush_ends(&self, outcome: Result<(), String>) {
        let mut state = self.state();
        state.flush = Flush::Over;
        state.break_on(outcome);
        self.wake(state);
    }

    /// How far the copying is.
    pub(super) fn copying(&self) -> Copying {
        self.state().copying
    }

    /// Another thread copies from here on.
    pub(super) fn copy_begins(&self) {
        self.state().copying = Copying::UnderWay;
    }

    /// It has copied nearly all.
    pub(super) fn copy_ends(&self, outcome: Result<(), String>) {
        let mut state = self.state();
        state.copying = Copying::Nearly;
        state.break_on(outcome);
        self.wake(state);
    }

    /// What was left is copied, or is left to the next time.
    pub(super) fn copy_is_over(&self) {
        self.state().copying = Copying::Over;
    }

    /// Waits for something to do.
    pub(super) fn first(&self) -> First {
        let mut state = self.state();
        if state.at_work == AtWork::Thread {
            state.at_work = AtWork::Nobody;
        }
        let mut is_late = false;
        loop {
            if state.at_work == AtWork::Nobody
                && let Some(first) = state.first(is_late)
            {
                state.at_work = AtWork::Thread;
                self.tell_depth(&state);
                return first;
            }
            (state, is_late) = self.wait(state, ASIDE);
        }
    }

    /// Waits for more to do in an open transaction that has so many jobs, and room for so many more, as long as the last flush keeps
    /// it open.
    pub(super) fn then(&self, taken: usize, room: usize) -> Then {
        let mut state = self.state();
        loop {
            let mut jobs = Vec::new();
            if !state.has_enough(taken) {
                state.take(&mut jobs, room.min(HELPING));
            }
            if !jobs.is_empty() {
                self.tell_depth(&state);
                return Then::Jobs(jobs);
            }
            match (&state.broken, state.flush) {
                (Some(why), _) => return Then::Broken(why.clone()),
                (None, Flush::Over) => return Then::Commit,
                (None, Flush::UnderWay) => (state, _) = self.wait(state, ASIDE),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until something has changed; `true` when nothing has for so long.
    fn wait<'s>(&'s self, mut state: MutexGuard<'s, State>, most: Duration) -> (MutexGuard<'s, State>, bool) {
        state.asleep = true;
        let (mut state, slept) = self.changed.wait_timeout(state, most).unwrap_or_else(PoisonError::into_inner);
        state.asleep = false;
        (state, slept.timed_out())
    }

    fn wake(&self, mut state: MutexGuard<'_, State>) {
        if std::mem::take(&mut state.asleep) {
            drop(state);
            self.changed.notify_one();
        }
    }
}

impl State {
    /// Whether the thread has nothing to do, and nothing is on its way to it.
    fn is_idle(&self) -> bool {
        self.at_work == AtWork::Nobody
            && self.queue.is_empty()
            && self.flush == Flush::Over
            && self.copying != Copying::Nearly
            && self.broken.is_none()
            && !self.closed
    }

    /// What the thread does next, if anything. What lies aside is not left there when it is late.
    fn first(&mut self, is_late: bool) -> Option<First> {
        if let Some(why) = &self.broken {
            return Some(First::Broken(why.clone()));
        }
        let is_flushing = self.flush == Flush::UnderWay;
        match self.queue.front().map(|queued| queued.manner) {
            Some(Manner::Alone) if is_flushing => None,
            Some(Manner::Alone) => self.queue.pop_front().map(|queued| First::Alone(queued.job)),
            Some(_) => {
                let mut jobs = self.laid_aside();
                self.take(&mut jobs, HELPING);
                Some(First::Jobs(jobs))
            }
            None if (self.closed || is_late) && !self.aside.is_empty() => Some(First::Jobs(self.laid_aside())),
            None if self.closed && !is_flushing => Some(First::Closed),
            None => None,
        }
    }

    /// Whether a transaction with so many jobs is flushed before it takes in more.
    fn has_enough(&self, taken: usize) -> bool {
        self.flush == Flush::Over && taken >= ENOUGH
    }

    fn break_on(&mut self, outcome: Result<(), String>) {
        self.broken = self.broken.take().or(outcome.err());
    }

    fn laid_aside(&mut self) -> Vec<Queued> {
        self.aside.drain(..).map(|job| Queued { job, manner: Manner::Plain }).collect()
    }

    /// Moves jobs that share a transaction from the front of the queue, so many at most.
    fn take(&mut self, into: &mut Vec<Queued>, most: usize) {
        let shared = self.queue.iter().take(most).take_while(|queued| queued.manner != Manner::Alone).count();
        into.extend(self.queue.drain(..shared));
    }
}
