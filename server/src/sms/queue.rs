//! The queue's workers: every SMS leaves at most once, as soon as it can, by the first gateway that takes it, never after it expired.
//!
//! A message is taken from the store with a lease that outlives it. A process that dies while it sends leaves the lease behind:
//! nobody knows whether that message left, so nobody sends it again; the person asks for a new code with one tap.

use std::{sync::Arc, time::Duration};

use domain::time::Timestamp;
use tokio::{
    sync::{Notify, Semaphore},
    time::{sleep, timeout},
};

use crate::{
    metrics::{Metrics, count},
    ports::{Clock, CodeSender, QueuedSms, SendError, SmsOutcome, Store, StoreError},
    stop::{Reason, Stop, Stopper},
};

/// Messages being sent at a time.
const IN_FLIGHT: usize = 64;
/// Messages taken from the store at a time.
const BATCH: usize = 32;
/// Longer than any code lives (design 2, rule 5: at most 600 s), so that an abandoned message is expired when its lease ends.
const LEASE: Duration = Duration::from_mins(15);
/// How often the queue is looked at when nothing wakes it: retries come due by themselves.
const LOOK: Duration = Duration::from_secs(1);
/// Pause after the first time that no gateway took a message; doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// What messages being sent get when the process ends.
const GRACE: Duration = Duration::from_secs(20);

/// The queue's workers.
pub struct Queue {
    /// Where messages wait.
    pub store: Arc<dyn Store>,
    /// Gateways in the order in which they are tried.
    pub gateways: Vec<Arc<dyn CodeSender>>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Outcomes are counted.
    pub metrics: Arc<Metrics>,
    /// Rung by whoever queues a message, so that it leaves at once.
    pub bell: Arc<Notify>,
    /// Told when the store breaks.
    pub stopper: Stopper,
}

impl Queue {
    /// Works until `stop`, then finishes what is being sent.
    pub async fn run(self: Arc<Self>, mut stop: Stop) {
        let slots = Arc::new(Semaphore::new(IN_FLIGHT));
        while !stop.is_asked() {
            let taken = self.take(&slots).await;
            if taken == 0 {
                tokio::select! {
                    () = self.bell.notified() => {}
                    () = sleep(LOOK) => {}
                    _ = stop.wait() => {}
                }
            }
        }
        let all = u32::try_from(IN_FLIGHT).unwrap_or(u32::MAX);
        if timeout(GRACE, slots.acquire_many(all)).await.is_err() {
            tracing::warn!("some SMS were still on their way to a gateway");
        }
    }

    /// Takes what is due, as far as there are free workers, and lets it go. Gives how many were taken.
    async fn take(self: &Arc<Self>, slots: &Arc<Semaphore>) -> usize {
        let most = slots.available_permits().min(BATCH);
        if most == 0 {
            // All workers are busy: wait for one.
            drop(slots.acquire().await);
            return 1;
        }
        let now = self.clock.now();
        let due = match self.store.due_sms(now, now.plus(LEASE), most).await {
            Ok(due) => due,
            Err(error) => {
                self.failed(&error);
                return 0;
            }
        };
        let taken = due.len();
        for message in due {
            let Ok(slot) = Arc::clone(slots).acquire_owned().await else { break };
            let queue = Arc::clone(self);
            tokio::spawn(async move {
                queue.deliver(message).await;
                drop(slot);
            });
        }
        taken
    }

    async fn deliver(&self, message: QueuedSms) {
        let outcome = self.offer(&message).await;
        count(match outcome {
            SmsOutcome::Sent { .. } => &self.metrics.sms_sent,
            SmsOutcome::Retry(_) => &self.metrics.sms_retried,
            SmsOutcome::Failed => &self.metrics.sms_failed,
        });
        if let Err(error) = self.store.settle_sms(message.id, outcome, self.clock.now()).await {
            self.failed(&error);
        }
    }

    /// Offers a message to the gateways in their order.
    async fn offer(&self, message: &QueuedSms) -> SmsOutcome {
        let mut hope = false;
        for gateway in &self.gateways {
            let Some(rest) = self.rest(message) else { return SmsOutcome::Failed };
            // Cut off at the expiry: what goes out later would only confuse.
            let sent = timeout(rest, gateway.send(&message.sms, message.id)).await;
            let (id, gateway) = (message.id, gateway.name());
            match sent.unwrap_or_else(|_| Err(SendError::Unknown("it had expired by then".to_owned()))) {
                Ok(()) => return SmsOutcome::Sent { gateway: gateway.to_owned() },
                Err(error @ SendError::Unknown(_)) => {
                    tracing::warn!(id, gateway, %error, "an SMS may be lost");
                    return SmsOutcome::Failed;
                }
                Err(error @ SendError::NotTaken(_)) => {
                    tracing::warn!(id, gateway, %error, "trying the next gateway");
                    hope = true;
                }
                Err(error @ SendError::Refused(_)) => {
                    tracing::warn!(id, gateway, %error, "trying the next gateway");
                }
            }
        }
        let again = self.clock.now().plus(pause(message.attempts));
        if hope && again < message.expires { SmsOutcome::Retry(again) } else { SmsOutcome::Failed }
    }

    /// How long the message still lives; `None` when it is over.
    fn rest(&self, message: &QueuedSms) -> Option<Duration> {
        let now: Timestamp = self.clock.now();
        (now < message.expires).then(|| message.expires.since(now))
    }

    fn failed(&self, error: &StoreError) {
        tracing::error!(%error, "the SMS queue cannot be read or written");
        if matches!(error, StoreError::Broken(_)) {
            self.stopper.stop(Reason::StoreBroken);
        }
    }
}

/// The pause after so many attempts before this one.
fn pause(attempts: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(attempts)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_limit() {
        let pauses: Vec<u64> = (0..8).map(|attempts| pause(attempts).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }
}
