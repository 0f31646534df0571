//! How far the log is flushed. A transaction is visible to readers from its commit on and durable from its flush on: what a
//! reader has seen is shown only when it is durable.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use tokio::sync::watch;

use crate::ports::{StoreError, VerificationId};

/// Groups that verifications fall into by chance: two that share one may wait for each other's flush.
const GROUPS: usize = 1_024;

/// Transactions have numbers, from one on. A transaction commits only after the one before it is flushed, so that at any
/// moment one at most is visible and not durable.
pub(super) struct Horizon {
    /// The newest transaction that readers may see.
    visible: AtomicU64,
    /// The newest one that is durable, and with it all before.
    durable: watch::Sender<u64>,
    /// For each group of verifications, the newest transaction that has changed one of them.
    changed: Box<[AtomicU64]>,
    /// Why nothing becomes durable any more, once that is so.
    broken: watch::Sender<Option<String>>,
}

impl Horizon {
    pub(super) fn new() -> Self {
        Self {
            visible: AtomicU64::new(0),
            durable: watch::Sender::new(0),
            changed: (0..GROUPS).map(|_| AtomicU64::new(0)).collect(),
            broken: watch::Sender::new(None),
        }
    }

    /// The transaction that is open changes a verification that somebody may be looking at.
    pub(super) fn changes(&self, id: VerificationId) {
        self.group(id).store(self.visible.load(SeqCst) + 1, SeqCst);
    }

    /// The open transaction is about to be committed: from here on readers may see it. Gives its number.
    pub(super) fn commits(&self) -> u64 {
        self.visible.fetch_add(1, SeqCst) + 1
    }

    /// It was not committed after all, and nothing of it is there. Who waits for it has seen nothing of it.
    pub(super) fn took_back(&self) {
        self.visible.fetch_sub(1, SeqCst);
        self.durable.send_modify(|_| {});
    }

    /// The transaction with this number is durable.
    pub(super) fn flushed(&self, number: u64) {
        self.durable.send_replace(number);
    }

    /// Nothing becomes durable any more.
    pub(super) fn breaks(&self, why: &str) {
        self.broken.send_replace(Some(why.to_owned()));
        tracing::error!(why, "a write could not be made durable; no more writes are taken");
    }

    /// Why nothing becomes durable any more, once that is so.
    pub(super) fn broken(&self) -> watch::Receiver<Option<String>> {
        self.broken.subscribe()
    }

    /// Waits until everything is durable that a reader may have seen before this call.
    pub(super) async fn reached(&self) -> Result<(), StoreError> {
        self.reaches(self.visible.load(SeqCst)).await
    }

    /// The same for a reader that has seen one verification: it waits only when somebody has just changed it.
    pub(super) async fn reached_by(&self, id: VerificationId) -> Result<(), StoreError> {
        let changed = self.group(id).load(SeqCst);
        // What is still open, nobody has seen; the one before it may have changed the same one.
        self.reaches(changed.min(self.visible.load(SeqCst))).await
    }

    async fn reaches(&self, number: u64) -> Result<(), StoreError> {
        if *self.durable.borrow() >= number {
            return Ok(());
        }
        let (mut durable, mut broken) = (self.durable.subscribe(), self.broken.subscribe());
        tokio::select! {
            biased;
            Ok(_) = durable.wait_for(|durable| *durable >= number.min(self.visible.load(SeqCst))) => Ok(()),
            Ok(why) = broken.wait_for(Option::is_some) => Err(StoreError::Broken(why.clone().unwrap_or_default())),
            // The senders are fields of ours.
            else => Err(StoreError::Unavailable("the store is closing".into())),
        }
    }

    fn group(&self, id: VerificationId) -> &AtomicU64 {
        // The last bytes of an id are random.
        let [.., a, b] = id.0;
        &self.changed[usize::from(u16::from_be_bytes([a, b])) % self.changed.len()]
    }
}

#[cfg(test)]
mod tests {
    use std::{pin::pin, task::Poll};

    use super::*;

    /// Whether a wait is over at once.
    async fn is_over(wait: impl Future<Output = Result<(), StoreError>>) -> bool {
        let mut wait = pin!(wait);
        std::future::poll_fn(|context| Poll::Ready(wait.as_mut().poll(context).is_ready())).await
    }

    const ONE: VerificationId = VerificationId([1; 22]);
    const OTHER: VerificationId = VerificationId([2; 22]);

    #[tokio::test]
    async fn only_who_has_seen_what_is_not_durable_waits() {
        let horizon = Horizon::new();
        horizon.changes(ONE);
        assert!(is_over(horizon.reached_by(ONE)).await, "nobody sees what is not committed");
        let number = horizon.commits();
        assert!(!is_over(horizon.reached_by(ONE)).await);
        assert!(is_over(horizon.reached_by(OTHER)).await);
        assert!(!is_over(horizon.reached()).await);
        horizon.flushed(number);
        assert!(is_over(horizon.reached_by(ONE)).await);
        assert!(is_over(horizon.reached()).await);
    }

    #[tokio::test]
    async fn a_later_change_does_not_hide_one_that_is_not_durable() {
        let horizon = Horizon::new();
        horizon.changes(ONE);
        let number = horizon.commits();
        horizon.changes(ONE);
        assert!(!is_over(horizon.reached_by(ONE)).await, "the first change is seen, and not durable");
        horizon.flushed(number);
        assert!(is_over(horizon.reached_by(ONE)).await, "nobody sees the second");
    }

    #[tokio::test]
    async fn what_was_taken_back_keeps_nobody_waiting() {
        let horizon = Horizon::new();
        horizon.changes(ONE);
        horizon.commits();
        let mut waiting = pin!(horizon.reached());
        assert!(std::future::poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context).is_pending())).await);
        horizon.took_back();
        assert!(waiting.await.is_ok(), "who has begun to wait goes on");
        assert!(is_over(horizon.reached_by(ONE)).await);
        assert!(is_over(horizon.reached()).await);
    }

    #[tokio::test]
    async fn who_waits_hears_that_it_never_will_be() {
        let horizon = Horizon::new();
        horizon.changes(ONE);
        horizon.commits();
        horizon.breaks("the disk is gone");
        assert!(matches!(horizon.reached_by(ONE).await, Err(StoreError::Broken(_))));
        assert!(horizon.reached_by(OTHER).await.is_ok(), "what is durable can be read");
    }
}
