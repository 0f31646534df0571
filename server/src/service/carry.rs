//! From the commit to the worker: nothing may come between the two.

use domain::time::Timestamp;

use crate::{
    ports::{MessageKey, QueuedSms, Sms, StoreError},
    sms::{Hand, Hands},
};

/// A message, and the worker that was kept free for it.
pub(super) struct Carrier {
    hands: Hands,
    hand: Option<Hand>,
    sms: Sms,
}

impl Carrier {
    pub(super) const fn new(hands: Hands, hand: Option<Hand>, sms: Sms) -> Self {
        Self { hands, hand, sms }
    }

    /// Gives the message to the worker, or wakes one that finds it in the store.
    pub(super) fn carry(self, key: MessageKey, expires: Timestamp, void: bool) {
        match self.hand {
            Some(hand) => hand.carry(QueuedSms { key, sms: self.sms, expires, attempts: 0 }, void),
            None => self.hands.wake(),
        }
    }
}

/// Goes on also when the caller has hung up: a message that is written as taken must get to its worker, for the caller who
/// asks again is told that it was sent.
pub(super) async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    let stopped = |_| Err(StoreError::Unavailable("the work was stopped".to_owned()));
    tokio::spawn(work).await.unwrap_or_else(stopped)
}
