//! The accept loop: slow, silent, large and many.

use std::time::{Duration, Instant};

use server::stop::Reason;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::world::World;

const QUICK: &str = "[server]\nheader_timeout = \"1s\"\nbody_timeout = \"1s\"\n";

async fn connect(world: &World) -> TcpStream {
    TcpStream::connect(world.url.trim_start_matches("http://")).await.unwrap()
}

/// What comes until the other end closes.
async fn rest(stream: &mut TcpStream, within: u64) -> String {
    let mut bytes = Vec::new();
    let read = timeout(Duration::from_secs(within), stream.read_to_end(&mut bytes));
    // A reset after the answer is as good as an end.
    let _ = read.await.expect("the connection stayed open");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn half_a_header_does_not_keep_a_connection() {
    let world = World::with(QUICK).await;
    for opening in ["", "G", "PRI * HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
        let started = Instant::now();
        let mut stream = connect(&world).await;
        stream.write_all(opening.as_bytes()).await.unwrap();
        assert_eq!(rest(&mut stream, 5).await, "", "{opening:?}");
        assert!(started.elapsed() < Duration::from_secs(4), "{opening:?} took {:?}", started.elapsed());
    }
}

#[tokio::test]
async fn dripping_headers_end_too_while_others_are_answered() {
    let world = World::with(QUICK).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = connect(&world).await;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").await.unwrap();
        slow.push(stream);
    }
    let started = Instant::now();
    assert_eq!(world.http.get(format!("{}/.well-known/jwks.json", world.url)).send().await.unwrap().status(), 200);
    assert!(started.elapsed() < Duration::from_secs(1));
    let mut drip = slow.pop().unwrap();
    let drop_by_drop = async {
        while drip.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    timeout(Duration::from_secs(10), drop_by_drop).await.expect("a dripping header was read for ever");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let world = World::with(QUICK).await;
    let mut stream = connect(&world).await;
    let head = "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nk=";
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = rest(&mut stream, 5).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let world = World::new().await;
    let large = "x".repeat(20_000);
    let headers = world.http.get(&world.url).header("x-large", &large).send().await.unwrap();
    assert_eq!(headers.status(), 431);
    let body = world.http.post(format!("{}/embed", world.url)).form(&[("full_name", large)]).send().await.unwrap();
    assert_eq!(body.status(), 413);
}

#[tokio::test]
async fn a_request_in_flight_is_finished_at_the_end() {
    let world = World::new().await;
    let mut stream = connect(&world).await;
    stream.write_all(b"GET /.well-known/jwks.json HTTP/1.1\r\nHost: localhost\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    world.stopper.stop(Reason::Asked);
    // An idle connection is closed at once; this one has begun to ask.
    let _ = stream.write_all(b"\r\n").await;
    let answer = rest(&mut stream, 10).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 200"), "{answer}");
    let reason = timeout(Duration::from_secs(10), world.running).await.unwrap().unwrap();
    assert_eq!(reason, Reason::Asked);
    assert!(TcpStream::connect(world.url.trim_start_matches("http://")).await.is_err());
}

#[tokio::test]
async fn more_connections_than_allowed_wait_their_turn() {
    let world = World::with("[server]\nmax_connections = 2\nheader_timeout = \"1s\"\n").await;
    let _held = [connect(&world).await, connect(&world).await];
    let answer =
        timeout(Duration::from_secs(10), world.http.get(format!("{}/.well-known/jwks.json", world.url)).send());
    assert_eq!(answer.await.unwrap().unwrap().status(), 200, "served after the silent ones were closed");
}
