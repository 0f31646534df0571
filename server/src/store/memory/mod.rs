//! The store in the memory of the process: for tests, and for trying things out. Nothing survives the process.
//!
//! It passes the same story as the real one, and so shows that the contract in [`crate::ports`] asks for nothing that only
//! SQLite does.

mod attempt;
mod bound;
mod history;
mod messages;
mod own;
mod passes;
mod providers;
mod results;
mod shares;
mod state;
mod webhooks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{
    audit::{entry::Act, tile::TileSource as _, tree::leaf_hash},
    mobile::Mobile,
    person::ReferenceId,
    provider::Provider,
    time::Timestamp,
};
use jiff::civil::Date;

use self::state::{Answer, Delivery, Row, State};
use super::{Retention, StoredResult, counters::Charged, entries, rules::merge_doses};
use crate::ports::{
    Acting, Attempt, Attempted, AuditHead, Candidate, CounterKey, DataKeys, DayUsage, Entropy, ImportCounts,
    ImportOrder, ImportSource, ImportedPerson, KeyRotation, Mark, Opened, Opening, PersonKey, Presentation, Presented,
    QueuedSms, RecordId, Resealed, Resealing, Resend, Resent, SecretKey, Settled, SigningKeyChange, SigningKeyRow,
    Store, StoreError, Verification, VerificationId, Witness,
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

    async fn import(&self, mut source: Box<dyn ImportSource>, act: Acting) -> Result<ImportCounts, StoreError> {
        let mut state = self.state();
        if state.rotating {
            return Err(StoreError::Unavailable("the data keys are being rotated".into()));
        }
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
        (state.people, state.imported) = (people, Some(act.now));
        state.log_operator(Act::RegistryImported, &entries::of_import(&counts), act);
        Ok(counts)
    }

    async fn count_people(&self) -> Result<u64, StoreError> {
        Ok(self.state().people.len() as u64)
    }

    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32], act: Acting) -> Result<(), StoreError> {
        self.state().add_provider(provider, secret_hash, act)
    }

    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError> {
        Ok(self.state().providers.get(id).cloned())
    }

    async fn provider_changes(&self) -> Result<u64, StoreError> {
        Ok(self.state().provider_changes)
    }

    async fn secret_keys(&self) -> Result<Vec<SecretKey>, StoreError> {
        Ok(self.state().secret_keys())
    }

    async fn rotate_key(&self, rotation: KeyRotation) -> Result<bool, StoreError> {
        self.state().rotate_key(rotation)
    }

    async fn revoke_key(&self, provider: &str, name: &str, act: Acting) -> Result<bool, StoreError> {
        Ok(self.state().revoke_key(provider, name, act))
    }

    async fn note_key_uses(&self, uses: Vec<([u8; 32], Timestamp)>) -> Result<(), StoreError> {
        self.state().note_key_uses(&uses);
        Ok(())
    }

    async fn usage(&self, provider: CounterKey, from: Date, to: Date) -> Result<Vec<DayUsage>, StoreError> {
        Ok(self.state().usage(provider, from, to))
    }

    async fn present(&self, presentation: Presentation) -> Result<Presented, StoreError> {
        results::present(&mut self.state(), presentation)
    }

    async fn collect(&self, id: RecordId, now: Timestamp) -> Result<Option<StoredResult>, StoreError> {
        results::collect(&mut self.state(), id, now)
    }

    async fn revoke_result(&self, id: RecordId, mark: Mark) -> Result<bool, StoreError> {
        results::revoke(&mut self.state(), id, &mark, self.random())
    }

    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        let mut all: Vec<_> = self.state().providers.values().cloned().collect();
        all.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(all)
    }

    async fn change_provider(&self, before: &Provider, after: &Provider, act: Acting) -> Result<bool, StoreError> {
        Ok(self.state().change_provider(before, after, act))
    }

    async fn set_suspended(&self, id: &str, suspended: bool, act: Acting) -> Result<bool, StoreError> {
        Ok(self.state().set_suspended(id, suspended, act))
    }

    async fn open(&self, opening: Opening) -> Result<Opened, StoreError> {
        let mut state = self.state();
        let now = opening.now;
        let (repeated, answer) = opening.idempotency.unzip();
        match state.before(repeated.as_ref()) {
            None => {}
            Some(Ok(Answer::Bytes(answer))) => return Ok(Opened::Again(answer)),
            Some(_) => return Ok(Opened::OtherRequest),
        }
        if state.verifications.contains_key(&opening.id) {
            return Err(StoreError::Conflict("a verification with this id".into()));
        }
        let charged = match state.room(&opening.quotas, now) {
            Ok(charged) => charged,
            Err(limited) => return Ok(Opened::Limited(limited)),
        };
        let slowed = match state.charge(&opening.budgets, now) {
            Ok(slowed) => slowed,
            Err(limited) => return Ok(Opened::Limited(limited)),
        };
        state.take_room(charged, &opening.quotas, now);
        let objected = state.objects(opening.person, &opening.ask.provider);
        let subject = opening.subject.set_aside(objected);
        let Charged { held, often } = state.charge_quietly(subject, &opening.limits, now);
        let person = opening.person.filter(|_| held.is_none() && !objected);
        let Opening { id, ask, typed, code, mac, sms_ref, message, witness, .. } = opening;
        let (redeemable, sms) = (person.is_some(), Delivery::new(message, now));
        let row = Row { ask, typed, person, subject, code, mac, sms_ref, redeemable, sms };
        state.verifications.insert(id, row);
        state.log(Act::VerificationOpened, &witness, now);
        state.keep(repeated.as_ref(), Answer::Bytes(answer.unwrap_or_default()), now);
        Ok(Opened::Open { void: !redeemable, held, often, slowed })
    }

    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError> {
        Ok(self.state().verifications.get(&id).map(|row| row.verification(id)))
    }

    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError> {
        let mut state = self.state();
        let Resend { id, now, .. } = resend;
        let (repeated, answer) = resend.idempotency.unzip();
        match state.before(repeated.as_ref()) {
            None => {}
            Some(Ok(Answer::Bytes(answer))) => return Ok(Resent::Again(answer)),
            Some(_) => return Ok(Resent::OtherRequest),
        }
        let Some(row) = state.verifications.get(&id) else { return Ok(Resent::Gone) };
        let objected = state.objects(row.person, &row.ask.provider);
        let (subject, real) = (row.subject.set_aside(objected), row.redeemable && !objected);
        let code = match row.code.resend(now, &resend.policy) {
            Ok(code) if code.resends == resend.generation => code,
            Ok(_) => return Ok(Resent::Gone),
            Err(refused) => return Ok(Resent::Refused(refused)),
        };
        if let Err(limited) = state.charge(&resend.budgets, now) {
            return Ok(Resent::Limited(limited));
        }
        let Charged { held, .. } = state.charge_quietly(subject, &resend.limits, now);
        let redeemable = real && held.is_none();
        let Some(row) = state.verifications.get_mut(&id) else { return Ok(Resent::Gone) };
        row.sms = Delivery::new(resend.message, now);
        (row.code, row.mac, row.sms_ref, row.redeemable) = (code, resend.mac, resend.sms_ref, redeemable);
        let verification = Box::new(row.verification(id));
        state.log(Act::CodeSentAgain, &resend.witness, now);
        state.keep(repeated.as_ref(), Answer::Bytes(answer.unwrap_or_default()), now);
        Ok(Resent::Sent { verification, void: !redeemable, held })
    }

    async fn attempt(&self, attempt: Attempt) -> Result<Attempted, StoreError> {
        let mut state = self.state();
        match state.before(attempt.idempotency.as_ref()) {
            None => {}
            Some(Ok(Answer::Record(id))) => return attempt::again(&state, id),
            Some(Ok(Answer::Wrong(left))) => return Ok(Attempted::Wrong { left }),
            Some(Ok(Answer::Refused(refused))) => return Ok(Attempted::Refused(refused)),
            Some(_) => return Ok(Attempted::OtherRequest),
        }
        let (idempotency, now) = (attempt.idempotency.clone(), attempt.now);
        let (attempted, answer) = attempt::evaluate(&mut state, attempt, self.random())?;
        if let Some(answer) = answer {
            state.keep(idempotency.as_ref(), answer, now);
        }
        Ok(attempted)
    }

    async fn cancel(&self, id: VerificationId, witness: Witness, tell: bool, now: Timestamp) -> Result<(), StoreError> {
        self.state().cancel(id, &witness, tell.then(|| self.random()), now);
        Ok(())
    }

    async fn due_sms(&self, now: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError> {
        Ok(messages::take_due(&mut self.state(), now, most))
    }

    async fn next_sms(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(messages::next(&self.state()))
    }

    fn settle_sms(&self, settled: Settled) {
        messages::settle(&mut self.state(), settled);
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError> {
        let mut keys: Vec<_> = self.state().keys.clone();
        keys.sort_by(|a, b| (a.created, &a.kid).cmp(&(b.created, &b.kid)));
        Ok(keys)
    }

    async fn add_signing_key(&self, key: SigningKeyRow, act: Acting) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.keys.iter().any(|known| known.kid == key.kid) {
            return Err(StoreError::Conflict("a signing key with this id".into()));
        }
        state.log_operator(Act::KeysRotated, &key.kid, act);
        state.keys.push(key);
        state.key_changes += 1;
        Ok(())
    }

    async fn change_signing_keys(&self, change: SigningKeyChange, act: Acting) -> Result<bool, StoreError> {
        Ok(self.state().change_keys(change, act))
    }

    async fn key_changes(&self) -> Result<u64, StoreError> {
        Ok(self.state().key_changes)
    }

    async fn data_keys(&self) -> Result<DataKeys, StoreError> {
        let state = self.state();
        let resealing = state.rotating.then_some(Resealing { done: 0, total: 0 });
        Ok(DataKeys { keys: state.data_keys(), resealing })
    }

    async fn rotate_data_keys(&self, act: Acting) -> Result<bool, StoreError> {
        let mut state = self.state();
        if state.rotating {
            return Ok(false);
        }
        state.rotated.push(act.now);
        (state.rotating, state.key_changes) = (true, state.key_changes + 1);
        let added = format!("v{}", state.rotated.len() + 1);
        state.log_operator(Act::DataKeyAdded, &added, act);
        Ok(true)
    }

    async fn reseal(&self, _most: usize, act: Acting) -> Result<Resealed, StoreError> {
        let mut state = self.state();
        if !std::mem::take(&mut state.rotating) {
            return Ok(Resealed::Nothing);
        }
        state.key_changes += 1;
        let retired = format!("v{}", state.rotated.len());
        state.log_operator(Act::DataKeyRetired, &retired, act);
        Ok(Resealed::Finished)
    }

    async fn audit_head(&self) -> Result<AuditHead, StoreError> {
        let state = self.state();
        Ok(AuditHead { size: state.frontier.size(), root: state.frontier.root() })
    }

    async fn audit_leaves(&self, from: u64, most: usize) -> Result<Vec<([u8; 32], Vec<u8>)>, StoreError> {
        let state = self.state();
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(state.leaves.iter().skip(from).take(most).map(|leaf| (leaf_hash(leaf), leaf.clone())).collect())
    }

    async fn audit_hashes(&self, level: u8, first: u64, count: u16) -> Result<Option<Vec<[u8; 32]>>, StoreError> {
        let hashes: Vec<_> = self.state().leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        Ok(hashes.as_slice().hashes(level, first, count))
    }

    async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut state = self.state();
        let before = state.rows();
        state.sweep(&self.retention, now);
        Ok((before - state.rows()) as u64)
    }
}
