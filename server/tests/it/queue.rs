//! The SMS queue with gateways that misbehave (check OTP-9).

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use server::{
    metrics::{Counter, Metrics},
    ports::{Clock, CodeSender, SendError, Sms, Store},
    sms::queue::Queue,
    stop::Stopper,
};
use tokio::sync::Notify;

use crate::world::{FULLY, World};

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

    async fn send(&self, _: &Sms, _: i64) -> Result<(), SendError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.answers.lock().unwrap().pop_front().map_or(Ok(()), Err)
    }
}

/// One queued SMS, taken from the world's own queue, and gateways to try it on.
struct Bench {
    world: World,
    metrics: Arc<Metrics>,
}

impl Bench {
    /// A world whose own queue has ended, so that the one under test is the only one.
    async fn new() -> Self {
        let world = World::new().await;
        world.stopper.stop(server::stop::Reason::Asked);
        tokio::time::sleep(Duration::from_millis(200)).await;
        Self { world, metrics: Arc::default() }
    }

    async fn run(&self, gateways: &[Arc<Scripted>]) {
        let stopper = Stopper::new();
        let queue = Queue {
            store: Arc::clone(&self.world.store) as Arc<dyn Store>,
            gateways: gateways.iter().map(|gateway| Arc::clone(gateway) as Arc<dyn CodeSender>).collect(),
            clock: Arc::clone(&self.world.clock) as Arc<dyn Clock>,
            metrics: Arc::clone(&self.metrics),
            bell: Arc::new(Notify::new()),
            stopper: stopper.clone(),
        };
        let running = tokio::spawn(Arc::new(queue).run(stopper.listen()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        stopper.stop(server::stop::Reason::Asked);
        running.await.unwrap();
    }

    /// Sent, retried, failed.
    fn outcomes(&self) -> [u64; 3] {
        let metrics = &self.metrics;
        [&metrics.sms_sent, &metrics.sms_retried, &metrics.sms_failed].map(Counter::get)
    }
}

fn not_taken() -> SendError {
    SendError::NotTaken("connection refused".to_owned())
}

#[tokio::test]
async fn the_next_gateway_takes_what_the_first_did_not() {
    let bench = Bench::new().await;
    bench.world.start(&bench.world.hotel_asks(), FULLY).await;
    let (one, two) = (Scripted::new("one", [not_taken()]), Scripted::new("two", []));
    bench.run(&[Arc::clone(&one), Arc::clone(&two)]).await;
    assert_eq!((one.calls(), two.calls(), bench.outcomes()), (1, 1, [1, 0, 0]));
    bench.world.advance(60);
    bench.run(&[Arc::clone(&one), Arc::clone(&two)]).await;
    assert_eq!((one.calls(), two.calls()), (1, 1), "sent once");
}

#[tokio::test]
async fn nobody_taking_it_is_tried_again_later() {
    let bench = Bench::new().await;
    bench.world.start(&bench.world.hotel_asks(), FULLY).await;
    let gateway = Scripted::new("one", [not_taken(), not_taken()]);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!((gateway.calls(), bench.outcomes()), (1, [0, 1, 0]));
    bench.world.advance(1);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!((gateway.calls(), bench.outcomes()), (2, [0, 2, 0]));
    bench.world.advance(1);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!(gateway.calls(), 2, "the pauses grow");
    bench.world.advance(1);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!((gateway.calls(), bench.outcomes()), (3, [1, 2, 0]));
}

#[tokio::test]
async fn an_sms_that_may_be_out_is_never_sent_again() {
    let bench = Bench::new().await;
    bench.world.start(&bench.world.hotel_asks(), FULLY).await;
    let one = Scripted::new("one", [SendError::Unknown("no answer".to_owned())]);
    let two = Scripted::new("two", []);
    for _ in 0..3 {
        bench.run(&[Arc::clone(&one), Arc::clone(&two)]).await;
        bench.world.advance(40);
    }
    assert_eq!((one.calls(), two.calls(), bench.outcomes()), (1, 0, [0, 0, 1]));
}

#[tokio::test]
async fn what_every_gateway_refuses_is_given_up() {
    let bench = Bench::new().await;
    bench.world.start(&bench.world.hotel_asks(), FULLY).await;
    let refused = || [SendError::Refused("blocked".to_owned())];
    let (one, two) = (Scripted::new("one", refused()), Scripted::new("two", refused()));
    for _ in 0..2 {
        bench.run(&[Arc::clone(&one), Arc::clone(&two)]).await;
        bench.world.advance(40);
    }
    assert_eq!((one.calls(), two.calls(), bench.outcomes()), (1, 1, [0, 0, 1]));
}

#[tokio::test]
async fn nothing_leaves_after_it_expired() {
    let bench = Bench::new().await;
    bench.world.start(&bench.world.hotel_asks(), FULLY).await;
    bench.world.advance(181);
    let gateway = Scripted::new("one", []);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!(gateway.calls(), 0);
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_an_unsent_one() {
    let bench = Bench::new().await;
    let ask = bench.world.hotel_asks();
    let sent = bench.world.start(&ask, FULLY).await;
    bench.world.advance(31);
    bench.world.service.resend(&ask, &sent.id).await.unwrap();
    let gateway = Scripted::new("one", []);
    bench.run(&[Arc::clone(&gateway)]).await;
    assert_eq!(gateway.calls(), 1);
}
