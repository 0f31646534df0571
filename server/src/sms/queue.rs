//! The workers: every SMS leaves at most once, as soon as it can, by the first gateway that takes it, never after it expired.
//!
//! A message is written as taken before it is handed to a worker. A process that dies while it sends leaves it so: nobody
//! knows whether that message left, so nobody sends it again; the person asks for a new code with one tap. A void message
//! takes every step but the sending, so that nobody can tell it by what it costs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use domain::time::Timestamp;
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

use super::{breaker::Breaker, pace::Signs, reports::Reports};
use crate::{
    config::LONGEST_TIMEOUT,
    metrics::{Metrics, count},
    ports::{Clock, CodeSender, QueuedSms, SendError, Settled, Sms, SmsOutcome, Store, StoreError},
    stop::{Reason, Stop, Stopper},
};

/// Messages being sent at a time; more wait in the store.
const IN_FLIGHT: usize = 256;
/// Messages taken from the store at a time.
const BATCH: usize = 64;
/// How often the queue is looked at when nothing wakes it: retries come due by themselves.
pub(super) const LOOK: Duration = Duration::from_secs(1);
/// Pause after the first time that no gateway took a message; doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// What messages being sent get when the process ends: what became of them is known by then.
const GRACE: Duration = LONGEST_TIMEOUT;

/// A gateway and how it has done lately.
pub(super) struct Way {
    pub(super) gateway: Arc<dyn CodeSender>,
    pub(super) breaker: Breaker,
    /// As of the last check.
    pub(super) is_there: AtomicBool,
}

impl Way {
    fn new(gateway: Arc<dyn CodeSender>) -> Self {
        Self { gateway, breaker: Breaker::default(), is_there: AtomicBool::new(true) }
    }

    /// Whether nothing leaves by it at the moment.
    pub(super) fn is_out(&self, now: Timestamp) -> bool {
        !self.is_there.load(Ordering::Relaxed) || self.breaker.takes_nothing(now)
    }
}

/// What the workers work with.
pub(super) struct Work {
    pub(super) store: Arc<dyn Store>,
    pub(super) ways: Vec<Way>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) metrics: Arc<Metrics>,
    stopper: Stopper,
    pub(super) reports: Reports,
    pub(super) signs: Signs,
}

/// The workers, as those who have messages see them. Clones share the workers.
#[derive(Clone)]
pub struct Hands {
    pub(super) work: Arc<Work>,
    pub(super) free: Arc<Semaphore>,
    bell: Arc<Notify>,
}

/// A worker that is kept free for one message.
pub struct Hand {
    work: Arc<Work>,
    slot: OwnedSemaphorePermit,
}

impl Hand {
    /// Sends the message, or, when it is void, takes every other step.
    pub async fn carry(self, message: QueuedSms, void: bool) {
        let Self { work, slot } = self;
        work.deliver(message, void).await;
        drop(slot);
    }
}

impl Hands {
    /// Workers over gateways in the order in which these are tried. They wait until [`Hands::run`].
    pub fn new(
        store: Arc<dyn Store>,
        gateways: Vec<Arc<dyn CodeSender>>,
        clock: Arc<dyn Clock>,
        metrics: Arc<Metrics>,
        stopper: Stopper,
    ) -> Self {
        let ways = gateways.into_iter().map(Way::new).collect();
        let (reports, signs) = (Reports::new(clock.now()), Signs::default());
        Self {
            work: Arc::new(Work { store, ways, clock, metrics, stopper, reports, signs }),
            free: Arc::new(Semaphore::new(IN_FLIGHT)),
            bell: Arc::default(),
        }
    }

    /// A free worker, when there is one.
    pub fn free(&self) -> Option<Hand> {
        let slot = Arc::clone(&self.free).try_acquire_owned().ok()?;
        Some(Hand { work: Arc::clone(&self.work), slot })
    }

    /// A message waits in the store.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Messages being sent now.
    pub fn busy(&self) -> usize {
        IN_FLIGHT.saturating_sub(self.free.available_permits())
    }

    /// Carries what waits in the store until `stop`, then finishes what is being sent.
    pub async fn run(&self, stop: Stop) {
        tokio::join!(self.carry_on(stop.clone()), self.watch(stop));
    }

    async fn carry_on(&self, mut stop: Stop) {
        while !stop.is_asked() {
            if !self.take().await {
                tokio::select! {
                    () = self.bell.notified() => {}
                    () = sleep(LOOK) => {}
                    _ = stop.wait() => {}
                }
            }
        }
        let all = u32::try_from(IN_FLIGHT).unwrap_or(u32::MAX);
        if let Ok(Ok(hands)) = timeout(GRACE, self.free.acquire_many(all)).await {
            // Requests still come to their end: what they have to send waits in the store for the next start, and is not handed to
            // a worker that the end of the process takes away.
            hands.forget();
        } else {
            tracing::warn!("some SMS were still on their way to a gateway");
        }
    }

    /// Takes what is due, as far as there are free workers. `false` when there is nothing to do now.
    async fn take(&self) -> bool {
        let now = self.work.clock.now();
        match self.work.store.next_sms().await {
            Ok(Some(due)) if due <= now => {}
            Ok(_) => return false,
            Err(error) => {
                self.work.failed(&error);
                return false;
            }
        }
        // One free worker at least; the others only as far as they are free now.
        let Ok(first) = Arc::clone(&self.free).acquire_owned().await else { return false };
        let mut hands = vec![Hand { work: Arc::clone(&self.work), slot: first }];
        while hands.len() < BATCH
            && let Some(hand) = self.free()
        {
            hands.push(hand);
        }
        match self.work.store.due_sms(now, hands.len()).await {
            Ok(due) => {
                for (message, hand) in due.into_iter().zip(hands) {
                    tokio::spawn(hand.carry(message, false));
                }
                true
            }
            Err(error) => {
                self.work.failed(&error);
                false
            }
        }
    }
}

impl Work {
    async fn deliver(&self, message: QueuedSms, void: bool) {
        let (key, attempts) = (message.key, message.attempts);
        let outcome = if void { SmsOutcome::Void } else { self.offer(message).await };
        let counter = match &outcome {
            SmsOutcome::Sent { .. } => Some(&self.metrics.sms_sent),
            SmsOutcome::Retry { .. } => Some(&self.metrics.sms_retried),
            SmsOutcome::Failed => Some(&self.metrics.sms_failed),
            SmsOutcome::Void => None,
        };
        if let Some(counter) = counter {
            count(counter);
        }
        tracing::trace!(message = key.number(), attempts, "settled");
        self.store.settle_sms(Settled { key, outcome });
    }

    /// Offers a message to the gateways in their order, those that are failing last; but when its time has come, one of these is
    /// first, to see whether it works again.
    async fn offer(&self, message: QueuedSms) -> SmsOutcome {
        let now = self.clock.now();
        let all = self.ways.iter().enumerate();
        let (well, mut ill): (Vec<_>, Vec<_>) = all.partition(|(_, way)| way.breaker.is_well());
        // Where none is well there is nobody to go before.
        let first = ill.iter().position(|(_, way)| !well.is_empty() && way.breaker.may_go_first(now));
        let first = first.map(|place| ill.remove(place));
        let last = ill.into_iter().filter(|(_, way)| way.breaker.may_probe(message.attempts, now));
        let mut hope = false;
        for (index, way) in first.into_iter().chain(well).chain(last) {
            let Some(rest) = self.rest(&message) else { return SmsOutcome::Failed };
            let (number, gateway) = (message.key.number(), way.gateway.name());
            match self.hand_over(index, way, &message, rest).await {
                Ok(()) => {
                    way.breaker.worked();
                    return SmsOutcome::Sent { gateway: gateway.to_owned() };
                }
                Err(error @ SendError::Unknown(_)) => {
                    way.breaker.failed(message.attempts, self.clock.now());
                    tracing::warn!(message = number, gateway, %error, "an SMS may be lost");
                    return SmsOutcome::Failed;
                }
                Err(error @ SendError::NotTaken(_)) => {
                    way.breaker.failed(message.attempts, self.clock.now());
                    tracing::warn!(message = number, gateway, %error, "trying the next gateway");
                    hope = true;
                }
                Err(error @ SendError::Refused(_)) => {
                    tracing::warn!(message = number, gateway, %error, "trying the next gateway");
                }
            }
        }
        // No gateway was even tried while all of them are failing: the message waits.
        let hope = hope || self.ways.iter().any(|way| !way.breaker.is_well());
        self.again(hope, message)
    }

    /// Hands a message to one gateway. It is cut off when the message expires: what goes out later would only confuse.
    async fn hand_over(&self, index: usize, way: &Way, message: &QueuedSms, rest: Duration) -> Result<(), SendError> {
        let (number, gateway) = (message.key.number(), way.gateway.name());
        self.reports.handed(number, index, self.clock.now());
        let started = Instant::now();
        let sent = timeout(rest, way.gateway.send(&message.sms, number, rest)).await;
        self.metrics.sms(gateway, started.elapsed());
        let sent = sent.unwrap_or_else(|_| Err(SendError::Unknown("it had expired by then".to_owned())));
        if matches!(sent, Err(SendError::NotTaken(_) | SendError::Refused(_))) {
            self.reports.not_taken(number);
        }
        sent
    }

    fn again(&self, hope: bool, message: QueuedSms) -> SmsOutcome {
        let QueuedSms { sms, expires, attempts, .. } = message;
        let at = self.clock.now().plus(pause(attempts));
        if hope && at < expires { retry(at, sms, attempts.saturating_add(1)) } else { SmsOutcome::Failed }
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

fn retry(at: Timestamp, sms: Sms, attempts: u32) -> SmsOutcome {
    SmsOutcome::Retry { at, sms: Box::new(sms), attempts }
}

/// The pause after so many attempts before this one.
fn pause(attempts: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(attempts)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        stop::Reason,
        store::{Retention, memory::MemoryStore},
        system::{OsEntropy, SystemClock},
    };

    #[tokio::test]
    async fn after_a_stop_nobody_hands_a_message_to_a_worker() {
        let store = Arc::new(MemoryStore::new(Arc::new(OsEntropy), Retention::default()));
        let stopper = Stopper::new();
        let hands = Hands::new(store, Vec::new(), Arc::new(SystemClock), Arc::default(), stopper.clone());
        assert!(hands.free().is_some());
        stopper.stop(Reason::Asked);
        hands.run(stopper.listen()).await;
        assert!(hands.free().is_none(), "it waits in the store for the next start");
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        let pauses: Vec<u64> = (0..8).map(|attempts| pause(attempts).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }
}
