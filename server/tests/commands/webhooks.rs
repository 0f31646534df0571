//! `kyvs webhooks …`

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use serde_json::Value;

use crate::{HOTEL, Place, past};

/// Takes one message, answers with this status, and gives the message.
fn receiver(status: &'static str) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/kyvs", listener.local_addr().unwrap());
    let taken = thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let (mut message, mut room) = (Vec::new(), [0; 4096]);
        while !message.ends_with(b"}") {
            let read = connection.read(&mut room).unwrap();
            message.extend_from_slice(&room[..read]);
        }
        write!(connection, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
        String::from_utf8(message).unwrap()
    });
    (address, taken)
}

#[test]
fn a_message_is_tried_and_its_fate_is_told() {
    let place = Place::with_keys();
    let id = place.json(&HOTEL)["provider_id"].as_str().unwrap().to_owned();
    assert!(place.bad(&["webhooks", "test", &id]).contains("provider edit"));
    assert!(place.bad(&["webhooks", "test", "prv_none"]).contains("kyvs provider list"));
    let tell = |address: &str| place.good(&["provider", "edit", &id, "--webhook", address]);
    let (address, _) = receiver("200 OK");
    tell(&address);
    assert!(place.bad(&["webhooks", "test", &id]).contains("not of the public internet"));
    place.write("kyvs.toml", "[webhooks]\nallow_private = true\n");
    for (status, good, told) in [
        ("204 No Content", true, "has arrived"),
        ("500 Internal Server Error", false, "status-500"),
        ("410 Gone", false, "status 410"),
    ] {
        let (address, taken) = receiver(status);
        tell(&address);
        let said = if good { place.good(&["webhooks", "test", &id]) } else { place.bad(&["webhooks", "test", &id]) };
        assert!(said.contains(told), "{said}");
        let message = taken.join().unwrap();
        assert!(message.starts_with("POST /kyvs HTTP/1.1\r\n") && message.contains("\"webhook.test\""), "{message}");
        assert!(message.contains("webhook-signature: v1a,") && message.contains("webhook-id: msg_"), "{message}");
    }
    let key = place.good(&["webhooks", "key"]);
    assert!(key.starts_with("whpk_") && key.trim_end().len() == 49, "{key}");
    assert_eq!(place.good(&["webhooks", "key"]), key);
}

#[test]
fn an_empty_queue_is_shown_and_nothing_is_replayed() {
    let place = Place::with_keys();
    assert_eq!(place.json(&["webhooks", "list", "--json"]), serde_json::json!([]));
    assert_eq!(place.good(&["webhooks", "list", "--dead"]), "");
    assert!(place.good(&["webhooks", "replay", "--all-dead"]).starts_with("0 message(s)"));
    assert!(place.bad(&["webhooks", "replay", "x"]).contains("webhooks list"));
    let unknown = format!("msg_{}", "A".repeat(30));
    assert!(place.bad(&["webhooks", "replay", &unknown]).contains("no such message"));
    assert_eq!(place.run(&["webhooks", "replay"]).status.code(), Some(2));
    assert_eq!(place.run(&["webhooks", "replay", &unknown, "--all-dead"]).status.code(), Some(2));
}

/// What `kyvs webhooks list` shows, in both of its forms.
fn listed(place: &Place, dead: &[&str]) -> (Vec<Value>, String) {
    let args = |more: &'static [&'static str]| [&["webhooks", "list"][..], dead, more].concat();
    let shown = place.json(&args(&["--json"])).as_array().unwrap().clone();
    let lines = place.good(&args(&[]));
    assert_eq!(lines.lines().count(), shown.len(), "{lines}");
    for (line, message) in lines.lines().zip(&shown) {
        for member in ["id", "provider", "type", "last_outcome"] {
            assert!(line.contains(message[member].as_str().unwrap()), "{member}: {line}");
        }
    }
    (shown, lines)
}

fn ids(shown: &[Value]) -> Vec<String> {
    let mut ids: Vec<_> = shown.iter().map(|message| message["id"].as_str().unwrap().to_owned()).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn messages_that_were_given_up_are_listed_and_replayed_one_or_all() {
    let place = Place::with_keys();
    let [hotel, other] = [(); 2].map(|()| place.json(&HOTEL)["provider_id"].as_str().unwrap().to_owned());
    let mut of_hotel = past::given_up(&place, &hotel, 2).await;
    let of_other = past::given_up(&place, &other, 1).await;
    let (shown, lines) = listed(&place, &["--dead"]);
    assert_eq!(shown.len(), 3);
    for message in &shown {
        assert_eq!([&message["type"], &message["last_outcome"]], ["verification.declined", "status-500"]);
        assert_eq!((&message["attempts"], &message["next_attempt"]), (&1.into(), &Value::Null));
        assert!(message["given_up"].is_string() && message["about"].is_string(), "{message}");
    }
    assert_eq!(lines.matches(" 1 attempt(s)  status-500  given up 2").count(), 3, "{lines}");
    assert_eq!(place.good(&["webhooks", "list"]), "", "none waits");

    let replay = |args: &[&str]| place.good(&[&["webhooks", "replay"][..], args].concat());
    let one = of_hotel.remove(0);
    assert!(replay(&[&one]).starts_with("1 message(s) are sent again"));
    let (waiting, lines) = listed(&place, &[]);
    assert_eq!(ids(&waiting), std::slice::from_ref(&one));
    assert_eq!((&waiting[0]["attempts"], &waiting[0]["given_up"]), (&0.into(), &Value::Null));
    assert!(lines.contains(" 0 attempt(s)  status-500  next 2"), "{lines}");
    assert_eq!(listed(&place, &["--dead"]).0.len(), 2, "the others are still given up");

    assert!(replay(&["--all-dead", "--provider", &other]).starts_with("1 message(s)"));
    assert_eq!(ids(&listed(&place, &["--dead"]).0), of_hotel, "that provider's alone");
    assert!(replay(&["--all-dead"]).starts_with("1 message(s)"));
    assert_eq!(place.good(&["webhooks", "list", "--dead"]), "");
    let mut all = [vec![one], of_hotel, of_other].concat();
    all.sort_unstable();
    assert_eq!(ids(&listed(&place, &[]).0), all);
}
