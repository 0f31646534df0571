//! How many requests are in work at a time, and who waits for whom.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::yield_now,
    time::timeout,
};

use super::Room;
use crate::metrics::Gauge;

/// Lets in as many as there is room for, in the order in which they came. A quarter of the room is for what is urgent alone.
#[derive(Debug)]
pub(super) struct Gate {
    all: Arc<Semaphore>,
    /// Of these, what is not urgent.
    others: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    patience: Duration,
    waits: Arc<Gauge>,
}

/// One request in work.
#[derive(Debug)]
pub(super) struct Slot {
    _all: OwnedSemaphorePermit,
    others: Option<OwnedSemaphorePermit>,
}

impl Slot {
    /// Whether it may be of the quarter that is for what is urgent.
    pub(super) const fn is_urgent(&self) -> bool {
        self.others.is_none()
    }
}

impl Gate {
    /// Tells `waits` how many wait.
    pub(super) fn new(room: Room, waits: Arc<Gauge>) -> Self {
        let of = |places: u32| Arc::new(Semaphore::new(places as usize));
        Self {
            all: of(room.in_work),
            others: of(room.in_work - room.in_work / 4),
            waiting: of(room.waiting),
            patience: room.patience,
            waits,
        }
    }

    /// Whether who comes now need not wait, as far as can be told.
    pub(super) fn has_room(&self, urgent: bool) -> bool {
        self.all.available_permits() > 0 && (urgent || self.others.available_permits() > 0)
    }

    /// A slot, at once or after a while; `None` when none came free in time, or too many wait already.
    pub(super) async fn enter(&self, urgent: bool) -> Option<Slot> {
        if let Some(slot) = self.enter_now(urgent) {
            return Some(slot);
        }
        let _waits = (Arc::clone(&self.waiting).try_acquire_owned().ok()?, self.waits.hold());
        let slot = timeout(self.patience, self.enter_in_turn(urgent)).await.ok().flatten()?;
        // Whose turn it is goes behind the answers that are ready: together they are written, and together the next begin.
        yield_now().await;
        Some(slot)
    }

    fn enter_now(&self, urgent: bool) -> Option<Slot> {
        let take = |places: &Arc<Semaphore>| Arc::clone(places).try_acquire_owned().ok();
        let others = if urgent { None } else { Some(take(&self.others)?) };
        Some(Slot { _all: take(&self.all)?, others })
    }

    async fn enter_in_turn(&self, urgent: bool) -> Option<Slot> {
        let others = if urgent { None } else { Some(Arc::clone(&self.others).acquire_owned().await.ok()?) };
        Some(Slot { _all: Arc::clone(&self.all).acquire_owned().await.ok()?, others })
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::poll_fn,
        pin::{Pin, pin},
        task::Poll,
    };

    use super::*;

    fn gate(in_work: u32, waiting: u32) -> Gate {
        let room = Room { in_work, waiting, patience: Duration::from_secs(1), per_client: 0 };
        Gate::new(room, Arc::default())
    }

    /// Whether it is done after one look.
    async fn is_done<T>(mut future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending => Poll::Ready(None),
        })
        .await
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_gets_in_in_turn() {
        let gate = gate(1, 2);
        let inside = gate.enter(false).await.unwrap();
        let (mut first, mut second) = (pin!(gate.enter(false)), pin!(gate.enter(false)));
        assert!(is_done(first.as_mut()).await.is_none());
        assert!(is_done(second.as_mut()).await.is_none());
        assert!(gate.enter(false).await.is_none(), "and a third may not");
        drop(inside);
        assert!(is_done(second.as_mut()).await.is_none(), "not before the other");
        let inside = first.await.unwrap();
        drop(inside);
        assert!(second.await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_the_patience() {
        let gate = gate(1, 2);
        let _inside = gate.enter(false).await.unwrap();
        let since = tokio::time::Instant::now();
        assert!(gate.enter(false).await.is_none());
        let waited = since.elapsed();
        assert!((Duration::from_secs(1)..Duration::from_millis(1_010)).contains(&waited), "{waited:?}");
        assert_eq!(gate.waits.get(), 0, "nobody waits any more");
    }

    #[tokio::test(start_paused = true)]
    async fn a_quarter_is_for_what_is_urgent() {
        let gate = gate(4, 0);
        let mut inside = Vec::new();
        for _ in 0..3 {
            inside.push(gate.enter(false).await.unwrap());
        }
        assert!(!gate.has_room(false) && gate.has_room(true));
        assert!(gate.enter(false).await.is_none());
        inside.push(gate.enter(true).await.unwrap());
        assert!(!gate.has_room(true));
        assert!(gate.enter(true).await.is_none());
        inside.truncate(3);
        assert!(gate.enter(false).await.is_none(), "the quarter stays");
        inside.remove(0);
        assert!(gate.enter(false).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_urgent_may_have_it_all() {
        let gate = gate(4, 4);
        let mut inside = Vec::new();
        for _ in 0..4 {
            inside.push(gate.enter(true).await.unwrap());
        }
        let mut other = pin!(gate.enter(false));
        assert!(is_done(other.as_mut()).await.is_none());
        inside.pop();
        assert!(other.await.is_some());
    }
}
