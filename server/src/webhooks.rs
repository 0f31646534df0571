//! Messages to providers' servers, after Standard Webhooks: taken from the durable queue, signed, sent, and tried again for a day.
//!
//! A message is in the queue from the transaction of the act that it tells of until it has arrived, so that a crash loses none
//! and invents none. It may arrive twice, under the same id: when the process dies between the receiver's answer and the note of it.

mod courier;
mod guard;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{provider::Provider, webhook};
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

pub use self::courier::{Answer, Courier, CourierError, address, pause};
use crate::{
    config::Webhooks,
    metrics::{Metrics, count},
    ports::{
        Acting, Clock, Entropy, Store, StoreError, TakenWebhook, Taking, WebhookFailure, WebhookOutcome,
        webhook_id_text,
    },
    service::StatusService,
    stop::{Reason, Stop, Stopper},
};

/// How often the queue is looked at when nothing rings: attempts come due by themselves, and commands put messages in.
const LOOK: Duration = Duration::from_millis(500);
/// How often the depth of the queue is measured.
const MEASURE: Duration = Duration::from_secs(5);
/// Beyond the time of an attempt, what noting its outcome may take.
const NOTING: Duration = Duration::from_secs(45);

/// What sends messages, as long as the service runs.
pub(crate) struct Messenger {
    /// Where the messages wait.
    pub(crate) store: Arc<dyn Store>,
    /// Knows who may be told, and where.
    pub(crate) service: Arc<StatusService>,
    /// Carries one message.
    pub(crate) courier: Courier,
    /// The time.
    pub(crate) clock: Arc<dyn Clock>,
    /// Randomness.
    pub(crate) entropy: Arc<dyn Entropy>,
    /// Counters.
    pub(crate) metrics: Arc<Metrics>,
    /// Told when the store breaks.
    pub(crate) stopper: Stopper,
    /// The operator's settings.
    pub(crate) settings: Webhooks,
}

/// Who is being told at the moment, and how many messages each.
#[derive(Default)]
struct Busy(Mutex<HashMap<String, usize>>);

/// The place of one message; it is free again when this is dropped.
struct Slot {
    busy: Arc<Busy>,
    bell: Arc<Notify>,
    provider: String,
    _permit: OwnedSemaphorePermit,
}

impl Busy {
    fn all(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut busy = self.busy.all();
        if let Some(count) = busy.get_mut(&self.provider) {
            *count -= 1;
            if *count == 0 {
                busy.remove(&self.provider);
            }
        }
        drop(busy);
        self.bell.notify_one();
    }
}

impl Messenger {
    /// Sends what is due until `stop`, then finishes what is on its way.
    pub(crate) async fn run(self, stop: Stop) {
        let work = Arc::new(self);
        tokio::join!(Arc::clone(&work).carry_on(stop.clone()), work.measure(stop));
    }

    async fn carry_on(self: Arc<Self>, mut stop: Stop) {
        let places = self.settings.max_in_flight;
        let (busy, free) = (Arc::new(Busy::default()), Arc::new(Semaphore::new(places)));
        while !stop.is_asked() {
            if !self.take(&busy, &free).await {
                tokio::select! {
                    () = self.service.bell.notified() => {}
                    () = sleep(LOOK) => {}
                    _ = stop.wait() => {}
                }
            }
        }
        let all = u32::try_from(places).unwrap_or(u32::MAX);
        if timeout(self.settings.timeout, free.acquire_many(all)).await.is_err() {
            tracing::info!("some webhooks were on their way; they are sent again after the next start");
        }
    }

    /// Takes what is due, as far as there is room. `false` when there is nothing to do now.
    async fn take(self: &Arc<Self>, busy: &Arc<Busy>, free: &Arc<Semaphore>) -> bool {
        let now = self.clock.now();
        match self.store.next_webhook().await {
            Ok(Some(due)) if due <= now && free.available_permits() > 0 => {}
            Ok(_) => return false,
            Err(error) => {
                self.failed(&error);
                return false;
            }
        }
        let taking = Taking {
            now,
            until: now.plus(self.settings.timeout + NOTING),
            most: free.available_permits(),
            of_one: self.settings.max_in_flight_per_provider,
            busy: busy.all().iter().map(|(provider, count)| (provider.clone(), *count)).collect(),
        };
        let taken = match self.store.take_webhooks(taking).await {
            Ok(taken) => taken,
            Err(error) => {
                self.failed(&error);
                return false;
            }
        };
        let any = !taken.is_empty();
        for message in taken {
            // Nobody else takes places: there are as many as were asked for.
            let Ok(permit) = Arc::clone(free).try_acquire_owned() else { break };
            *busy.all().entry(message.provider.clone()).or_default() += 1;
            let slot = Slot {
                busy: Arc::clone(busy),
                bell: Arc::clone(&self.service.bell),
                provider: message.provider.clone(),
                _permit: permit,
            };
            tokio::spawn(Arc::clone(self).deliver(message, slot));
        }
        any
    }

    async fn deliver(self: Arc<Self>, message: TakenWebhook, slot: Slot) {
        let outcome = match self.service.book.by_id(&message.provider).await {
            Ok(provider) => self.attempt(&message, provider.as_deref()).await,
            // Nothing is known: the message stays taken for a while, and is sent then.
            Err(error) => return self.failed(&error),
        };
        let told = &self.metrics.webhooks;
        let (counter, word) = match &outcome {
            WebhookOutcome::Done => (&told.done, "done".to_owned()),
            WebhookOutcome::Retry { why, .. } => (&told.retried, why.text()),
            WebhookOutcome::Dead { why, .. } => (&told.dead, why.text()),
            WebhookOutcome::Gone { .. } => (&told.gone, WebhookFailure::Gone.text()),
        };
        count(counter);
        let (id, provider, attempts) = (webhook_id_text(message.id), &message.provider, message.attempts);
        tracing::debug!(message = id, provider, attempts, outcome = word, "webhook");
        if let Err(error) = self.store.settle_webhook(&message, outcome).await {
            self.failed(&error);
        }
        drop(slot);
    }

    /// Sends a message to where its provider is told now, which may be elsewhere than when it was put into the queue.
    async fn attempt(&self, message: &TakenWebhook, provider: Option<&Provider>) -> WebhookOutcome {
        let now = self.clock.now();
        let Some(provider) = provider else {
            return WebhookOutcome::Dead { at: now, why: WebhookFailure::UnknownProvider };
        };
        // Who wants to be told no more is not.
        let Some(hook) = &provider.webhook else { return WebhookOutcome::Done };
        if !hook.is_open() {
            return WebhookOutcome::Dead { at: now, why: WebhookFailure::Gone };
        }
        if provider.may_call(now).is_err() {
            return self.again(message, WebhookFailure::Suspended, None);
        }
        let started = Instant::now();
        let answer = self
            .courier
            .send(&hook.url, &webhook_id_text(message.id), self.clock.wall(), &message.event.payload(&message.provider))
            .await;
        self.metrics.webhooks.times.took(started.elapsed());
        match answer {
            Answer::Arrived => WebhookOutcome::Done,
            Answer::Gone => {
                WebhookOutcome::Gone { url: hook.url.clone(), act: Acting::now(&*self.clock, &*self.entropy) }
            }
            Answer::Failed { why, retry_after } => self.again(message, why, retry_after),
        }
    }

    fn again(&self, message: &TakenWebhook, why: WebhookFailure, retry_after: Option<Duration>) -> WebhookOutcome {
        let now = self.clock.now();
        let mut random = [0; 4];
        self.entropy.fill(&mut random);
        let random = u32::from_be_bytes(random);
        match webhook::next_attempt(message.attempts, message.first, now, random, retry_after) {
            Some(at) => WebhookOutcome::Retry { at, why },
            None => WebhookOutcome::Dead { at: now, why },
        }
    }

    /// Where nobody is told anything this reads two empty indexes.
    async fn measure(&self, mut stop: Stop) {
        while !stop.is_asked() {
            match self.store.webhook_depth().await {
                Ok(depth) => self.metrics.webhooks.deep(depth),
                Err(error) => self.failed(&error),
            }
            tokio::select! {
                () = sleep(MEASURE) => {}
                _ = stop.wait() => return,
            }
        }
    }

    fn failed(&self, error: &StoreError) {
        tracing::error!(%error, "the queue of webhooks cannot be read or written");
        if matches!(error, StoreError::Broken(_)) {
            self.stopper.stop(Reason::StoreBroken);
        }
    }
}
