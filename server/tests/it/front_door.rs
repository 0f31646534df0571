//! The accept loop on real sockets: slow, large, many, and at the end. Its times are tested in `web/edge/tests.rs`.

use std::time::{Duration, Instant};

use axum::{Router, extract::Request, routing::get};
use server::{
    config::ListenAddress,
    stop::{Reason, Stopper},
    web::{
        client::Peer,
        edge::{Edge, EdgeLimits},
        listener::Listener,
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
    time::timeout,
};

use crate::{ops::metrics_with, world::World};

const QUICK: &str = "[server]\nheader_timeout = \"1s\"\nbody_timeout = \"1s\"\n";

async fn connect(world: &World) -> TcpStream {
    TcpStream::connect(world.url.trim_start_matches("http://")).await.unwrap()
}

/// What comes until the other end closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes));
    // A reset after the answer is as good as an end.
    let _ = read.await.expect("the connection stayed open");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn slow_headers_end_while_others_are_answered() {
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
    assert_eq!(rest(&mut slow.pop().unwrap()).await, "");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let world = World::with(QUICK).await;
    let mut stream = connect(&world).await;
    let head = "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nk=";
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("application/problem+json"), "{answer}");
}

#[tokio::test]
async fn what_is_too_large_or_packed_is_refused() {
    let world = World::new().await;
    let large = "x".repeat(20_000);
    let headers = world.http.get(&world.url).header("x-large", &large).send().await.unwrap();
    assert_eq!(headers.status(), 431);
    for path in ["/embed", "/check", "/ui/anything"] {
        let to = || world.http.post(format!("{}{path}", world.url)).header("sec-fetch-site", "same-origin");
        let body = to().form(&[("full_name", &large)]).send().await.unwrap();
        assert_eq!(body.status(), 413, "{path}");
        let problem: serde_json::Value = body.json().await.unwrap();
        assert_eq!(problem["code"], "payload-too-large");
        assert!(problem["request_id"].is_string(), "{problem}");
        let packed = to().header("content-encoding", "gzip").body("\u{1f}\u{8b}").send().await.unwrap();
        assert_eq!(packed.status(), 415, "{path}");
    }
}

/// Whatever bytes a call of a page's has for a body, they are the caller's fault and not the service's.
#[tokio::test]
async fn calls_of_pages_that_do_not_read_are_refused() {
    let world = World::new().await;
    for body in [&b""[..], b"a=b", &[b'['; 10_000], &[0xff; 300], &[0; 300]] {
        for function in ["who-asks", "start", "confirm", "own-enter", "own-history"] {
            let call = world.http.post(format!("{}/ui/{function}", world.url));
            let call = call.header("content-type", "application/x-www-form-urlencoded").body(body.to_vec());
            let answer = call.send().await.unwrap();
            assert_eq!(answer.status(), 400, "{function}: {:?}", String::from_utf8_lossy(body));
            assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["code"], "invalid-request");
        }
    }
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let world = World::new().await;
    for request in ["nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost localhost\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n"] {
        let mut stream = connect(&world).await;
        stream.write_all(request.as_bytes()).await.unwrap();
        assert!(rest(&mut stream).await.starts_with("HTTP/1.1 400"), "{request:?}");
    }
    let both = "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    let mut stream = connect(&world).await;
    stream.write_all(both.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "two lengths are one request and the end: {answer}");
}

#[tokio::test]
async fn nobody_fakes_our_address() {
    let world = World::new().await;
    let page = format!("{}/embed?k={}&o=https://hotel.example&i=w", world.url, world.hotel.site_key);
    let mut faked = world.http.get(&page).header("host", "evil.example");
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "evil.example, 198.51.100.1"),
        ("forwarded", "host=evil.example;proto=https"),
    ] {
        faked = faked.header(name, value);
    }
    let answer = faked.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(!format!("{:?}", answer.headers()).contains("evil"), "{:?}", answer.headers());
    assert!(!answer.headers().contains_key("strict-transport-security"));
    assert!(!answer.text().await.unwrap().contains("evil"));
}

#[tokio::test]
async fn a_request_in_flight_is_finished_at_the_end() {
    let world = World::new().await;
    let form = format!("k={}&o=https%3A%2F%2Fhotel.example&i=w&action=restart", world.hotel.site_key);
    let (first, second) = form.split_at(4);
    let head = format!(
        "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        form.len()
    );
    let mut stream = connect(&world).await;
    stream.write_all(head.as_bytes()).await.unwrap();
    metrics_with(&world, "kyvs_requests_in_flight 1").await;
    world.stopper.stop(Reason::Asked);
    stream.write_all(second.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("connection: close\r\n"), "{answer}");
    assert!(answer.contains("</html>"), "all of it came");
    let reason = timeout(Duration::from_secs(20), world.running).await.unwrap().unwrap();
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

#[tokio::test]
async fn this_machine_may_hold_as_many_connections_as_it_likes() {
    let world = World::with("[server]\nmax_connections_per_address = 1\n").await;
    let held = [connect(&world).await, connect(&world).await, connect(&world).await];
    metrics_with(&world, "kyvs_connections 3").await;
    drop(held);
    metrics_with(&world, "kyvs_connections 0").await;
}

#[tokio::test]
async fn http_2_without_tls_is_understood() {
    let world = World::new().await;
    let client = reqwest::Client::builder().no_proxy().http2_prior_knowledge().build().unwrap();
    let answer = client.get(format!("{}/.well-known/jwks.json", world.url)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, reqwest::Version::HTTP_2));
}

#[tokio::test]
async fn a_socket_in_the_file_system_serves_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kyvs.sock");
    let listener = Listener::bind(&ListenAddress::Unix(path.clone())).await.unwrap();
    let peer = |request: Request| async move { format!("{:?}", request.extensions().get::<Peer>().unwrap().0) };
    let (edge, stopper) = (Edge::new(Router::new().route("/", get(peer)), EdgeLimits::default()), Stopper::new());
    let running = tokio::spawn(edge.serve(listener, stopper.listen()));
    let mut stream = UnixStream::connect(&path).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("None"), "{answer}");
    stopper.stop(Reason::Asked);
    timeout(Duration::from_secs(20), running).await.unwrap().unwrap();
    assert!(!path.exists(), "nothing is left");
}
