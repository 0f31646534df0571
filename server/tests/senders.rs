//! Every gateway keeps the contract of `CodeSender`; real gateways' shapes are met by configuration alone.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::IntoResponse,
};
use server::{
    config::Config,
    ports::{CodeSender, SendError, Sms},
    sms::{Senders, SetupError},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// What is left of a message.
const LIFE: Duration = Duration::from_mins(3);
const HINDI: &str = "482913: Hotel \"Sagar\" & Co को\nचेक-इन के लिए कोड। Ref KD";

fn sms(text: &str) -> Sms {
    Sms { to: "+919810000001".into(), text: text.into(), template: "code".into(), lang: "hi".into() }
}

/// The gateways of a configuration.
fn senders(toml: &str) -> Senders {
    Senders::build(&Config::parse("kyvs.toml", toml, []).unwrap().sms).unwrap()
}

/// What a gateway was sent.
#[derive(Clone, Debug)]
struct Request {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: String,
}

/// A gateway on loopback that answers everything alike.
struct Gateway {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

type Answer = (Arc<Mutex<Vec<Request>>>, StatusCode, String);

impl Gateway {
    async fn answering(status: u16, body: &str) -> Self {
        let requests = Arc::default();
        let state: Answer = (Arc::clone(&requests), StatusCode::from_u16(status).unwrap(), body.to_owned());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = Router::new().fallback(take).with_state(state);
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { address, requests }
    }

    fn only(&self) -> Request {
        let requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1, "one request a message");
        requests[0].clone()
    }
}

async fn take(
    State((requests, status, answer)): State<Answer>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let body = String::from_utf8(body.to_vec()).unwrap();
    requests.lock().unwrap().push(Request { method, uri, headers, body });
    (status, answer)
}

fn plain(address: SocketAddr, more: &str) -> Arc<dyn CodeSender> {
    let toml = format!(
        "[sms]\ngateways = [\"gw\"]\n[sms.gw]\nkind = \"http\"\nurl = \"http://{address}/send\"\ntimeout = \"1s\"\n{more}"
    );
    senders(&toml).all.remove(0)
}

#[tokio::test]
async fn the_default_body_is_json_of_five() {
    let gateway = Gateway::answering(200, "").await;
    let sender = plain(gateway.address, "headers = { Authorization = \"Bearer k\" }");
    assert_eq!(sender.name(), "gw");
    sender.send(&sms(HINDI), 42, LIFE).await.unwrap();
    let request = gateway.only();
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    let expected = serde_json::json!({
        "to": "+919810000001", "text": HINDI, "message_id": "42", "template": "code", "lang": "hi"
    });
    assert_eq!((request.method, body), (Method::POST, expected));
    assert_eq!(request.headers["content-type"], "application/json");
    assert_eq!(request.headers["authorization"], "Bearer k");
    assert_eq!(request.uri.path(), "/send");
}

/// Kannel at this address, as the default file shows it.
fn kannel(address: SocketAddr) -> String {
    let (_, section) = include_str!("../src/config/default.toml").split_once("# [sms.kannel]\n").unwrap();
    let (section, _) = section.split_once("\n\n").unwrap();
    let section = section.replace("# ", "").replace("127.0.0.1:13013", &address.to_string());
    format!("[sms]\ngateways = [\"kannel\"]\n[sms.kannel]\n{section}\n")
}

#[tokio::test]
async fn kannel_is_met_by_configuration_alone() {
    let gateway = Gateway::answering(202, "0: Accepted for delivery").await;
    senders(&kannel(gateway.address)).all[0].send(&sms(HINDI), 1, LIFE).await.unwrap();
    let request = gateway.only();
    assert_eq!((request.method, request.body.as_str()), (Method::GET, ""));
    let query = request.uri.query().unwrap();
    assert!(query.starts_with(
        "username=kyvs&password=secret&to=%2B919810000001&coding=2&charset=UTF-8&validity=3\
         &text=482913%3A%20Hotel%20%22Sagar"
    ));
    assert!(query.ends_with("Ref%20KD") && query.contains("%0A") && query.contains("%26"), "{query}");
}

/// What Kannel has queued it has: handed over again, one code would be two messages.
#[tokio::test]
async fn kannel_gets_again_only_what_it_does_not_have() {
    for (status, body, expected) in [
        (202, "0: Accepted for delivery", "taken"),
        (202, "3: Queued for later delivery", "taken"),
        (403, "Authorization failed for sendsms", "not taken"),
        (503, "Temporal failure, try again later.", "not taken"),
    ] {
        let gateway = Gateway::answering(status, body).await;
        let sent = senders(&kannel(gateway.address)).all[0].send(&sms("x"), 1, LIFE).await;
        assert_eq!(word(&sent), expected, "{status} {body}");
        gateway.only();
    }
}

#[tokio::test]
async fn msg91_and_the_like_are_met_by_configuration_alone() {
    const BODY: &str =
        r#"{"sender":"KYVSIN","route":"4","unicode":"{unicode}","sms":[{"message":"{text}","to":["{to_digits}"]}]}"#;
    let config = |address: SocketAddr| {
        format!(
            "[sms]\ngateways = [\"msg91\"]\n[sms.msg91]\nkind = \"http\"\nurl = \"http://{address}/api/v2/sendsms\"\n\
             headers = {{ authkey = \"secret\" }}\nbody = '{BODY}'\n\
             success = {{ json_pointer = \"/type\", json_equals = \"success\" }}\n"
        )
    };
    let gateway = Gateway::answering(200, r#"{"message":"3867","type":"success"}"#).await;
    senders(&config(gateway.address)).all[0].send(&sms(HINDI), 1, LIFE).await.unwrap();
    let request = gateway.only();
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body["sms"][0], serde_json::json!({ "message": HINDI, "to": ["919810000001"] }));
    assert_eq!((&body["unicode"], request.headers["authkey"].to_str().unwrap()), (&"1".into(), "secret"));

    // it answers 200 to errors too
    let angry = Gateway::answering(200, r#"{"message":"Invalid authkey","type":"error"}"#).await;
    let sent = senders(&config(angry.address)).all[0].send(&sms("x"), 1, LIFE).await;
    assert!(matches!(sent, Err(SendError::NotTaken(_))));
}

#[tokio::test]
async fn a_form_is_urlencoded() {
    let gateway = Gateway::answering(200, "ok").await;
    let sender = plain(gateway.address, "body = \"mobile={to_digits}&msg={text}&id={message_id}\"");
    sender.send(&sms("a&b =ü"), 7, LIFE).await.unwrap();
    let request = gateway.only();
    assert_eq!(request.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.body, "mobile=919810000001&msg=a%26b%20%3D%C3%BC&id=7");
}

#[tokio::test]
async fn statuses_say_whether_another_try_is_allowed() {
    for (status, expected) in [
        (200, "taken"),
        (202, "taken"),
        (302, "not taken"),
        (400, "refused"),
        (422, "refused"),
        (401, "not taken"),
        (403, "not taken"),
        (429, "not taken"),
        (500, "not taken"),
        (503, "not taken"),
        (502, "unknown"),
        (504, "unknown"),
    ] {
        let gateway = Gateway::answering(status, "").await;
        let sent = plain(gateway.address, "").send(&sms("x"), 1, LIFE).await;
        assert_eq!(word(&sent), expected, "{status} {sent:?}");
        gateway.only();
    }
}

fn word(sent: &Result<(), SendError>) -> &'static str {
    match sent {
        Ok(()) => "taken",
        Err(SendError::NotTaken(_)) => "not taken",
        Err(SendError::Unknown(_)) => "unknown",
        Err(SendError::Refused(_)) => "refused",
    }
}

/// Reads a request and then does as told instead of answering.
async fn rude(answer: Option<&'static [u8]>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            match answer {
                Some(answer) => {
                    let _ = stream.write_all(answer).await;
                }
                None => std::future::pending().await,
            }
        }
    });
    address
}

#[tokio::test]
async fn what_left_without_an_answer_is_unknown() {
    let silent = plain(rude(None).await, "").send(&sms("x"), 1, LIFE).await;
    assert_eq!(word(&silent), "unknown", "{silent:?}");
    let closed = plain(rude(Some(b"")).await, "").send(&sms("x"), 1, LIFE).await;
    assert_eq!(word(&closed), "unknown", "{closed:?}");
    let cut = rude(Some(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart")).await;
    let cut = plain(cut, "success = { body_contains = \"ok\" }").send(&sms("x"), 1, LIFE).await;
    assert_eq!(word(&cut), "unknown", "{cut:?}");
}

#[tokio::test]
async fn what_never_left_is_not_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let sent = plain(address, "").send(&sms("x"), 1, LIFE).await;
    assert_eq!(word(&sent), "not taken", "{sent:?}");
}

#[tokio::test]
async fn errors_hold_neither_mobile_nor_text() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let toml = format!(
        "[sms]\ngateways = [\"a\"]\n[sms.a]\nkind = \"http\"\nmethod = \"GET\"\ntimeout = \"300ms\"\n\
         url = \"http://{}/?to={{to_digits}}&text={{text}}\"\n",
        listener.local_addr().unwrap()
    );
    let silent = senders(&toml).all[0].send(&sms("CANARY"), 1, LIFE).await.unwrap_err().to_string();
    drop(listener);
    let gone = senders(&toml).all[0].send(&sms("CANARY"), 1, LIFE).await.unwrap_err().to_string();
    for told in [silent, gone] {
        assert!(!told.contains("9810000001") && !told.contains("CANARY"), "{told}");
    }
}

#[tokio::test]
async fn the_outbox_keeps_the_newest_and_a_file_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outbox.ndjson");
    let toml =
        format!("[sms]\ngateways = [\"trial\"]\n[sms.trial]\nkind = \"outbox\"\nfile = \"{}\"\n", path.display());
    let senders = senders(&toml);
    for id in 1..=250 {
        senders.all[0].send(&sms(HINDI), id, LIFE).await.unwrap();
    }
    let kept = senders.outboxes[0].messages();
    assert_eq!((kept.len(), kept[0].message_id, kept[199].message_id), (200, 51, 250));
    assert_eq!(kept[0].text, HINDI);
    let file = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file.lines().count(), 250);
    let last: serde_json::Value = serde_json::from_str(file.lines().last().unwrap()).unwrap();
    assert_eq!((&last["message_id"], &last["to"]), (&250.into(), &"+919810000001".into()));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn the_outboxs_file_may_be_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let pipe = path.clone();
    let reading = std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap());
    let toml = format!("[sms]\ngateways = [\"stub\"]\n[sms.stub]\nkind = \"outbox\"\nfile = \"{}\"\n", path.display());
    let senders = senders(&toml);
    for id in 1..=3 {
        senders.all[0].send(&sms(HINDI), id, LIFE).await.unwrap();
    }
    drop(senders);
    let read = reading.join().unwrap();
    let ids = read.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["message_id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn no_gateway_is_refused_and_order_is_kept() {
    let none = Config::parse("", "", []).unwrap();
    assert!(matches!(Senders::build(&none.sms), Err(SetupError::None)));
    let two = senders("[sms]\ngateways = [\"b\", \"a\"]\n[sms.a]\nkind = \"outbox\"\n[sms.b]\nkind = \"outbox\"\n");
    assert_eq!(two.all.iter().map(|sender| sender.name().to_owned()).collect::<Vec<_>>(), ["b", "a"]);
}
