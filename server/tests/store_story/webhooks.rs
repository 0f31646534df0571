//! Messages to providers' servers: they are in the queue with the act that they tell of, and leave it when they have arrived.

use std::time::Duration;

use domain::{
    audit::entry::{Act, Entry},
    provider::Provider,
    time::Timestamp,
    webhook::{EventKind, Webhook, WebhookUrl},
};
use server::ports::{
    Attempt, DEAD_KEPT, Mark, Replay, TakenWebhook, Taking, WebhookDepth, WebhookFailure, WebhookOutcome,
};

use crate::{
    history::{answered, family, own, pause, withdraw},
    kit::{CODE, NAME, Rig, START, Start, Try, WRONG, acting, after, random},
    providers::provider,
};

crate::on_every_store!(
    acts_and_messages_stand_or_fall_together,
    who_is_told_nothing_costs_nothing,
    a_withdrawn_consent_is_told_once_for_each_result,
    a_message_is_in_one_hand_at_a_time_and_never_lost,
    a_message_that_is_given_up_can_be_replayed,
    no_provider_keeps_others_waiting,
    a_server_that_is_gone_is_left_alone,
    a_registration_is_changed_only_as_it_was_read,
);

/// So long a message belongs to whoever took it.
const LEASE: Duration = Duration::from_mins(1);
const URL: &str = "https://hotel.example/kyvs";

fn url(text: &str) -> WebhookUrl {
    WebhookUrl::parse(text).unwrap()
}

fn told(id: &str) -> Provider {
    Provider { webhook: Some(Webhook::new(url(URL))), ..provider(id) }
}

async fn hotel(rig: &Rig) -> Start {
    rig.store.add_provider(&told("prv_hotel"), [1; 32], acting()).await.unwrap();
    rig.start().await
}

async fn taken(rig: &Rig, now: Timestamp) -> Vec<TakenWebhook> {
    take(rig, now, &[]).await
}

async fn take(rig: &Rig, now: Timestamp, busy: &[(&str, usize)]) -> Vec<TakenWebhook> {
    let busy = busy.iter().map(|(provider, count)| ((*provider).to_owned(), *count)).collect();
    rig.store.take_webhooks(Taking { now, until: now.plus(LEASE), most: 4, of_one: 2, busy }).await.unwrap()
}

fn mark(now: Timestamp) -> Mark {
    Mark { provider: String::new(), reference: random(), salt: random(), now }
}

async fn acts(rig: &Rig) -> Vec<Act> {
    let leaves = rig.store.audit_leaves(0, 100).await.unwrap();
    leaves.iter().map(|(_, leaf)| Entry::parse(leaf).unwrap().act).collect()
}

/// Verifications of the hotel that its server is told of.
async fn completed(rig: &Rig, start: &Start, many: usize) {
    for _ in 0..many {
        let run = rig.open(start).await;
        let attempt = Attempt { tell: true, ..rig.attempt(&run, CODE, after(1)) };
        assert!(matches!(rig.try_attempt(attempt).await.unwrap(), Try::Right(_)));
    }
}

async fn acts_and_messages_stand_or_fall_together(rig: Rig) {
    let start = hotel(&rig).await;
    let run = rig.open(&start).await;
    let told = |code, at| Attempt { tell: true, ..rig.attempt(&run, code, after(at)) };
    assert!(matches!(rig.try_attempt(told(WRONG, 1)).await.unwrap(), Try::Wrong(_)));
    assert_eq!(rig.store.next_webhook().await.unwrap(), None, "nothing has happened yet");
    let Try::Right(result) = rig.try_attempt(told(CODE, 2)).await.unwrap() else { panic!() };
    assert!(matches!(rig.try_attempt(told(CODE, 3)).await.unwrap(), Try::Refused(_)));
    let declined = rig.open(&start).await;
    for at in [4, 5] {
        rig.store.cancel(declined.id, rig.witness(&declined), true, after(at)).await.unwrap();
    }
    for expected in [true, false] {
        assert_eq!(rig.store.revoke_result(result.id(), mark(after(6))).await.unwrap(), expected);
    }
    let rows = rig.store.webhooks(false, 10).await.unwrap();
    let said: Vec<_> = rows.iter().map(|row| (row.event.kind, row.event.at, row.event.id.clone())).collect();
    let expected = [
        (EventKind::VerificationCompleted, after(2), run.id.to_text()),
        (EventKind::VerificationDeclined, after(4), declined.id.to_text()),
        (EventKind::ResultRevoked, after(6), result.id().to_text()),
    ];
    assert_eq!(said, expected, "each once");
    assert!(rows.iter().all(|row| row.provider == "prv_hotel" && row.attempts == 0 && row.reason.is_none()));
}

async fn who_is_told_nothing_costs_nothing(rig: Rig) {
    rig.store.add_provider(&provider("prv_hotel"), [1; 32], acting()).await.unwrap();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let Try::Right(result) = rig.try_code(&run, CODE, after(1)).await else { panic!() };
    let declined = rig.open(&start).await;
    rig.cancel(&declined, after(2)).await;
    assert!(rig.store.revoke_result(result.id(), mark(after(3))).await.unwrap());
    assert_eq!(rig.store.webhook_depth().await.unwrap(), WebhookDepth::default());
}

async fn a_withdrawn_consent_is_told_once_for_each_result(rig: Rig) {
    for (id, key) in [("prv_hotel", [1; 32]), ("prv_airline", [2; 32])] {
        rig.store.add_provider(&told(id), key, acting()).await.unwrap();
    }
    family(&rig).await;
    let revoked = answered(&rig, "prv_hotel", NAME, 0).await;
    assert!(rig.store.revoke_result(revoked, mark(after(5))).await.unwrap());
    let (older, newer) = (answered(&rig, "prv_hotel", NAME, 10).await, answered(&rig, "prv_hotel", NAME, 20).await);
    answered(&rig, "prv_airline", NAME, 30).await;
    let he = own(&rig, NAME, 40).await;
    assert!(pause(&rig, &he, true, 42).await);
    let said = async || rig.store.webhooks(false, 10).await.unwrap();
    assert_eq!(said().await.len(), 1, "a pause is told to nobody");
    for at in [50, 51] {
        assert!(withdraw(&rig, &he, older, at).await);
    }
    let withdrawn: Vec<_> =
        said().await.into_iter().filter(|row| row.event.kind == EventKind::ConsentWithdrawn).collect();
    assert!(withdrawn.iter().all(|row| row.provider == "prv_hotel" && row.event.at == after(50)));
    let mut ids: Vec<_> = withdrawn.into_iter().map(|row| row.event.id).collect();
    ids.sort_unstable();
    let mut expected = [older.to_text(), newer.to_text()];
    expected.sort_unstable();
    assert_eq!(ids, expected, "what was revoked before, and what others were given, is not told again");
}

async fn a_message_is_in_one_hand_at_a_time_and_never_lost(rig: Rig) {
    let start = hotel(&rig).await;
    completed(&rig, &start, 1).await;
    assert_eq!(rig.store.next_webhook().await.unwrap(), Some(after(1)));
    assert!(taken(&rig, START).await.is_empty(), "it is not due yet");
    let [first] = &taken(&rig, after(1)).await[..] else { panic!() };
    assert_eq!((first.attempts, first.first, first.provider.as_str()), (1, after(1), "prv_hotel"));
    assert!(taken(&rig, after(60)).await.is_empty(), "somebody has it");
    // Whoever had it has died.
    let [second] = &taken(&rig, after(61)).await[..] else { panic!() };
    assert!(second.id == first.id && second.event == first.event && second.attempts == 2);
    assert!(!rig.store.settle_webhook(first, WebhookOutcome::Done).await.unwrap(), "it is somebody else's by now");
    let retry = WebhookOutcome::Retry { at: after(200), why: WebhookFailure::Status(503) };
    assert!(rig.store.settle_webhook(second, retry).await.unwrap());
    assert_eq!(rig.store.next_webhook().await.unwrap(), Some(after(200)));
    assert_eq!(rig.store.webhooks(false, 10).await.unwrap()[0].reason.as_deref(), Some("status-503"));
    let [third] = &taken(&rig, after(200)).await[..] else { panic!() };
    assert!(rig.store.settle_webhook(third, WebhookOutcome::Done).await.unwrap());
    assert!(!rig.store.settle_webhook(third, WebhookOutcome::Done).await.unwrap());
    assert_eq!(rig.store.webhook_depth().await.unwrap(), WebhookDepth::default());
}

async fn a_message_that_is_given_up_can_be_replayed(rig: Rig) {
    let start = hotel(&rig).await;
    completed(&rig, &start, 2).await;
    for message in taken(&rig, after(1)).await {
        let dead = WebhookOutcome::Dead { at: after(10), why: WebhookFailure::TimedOut };
        assert!(rig.store.settle_webhook(&message, dead).await.unwrap());
    }
    assert_eq!(rig.store.webhook_depth().await.unwrap(), WebhookDepth { waiting: 0, dead: 2 });
    assert_eq!(rig.store.next_webhook().await.unwrap(), None);
    let dead = rig.store.webhooks(true, 10).await.unwrap();
    assert_eq!((dead[0].died, dead[0].reason.as_deref()), (Some(after(10)), Some("timed-out")));
    let replay = async |which| rig.store.replay_webhooks(which, acting()).await.unwrap();
    assert_eq!(replay(Replay::Dead(Some("prv_other".to_owned()))).await, 0);
    assert_eq!(replay(Replay::One(dead[1].id)).await, 1);
    let [again] = &taken(&rig, after(11)).await[..] else { panic!() };
    assert!(again.id == dead[1].id && again.event == dead[1].event, "under the same id");
    assert_eq!((again.attempts, again.first), (1, START), "for another day");
    assert_eq!(replay(Replay::Dead(Some("prv_hotel".to_owned()))).await, 1);
    assert_eq!(replay(Replay::Dead(None)).await, 0);
    assert_eq!(acts(&rig).await.into_iter().filter(|act| *act == Act::WebhooksReplayed).count(), 2);

    let [other] = &taken(&rig, after(11)).await[..] else { panic!() };
    for message in [again, other] {
        let dead = WebhookOutcome::Dead { at: after(20), why: WebhookFailure::TimedOut };
        assert!(rig.store.settle_webhook(message, dead).await.unwrap());
    }
    rig.store.sweep(after(20).plus(DEAD_KEPT)).await.unwrap();
    assert_eq!(rig.store.webhook_depth().await.unwrap().dead, 2);
    rig.store.sweep(after(21).plus(DEAD_KEPT)).await.unwrap();
    assert_eq!(rig.store.webhook_depth().await.unwrap().dead, 0);
}

async fn no_provider_keeps_others_waiting(rig: Rig) {
    let start = hotel(&rig).await;
    rig.store.add_provider(&told("prv_airline"), [2; 32], acting()).await.unwrap();
    completed(&rig, &start, 6).await;
    completed(&rig, &Start { provider: "prv_airline".into(), ..start.clone() }, 1).await;
    let whose = |taken: &[TakenWebhook]| {
        let mut whose: Vec<_> = taken.iter().map(|message| message.provider.clone()).collect();
        whose.sort_unstable();
        whose
    };
    let first = taken(&rig, after(1)).await;
    assert_eq!(whose(&first), ["prv_airline", "prv_hotel", "prv_hotel"]);
    assert!(take(&rig, after(1), &[("prv_hotel", 2)]).await.is_empty());
    assert_eq!(whose(&take(&rig, after(1), &[("prv_hotel", 1)]).await), ["prv_hotel"]);
    // Hands come free one by one: whoever has none comes first, whatever it is called.
    rig.store.add_provider(&told("prv_zoo"), [3; 32], acting()).await.unwrap();
    completed(&rig, &Start { provider: "prv_zoo".into(), ..start }, 1).await;
    let one = Taking { now: after(1), until: after(61), most: 1, of_one: 4, busy: vec![("prv_hotel".to_owned(), 3)] };
    assert_eq!(whose(&rig.store.take_webhooks(one).await.unwrap()), ["prv_zoo"]);
}

async fn a_server_that_is_gone_is_left_alone(rig: Rig) {
    let start = hotel(&rig).await;
    completed(&rig, &start, 2).await;
    let [one, other] = &taken(&rig, after(1)).await[..] else { panic!() };
    let changes = rig.store.provider_changes().await.unwrap();
    let gone = |url| WebhookOutcome::Gone { url, act: acting() };
    assert!(rig.store.settle_webhook(one, gone(url("https://hotel.example/older"))).await.unwrap());
    assert_eq!(rig.store.provider_changes().await.unwrap(), changes, "another address is told there meanwhile");
    assert!(rig.store.settle_webhook(other, gone(url(URL))).await.unwrap());
    assert_ne!(rig.store.provider_changes().await.unwrap(), changes);
    let provider = rig.store.provider("prv_hotel").await.unwrap().unwrap();
    assert!(provider.webhook.as_ref().unwrap().gone == Some(START) && !provider.is_told());
    assert_eq!(acts(&rig).await.last(), Some(&Act::WebhookGone));
    assert_eq!(rig.store.webhook_depth().await.unwrap(), WebhookDepth { waiting: 0, dead: 2 });
}

async fn a_registration_is_changed_only_as_it_was_read(rig: Rig) {
    let before = provider("prv_1");
    rig.store.add_provider(&before, [1; 32], acting()).await.unwrap();
    let changes = rig.store.provider_changes().await.unwrap();
    let after = Provider { name: "New".into(), webhook: Some(Webhook::new(url(URL))), ..before.clone() };
    let change =
        async |before: &Provider, after: &Provider| rig.store.change_provider(before, after, acting()).await.unwrap();
    assert!(change(&before, &after).await);
    assert_eq!(rig.store.provider("prv_1").await.unwrap(), Some(after.clone()));
    assert_ne!(rig.store.provider_changes().await.unwrap(), changes);
    assert!(!change(&before, &after).await, "it is another by now");
    assert!(!change(&provider("prv_2"), &after).await, "there is none");
    let sly = Provider { id: "prv_3".into(), site_key: "pk_live_3".into(), suspended: true, ..after.clone() };
    assert!(change(&after, &sly).await);
    assert_eq!(rig.store.provider("prv_1").await.unwrap(), Some(after), "who it is and whether it may ask stay");
    assert_eq!(acts(&rig).await.into_iter().filter(|act| *act == Act::ProviderChanged).count(), 2);
}

/// What only the store on disk shows: a restart loses nothing, and a person who is erased is gone from the queue too.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_queue_outlives_the_process_and_holds_nothing_readable() {
    let rig = Rig::on_sqlite();
    let start = hotel(&rig).await;
    completed(&rig, &start, 1).await;
    let [before] = &taken(&rig, after(1)).await[..] else { panic!() };
    let before = before.clone();
    let rig = rig.restart();
    let [again] = &taken(&rig, after(61)).await[..] else { panic!() };
    assert!(again.id == before.id && again.event == before.event);
    let database = rusqlite::Connection::open(rig.path()).unwrap();
    let cell: Vec<u8> = database.query_row("SELECT cell FROM webhooks", [], |row| row.get(0)).unwrap();
    let id = again.event.id.as_bytes();
    assert!(!cell.windows(id.len()).any(|window| window == id));
    drop(database);
    let reference = domain::person::ReferenceId::parse(crate::kit::REFERENCE).unwrap();
    let rig = rig.closed();
    let store = rig.reopen(&rig.path(), server::audit::AnchorMode::Check).unwrap();
    assert!(store.erase(&reference, acting()).await.unwrap());
    let rows = server::ports::WebhookQueue::webhooks(&store, false, 10).await.unwrap();
    assert!(rows.is_empty());
}
