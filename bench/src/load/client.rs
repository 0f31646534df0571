//! One of the people at once: flow after flow, each for somebody else.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use tokio::time::{Instant, sleep_until, timeout};

use super::{
    codes::Codes,
    connection::Connection,
    target::{Next, Target},
};
use crate::people::{Person, Walk};

/// After which a flow has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// When the clients stop.
#[derive(Clone, Copy)]
pub(super) enum Ends {
    /// No flow begins after this.
    At(Instant),
    /// Flows are starts only, so many.
    AfterStarts(u32),
}

/// A flow that was done, by its moments.
pub(super) struct Sample {
    /// When it was meant to begin.
    pub(super) meant: Instant,
    /// When the answer to the start was there.
    pub(super) started: Instant,
    /// When the code had come.
    pub(super) coded: Instant,
    /// When the signed answer was there.
    pub(super) done: Instant,
}

/// What the clients share: one thread, so no locks.
pub(super) struct Shared {
    target: Target,
    codes: Rc<Codes>,
    walk: Walk,
    skip: u64,
    begun: Instant,
    ends: Ends,
    every: Option<Duration>,
    next: Cell<u32>,
    pub(super) samples: RefCell<Vec<Sample>>,
    pub(super) errors: RefCell<Vec<String>>,
}

impl Shared {
    pub(super) fn new(
        target: Target,
        codes: Rc<Codes>,
        walk: Walk,
        skip: u64,
        begun: Instant,
        ends: Ends,
        every: Option<Duration>,
    ) -> Self {
        let (next, samples, errors) = (Cell::new(0), RefCell::default(), RefCell::default());
        Self { target, codes, walk, skip, begun, ends, every, next, samples, errors }
    }

    /// Flows that were begun.
    pub(super) fn begun(&self) -> u32 {
        self.next.get()
    }

    /// Whom the next flow is for, and when it is meant to begin.
    fn take(&self) -> Option<(Person, Instant)> {
        let number = self.next.get();
        let meant = self.every.map_or_else(Instant::now, |every| self.begun + every * number);
        let over = match self.ends {
            Ends::At(end) => meant >= end || Instant::now() >= end,
            Ends::AfterStarts(starts) => number >= starts,
        };
        if over {
            return None;
        }
        self.next.set(number + 1);
        Some((self.walk.at(self.skip + u64::from(number)), meant))
    }
}

/// One of the people at once.
pub(super) struct Client {
    shared: Rc<Shared>,
    connection: Connection,
    request: Vec<u8>,
}

impl Client {
    pub(super) fn new(shared: Rc<Shared>, connection: Connection) -> Self {
        Self { shared, connection, request: Vec::with_capacity(1_024) }
    }

    /// Flows until the end.
    pub(super) async fn run(mut self) {
        while let Some((person, meant)) = self.shared.take() {
            // the timer counts whole milliseconds, and would keep even those who are late waiting for the next
            if meant > Instant::now() {
                sleep_until(meant).await;
            }
            let flow = timeout(PATIENCE, self.flow(person, meant)).await;
            match flow.unwrap_or_else(|_| Err("nothing came for ten seconds".to_owned())) {
                Ok(sample) => self.shared.samples.borrow_mut().push(sample),
                Err(error) => {
                    self.shared.codes.forget(person.mobile());
                    self.shared.errors.borrow_mut().push(error);
                    // what a failed flow has left in the connection must not be taken for an answer to the next
                    let Ok(fresh) = self.connection.again().await else { return };
                    self.connection = fresh;
                }
            }
        }
    }

    async fn flow(&mut self, person: Person, meant: Instant) -> Result<Sample, String> {
        let Shared { target, codes, ends, .. } = &*self.shared;
        let mobile = person.mobile();
        let to_confirm = matches!(ends, Ends::At(_));
        if to_confirm {
            codes.expect(mobile);
        }
        target.start(&mut self.request, person);
        let answer = self.connection.ask(&self.request).await.map_err(|error| error.to_string())?;
        let id = if answer.is_good() { target.id(&answer) } else { None }.ok_or_else(|| answer.shown())?;
        let started = Instant::now();
        if !to_confirm {
            return Ok(Sample { meant, started, coded: started, done: started });
        }
        let code = codes.wait(mobile).await;
        let coded = Instant::now();
        target.confirm(&mut self.request, person, &id, code);
        let answer = self.connection.ask(&self.request).await.map_err(|error| error.to_string())?;
        let next = if answer.is_good() { target.after_confirm(&mut self.request, &answer) } else { None };
        if next.ok_or_else(|| answer.shown())? == Next::Ask {
            let answer = self.connection.ask(&self.request).await.map_err(|error| error.to_string())?;
            answer.member("token").ok_or_else(|| answer.shown())?;
        }
        Ok(Sample { meant, started, coded, done: Instant::now() })
    }
}
