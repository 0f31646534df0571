//! The SMS workers with gateways that misbehave (check OTP-9).

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use async_trait::async_trait;
use domain::time::Timestamp;
use server::{
    metrics::Counter,
    ports::{Clock as _, CodeSender, SendError, Sms},
};

use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, NOBODY, NOT, PARTIALLY, World};

/// Answers as it was told, then takes everything.
struct Scripted {
    name: &'static str,
    answers: Mutex<VecDeque<SendError>>,
    calls: AtomicUsize,
}

impl Scripted {
    fn new(name: &'static str, answers: impl IntoIterator<Item = SendError>) -> Arc<Self> {
        Arc::new(Self { name, answers: Mutex::new(answers.into_iter().collect()), calls: AtomicUsize::new(0) })
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl CodeSender for Scripted {
    fn name(&self) -> &str {
        self.name
    }

    async fn send(&self, _: &Sms, _: i64, _: Duration) -> Result<(), SendError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.answers.lock().unwrap().pop_front().map_or(Ok(()), Err)
    }
}

/// Takes the message and never answers.
struct Silent;

#[async_trait]
impl CodeSender for Silent {
    fn name(&self) -> &'static str {
        "silent"
    }

    async fn send(&self, _: &Sms, _: i64, _: Duration) -> Result<(), SendError> {
        std::future::pending().await
    }
}

/// A world that sends through these.
async fn world<const N: usize>(gateways: [&Arc<Scripted>; N]) -> World {
    World::with_gateways(gateways.map(|gateway| Arc::clone(gateway) as Arc<dyn CodeSender>).to_vec()).await
}

/// Waits for sent, retried, failed.
async fn settled(world: &World, expected: [u64; 3]) {
    let metrics = &world.metrics;
    let now = || [&metrics.sms_sent, &metrics.sms_retried, &metrics.sms_failed].map(Counter::get);
    for _ in 0..500 {
        if now() == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{:?} and not {expected:?}", now());
}

/// Waits until the next message in the queue is due then.
async fn waits_until(world: &World, due: Option<Timestamp>) {
    for _ in 0..500 {
        if world.store.next_sms().await.unwrap() == due {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the next SMS is not due at {due:?}");
}

fn in_seconds(world: &World, seconds: u64) -> Timestamp {
    world.clock.now().plus(Duration::from_secs(seconds))
}

fn not_taken() -> SendError {
    SendError::NotTaken("connection refused".to_owned())
}

#[tokio::test]
async fn the_next_gateway_takes_what_the_first_did_not() {
    let (one, two) = (Scripted::new("one", [not_taken()]), Scripted::new("two", []));
    let world = world([&one, &two]).await;
    world.start(&world.hotel_asks(), FULLY).await;
    settled(&world, [1, 0, 0]).await;
    assert_eq!((one.calls(), two.calls()), (1, 1));
}

#[tokio::test]
async fn a_gateway_that_failed_is_tried_first_now_and_then_and_comes_back() {
    let one = Scripted::new("one", std::iter::repeat_with(not_taken).take(6));
    let two = Scripted::new("two", []);
    let world = world([&one, &two]).await;
    // No more messages each than a person may be sent.
    let people = [FULLY, PARTIALLY, NOT, (FAMILY[0], FAMILY_MOBILE)].into_iter().cycle();
    // Seconds that pass before a message, and what each gateway has been handed after it.
    let steps = [
        (0, [1, 1]),
        (0, [2, 2]),
        (0, [3, 3]),
        (0, [4, 4]),
        (0, [5, 5]),
        (9, [5, 6]),  // it fails and is left alone,
        (1, [6, 7]),  // is tried in vain with a message that the other then takes,
        (19, [6, 8]), // is left alone for longer,
        (1, [7, 8]),  // takes one,
        (0, [8, 8]),  // and is the first again
    ];
    for (sent, ((seconds, calls), who)) in (1..).zip(steps.into_iter().zip(people)) {
        world.advance(seconds);
        world.start(&world.hotel_asks(), who).await;
        settled(&world, [sent, 0, 0]).await;
        assert_eq!([one.calls(), two.calls()], calls, "message {sent}");
    }
}

#[tokio::test]
async fn nobody_taking_it_is_tried_again_later() {
    let gateway = Scripted::new("one", [not_taken(), not_taken()]);
    let world = world([&gateway]).await;
    world.start(&world.hotel_asks(), FULLY).await;
    settled(&world, [0, 1, 0]).await;
    waits_until(&world, Some(in_seconds(&world, 1))).await;
    assert_eq!(gateway.calls(), 1);
    world.advance(1);
    settled(&world, [0, 2, 0]).await;
    waits_until(&world, Some(in_seconds(&world, 2))).await;
    world.advance(2);
    settled(&world, [1, 2, 0]).await;
    waits_until(&world, None).await;
    assert_eq!(gateway.calls(), 3);
}

#[tokio::test]
async fn an_sms_that_may_be_out_is_never_sent_again() {
    let one = Scripted::new("one", [SendError::Unknown("no answer".to_owned())]);
    let two = Scripted::new("two", []);
    let world = world([&one, &two]).await;
    world.start(&world.hotel_asks(), FULLY).await;
    settled(&world, [0, 0, 1]).await;
    waits_until(&world, None).await;
    world.advance(40);
    assert_eq!((one.calls(), two.calls()), (1, 0));
}

#[tokio::test]
async fn what_every_gateway_refuses_is_given_up() {
    let refused = || [SendError::Refused("blocked".to_owned())];
    let (one, two) = (Scripted::new("one", refused()), Scripted::new("two", refused()));
    let world = world([&one, &two]).await;
    world.start(&world.hotel_asks(), FULLY).await;
    settled(&world, [0, 0, 1]).await;
    waits_until(&world, None).await;
    assert_eq!((one.calls(), two.calls()), (1, 1));
}

#[tokio::test]
async fn nothing_leaves_after_it_expired() {
    let gateway = Scripted::new("one", [not_taken()]);
    let world = world([&gateway]).await;
    world.start(&world.hotel_asks(), FULLY).await;
    waits_until(&world, Some(in_seconds(&world, 1))).await;
    world.advance(181);
    waits_until(&world, None).await;
    assert_eq!(gateway.calls(), 1);
}

#[tokio::test]
async fn what_is_void_is_never_offered() {
    let gateway = Scripted::new("one", []);
    let world = world([&gateway]).await;
    for _ in 0..5 {
        world.start(&world.hotel_asks(), NOBODY).await;
    }
    world.start(&world.hotel_asks(), FULLY).await;
    settled(&world, [1, 0, 0]).await;
    assert_eq!(gateway.calls(), 1);
}

#[tokio::test]
async fn a_gateway_that_never_answers_holds_nobody_up() {
    let world = World::with_gateways(vec![Arc::new(Silent)]).await;
    let started = Instant::now();
    for _ in 0..20 {
        world.start(&world.hotel_asks(), FULLY).await;
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}
