//! From the commit to the worker: nothing may come between the two.

use std::{future::poll_fn, task::Poll};

use domain::time::Timestamp;
use tokio::{sync::oneshot, task::yield_now};
use tracing::Instrument as _;

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
/// when it is first asked for, and needs no task of its own. A task of its own is the request's all the same: what is logged there
/// names it.
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
            tokio::spawn(carrying.in_current_span());
        }
        return outcome;
    }
    let (answer, answered) = oneshot::channel();
    let going_on = async move {
        let outcome = write.await;
        let carrying = outcome.as_ref().ok().and_then(carry);
        drop(answer.send(outcome));
        if let Some(carrying) = carrying {
            // The caller is woken on this thread, and would wait for a gateway's first steps, which a void message does not take.
            yield_now().await;
            carrying.await;
        }
    };
    tokio::spawn(going_on.in_current_span());
    answered.await.unwrap_or_else(|_| Err(StoreError::Unavailable("the work was stopped".to_owned())))
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, File},
        future::ready,
    };

    use serde_json::{Value, json};
    use tokio::sync::mpsc;

    use super::*;
    use crate::logging::lines;

    /// A request that writes so, and whose message says in the log that it is carried.
    async fn request(id: &str, write: impl Future<Output = Result<u8, StoreError>> + Send + 'static) {
        let (done, carried) = oneshot::channel();
        let written = to_the_end(write, move |_: &u8| {
            Some(async move {
                tracing::warn!("carried");
                done.send(()).unwrap();
            })
        });
        written.instrument(tracing::error_span!("request", request_id = id)).await.unwrap();
        carried.await.unwrap();
    }

    /// What comes first: the answer, or the first step of the carrying.
    async fn order(write: impl Future<Output = Result<u8, StoreError>> + Send + 'static) -> [&'static str; 2] {
        let (tell, mut told) = mpsc::unbounded_channel();
        let step = tell.clone();
        to_the_end(write, move |_: &u8| Some(async move { step.send("carried").unwrap() })).await.unwrap();
        tell.send("answered").unwrap();
        [told.recv().await.unwrap(), told.recv().await.unwrap()]
    }

    #[tokio::test]
    async fn the_answer_goes_before_the_message() {
        assert_eq!(order(ready(Ok(1))).await, ["answered", "carried"], "done when it is first asked for");
        let later = async {
            yield_now().await;
            Ok(1)
        };
        assert_eq!(order(later).await, ["answered", "carried"], "done in a task of its own");
    }

    #[tokio::test]
    async fn what_is_logged_of_a_message_names_its_request() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let _told = tracing::subscriber::set_default(lines("warn", File::create(&path).unwrap()));
        request("done when it is first asked for", ready(Ok(1))).await;
        let later = async {
            yield_now().await;
            Ok(1)
        };
        request("done in a task of its own", later).await;
        let log = fs::read_to_string(path).unwrap();
        let spans: Vec<Value> =
            log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["span"].clone()).collect();
        let expected = ["done when it is first asked for", "done in a task of its own"];
        assert_eq!(spans, expected.map(|id| json!({ "name": "request", "request_id": id })), "{log}");
    }
}
