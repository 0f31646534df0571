//! What the store in memory holds, and the steps that several of its methods share.

use std::collections::{BTreeMap, HashMap};

use domain::{
    code::{CodeState, FailureCount, FailurePolicy},
    consent::Consent,
    person::{Person, ReferenceId},
    provider::Provider,
    result::Claims,
    time::Timestamp,
};
use zeroize::Zeroizing;

use crate::{
    ports::{Ask, Charge, CounterKey, KeyState, PersonKey, Sms, Typed, Verification, VerificationId},
    store::rules,
};

#[derive(Default)]
pub(super) struct State {
    pub(super) people: HashMap<ReferenceId, (PersonKey, Person)>,
    pub(super) providers: BTreeMap<String, (Provider, [u8; 32])>,
    pub(super) verifications: BTreeMap<VerificationId, Row>,
    pub(super) limits: HashMap<CounterKey, Timestamp>,
    pub(super) failures: HashMap<CounterKey, (FailureCount, Timestamp)>,
    pub(super) sms: BTreeMap<i64, Message>,
    pub(super) last_sms: i64,
    pub(super) consents: BTreeMap<String, Consent>,
    pub(super) results: BTreeMap<String, (Timestamp, Claims)>,
    pub(super) keys: Vec<(String, KeyState, Zeroizing<[u8; 32]>, Timestamp)>,
}

pub(super) struct Row {
    pub(super) ask: Ask,
    pub(super) typed: Typed,
    pub(super) person: Option<PersonKey>,
    pub(super) subject: CounterKey,
    pub(super) code: CodeState,
    pub(super) mac: [u8; 32],
    pub(super) sms_ref: String,
    pub(super) sms: i64,
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
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    Waiting,
    Taken,
    Over,
}

pub(super) struct Message {
    pub(super) sms: Option<Sms>,
    pub(super) delivery: Delivery,
    pub(super) due: Timestamp,
    pub(super) expires: Timestamp,
    pub(super) attempts: u32,
    pub(super) created: Timestamp,
}

impl Message {
    pub(super) fn end(&mut self) {
        self.delivery = Delivery::Over;
        self.sms = None;
    }
}

impl State {
    pub(super) fn charge(&mut self, charges: &[Charge], now: Timestamp) -> Result<(), Timestamp> {
        let stored = |key| Ok::<_, std::convert::Infallible>(self.limits.get(&key).copied());
        match rules::charge(charges, now, stored) {
            Ok(Ok(taken)) => {
                self.limits.extend(taken);
                Ok(())
            }
            Ok(Err(retry)) => Err(retry),
            Err(never) => match never {},
        }
    }

    pub(super) fn is_paused(&self, subject: CounterKey, now: Timestamp) -> bool {
        self.failures.get(&subject).is_some_and(|(count, _)| count.is_paused(now))
    }

    pub(super) fn count_failure(&mut self, subject: CounterKey, policy: &FailurePolicy, now: Timestamp) -> bool {
        let (count, updated) = self.failures.entry(subject).or_default();
        if count.is_paused(now) {
            return false;
        }
        (*count, *updated) = (count.record_failure(now, policy), now);
        true
    }

    pub(super) fn queue(&mut self, sms: &Sms, expires: Timestamp, void: bool, now: Timestamp) -> i64 {
        self.last_sms += 1;
        let delivery = if void { Delivery::Over } else { Delivery::Waiting };
        let message = Message { sms: Some(sms.clone()), delivery, due: now, expires, attempts: 0, created: now };
        self.sms.insert(self.last_sms, message);
        self.last_sms
    }

    pub(super) fn retract(&mut self, id: i64) {
        match self.sms.get_mut(&id) {
            Some(message) if message.delivery == Delivery::Waiting => message.end(),
            Some(message) if message.delivery == Delivery::Taken => message.expires = Timestamp::EPOCH,
            _ => {}
        }
    }

    pub(super) fn person(&self, key: PersonKey) -> Option<&Person> {
        self.people.values().find(|(known, _)| *known == key).map(|(_, person)| person)
    }
}

impl State {
    pub(super) fn rows(&self) -> usize {
        self.verifications.len()
            + self.sms.len()
            + self.results.len()
            + self.consents.len()
            + self.limits.len()
            + self.failures.len()
    }
}
