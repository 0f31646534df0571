//! Providers: their keys, their figures of the day, their quotas.

use domain::{audit::entry::Act, provider::Provider, time::Timestamp};
use jiff::civil::Date;

use super::state::State;
use crate::{
    ports::{Acting, Axis, CounterKey, DayUsage, KeyRotation, Limited, Quota, QuotaCharge, SecretKey, StoreError},
    store::{
        counters::ProviderCounters,
        quotas::{QuotaCounters, SAME_PERSON},
    },
};

impl State {
    pub(super) fn add_provider(&mut self, provider: &Provider, hash: [u8; 32], act: Acting) -> Result<(), StoreError> {
        let taken = |known: &Provider| known.id == provider.id || known.site_key == provider.site_key;
        if self.providers.values().any(taken) || self.secret_keys.iter().any(|key| key.hash == hash) {
            return Err(StoreError::Conflict("a provider with this id, site key or secret key".into()));
        }
        self.providers.insert(provider.id.clone(), provider.clone());
        self.add_key(hash, &provider.id, SecretKey::FIRST, act.now, None);
        self.log_operator(Act::ProviderAdded, &provider.id, act);
        Ok(())
    }

    pub(super) fn change_provider(&mut self, before: &Provider, after: &Provider, act: Acting) -> bool {
        let found = self.providers.get_mut(&before.id).filter(|found| *found == before);
        let Some(found) = found else { return false };
        let Provider { id, site_key, suspended, .. } = before.clone();
        *found = Provider { id, site_key, suspended, ..after.clone() };
        self.provider_changes += 1;
        self.log_operator(Act::ProviderChanged, &before.id, act);
        true
    }

    pub(super) fn set_suspended(&mut self, id: &str, suspended: bool, act: Acting) -> bool {
        let Some(provider) = self.providers.get_mut(id) else { return false };
        provider.suspended = suspended;
        self.provider_changes += 1;
        self.log_operator(if suspended { Act::ProviderSuspended } else { Act::ProviderResumed }, id, act);
        true
    }

    pub(super) fn secret_keys(&self) -> Vec<SecretKey> {
        let mut keys = self.secret_keys.clone();
        keys.sort_by(|a, b| (a.created, &a.provider, &a.name).cmp(&(b.created, &b.provider, &b.name)));
        keys
    }

    pub(super) fn rotate_key(&mut self, rotation: KeyRotation) -> Result<bool, StoreError> {
        let KeyRotation { provider, hash, name, expires, others_until, act } = rotation;
        if !self.providers.contains_key(&provider) {
            return Ok(false);
        }
        let taken = |key: &SecretKey| key.hash == hash || (key.provider == provider && key.name == name);
        if self.secret_keys.iter().any(taken) {
            return Err(StoreError::Conflict("a secret key of this name".into()));
        }
        if let Some(end) = others_until {
            let others = self.secret_keys.iter_mut().filter(|key| key.provider == provider && key.revoked.is_none());
            for key in others {
                key.expires = Some(key.expires.map_or(end, |own| own.min(end)));
            }
        }
        self.add_key(hash, &provider, &name, act.now, expires);
        self.log_operator(Act::KeyAdded, &provider, act);
        Ok(true)
    }

    fn add_key(&mut self, hash: [u8; 32], provider: &str, name: &str, now: Timestamp, expires: Option<Timestamp>) {
        let (provider, name) = (provider.to_owned(), name.to_owned());
        self.secret_keys.push(SecretKey { hash, provider, name, created: now, expires, revoked: None, used: None });
        self.provider_changes += 1;
    }

    pub(super) fn revoke_key(&mut self, provider: &str, name: &str, act: Acting) -> bool {
        let mut keys = self.secret_keys.iter_mut();
        let found = keys.find(|key| key.provider == provider && key.name == name && key.revoked.is_none());
        let Some(key) = found else { return false };
        key.revoked = Some(act.now);
        self.provider_changes += 1;
        self.log_operator(Act::KeyChanged, provider, act);
        true
    }

    pub(super) fn note_key_uses(&mut self, uses: &[([u8; 32], Timestamp)]) {
        for (hash, at) in uses {
            for key in self.secret_keys.iter_mut().filter(|key| key.hash == *hash) {
                key.used = key.used.max(Some(*at));
            }
        }
    }

    /// Counts a typed code.
    pub(super) fn typed(&mut self, provider: CounterKey, right: bool, now: Timestamp) {
        self.providers_counted.entry(provider).or_default().typed(right, now);
        self.write_down(provider);
    }

    /// Keeps the figures of a day that is over.
    pub(super) fn write_down(&mut self, provider: CounterKey) {
        let over = self.providers_counted.get_mut(&provider).and_then(ProviderCounters::take_over);
        if let Some(over) = over {
            self.usage.insert((provider, over.day), over);
        }
    }

    pub(super) fn usage(&self, provider: CounterKey, from: Date, to: Date) -> Vec<DayUsage> {
        let today = self.providers_counted.get(&provider).map(ProviderCounters::today);
        let days = self.usage.iter().filter(|((of, _), _)| *of == provider).map(|(_, usage)| *usage);
        days.chain(today).filter(|day| day.is_within(from, to)).collect()
    }

    /// Looks whether every quota has room for one more; nothing is taken yet.
    pub(super) fn room(
        &self,
        charge: &QuotaCharge,
        now: Timestamp,
    ) -> Result<Vec<(Quota, QuotaCounters, bool)>, Limited> {
        let charged = charge.quotas.iter().map(|quota| {
            let seen = self.quota_people.get(&(quota.key, charge.who));
            let new = seen.is_none_or(|at| *at <= now.minus(SAME_PERSON));
            let counters = self.quotas.get(&quota.key).copied().unwrap_or_default();
            let counters = counters.charged(quota, new, now).map_err(|until| Limited { until, axis: Axis::Quota })?;
            Ok((*quota, counters, new))
        });
        charged.collect()
    }

    pub(super) fn take_room(
        &mut self,
        charged: Vec<(Quota, QuotaCounters, bool)>,
        charge: &QuotaCharge,
        now: Timestamp,
    ) {
        for (quota, counters, new) in charged {
            self.quotas.insert(quota.key, counters);
            if new && quota.people.is_some() {
                self.quota_people.insert((quota.key, charge.who), now);
            }
        }
    }
}
