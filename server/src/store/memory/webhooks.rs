//! The queue of messages to providers' servers.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    provider::Provider,
    time::Timestamp,
    webhook::{Event, EventKind},
};

use super::{MemoryStore, state::State};
use crate::{
    ports::{
        Acting, Notice, Replay, StoreError, StoredResult, TakenWebhook, Taking, VerificationId, WebhookDepth,
        WebhookFailure, WebhookId, WebhookOutcome, WebhookQueue, WebhookRow,
    },
    store::entries,
};

/// A message in the queue.
pub(super) struct Queued {
    provider: String,
    event: Event,
    first: Timestamp,
    due: Timestamp,
    attempts: u32,
    reason: Option<String>,
    died: Option<Timestamp>,
}

impl State {
    /// Puts a message into the queue.
    pub(super) fn enqueue(&mut self, notice: Notice, random: [u8; 16]) {
        let Notice { provider, event, .. } = notice;
        let at = event.at;
        let queued = Queued { provider, event, first: at, due: at, attempts: 0, reason: None, died: None };
        self.webhooks.insert(WebhookId::new(at, random), queued);
    }

    /// Tells the provider that a result was given to what became of it, when it is told anything at all.
    pub(super) fn tell_of(&mut self, kind: EventKind, result: &StoredResult, at: Timestamp, random: [u8; 16]) {
        let claims = result.claims();
        if self.providers.get(&claims.aud).is_some_and(Provider::is_told) {
            let event = Event { kind, at, id: claims.jti.clone(), reference: claims.reference.clone() };
            self.enqueue(Notice { provider: claims.aud.clone(), about: result.id(), event }, random);
        }
    }

    fn take_webhooks(&mut self, taking: &Taking) -> Vec<TakenWebhook> {
        let mut due: Vec<(usize, Timestamp, VerificationId)> = Vec::new();
        for (id, queued) in &self.webhooks {
            if queued.died.is_none() && queued.due <= taking.now {
                due.push((0, queued.due, *id));
            }
        }
        due.sort_unstable();
        // The place among those of the same provider: firsts go before seconds.
        let mut seen: Vec<(&str, usize)> = Vec::new();
        for (place, _, id) in &mut due {
            let provider = self.webhooks[id].provider.as_str();
            match seen.iter_mut().find(|(known, _)| *known == provider) {
                Some((_, count)) => {
                    *place = *count;
                    *count += 1;
                }
                None => seen.push((provider, 1)),
            }
        }
        due.retain(|(place, _, id)| *place < taking.room_of(&self.webhooks[id].provider));
        due.sort_by_key(|(place, _, id)| place + taking.has(&self.webhooks[id].provider));
        let mut taken = Vec::new();
        for (_, _, id) in due.into_iter().take(taking.most) {
            let Some(queued) = self.webhooks.get_mut(&id) else { continue };
            (queued.due, queued.attempts) = (taking.until, queued.attempts + 1);
            let (provider, event) = (queued.provider.clone(), queued.event.clone());
            taken.push(TakenWebhook { id, provider, event, first: queued.first, attempts: queued.attempts });
        }
        taken
    }

    fn settle_webhook(&mut self, taken: &TakenWebhook, outcome: WebhookOutcome) -> bool {
        let queued = self.webhooks.get_mut(&taken.id);
        let Some(queued) = queued.filter(|queued| queued.died.is_none() && queued.attempts == taken.attempts) else {
            return false;
        };
        let mut dead = |at, why: WebhookFailure| (queued.died, queued.reason) = (Some(at), Some(why.text()));
        match outcome {
            WebhookOutcome::Done => drop(self.webhooks.remove(&taken.id)),
            WebhookOutcome::Retry { at, why } => (queued.due, queued.reason) = (at, Some(why.text())),
            WebhookOutcome::Dead { at, why } => dead(at, why),
            WebhookOutcome::Gone { url, act } => {
                dead(act.now, WebhookFailure::Gone);
                let provider = self.providers.get_mut(&taken.provider);
                let webhook = provider.and_then(|provider| provider.webhook.as_mut());
                if let Some(webhook) = webhook.filter(|webhook| webhook.is_open() && webhook.url == url) {
                    webhook.gone = Some(act.now);
                    self.provider_changes += 1;
                    self.log_operator(Act::WebhookGone, &taken.provider, act);
                }
            }
        }
        true
    }

    fn replay_webhooks(&mut self, which: &Replay, act: Acting) -> u64 {
        let mut replayed = 0;
        for (id, queued) in &mut self.webhooks {
            let meant = match which {
                Replay::One(one) => one == id,
                Replay::Dead(of) => {
                    queued.died.is_some() && of.as_ref().is_none_or(|provider| *provider == queued.provider)
                }
            };
            if meant {
                (queued.first, queued.due, queued.attempts, queued.died) = (act.now, act.now, 0, None);
                replayed += 1;
            }
        }
        if replayed > 0 {
            self.log_operator(Act::WebhooksReplayed, &entries::of_replay(which, replayed), act);
        }
        replayed
    }
}

impl Queued {
    /// Whether it is kept at a sweep that forgets what died before a moment.
    pub(super) fn is_kept(&self, died_before: Timestamp) -> bool {
        self.died.is_none_or(|died| died >= died_before)
    }

    fn row(&self, id: WebhookId) -> WebhookRow {
        let Self { provider, event, due, attempts, reason, died, .. } = self;
        WebhookRow {
            id,
            provider: provider.clone(),
            event: event.clone(),
            attempts: *attempts,
            due: *due,
            reason: reason.clone(),
            died: *died,
        }
    }
}

#[async_trait]
impl WebhookQueue for MemoryStore {
    async fn take_webhooks(&self, taking: Taking) -> Result<Vec<TakenWebhook>, StoreError> {
        Ok(self.state().take_webhooks(&taking))
    }

    async fn next_webhook(&self) -> Result<Option<Timestamp>, StoreError> {
        let state = self.state();
        Ok(state.webhooks.values().filter(|queued| queued.died.is_none()).map(|queued| queued.due).min())
    }

    async fn settle_webhook(&self, taken: &TakenWebhook, outcome: WebhookOutcome) -> Result<bool, StoreError> {
        Ok(self.state().settle_webhook(taken, outcome))
    }

    async fn webhooks(&self, dead: bool, most: usize) -> Result<Vec<WebhookRow>, StoreError> {
        let state = self.state();
        let wanted = state.webhooks.iter().filter(|(_, queued)| queued.died.is_some() == dead);
        Ok(wanted.take(most).map(|(id, queued)| queued.row(*id)).collect())
    }

    async fn replay_webhooks(&self, which: Replay, act: Acting) -> Result<u64, StoreError> {
        Ok(self.state().replay_webhooks(&which, act))
    }

    async fn webhook_depth(&self) -> Result<WebhookDepth, StoreError> {
        let state = self.state();
        let dead = state.webhooks.values().filter(|queued| queued.died.is_some()).count() as u64;
        Ok(WebhookDepth { waiting: state.webhooks.len() as u64 - dead, dead })
    }
}
