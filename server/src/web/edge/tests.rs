//! Slow, silent, large: on streams in memory, under a clock that stands until everybody waits.

use axum::{http::HeaderMap, routing::get};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    time::Instant,
};

use super::*;
use crate::{
    stop::{Reason, Stopper},
    web::admission::Room,
};

const LIMITS: EdgeLimits = EdgeLimits {
    headers: Duration::from_secs(10),
    body: Duration::from_secs(10),
    silence: Duration::from_secs(45),
    life: Duration::from_mins(15),
    linger: Duration::from_millis(250),
    grace: Duration::from_secs(20),
    connections: 10,
    per_address: 0,
};

/// A stranger.
const STRANGER: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 1)));
/// Somebody who may write to our socket.
const PROXY: Option<IpAddr> = None;

type Running = (DuplexStream, Stopper, tokio::task::JoinHandle<()>);

/// A stranger's connection to a door with this router, and what tells it to finish.
fn connect(app: Router) -> Running {
    connect_as(STRANGER, app)
}

fn connect_as(peer: Option<IpAddr>, app: Router) -> Running {
    let (ours, theirs) = duplex(64 * 1024);
    let stopper = Stopper::new();
    let stop = stopper.listen();
    let running = tokio::spawn(async move { Edge::new(app, LIMITS).talk(theirs, peer, stop).await });
    (ours, stopper, running)
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }).post(|body: String| async move { body }))
}

/// What comes until the other end closes.
async fn rest(stream: &mut DuplexStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8(bytes).unwrap()
}

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// How an HTTP/2 client opens: its preface and empty settings.
const OPENING_OF_HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
/// The same request as [`GET`], as the whole of stream 1.
const GET_OF_HTTP_2: &[u8] = b"\0\0\x0e\x01\x05\0\0\0\x01\x82\x86\x84\x41\x09localhost";

#[tokio::test(start_paused = true)]
async fn half_a_header_does_not_keep_a_connection() {
    for opening in ["", "G", "PRI * HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
        let (mut stream, _stopper, running) = connect(hello());
        let started = Instant::now();
        stream.write_all(opening.as_bytes()).await.unwrap();
        assert_eq!(rest(&mut stream).await, "", "{opening:?}");
        assert!(started.elapsed() <= LIMITS.headers * 2, "{opening:?} took {:?}", started.elapsed());
        running.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn dripping_headers_end_too() {
    let (mut stream, _stopper, _running) = connect(hello());
    let started = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").await.unwrap();
    while stream.write_all(b"a").await.is_ok() {
        sleep(Duration::from_secs(1)).await;
        assert!(started.elapsed() < LIMITS.headers * 2, "read for ever");
    }
}

#[tokio::test(start_paused = true)]
async fn a_dripping_body_ends_too() {
    let (mut stream, _stopper, _running) = connect(hello());
    let started = Instant::now();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n").await.unwrap();
    let (mut read, mut write) = tokio::io::split(stream);
    let drip = tokio::spawn(async move {
        while write.write_all(b"a").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    });
    let mut answer = Vec::new();
    let _ = read.read_to_end(&mut answer).await;
    drip.await.unwrap();
    assert!(String::from_utf8(answer).unwrap().starts_with("HTTP/1.1 4"));
    assert!(started.elapsed() < LIMITS.body * 3, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_is_left() {
    let large = Router::new().route("/", get(|| async { vec![b'x'; 1024 * 1024] }));
    let (mut stream, _stopper, running) = connect(large);
    let started = Instant::now();
    stream.write_all(GET).await.unwrap();
    running.await.unwrap();
    assert!(started.elapsed() <= LIMITS.silence * 2, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_ends() {
    let (mut stream, _stopper, running) = connect(hello());
    stream.write_all(GET).await.unwrap();
    let started = Instant::now();
    assert!(rest(&mut stream).await.ends_with("hello"));
    running.await.unwrap();
    assert!(started.elapsed() <= LIMITS.headers * 2, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_idle_http_2_connection_ends_too() {
    let (mut stream, _stopper, running) = connect(hello());
    let started = Instant::now();
    stream.write_all(OPENING_OF_HTTP_2).await.unwrap();
    let mut told = Vec::new();
    let _ = stream.read_to_end(&mut told).await;
    running.await.unwrap();
    assert!(told.len() > 9, "it has said its own settings");
    let took = started.elapsed();
    assert!(LIMITS.silence <= took && took < LIMITS.silence + LIMITS.headers, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn http_2_headers_that_drip_do_not_keep_a_connection() {
    // headers of 64 bytes are announced, and come one byte every few seconds; and pings, which ask for nothing
    let half: &[u8] = b"\0\0\x40\x01\x05\0\0\0\x01\x82\x86\x84\x41\x09localhost\0\x20";
    let ping: &[u8] = b"\0\0\x08\x06\0\0\0\0\0pingping";
    for (opening, drip) in [(half, &b"a"[..]), (b"", ping)] {
        let (stream, _stopper, running) = connect(hello());
        let started = Instant::now();
        let (mut read, mut write) = tokio::io::split(stream);
        let reads = tokio::spawn(async move { tokio::io::copy(&mut read, &mut tokio::io::sink()).await });
        write.write_all(&[OPENING_OF_HTTP_2, opening].concat()).await.unwrap();
        while write.write_all(drip).await.is_ok() {
            sleep(Duration::from_secs(5)).await;
            assert!(started.elapsed() < LIMITS.life / 2, "kept for ever");
        }
        running.await.unwrap();
        let _ = reads.await.unwrap();
        assert!(started.elapsed() >= LIMITS.silence, "{:?}", started.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn an_http_2_connection_on_which_requests_come_stays() {
    let (stream, stopper, running) = connect(hello());
    let (mut read, mut write) = tokio::io::split(stream);
    let reads = tokio::spawn(async move { tokio::io::copy(&mut read, &mut tokio::io::sink()).await });
    write.write_all(OPENING_OF_HTTP_2).await.unwrap();
    for stream in [1_u8, 3, 5, 7, 9] {
        let mut request = GET_OF_HTTP_2.to_vec();
        request[8] = stream;
        // the second time on the name of the host is in the table
        write.write_all(&request).await.unwrap();
        sleep(LIMITS.silence * 9 / 10).await;
        assert!(!running.is_finished());
    }
    stopper.stop(Reason::Asked);
    drop(write);
    running.await.unwrap();
    let _ = reads.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_work_for_nearly_as_long_as_silence_lasts() {
    let works = LIMITS.silence.saturating_sub(Duration::from_secs(5));
    let slow = move || async move {
        sleep(works).await;
        "done"
    };
    for opening in [&[GET][..], &[OPENING_OF_HTTP_2, GET_OF_HTTP_2]] {
        let (mut stream, _stopper, running) = connect(Router::new().route("/", get(slow)));
        let started = Instant::now();
        stream.write_all(&opening.concat()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        running.await.unwrap();
        assert!(answer.windows(4).any(|bytes| bytes == b"done"), "{answer:?}");
        assert!(started.elapsed() >= works, "{:?}", started.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_proxy_may_keep_its_idle_connections() {
    let (mut stream, _stopper, running) = connect_as(PROXY, hello());
    let mut answer = [0; 1024];
    for _ in 0..3 {
        stream.write_all(GET).await.unwrap();
        assert!(stream.read(&mut answer).await.unwrap() > 0);
        sleep(PROXY_IDLE * 9 / 10).await;
        assert!(!running.is_finished());
    }
    let _ = rest(&mut stream).await;
    running.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_arrives_at_the_end_is_answered_and_told_to_close() {
    let (mut stream, stopper, running) = connect(hello());
    stopper.stop(Reason::Asked);
    sleep(LIMITS.linger / 2).await;
    stream.write_all(GET).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"), "{answer}");
    assert!(answer.contains("connection: close\r\n"), "{answer}");
    running.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_request_in_a_handler_is_finished_at_the_end() {
    let (inside, mut entered) = tokio::sync::mpsc::channel(1);
    let (release, may_go) = tokio::sync::watch::channel(false);
    let slow = Router::new().route(
        "/",
        get(move || async move {
            inside.send(()).await.unwrap();
            may_go.clone().wait_for(|go| *go).await.unwrap();
            "done"
        }),
    );
    let (mut stream, stopper, running) = connect(slow);
    stream.write_all(GET).await.unwrap();
    entered.recv().await.unwrap();
    stopper.stop(Reason::Asked);
    sleep(LIMITS.grace / 2).await;
    assert!(!running.is_finished(), "it waits for the handler");
    release.send(true).unwrap();
    assert!(rest(&mut stream).await.ends_with("done"));
    running.await.unwrap();
}

#[tokio::test]
async fn a_peer_is_told_to_the_router() {
    let peer = |request: Request| async move { format!("{:?}", request.extensions().get::<Peer>().unwrap().0) };
    let (mut stream, stopper, _running) = connect(Router::new().route("/", get(peer)));
    stream.write_all(GET).await.unwrap();
    stopper.stop(Reason::Asked);
    assert!(rest(&mut stream).await.ends_with("Some(198.51.100.1)"));
}

#[tokio::test]
async fn many_headers_are_refused() {
    let (mut stream, stopper, _running) = connect(Router::new().route("/", get(|_: HeaderMap| async {})));
    let many = "X-A: b\r\n".repeat(HEADER_COUNT + 1);
    stream.write_all(format!("GET / HTTP/1.1\r\n{many}\r\n").as_bytes()).await.unwrap();
    stopper.stop(Reason::Asked);
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 431"));
}

#[test]
fn a_strangers_address_has_its_share() {
    let limits = EdgeLimits { per_address: 2, ..LIMITS };
    let edge = Edge::new(hello(), limits).behind(["10.0.0.0/8".parse().unwrap()].into());
    let place = |address: &str| edge.place(Peer(address.parse().ok()));
    let held = [place("198.51.100.1").unwrap(), place("198.51.100.1").unwrap()];
    assert!(place("198.51.100.1").is_err());
    assert!(place("198.51.100.2").unwrap().is_some(), "another has its own");
    for free in ["10.1.2.3", "127.0.0.1", "::1", "a socket"] {
        let all: Vec<_> = (0..9).map(|_| place(free).unwrap()).collect();
        assert!(all.iter().all(Option::is_none), "{free}");
    }
    drop(held);
    assert!(place("198.51.100.1").is_ok());
}

#[tokio::test(start_paused = true)]
async fn who_finds_no_room_is_refused_in_front_of_the_router_and_may_ask_again() {
    let metrics = Arc::new(Metrics::default());
    let room = Room { in_work: 0, waiting: 0, patience: Duration::from_secs(1), per_client: 0 };
    let full = Admission::new(room, Arc::default(), true, Arc::clone(&metrics));
    let app = hello().route("/favicon.svg", get(|| async { "icon" }));
    let (mut ours, theirs) = duplex(64 * 1024);
    let stopper = Stopper::new();
    let stop = stopper.listen();
    let edge = Edge::new(app, LIMITS).admitting(full);
    let running = tokio::spawn(async move { edge.talk(theirs, STRANGER, stop).await });
    // the second is sent in two parts
    ours.write_all(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc").await.unwrap();
    ours.write_all(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na").await.unwrap();
    tokio::time::sleep(Duration::from_millis(10)).await;
    ours.write_all(b"bc").await.unwrap();
    ours.write_all(b"GET /favicon.svg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await.unwrap();
    let answers = rest(&mut ours).await;
    running.await.unwrap();
    assert_eq!(answers.matches("HTTP/1.1 503 Service Unavailable").count(), 2, "{answers}");
    for header in ["retry-after: 1", "content-type: application/problem+json", "x-content-type-options: nosniff"] {
        assert!(answers.contains(header), "{header} in {answers}");
    }
    assert!(answers.contains("strict-transport-security"), "{answers}");
    assert!(answers.ends_with("icon"), "{answers}");
    assert_eq!(metrics.edge.shed_busy.get(), 2);
}
