//! A clock that a test moves.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering::SeqCst},
};

use domain::time::Timestamp;
use server::system::Ticks;

/// Stands still until time passes, or somebody sets it.
#[derive(Clone, Default)]
pub(crate) struct HandTicks {
    wall: Arc<AtomicI64>,
    since_start: Arc<AtomicI64>,
}

impl From<Timestamp> for HandTicks {
    fn from(now: Timestamp) -> Self {
        let ticks = Self::default();
        ticks.step(now.as_millis());
        ticks
    }
}

impl HandTicks {
    pub(super) fn pass(&self, millis: i64) {
        self.step(millis);
        self.since_start.fetch_add(millis, SeqCst);
    }

    pub(super) fn step(&self, millis: i64) {
        self.wall.fetch_add(millis, SeqCst);
    }
}

impl Ticks for HandTicks {
    fn wall(&self) -> i64 {
        self.wall.load(SeqCst)
    }

    fn since_start(&self) -> i64 {
        self.since_start.load(SeqCst)
    }
}
