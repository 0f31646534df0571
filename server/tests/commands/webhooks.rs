//! `kyvs webhooks …`

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use crate::{HOTEL, Place};

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
