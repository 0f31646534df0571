//! From the commit to the worker: nothing may come between the two.

use std::{future::poll_fn, task::Poll};

use domain::time::Timestamp;
use tokio::sync::oneshot;

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

    /// The worker carries the message, or one is woken that finds it in the store.
    pub(super) async fn carry(self, key: MessageKey, expires: Timestamp, void: bool) {
        match self.hand {
            Some(hand) => hand.carry(QueuedSms { key, sms: self.sms, expires, attempts: 0 }, void).await,
            None => self.hands.wake(),
        }
    }
}

/// Writes, answers, and carries the message that was written. It goes on also when the caller has hung up: a message that is
/// written as taken must get to its worker, for the caller who asks again is told that it was sent. A lone caller's write is done
/// when it is first asked for, and needs no task of its own.
pub(super) async fn to_the_end<T, W, C, F>(write: W, carry: C) -> Result<T, StoreError>
where
    T: Send + 'static,
    W: Future<Output = Result<T, StoreError>> + Send + 'static,
    C: FnOnce(&T) -> Option<F> + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let mut write = Box::pin(write);
    if let Poll::Ready(outcome) = poll_fn(|context| Poll::Ready(write.as_mut().poll(context))).await {
        if let Some(carrying) = outcome.as_ref().ok().and_then(carry) {
            tokio::spawn(carrying);
        }
        return outcome;
    }
    let (answer, answered) = oneshot::channel();
    tokio::spawn(async move {
        let outcome = write.await;
        let carrying = outcome.as_ref().ok().and_then(carry);
        drop(answer.send(outcome));
        if let Some(carrying) = carrying {
            carrying.await;
        }
    });
    answered.await.unwrap_or_else(|_| Err(StoreError::Unavailable("the work was stopped".to_owned())))
}
