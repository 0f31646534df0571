//! What the store in memory holds, and the steps that several of its methods share.

use std::collections::{BTreeMap, HashMap};

use domain::{
    audit::{
        entry::{Act, Entry},
        tree::{Frontier, leaf_hash},
    },
    case::CaseNumber,
    code::{CodeState, GuessRefused, Phase},
    limits::{Arrival, take_fine},
    pass::PassId,
    person::{Person, ReferenceId},
    provider::Provider,
    session::{self, Session},
    time::Timestamp,
    webhook::EventKind,
};
use jiff::civil::Date;

use super::{bound::Bound, passes::Kept, shares::SharedBy, webhooks::Queued};
use crate::{
    ports::{
        Acting, Ask, Axis, Budgets, Case, CounterKey, DEAD_KEPT, DataKey, DataKeyState, DayUsage, Idempotency, Limited,
        Lock, Message, Notice, PersonKey, QuietLimits, RecordId, SecretKey, SessionId, ShareKey, SigningKeyChange,
        SigningKeyRow, Sms, Subject, Typed, Verification, VerificationId, WebhookId, Witness,
    },
    store::{
        Retention,
        counters::{Charged, MobileCounters, ProviderCounters},
        entries,
        quotas::{QuotaCounters, SAME_PERSON},
    },
};

#[derive(Default)]
pub(super) struct State {
    pub(super) people: HashMap<ReferenceId, (PersonKey, Person)>,
    pub(super) providers: BTreeMap<String, Provider>,
    pub(super) secret_keys: Vec<SecretKey>,
    pub(super) provider_changes: u64,
    pub(super) verifications: BTreeMap<VerificationId, Row>,
    pub(super) counters: HashMap<CounterKey, MobileCounters>,
    pub(super) providers_counted: HashMap<CounterKey, ProviderCounters>,
    pub(super) service: HashMap<CounterKey, Arrival>,
    pub(super) usage: BTreeMap<(CounterKey, Date), DayUsage>,
    pub(super) quotas: HashMap<CounterKey, QuotaCounters>,
    pub(super) quota_people: HashMap<(CounterKey, CounterKey), Timestamp>,
    pub(super) records: BTreeMap<RecordId, Vec<u8>>,
    pub(super) marks: BTreeMap<RecordId, Marks>,
    /// Where the entries of records stand in the log.
    pub(super) entries: BTreeMap<RecordId, u64>,
    /// Receipts on their way.
    pub(super) notices: BTreeMap<RecordId, Delivery>,
    /// What people have said no to: a provider by its id, or all, and since when.
    pub(super) objections: BTreeMap<([u8; 16], Option<String>), Timestamp>,
    pub(super) answers: HashMap<[u8; 16], ([u8; 16], Timestamp, Answer)>,
    pub(super) sessions: HashMap<SessionId, (PersonKey, Session)>,
    pub(super) cases: BTreeMap<CaseNumber, (PersonKey, Case)>,
    pub(super) shares: BTreeMap<ShareKey, SharedBy>,
    /// When records were last imported.
    pub(super) imported: Option<Timestamp>,
    pub(super) passes: HashMap<PassId, Kept>,
    pub(super) webhooks: BTreeMap<WebhookId, Queued>,
    pub(super) bound: Option<Bound>,
    pub(super) leaves: Vec<Vec<u8>>,
    pub(super) frontier: Frontier,
    pub(super) keys: Vec<SigningKeyRow>,
    pub(super) key_changes: u64,
    /// When a data key was added to the first one. Nothing is sealed here: a rotation is over at its first step.
    pub(super) rotated: Vec<Timestamp>,
    pub(super) rotating: bool,
}

/// What has become of a result.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) used: Option<Timestamp>,
    pub(super) collected: bool,
    pub(super) revoked: Option<Timestamp>,
}

impl Marks {
    /// Revokes; `false` when it was revoked before.
    pub(super) fn revoke(&mut self, now: Timestamp) -> bool {
        let before = self.revoked;
        self.revoked = before.or(Some(now));
        before.is_none()
    }
}

/// What a repeated request gets.
#[derive(Clone)]
pub(super) enum Answer {
    Bytes(Vec<u8>),
    Record(RecordId),
    Wrong(u8),
    Refused(GuessRefused),
}

pub(super) struct Row {
    pub(super) ask: Ask,
    pub(super) typed: Typed,
    pub(super) person: Option<PersonKey>,
    pub(super) subject: Subject,
    pub(super) code: CodeState,
    pub(super) mac: [u8; 16],
    pub(super) sms_ref: String,
    pub(super) redeemable: bool,
    pub(super) sms: Delivery,
}

impl Row {
    pub(super) fn verification(&self, id: VerificationId) -> Verification {
        Verification {
            id,
            ask: self.ask.clone(),
            typed: self.typed.clone(),
            person: self.person,
            subject: self.subject,
            code: self.code,
            sms_ref: self.sms_ref.clone(),
            lock: Some(Lock { mac: self.mac, redeemable: self.redeemable }),
        }
    }

    /// Nobody sends a message that still waits.
    pub(super) fn call_back(&mut self) {
        if matches!(self.sms, Delivery::Waiting { .. }) {
            self.sms = Delivery::Over;
        }
    }
}

pub(super) enum Delivery {
    Waiting { due: Timestamp, sms: Box<Sms>, attempts: u32 },
    Taken,
    Over,
}

impl Delivery {
    pub(super) fn new(message: Message, now: Timestamp) -> Self {
        match message {
            Message::Handed => Self::Taken,
            Message::Queued(sms) => Self::Waiting { due: now, sms: Box::new(sms), attempts: 0 },
        }
    }

    /// When it is due, if it waits.
    pub(super) const fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Waiting { due, .. } => Some(*due),
            Self::Taken | Self::Over => None,
        }
    }
}

impl State {
    /// Charges provider and service, both or neither.
    pub(super) fn charge(&mut self, budgets: &Budgets, now: Timestamp) -> Result<bool, Limited> {
        let (key, rate) = budgets.service;
        let service = take_fine(self.service.get(&key).copied(), now, rate)
            .map_err(|until| Limited { until, axis: Axis::Service })?;
        let budget = &budgets.provider;
        let provider = self.providers_counted.entry(budget.key).or_default();
        provider.charge(budget, now).map_err(|until| Limited { until, axis: Axis::Provider })?;
        self.service.insert(key, service);
        let slowed = provider.is_slowed(&budget.pumping);
        self.write_down(budget.key);
        Ok(slowed)
    }

    /// Charges a message to this subject, or says what holds it back.
    pub(super) fn charge_quietly(&mut self, subject: Subject, limits: &QuietLimits, now: Timestamp) -> Charged {
        self.counters.entry(subject.mobile).or_default().charge(subject, limits, now)
    }

    /// Whether the person has said no to this provider or to all.
    pub(super) fn objects(&self, person: Option<PersonKey>, provider: &str) -> bool {
        let Some(PersonKey(person)) = person.filter(|_| !provider.is_empty()) else { return false };
        [None, Some(provider.to_owned())].into_iter().any(|to| self.objections.contains_key(&(person, to)))
    }

    /// Closes a verification that is open. With random bytes its provider is told.
    pub(super) fn cancel(&mut self, id: VerificationId, witness: &Witness, tell: Option<[u8; 16]>, now: Timestamp) {
        let Some(row) = self.verifications.get_mut(&id).filter(|row| row.code.phase == Phase::Open) else { return };
        row.code = row.code.cancel();
        row.call_back();
        let notice = Notice::of(EventKind::VerificationDeclined, id, &row.ask, now);
        if let Some(random) = tell {
            self.enqueue(notice, random);
        }
        self.log(Act::VerificationCancelled, witness, now);
    }

    /// The answer that a request had before; the inner error is another request under its key.
    pub(super) fn before(&self, idempotency: Option<&Idempotency>) -> Option<Result<Answer, ()>> {
        let Idempotency { key, request } = idempotency?;
        let (known, _, answer) = self.answers.get(key)?;
        Some(if known == request { Ok(answer.clone()) } else { Err(()) })
    }

    pub(super) fn keep(&mut self, idempotency: Option<&Idempotency>, answer: Answer, now: Timestamp) {
        let Some(Idempotency { key, request }) = idempotency else { return };
        if let Some(oldest) = self.bound.as_mut().and_then(|bound| bound.push(*key)) {
            self.answers.remove(&oldest);
        }
        self.answers.insert(*key, (*request, now, answer));
    }

    pub(super) fn log(&mut self, act: Act, witness: &Witness, at: Timestamp) {
        self.append(&entries::of(act, witness, at));
    }

    pub(super) fn log_operator(&mut self, act: Act, about: &str, acting: Acting) {
        self.append(&entries::of_operator(act, about, acting));
    }

    pub(super) fn append(&mut self, entry: &Entry) {
        if self.bound.is_some() {
            return;
        }
        let leaf = entry.encode();
        self.frontier.append(leaf_hash(&leaf));
        self.leaves.push(leaf);
    }

    /// All of the change, or nothing of it.
    pub(super) fn change_keys(&mut self, change: SigningKeyChange, act: Acting) -> bool {
        let held = |(kid, from, _): &(String, _, _)| self.keys.iter().any(|key| key.kid == *kid && key.state == *from);
        if !change.moves.iter().all(held) {
            return false;
        }
        for (kid, _, to) in &change.moves {
            for key in self.keys.iter_mut().filter(|key| key.kid == *kid) {
                (key.state, key.since) = (*to, act.now);
            }
        }
        self.keys.retain(|key| !change.delete.contains(&key.kid));
        self.keys.extend(change.add);
        self.key_changes += 1;
        self.log_operator(change.act, &change.about, act);
        true
    }

    /// The versions of the data keys, oldest first.
    pub(super) fn data_keys(&self) -> Vec<DataKey> {
        let newest = self.rotated.len();
        let created = std::iter::once(None).chain(self.rotated.iter().copied().map(Some));
        let key = |(at, created)| DataKey {
            version: u8::try_from(at + 1).unwrap_or(u8::MAX),
            state: match at {
                at if at == newest => DataKeyState::Active,
                at if self.rotating && at + 1 == newest => DataKeyState::Retiring,
                _ => DataKeyState::Retired,
            },
            created,
        };
        let kept = |key: &DataKey| key.version == 1 || key.state != DataKeyState::Retired;
        created.enumerate().map(key).filter(kept).collect()
    }

    pub(super) fn person(&self, key: PersonKey) -> Option<&Person> {
        self.people.values().find(|(known, _)| *known == key).map(|(_, person)| person)
    }

    pub(super) fn rows(&self) -> usize {
        let of_flow = self.verifications.len() + self.records.len() + self.answers.len() + self.counters.len();
        of_flow + self.sessions.len() + self.cases.len() + self.shares.len() + self.passes.len() + self.webhooks.len()
    }

    /// Lets go what is past its time.
    pub(super) fn sweep(&mut self, retention: &Retention, now: Timestamp) {
        let Retention { one_time, limits, failures, records } = *retention;
        let first = |kept| VerificationId::first_at(now.minus(kept));
        self.verifications.retain(|id, _| *id >= first(one_time));
        self.records.retain(|id, _| *id >= first(records));
        self.marks.retain(|id, _| *id >= first(records));
        self.entries.retain(|id, _| *id >= first(records));
        self.notices.retain(|id, _| *id >= first(one_time));
        self.quota_people.retain(|_, at| *at >= now.minus(SAME_PERSON));
        self.answers.retain(|_, (_, at, _)| *at >= now.minus(one_time));
        self.counters.retain(|_, counters| counters.keep_until(limits, failures) >= now);
        self.sessions.retain(|id, _| *id >= first(session::LONGEST));
        self.passes.retain(|_, kept| kept.is_kept(now));
        self.webhooks.retain(|_, queued| queued.is_kept(now.minus(DEAD_KEPT)));
        self.shares.retain(|_, shared| shared.share.ends >= now);
        self.cases.retain(|_, (_, case)| case.closed.is_none_or(|(at, _)| at >= now.minus(records)));
    }
}
