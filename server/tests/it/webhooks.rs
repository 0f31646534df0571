//! Messages to a provider's server: a receiver on a port of its own, and what arrives there.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::post,
};
use base64ct::{Base64, Encoding as _};
use domain::{
    provider::Provider,
    webhook::{Webhook, WebhookUrl},
};
use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};
use serde_json::{Value, json};
use server::{
    config::Config,
    instance::{Instance, Parts},
    ports::{Clock, Replay, Taking, WebhookDepth},
    stop::Reason,
    system::OsEntropy,
};
use tokio::net::TcpListener;

use crate::world::{FULLY, World};

/// For trials on one machine.
pub(crate) const PRIVATE: &str = "[webhooks]\nallow_private = true\n";

/// One message as it came.
#[derive(Clone)]
pub(crate) struct Message {
    headers: HeaderMap,
    pub(crate) body: String,
}

impl Message {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    fn id(&self) -> &str {
        self.header("webhook-id")
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// Status and `Retry-After` of the answers to come; the last one goes on.
type Answers = Arc<Mutex<Vec<(u16, Option<&'static str>)>>>;

/// A provider's server, which keeps what it is told.
#[derive(Clone)]
pub(crate) struct Receiver {
    address: SocketAddr,
    came: Arc<Mutex<Vec<Message>>>,
    answers: Answers,
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> Response {
    receiver.came.lock().unwrap().push(Message { headers, body });
    let mut answers = receiver.answers.lock().unwrap();
    let (status, retry_after) = if answers.len() > 1 { answers.remove(0) } else { answers[0] };
    let mut answer = StatusCode::from_u16(status).unwrap().into_response();
    if let Some(text) = retry_after {
        answer.headers_mut().insert("retry-after", text.parse().unwrap());
    }
    if status == 307 {
        answer.headers_mut().insert("location", "/kyvs".parse().unwrap());
    }
    answer
}

impl Receiver {
    pub(crate) async fn answering(answers: &[(u16, Option<&'static str>)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            address: listener.local_addr().unwrap(),
            came: Arc::default(),
            answers: Arc::new(Mutex::new(answers.to_vec())),
        };
        let router = Router::new().route("/kyvs", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        receiver
    }

    fn webhook(&self) -> Webhook {
        Webhook::new(WebhookUrl::parse(&format!("http://{}/kyvs", self.address)).unwrap())
    }

    fn came(&self) -> Vec<Message> {
        self.came.lock().unwrap().clone()
    }

    /// Waits until so many messages have come.
    pub(crate) async fn wait_for(&self, many: usize) -> Vec<Message> {
        for _ in 0..600 {
            let came = self.came();
            if came.len() >= many {
                return came;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{} of {many} messages came", self.came().len());
    }
}

/// A service whose hotel has a server that is told.
pub(crate) async fn world(receiver: &Receiver) -> World {
    let world = World::with(PRIVATE).await;
    let after = Provider { webhook: Some(receiver.webhook()), ..world.hotel.clone() };
    assert!(world.store.change_provider(&world.hotel, &after, world.acting()).await.unwrap());
    tokio::time::sleep(Duration::from_millis(500)).await;
    world
}

/// A verification that ends with a result; gives its id and the result.
pub(crate) async fn completed(world: &World) -> (String, String) {
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    (answer.id, answer.result)
}

async fn settled(world: &World, expected: WebhookDepth) {
    for _ in 0..600 {
        if world.store.webhook_depth().await.unwrap() == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{:?}", world.store.webhook_depth().await.unwrap());
}

/// Waits until the end of an attempt is written down: while one runs, the message is taken for a minute exactly.
async fn noted(world: &World) {
    for _ in 0..600 {
        let rows = world.store.webhooks(false, 10).await.unwrap();
        if rows.iter().all(|row| row.reason.is_some() && row.due.since(world.clock.now()) != Duration::from_mins(1)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("an attempt does not end");
}

fn depth(waiting: u64, dead: u64) -> WebhookDepth {
    WebhookDepth { waiting, dead }
}

/// The receiver's side of Standard Webhooks, with the published key.
async fn verify(world: &World, message: &Message) {
    let about: Value =
        world.http.get(format!("{}/.well-known/kyvs", world.url)).send().await.unwrap().json().await.unwrap();
    let key = about["webhook_key"].as_str().unwrap().strip_prefix("whpk_").unwrap();
    let key = VerifyingKey::from_bytes(&Base64::decode_vec(key).unwrap().try_into().unwrap()).unwrap();
    let signature = message.header("webhook-signature").strip_prefix("v1a,").unwrap();
    let signature = Signature::from_slice(&Base64::decode_vec(signature).unwrap()).unwrap();
    let signed = format!("{}.{}.{}", message.id(), message.header("webhook-timestamp"), message.body);
    key.verify(signed.as_bytes(), &signature).unwrap();
}

#[tokio::test]
async fn a_server_is_told_what_happened_and_nothing_more() {
    let receiver = Receiver::answering(&[(204, None)]).await;
    let world = world(&receiver).await;
    let (id, result) = completed(&world).await;
    let ask = world.hotel_asks();
    let declined = world.start(&ask, FULLY).await;
    receiver.wait_for(1).await;
    world.advance(1);
    world.service.decline(&ask, &declined.id).await.unwrap();
    receiver.wait_for(2).await;
    world.advance(1);
    world.revoke(&result).await;
    let came = receiver.wait_for(3).await;
    settled(&world, depth(0, 0)).await;
    let kinds: Vec<_> = came.iter().map(|message| message.json()["type"].clone()).collect();
    assert_eq!(kinds, ["verification.completed", "verification.declined", "result.revoked"]);
    assert_eq!(came[0].json()["data"], json!({ "id": id, "provider": world.hotel.id, "ref": "booking 7" }));
    assert_eq!(came[1].json()["data"], json!({ "id": declined.id, "provider": world.hotel.id, "ref": "booking 7" }));
    for message in &came {
        verify(&world, message).await;
        assert_eq!(message.header("content-type"), "application/json");
        let mut members: Vec<_> = message.json().as_object().unwrap().keys().cloned().collect();
        members.sort_unstable();
        assert_eq!(members, ["data", "timestamp", "type"]);
        let all = format!("{:?}{}", message.headers, message.body);
        assert!(!all.contains("Rajesh") && !all.contains("0001") && !all.contains("vaccination"), "{all}");
    }
    let metrics = world.http.get(format!("{}/metrics", world.ops)).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("kyvs_webhooks_total{outcome=\"done\"} 3\n"), "{metrics}");
    assert!(metrics.contains("kyvs_webhooks_waiting 0\n"));
}

#[tokio::test]
async fn a_withdrawn_consent_reaches_the_server() {
    let receiver = Receiver::answering(&[(204, None)]).await;
    let world = world(&receiver).await;
    completed(&world).await;
    receiver.wait_for(1).await;
    let page = world.own_page(FULLY).await;
    let (session, record) = (page.hidden("session"), page.hidden("record"));
    let done = world.press(&[("session", &session), ("action", "withdraw-confirm"), ("record", &record)]).await;
    assert_eq!(done.step(), "own");
    let came = receiver.wait_for(2).await;
    let told = came[1].json();
    assert_eq!(
        (&told["type"], &told["data"]),
        (&"consent.withdrawn".into(), &json!({ "id": record, "provider": world.hotel.id, "ref": "booking 7" }))
    );
    verify(&world, &came[1]).await;
}

#[tokio::test]
async fn who_has_no_server_costs_no_row() {
    let receiver = Receiver::answering(&[(200, None)]).await;
    let world = world(&receiver).await;
    let ask = world.airline_asks();
    let sent = world.start(&ask, FULLY).await;
    world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    assert_eq!(world.rows()["webhooks"], 0);
    assert!(receiver.came().is_empty());
}

#[tokio::test]
async fn what_did_not_arrive_comes_again_under_the_same_id() {
    let receiver = Receiver::answering(&[(503, None), (429, Some("600")), (307, None), (200, None)]).await;
    let world = world(&receiver).await;
    completed(&world).await;
    receiver.wait_for(1).await;
    let retried = async |reason: &str| {
        for _ in 0..600 {
            let rows = world.store.webhooks(false, 10).await.unwrap();
            if rows[0].reason.as_deref() == Some(reason) {
                return rows[0].due.since(world.clock.now());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("not tried again because of {reason}");
    };
    let pause = retried("status-503").await;
    assert!((Duration::from_secs(4)..=Duration::from_secs(6)).contains(&pause), "{pause:?}");
    world.advance(7);
    receiver.wait_for(2).await;
    assert_eq!(retried("status-429").await, Duration::from_mins(10), "as the receiver asks");
    world.advance(599);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(receiver.came().len(), 2, "not before");
    world.advance(1);
    receiver.wait_for(3).await;
    retried("status-307").await;
    world.advance(3600);
    let came = receiver.wait_for(4).await;
    settled(&world, depth(0, 0)).await;
    assert_eq!(receiver.came().len(), 4, "a redirect is not followed");
    assert!(came.iter().all(|message| message.id() == came[0].id() && message.body == came[0].body));
    assert_ne!(
        came[0].header("webhook-timestamp"),
        came[3].header("webhook-timestamp"),
        "each attempt is signed for its time"
    );
    verify(&world, &came[3]).await;
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_can_be_replayed() {
    let receiver = Receiver::answering(&[(500, None)]).await;
    let world = world(&receiver).await;
    completed(&world).await;
    // Each time past the longest pause: the sixth attempt is made after more than a day.
    for attempt in 1..=5 {
        receiver.wait_for(attempt).await;
        noted(&world).await;
        world.advance(5 * 3600);
    }
    settled(&world, depth(0, 1)).await;
    let before = receiver.came();
    *receiver.answers.lock().unwrap() = vec![(200, None)];
    let dead = world.store.webhooks(true, 10).await.unwrap();
    assert_eq!(dead[0].reason.as_deref(), Some("status-500"));
    assert_eq!(world.store.replay_webhooks(Replay::Dead(None), world.acting()).await.unwrap(), 1);
    let came = receiver.wait_for(before.len() + 1).await;
    settled(&world, depth(0, 0)).await;
    assert_eq!(came.last().unwrap().id(), before[0].id());
}

#[tokio::test]
async fn a_process_that_died_with_a_message_loses_none() {
    let receiver = Receiver::answering(&[(503, None), (200, None)]).await;
    let world = world(&receiver).await;
    completed(&world).await;
    receiver.wait_for(1).await;
    world.stopper.stop(Reason::Asked);
    while !world.running.is_finished() {
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    // It is taken for the second attempt, by a process that is never heard of again.
    world.advance(10);
    let (now, until) = (world.clock.now(), world.clock.now().plus(Duration::from_mins(1)));
    let taking = Taking { now, until, most: 1, of_one: 1, busy: vec![] };
    assert_eq!(world.store.take_webhooks(taking).await.unwrap().len(), 1);
    let parts = Parts {
        config: Config::parse("the test's settings", PRIVATE, []).unwrap(),
        store: Arc::new(world.beside()),
        clock: Arc::clone(&world.clock) as Arc<dyn Clock>,
        entropy: Arc::new(OsEntropy),
        secrets: Arc::clone(&world.secrets),
        gateways: vec![Arc::new(world.outbox.clone())],
    };
    let again = Instance::assemble(parts).await.unwrap();
    let port = async || TcpListener::bind("127.0.0.1:0").await.unwrap();
    tokio::spawn(again.run(port().await, port().await));
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(receiver.came().len(), 1, "it may still be on its way");
    world.advance(60);
    let came = receiver.wait_for(2).await;
    settled(&world, depth(0, 0)).await;
    assert!(came[1].id() == came[0].id() && came[1].body == came[0].body);
}

#[tokio::test]
async fn a_suspended_provider_is_told_nothing_until_it_is_resumed() {
    let receiver = Receiver::answering(&[(200, None)]).await;
    let world = world(&receiver).await;
    let (_, result) = completed(&world).await;
    receiver.wait_for(1).await;
    world.set_suspended(&world.hotel.id, true).await;
    world.revoke(&result).await;
    for _ in 0..600 {
        let rows = world.store.webhooks(false, 10).await.unwrap();
        if rows.iter().any(|row| row.reason.as_deref() == Some("suspended")) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(receiver.came().len(), 1);
    world.set_suspended(&world.hotel.id, false).await;
    world.advance(10);
    let came = receiver.wait_for(2).await;
    assert_eq!(came[1].json()["type"], "result.revoked");
}

#[tokio::test]
async fn a_server_that_is_gone_is_told_nothing_more() {
    let receiver = Receiver::answering(&[(410, None)]).await;
    let world = world(&receiver).await;
    completed(&world).await;
    receiver.wait_for(1).await;
    settled(&world, depth(0, 1)).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    completed(&world).await;
    settled(&world, depth(0, 1)).await;
    assert_eq!(receiver.came().len(), 1);
}

/// As it is by default: nothing of this machine is asked.
#[tokio::test]
async fn no_address_of_this_network_is_reached() {
    let receiver = Receiver::answering(&[(200, None)]).await;
    let world = World::new().await;
    let after = Provider { webhook: Some(receiver.webhook()), ..world.hotel.clone() };
    assert!(world.store.change_provider(&world.hotel, &after, world.acting()).await.unwrap());
    tokio::time::sleep(Duration::from_millis(500)).await;
    completed(&world).await;
    for _ in 0..600 {
        let rows = world.store.webhooks(false, 10).await.unwrap();
        if rows.iter().any(|row| row.reason.as_deref() == Some("address-refused")) {
            assert!(receiver.came().is_empty());
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing was tried");
}
