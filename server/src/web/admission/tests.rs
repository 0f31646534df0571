//! Full, empty, large and packed, through a router of our own.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::{Bytes, HttpBody},
    http::header::RETRY_AFTER,
    routing::{Route, get, post},
};
use hyper::body::Frame;
use tokio::sync::{mpsc, watch};
use tower::{ServiceExt as _, layer::layer_fn, service_fn};

use super::*;

/// A router whose handlers wait until they may go.
struct Place {
    app: Router,
    metrics: Arc<Metrics>,
    entered: mpsc::UnboundedReceiver<()>,
    release: watch::Sender<bool>,
}

impl Place {
    /// Nobody waits here.
    fn new(in_work: u32, per_client: u32) -> Self {
        Self::with(Room { in_work, waiting: 0, patience: Duration::ZERO, per_client })
    }

    fn with(room: Room) -> Self {
        let metrics = Arc::new(Metrics::default());
        let admission = Admission::new(room, Arc::default(), false, Arc::clone(&metrics));
        let (inside, entered) = mpsc::unbounded_channel();
        let (release, may_go) = watch::channel(false);
        let work = move |body: String| {
            let (inside, mut may_go) = (inside.clone(), may_go.clone());
            async move {
                let _ = inside.send(());
                let _ = may_go.wait_for(|go| *go).await;
                body
            }
        };
        let app = Router::new()
            .route("/start", post(work.clone()))
            .route("/{id}/confirm", post(work.clone()))
            .route("/embed", post(work))
            .route("/favicon.svg", get(|| async { "icon" }))
            .layer(layer_fn(move |route: Route| {
                let admission = Arc::clone(&admission);
                service_fn(move |request| at_the_door(Arc::clone(&admission), request, Next(route.clone())))
            }));
        Self { app, metrics, entered, release }
    }

    /// The answer to a request that is not held up.
    async fn ask(&self, request: Request) -> Response {
        self.app.clone().oneshot(request).await.unwrap()
    }

    /// A request that is in its handler when this returns.
    async fn hold(&mut self, request: Request) -> tokio::task::JoinHandle<StatusCode> {
        let answer = self.app.clone().oneshot(request);
        let running = tokio::spawn(async move { answer.await.unwrap().status() });
        self.entered.recv().await.unwrap();
        running
    }
}

/// What the edge and the front do about admission.
async fn at_the_door(admission: Arc<Admission>, mut request: Request, next: Next) -> Result<Response, Infallible> {
    match admission.wait(&request, Peer(None)).await {
        Turn::IsOver => Ok(admission.turn_away(request.into_body()).await),
        Turn::Goes(ticket) => {
            if let Some(ticket) = ticket {
                request.extensions_mut().insert(ticket);
            }
            Ok(admission.admit(request, next).await)
        }
    }
}

/// Lets the others go on as far as they can.
async fn until_idle() {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
}

/// A body that comes in parts, and has not ended yet.
struct Parts(mpsc::UnboundedReceiver<Bytes>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|part| part.map(|part| Ok(Frame::data(part))))
    }
}

fn post_to(path: &str, body: impl Into<Body>) -> Request {
    Request::post(path).body(body.into()).unwrap()
}

/// Through a trusted proxy.
fn from(address: &str, request: Request) -> Request {
    of(Client { address: address.parse().ok(), is_forwarded: true, is_proxy: false }, request)
}

fn of(client: Client, mut request: Request) -> Request {
    request.extensions_mut().insert(client);
    request
}

async fn code_of(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let problem: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn what_is_above_the_cap_is_told_to_come_again() {
    let mut place = Place::new(4, 0);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(place.hold(post_to("/start", "a")).await);
    }
    let refused = place.ask(post_to("/start", "a")).await;
    let seconds: u32 = refused.headers()[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=3).contains(&seconds), "{seconds}");
    assert_eq!(code_of(refused).await, (503, "service-unavailable".to_owned()));
    // The last quarter is kept for those who have a code.
    held.push(place.hold(post_to("/v/confirm", "a")).await);
    assert_eq!(place.ask(post_to("/v/confirm", "a")).await.status(), 503);
    assert_eq!(place.ask(Request::get("/favicon.svg").body(Body::empty()).unwrap()).await.status(), 200);
    assert_eq!(place.metrics.edge.shed_busy.get(), 2);
    place.release.send(true).unwrap();
    for running in held {
        assert_eq!(running.await.unwrap(), 200, "those inside are answered");
    }
    assert_eq!(place.ask(post_to("/start", "a")).await.status(), 200, "and there is room again");
}

#[tokio::test(start_paused = true)]
async fn who_finds_no_room_waits_for_some() {
    let mut place = Place::with(Room { in_work: 1, waiting: 2, patience: Duration::from_secs(1), per_client: 0 });
    let inside = place.hold(post_to("/start", "a")).await;
    let waits = tokio::spawn(place.app.clone().oneshot(post_to("/start", "b")));
    until_idle().await;
    assert_eq!(place.metrics.edge.waiting.get(), 1);
    place.release.send(true).unwrap();
    assert_eq!(waits.await.unwrap().unwrap().status(), 200);
    assert_eq!(inside.await.unwrap(), 200);
    place.entered.recv().await.unwrap();
    place.release.send(false).unwrap();
    let _inside = place.hold(post_to("/start", "a")).await;
    let refused = place.ask(post_to("/start", "c")).await;
    assert_eq!(code_of(refused).await, (503, "service-unavailable".to_owned()), "nothing came free in a second");
    assert_eq!((place.metrics.edge.waiting.get(), place.metrics.edge.shed_busy.get()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_slot_does_not_wait_for_a_slow_body() {
    let mut place = Place::with(Room { in_work: 1, waiting: 2, patience: Duration::from_secs(1), per_client: 0 });
    let inside = place.hold(post_to("/start", "a")).await;
    let (sender, parts) = mpsc::unbounded_channel();
    let slow = tokio::spawn(place.app.clone().oneshot(post_to("/start", Body::new(Parts(parts)))));
    until_idle().await;
    place.release.send(true).unwrap();
    assert_eq!(inside.await.unwrap(), 200);
    let since = tokio::time::Instant::now();
    assert_eq!(place.ask(post_to("/start", "b")).await.status(), 200, "the slow one has given its slot back");
    assert!(since.elapsed() <= BODY_AT_ONCE + Duration::from_millis(1), "{:?}", since.elapsed());
    sender.send("late".into()).unwrap();
    drop(sender);
    assert_eq!(slow.await.unwrap().unwrap().status(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_form_that_only_starts_is_not_let_in_with_the_slot_of_one_that_finishes() {
    let mut place = Place::with(Room { in_work: 4, waiting: 4, patience: Duration::from_secs(1), per_client: 0 });
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(place.hold(post_to("/start", "a")).await);
    }
    let last = place.hold(post_to("/v/confirm", "a")).await;
    let starts = tokio::spawn(place.app.clone().oneshot(post_to("/embed", "action=start&full_name=A")));
    until_idle().await;
    last.abort();
    let refused = starts.await.unwrap().unwrap();
    assert_eq!(code_of(refused).await.0, 503, "the quarter came free, which is not for it");
    place.release.send(true).unwrap();
    for running in held {
        assert_eq!(running.await.unwrap(), 200);
    }
}

#[tokio::test]
async fn who_has_a_code_gets_through_on_the_page_too() {
    let mut place = Place::new(4, 0);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(place.hold(post_to("/embed", "action=start&full_name=A")).await);
    }
    assert_eq!(code_of(place.ask(post_to("/embed", "action=start&id=confirm")).await).await.0, 503);
    held.push(place.hold(post_to("/embed", "id=x&action=confirm&otp=1")).await);
    assert_eq!(place.ask(post_to("/embed", "id=x&action=confirm&otp=1")).await.status(), 503, "all is full");
    place.release.send(true).unwrap();
    for running in held {
        assert_eq!(running.await.unwrap(), 200);
    }
}

#[tokio::test]
async fn a_body_that_is_on_its_way_takes_no_slot() {
    let mut place = Place::new(1, 0);
    let (sender, parts) = mpsc::unbounded_channel();
    let slow = tokio::spawn(place.app.clone().oneshot(post_to("/start", Body::new(Parts(parts)))));
    let running = place.hold(post_to("/start", "a")).await;
    place.release.send(true).unwrap();
    assert_eq!(running.await.unwrap(), 200);
    sender.send("late".into()).unwrap();
    drop(sender);
    assert_eq!(slow.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn who_is_refused_can_use_the_connection_again() {
    let mut place = Place::new(1, 0);
    let running = place.hold(post_to("/v/confirm", "a")).await;
    let (sender, parts) = mpsc::unbounded_channel();
    let refused = tokio::spawn(place.app.clone().oneshot(post_to("/start", Body::new(Parts(parts)))));
    until_idle().await;
    assert!(!refused.is_finished(), "the body is taken off the connection first");
    sender.send("b".into()).unwrap();
    drop(sender);
    assert_eq!(refused.await.unwrap().unwrap().status(), 503);
    place.release.send(true).unwrap();
    assert_eq!(running.await.unwrap(), 200);
}

#[tokio::test]
async fn a_client_behind_a_proxy_has_its_share() {
    let mut place = Place::new(100, 1);
    let running = place.hold(from("2001:db8::1", post_to("/start", "a"))).await;
    let refused = place.ask(from("2001:db8::2", post_to("/start", "a"))).await;
    assert_eq!(code_of(refused).await, (503, "service-unavailable".to_owned()));
    assert_eq!(place.metrics.edge.shed_client.get(), 1);
    place.release.send(true).unwrap();
    assert_eq!(place.ask(from("2001:db8:0:1::1", post_to("/start", "a"))).await.status(), 200, "another network");
    assert_eq!(running.await.unwrap(), 200);
    assert_eq!(place.ask(from("2001:db8::2", post_to("/start", "a"))).await.status(), 200);
}

#[tokio::test]
async fn packed_and_large_bodies_are_refused() {
    let place = Place::new(100, 0);
    place.release.send(true).unwrap();
    for (encoding, status) in [("gzip", 415), ("identity, br", 415), ("zstd", 415), ("Identity", 200)] {
        let mut request = post_to("/start", "a");
        request.headers_mut().insert(CONTENT_ENCODING, encoding.parse().unwrap());
        assert_eq!(place.ask(request).await.status(), status, "{encoding}");
    }
    let size = |bytes: usize| post_to("/start", "x".repeat(bytes));
    assert_eq!(place.ask(size(BODY_BYTES)).await.status(), 200);
    assert_eq!(code_of(place.ask(size(BODY_BYTES + 1)).await).await, (413, "payload-too-large".to_owned()));
    // Without a length that is told first.
    let (sender, parts) = mpsc::unbounded_channel();
    for _ in 0..=BODY_BYTES / 1024 {
        sender.send(vec![b'x'; 1024].into()).unwrap();
    }
    let refused = place.ask(post_to("/start", Body::new(Parts(parts)))).await;
    assert_eq!(code_of(refused).await, (413, "payload-too-large".to_owned()));
}

#[tokio::test]
async fn a_client_counts_without_a_proxy_too_and_until_its_answer_is_sent() {
    let place = Place::new(100, 1);
    place.release.send(true).unwrap();
    let direct = |address: &str| Client { address: address.parse().ok(), is_forwarded: false, is_proxy: false };
    let ask = |client| place.ask(of(client, post_to("/start", "a")));
    let answer = ask(direct("198.51.100.7")).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body().size_hint().exact(), Some(1), "its length is known");
    assert_eq!(ask(direct("198.51.100.7")).await.status(), 503, "an answer that is not taken is in flight");
    assert_eq!(ask(direct("198.51.100.8")).await.status(), 200);
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "a");
    assert_eq!(ask(direct("198.51.100.7")).await.status(), 200);
    // This machine's own processes are not counted.
    let held = [ask(direct("127.0.0.1")).await, ask(direct("127.0.0.1")).await];
    assert_eq!(held.map(|answer| answer.status().as_u16()), [200, 200]);
    let proxy = Client { is_proxy: true, ..direct("10.1.2.3") };
    let held = [ask(proxy).await, ask(proxy).await];
    assert_eq!(held.map(|answer| answer.status().as_u16()), [200, 200], "many may be behind a proxy that names nobody");
}

#[test]
fn only_what_costs_no_work_is_free() {
    let free = |path: &str| is_free(&Request::get(path).body(()).unwrap());
    for path in ["/pkg/app.wasm", "/embed/v1/kyvs.js", "/embed/kyvs-1.0.0.js", "/favicon.svg", "/.well-known/jwks.json"]
    {
        assert!(free(path), "{path}");
    }
    for path in
        ["/", "/embed", "/pkg", "/pkg/a/b", "/embed/v1/a/b", "/embed/v2/a", "/favicon.svg/", "/api/v1/verifications"]
    {
        assert!(!free(path), "{path}");
    }
    // no file: people get a page that says so
    for path in ["/pkg/", "/embed/", "/embed/v1/"] {
        assert!(!free(path), "{path}");
    }
}

#[tokio::test]
async fn an_address_that_does_not_exist_takes_a_place_as_well() {
    let mut place = Place::new(1, 0);
    let held = place.hold(post_to("/v/confirm", "a")).await;
    assert_eq!(place.ask(Request::get("/nowhere").body(Body::empty()).unwrap()).await.status(), 503);
    place.release.send(true).unwrap();
    assert_eq!(held.await.unwrap(), 200);
    assert_eq!(place.ask(Request::get("/nowhere").body(Body::empty()).unwrap()).await.status(), 404);
}
