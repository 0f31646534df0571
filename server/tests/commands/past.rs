//! What happened at a place before a test: checks that were begun, messages to a provider's server that were given up.

use std::{sync::Arc, time::Duration};

use domain::{
    code::{CodeState, Policy},
    limits::Rate,
    mobile::Mobile,
    provider::Scopes,
    time::Timestamp,
};
use server::{
    ports::{
        Ask, Budgets, Clock as _, CounterKey, Entropy as _, Message, Opening, ProviderBudget, Pumping, QuietLimits,
        QuotaCharge, Store as _, Subject, Taking, Typed, VerificationId, WebhookFailure, WebhookOutcome,
        WebhookQueue as _, Witness, webhook_id_text,
    },
    secrets::MasterKey,
    store::sqlite::{Options, SqliteStore},
    system::{OsEntropy, SystemClock},
};

use crate::Place;

/// Messages about checks that were called off, each tried once and given up then; gives their ids.
pub(crate) async fn given_up(place: &Place, provider: &str, many: usize) -> Vec<String> {
    let store = store(place);
    for _ in 0..many {
        let now = SystemClock.now();
        let id = VerificationId::new(now, random());
        store.open(opening(id, provider, now)).await.unwrap();
        store.cancel(id, witness(provider), true, now).await.unwrap();
    }
    let now = SystemClock.now();
    let taking = Taking { now, until: now.plus(Duration::from_mins(1)), most: many, of_one: many, busy: vec![] };
    let mut ids = Vec::new();
    for taken in store.take_webhooks(taking).await.unwrap() {
        let dead = WebhookOutcome::Dead { at: now, why: WebhookFailure::Status(500) };
        assert!(store.settle_webhook(&taken, dead).await.unwrap());
        ids.push(webhook_id_text(taken.id));
    }
    assert_eq!(ids.len(), many);
    ids
}

/// A check that was begun at a moment.
pub(crate) async fn opened(place: &Place, provider: &str, at: Timestamp) {
    store(place).open(opening(VerificationId::new(at, random()), provider, at)).await.unwrap();
}

/// The store as a command opens it.
fn store(place: &Place) -> SqliteStore {
    let path = place.path().join("kyvs.db");
    let master = MasterKey::read_file(&place.path().join("kyvs.key")).unwrap();
    let secrets = SqliteStore::secrets(&path, &master, &OsEntropy).unwrap();
    SqliteStore::open(&path, Arc::new(secrets), Arc::new(OsEntropy), Options::default()).unwrap()
}

/// A check of somebody who is not registered.
fn opening(id: VerificationId, provider: &str, now: Timestamp) -> Opening {
    let plenty = Rate::new(1_000, Duration::from_mins(10));
    let pumping = Pumping { least: u32::MAX, percent: 0, divisor: 1 };
    let mobile = Mobile::parse("9899999999").unwrap();
    Opening {
        id,
        ask: Ask {
            provider: provider.into(),
            origin: String::new(),
            purpose: "check-in".into(),
            scopes: Scopes::STATUS,
            nonce: None,
            reference: None,
            lang: "en".into(),
            as_of: None,
        },
        typed: Typed { full_name: "Rajesh Sharma".into(), mobile_as_typed: mobile.national().into(), mobile },
        person: None,
        subject: Subject { mobile: CounterKey(1), who: 1, decoy: true },
        code: CodeState::start(now, &Policy::default()),
        mac: [0; 16],
        sms_ref: "KD".into(),
        budgets: Budgets {
            provider: ProviderBudget { key: CounterKey(2), rate: plenty, pumping, begins: true },
            service: (CounterKey(3), plenty),
        },
        quotas: QuotaCharge { quotas: vec![], who: CounterKey(1) },
        limits: QuietLimits { person: [plenty; 2], mobile: [plenty; 2] },
        message: Message::Handed,
        witness: witness(provider),
        idempotency: None,
        now,
    }
}

fn witness(provider: &str) -> Witness {
    Witness { provider: provider.into(), subject: [1; 16], reference: random(), salt: random() }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsEntropy.fill(&mut bytes);
    bytes
}
