//! The store in the memory of the process: for tests, and for trying things out. Nothing survives the process.
//!
//! It passes the same story as the real one, and so shows that the contract in [`crate::ports`] asks for nothing that only
//! SQLite does.

mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{
    code::{FailurePolicy, GuessRefused, Phase, Policy},
    mobile::Mobile,
    person::ReferenceId,
    provider::Provider,
    time::Timestamp,
};

use self::state::{Delivery, Row, State};
use super::{Redeemed, Retention, StoredResult, rules::merge_doses};
use crate::ports::{
    Candidate, Entropy, Guess, Guessing, ImportCounts, ImportOrder, ImportSource, ImportedPerson, Opened, Opening,
    PersonKey, QueuedSms, Redemption, Resend, Resent, SigningKeyRow, SmsOutcome, Store, StoreError, Vaccinations,
    Verification, VerificationId,
};

/// The store in memory.
pub struct MemoryStore {
    state: Mutex<State>,
    entropy: Arc<dyn Entropy>,
    retention: Retention,
}

impl MemoryStore {
    /// An empty store.
    pub fn new(entropy: Arc<dyn Entropy>, retention: Retention) -> Self {
        Self { state: Mutex::default(), entropy, retention }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError> {
        let state = self.state();
        let with_mobile = state.people.values().filter(|(_, person)| person.mobile == *mobile);
        Ok(with_mobile.map(|(key, person)| Candidate { person: *key, name: person.name.clone() }).collect())
    }

    fn import_order(&self, _mobile: &Mobile, reference: &ReferenceId) -> ImportOrder {
        let mut order = ImportOrder([0; 24]);
        order.0[..ReferenceId::DIGITS].copy_from_slice(reference.as_str().as_bytes());
        order
    }

    async fn import(&self, mut source: Box<dyn ImportSource>) -> Result<ImportCounts, StoreError> {
        let mut state = self.state();
        let mut people = state.people.clone();
        let mut counts = ImportCounts::default();
        let mut last = None;
        while let Some(ImportedPerson { order, mut person }) = source.next()? {
            match last.replace(order) {
                Some(last) if last == order => {
                    return Err(StoreError::Conflict("another record of the same person in this import".into()));
                }
                Some(last) if last > order => {
                    return Err(StoreError::Unavailable("the people came out of order".into()));
                }
                _ => {}
            }
            let known = people.get(&person.reference_id);
            let recorded = known.map_or(&[][..], |(_, known)| &known.doses);
            person.doses = merge_doses(recorded, &person.doses);
            let key = match known {
                None => PersonKey(self.random()),
                Some((key, _)) => *key,
            };
            match known {
                None => counts.added += 1,
                Some((_, known)) if *known == person => counts.unchanged += 1,
                Some(_) => counts.changed += 1,
            }
            people.insert(person.reference_id.clone(), (key, person));
        }
        state.people = people;
        Ok(counts)
    }

    async fn count_people(&self) -> Result<u64, StoreError> {
        Ok(self.state().people.len() as u64)
    }

    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32]) -> Result<(), StoreError> {
        let mut state = self.state();
        let taken = |(known, hash): &(Provider, [u8; 32])| {
            known.id == provider.id || known.site_key == provider.site_key || *hash == secret_hash
        };
        if state.providers.values().any(taken) {
            return Err(StoreError::Conflict("a provider with this id, site key or secret key".into()));
        }
        state.providers.insert(provider.id.clone(), (provider.clone(), secret_hash));
        Ok(())
    }

    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError> {
        Ok(self.state().providers.get(id).map(|(provider, _)| provider.clone()))
    }

    async fn provider_by_site_key(&self, site_key: &str) -> Result<Option<Provider>, StoreError> {
        let state = self.state();
        Ok(state
            .providers
            .values()
            .find(|(provider, _)| provider.site_key == site_key)
            .map(|(provider, _)| provider.clone()))
    }

    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        let mut all: Vec<_> = self.state().providers.values().map(|(provider, _)| provider.clone()).collect();
        all.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(all)
    }

    async fn set_suspended(&self, id: &str, suspended: bool) -> Result<bool, StoreError> {
        let mut state = self.state();
        let found = state.providers.get_mut(id);
        Ok(found.map(|(provider, _)| provider.suspended = suspended).is_some())
    }

    async fn open(&self, opening: Opening) -> Result<Opened, StoreError> {
        let mut state = self.state();
        let now = opening.now;
        if state.verifications.contains_key(&opening.id) {
            return Err(StoreError::Conflict("a verification with this id".into()));
        }
        if let Err(retry) = state.charge(&opening.budgets, now) {
            return Ok(Opened::Limited(retry));
        }
        let within = state.charge(&opening.quiet_limits, now).is_ok();
        let paused = state.is_paused(opening.subject, now);
        let person = opening.person.filter(|_| within && !paused);
        let sms = state.queue(&opening.sms, opening.code.expires, person.is_none(), now);
        let Opening { id, ask, typed, subject, code, mac, sms_ref, .. } = opening;
        state.verifications.insert(id, Row { ask, typed, person, subject, code, mac, sms_ref, sms });
        Ok(Opened::Open)
    }

    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError> {
        Ok(self.state().verifications.get(&id).map(|row| row.verification(id)))
    }

    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError> {
        let mut state = self.state();
        let Resend { id, now, .. } = resend;
        let Some(row) = state.verifications.get(&id) else { return Ok(Resent::Gone) };
        let (subject, before, real) = (row.subject, row.sms, row.person.is_some());
        let code = match row.code.resend(now, &resend.policy) {
            Ok(code) if code.resends == resend.generation => code,
            Ok(_) => return Ok(Resent::Gone),
            Err(refused) => return Ok(Resent::Refused(refused)),
        };
        if let Err(retry) = state.charge(&resend.budgets, now) {
            return Ok(Resent::Limited(retry));
        }
        let within = state.charge(&resend.quiet_limits, now).is_ok();
        let void = !(real && within && !state.is_paused(subject, now));
        state.retract(before);
        let sms = state.queue(&resend.sms, code.expires, void, now);
        let Some(row) = state.verifications.get_mut(&id) else { return Ok(Resent::Gone) };
        (row.code, row.mac, row.sms_ref, row.sms) = (code, resend.mac, resend.sms_ref, sms);
        Ok(Resent::Sent(Box::new(row.verification(id))))
    }

    async fn guess(
        &self,
        id: VerificationId,
        policy: Policy,
        failures: FailurePolicy,
        now: Timestamp,
    ) -> Result<Guessing, StoreError> {
        let mut state = self.state();
        let Some(row) = state.verifications.get_mut(&id) else { return Ok(Guessing::Gone) };
        row.code = match row.code.guess(now, &policy) {
            Ok(code) => code,
            Err(refused) => {
                if refused == GuessRefused::Expired {
                    row.code = row.code.observe(now);
                }
                return Ok(Guessing::Refused(refused));
            }
        };
        let (code, subject) = (row.code, row.subject);
        let stored = row.person.map(|_| row.mac);
        let counted = state.count_failure(subject, &failures, now);
        let mac = stored.filter(|_| counted).unwrap_or_else(|| self.random());
        Ok(Guessing::Counted(Guess { mac, generation: code.resends, left: code.guesses_left(&policy) }))
    }

    async fn redeem(&self, redemption: Redemption) -> Result<Option<StoredResult>, StoreError> {
        let Redemption { id, generation, consent, jti, now, claims } = redemption;
        let mut state = self.state();
        let Some(row) = state.verifications.get(&id) else { return Ok(None) };
        let (Ok(code), Some(key)) = (row.code.consume(generation, now), row.person) else { return Ok(None) };
        let (subject, sms, provider) = (row.subject, row.sms, row.ask.provider.clone());
        let vaccinations = state.person(key).map(|person| Vaccinations {
            reference_id: person.reference_id.clone(),
            birth_year: person.birth_year,
            gender: person.gender,
            doses: person.doses.clone(),
        });
        let redeemed = vaccinations.map(|known| Redeemed::new(key, row.ask.clone(), row.typed.clone(), known));
        if state.consents.contains_key(&consent.receipt) || state.results.contains_key(&jti) {
            return Err(StoreError::Conflict("a row with this key".into()));
        }
        if let Some(row) = state.verifications.get_mut(&id) {
            row.code = code;
        }
        let Some(redeemed) = redeemed else { return Ok(None) };
        let claims = claims(&redeemed);
        state.consents.insert(consent.receipt.clone(), consent);
        state.results.insert(jti.clone(), (now, claims.clone()));
        state.failures.remove(&subject);
        state.retract(sms);
        Ok(Some(StoredResult::new(jti, provider, claims)))
    }

    async fn cancel(&self, id: VerificationId, _now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some(row) = state.verifications.get_mut(&id) else { return Ok(()) };
        if row.code.phase == Phase::Open {
            row.code = row.code.cancel();
            let sms = row.sms;
            state.retract(sms);
        }
        Ok(())
    }

    async fn due_sms(&self, now: Timestamp, lease: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError> {
        let mut state = self.state();
        let mut due = Vec::new();
        for (id, message) in &mut state.sms {
            match message.delivery {
                Delivery::Taken if message.due <= now => message.end(),
                Delivery::Waiting if message.due <= now && message.expires <= now => message.end(),
                Delivery::Waiting if message.due <= now => due.push((message.due, *id)),
                _ => {}
            }
        }
        due.sort_unstable();
        let mut taken = Vec::new();
        for (_, id) in due.into_iter().take(most) {
            if let Some(message) = state.sms.get_mut(&id)
                && let Some(sms) = message.sms.clone()
            {
                let attempts = message.attempts;
                (message.delivery, message.due, message.attempts) = (Delivery::Taken, lease, attempts + 1);
                taken.push(QueuedSms { id, sms, expires: message.expires, attempts });
            }
        }
        Ok(taken)
    }

    async fn settle_sms(&self, id: i64, outcome: SmsOutcome, _now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some(message) = state.sms.get_mut(&id) else { return Ok(()) };
        match outcome {
            SmsOutcome::Retry(at) if message.delivery == Delivery::Taken && at < message.expires => {
                (message.delivery, message.due) = (Delivery::Waiting, at);
            }
            _ if message.delivery == Delivery::Taken => message.end(),
            _ => {}
        }
        Ok(())
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError> {
        let mut keys: Vec<_> = self.state().keys.clone();
        keys.sort_by(|a, b| (a.3, &a.0).cmp(&(b.3, &b.0)));
        let row = |(kid, state, seed, created)| SigningKeyRow { kid, state, seed, created };
        Ok(keys.into_iter().map(row).collect())
    }

    async fn add_signing_key(&self, key: SigningKeyRow) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.keys.iter().any(|(kid, ..)| *kid == key.kid) {
            return Err(StoreError::Conflict("a signing key with this id".into()));
        }
        state.keys.push((key.kid, key.state, key.seed, key.created));
        Ok(())
    }

    async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut state = self.state();
        let before = state.rows();
        let (one_time, records) = (now.minus(self.retention.one_time), now.minus(self.retention.records));
        let (limits, failures) = (now.minus(self.retention.limits), now.minus(self.retention.failures));
        state.verifications.retain(|id, _| *id >= VerificationId::first_at(one_time));
        state.sms.retain(|_, message| message.created >= one_time);
        state.results.retain(|_, (issued, _)| *issued >= records);
        state.consents.retain(|_, consent| consent.given >= records);
        state.limits.retain(|_, tat| *tat >= limits);
        state.failures.retain(|_, (_, updated)| *updated >= failures);
        Ok((before - state.rows()) as u64)
    }
}
