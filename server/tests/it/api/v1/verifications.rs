//! `POST /api/v1/verifications`, `GET` and `DELETE /api/v1/verifications/{id}`, `POST …/resend`

use std::{collections::BTreeSet, time::Duration};

use domain::audit::entry::{Act, Entry};
use reqwest::Method;
use serde_json::{Value, json};
use server::ports::Clock as _;

use super::{Server, asked, typed};
use crate::world::{FULLY, NOBODY, World};

/// Names of an answer's members.
fn members(answer: &Value) -> Vec<&str> {
    answer.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn a_check_is_started_sent_again_and_looked_at() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let started = hotel.start().await;
    let (id, body) = (started.text_of("id"), started.json());
    assert_eq!(started.kind, "application/json");
    assert_eq!(members(&body), ["expires_at", "id", "otp_length", "resend_at", "sent_to", "sms", "sms_ref"]);
    assert_eq!((id.len(), &body["sent_to"], &body["otp_length"]), (30, &"******0001".into(), &6.into()));
    let moment = |member: &str| body[member].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!((moment("expires_at") - moment("resend_at")).get_seconds(), 150);

    world.advance(31);
    let again = hotel.post(&format!("verifications/{id}/resend"), &json!({})).await;
    assert_eq!((again.status, again.text_of("id")), (202, id.clone()));
    assert_ne!(again.text_of("sms_ref"), body["sms_ref"].as_str().unwrap());
    let early = hotel.post(&format!("verifications/{id}/resend"), &json!({})).await;
    assert_eq!(early.problem(), (429, "rate-limited".to_owned()));
    assert_eq!(early.retry_after.as_deref(), Some("30"));

    let now = hotel.get(&format!("verifications/{id}")).await;
    assert_eq!((now.status, now.text_of("state"), now.text_of("id")), (200, "open".to_owned(), id.clone()));
    assert_eq!((body["sms"].as_str(), now.text_of("sms")), (Some("sending"), "sending".to_owned()));
    assert_eq!(now.text_of("expires_at"), again.text_of("expires_at"));
    for personal in ["Rajesh", "9810000001"] {
        assert!(!now.text.contains(personal), "{}", now.text);
    }
}

#[tokio::test]
async fn a_match_and_none_look_alike() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let blank = |answer: super::Answer| {
        let mut body = answer.json();
        for member in ["id", "sms_ref", "sent_to"] {
            body[member] = Value::Null;
        }
        (answer.status, answer.kind, body)
    };
    let (matched, none) = (hotel.start().await, hotel.post("verifications", &asked(NOBODY)).await);
    assert_eq!(blank(matched), blank(none));
    assert_eq!(world.sms_count().await, 1);
}

/// A caller that hangs up and asks again with its key is told that a code was sent: then it must have been sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_opened_is_sent_also_when_the_caller_hangs_up() {
    let world = World::with("[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 100\n").await;
    let hotel = Server::of(&world, &world.hotel);
    for round in 0..20 {
        let call = hotel.request(reqwest::Method::POST, "verifications").json(&asked(FULLY)).send();
        let _ = tokio::time::timeout(Duration::from_micros(500 + 250 * round), call).await;
    }
    let (sent, mut opened) = (world.sms_count().await, 0);
    for (_, leaf) in world.store.audit_leaves(0, 1_000).await.unwrap() {
        opened += usize::from(Entry::parse(&leaf).unwrap().act == Act::VerificationOpened);
    }
    assert_eq!(sent, opened);
}

#[tokio::test]
async fn every_state_has_its_word() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let state = async |id: &str| hotel.get(&format!("verifications/{id}")).await.text_of("state");
    let (confirmed, cancelled, late) = (hotel.start().await, hotel.start().await, hotel.start().await);
    let [confirmed_id, cancelled_id, late_id] = [&confirmed, &cancelled, &late].map(|answer| answer.text_of("id"));
    let code = world.code_of(&confirmed.text_of("id"), 0).await;
    assert_eq!(hotel.post(&format!("verifications/{confirmed_id}/confirm"), &typed(&code)).await.status, 200);
    let gone = hotel.delete(&format!("verifications/{cancelled_id}")).await;
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    assert_eq!(hotel.delete(&format!("verifications/{cancelled_id}")).await.status, 204, "as often as you like");
    assert_eq!(hotel.delete(&format!("verifications/{confirmed_id}")).await.status, 204);
    assert_eq!(state(&late_id).await, "open");
    world.advance(180);
    assert_eq!(state(&confirmed_id).await, "confirmed");
    assert_eq!(state(&cancelled_id).await, "cancelled");
    assert_eq!(state(&late_id).await, "expired");
    let over = hotel.post(&format!("verifications/{cancelled_id}/resend"), &json!({})).await;
    assert_eq!(over.problem(), (422, "otp-expired".to_owned()));
}

#[tokio::test]
async fn what_may_not_be_asked_is_refused() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let with = |member: &str, value: Value| {
        let mut body = asked(FULLY);
        body[member] = value;
        body
    };
    let beyond = world.clock.now().date().saturating_add(jiff::Span::new().years(1).days(1));
    let table = [
        (with("scopes", json!(["status", "events"])), 403, "scope-not-allowed"),
        (with("scopes", json!(["everything"])), 400, "invalid-request"),
        (with("purpose", json!("marketing")), 403, "purpose-not-allowed"),
        (with("purpose", json!("Check in!")), 403, "purpose-not-allowed"),
        (with("full_name", json!(" ")), 422, "invalid-name"),
        (with("mobile", json!("12")), 422, "invalid-mobile"),
        (with("ref", json!("a\nb")), 400, "bad-parameter"),
        (with("nonce", json!("x".repeat(257))), 400, "bad-parameter"),
        (with("as_of", json!("2021-01-15")), 400, "invalid-request"),
        (with("as_of", json!(beyond.to_string())), 400, "invalid-request"),
    ];
    for (body, status, code) in table {
        assert_eq!(hotel.post("verifications", &body).await.problem(), (status, code.to_owned()), "{body}");
    }
    let airline = Server::of(&world, &world.airline);
    assert_eq!(airline.post("verifications", &with("scopes", json!(["status", "events"]))).await.status, 201);
}

#[tokio::test]
async fn a_spent_budget_is_told_with_the_time_to_wait() {
    let world = World::with("[limits]\nprovider_minute = 2\n").await;
    let hotel = Server::of(&world, &world.hotel);
    hotel.start().await;
    hotel.start().await;
    for who in [FULLY, NOBODY] {
        let refused = hotel.post("verifications", &asked(who)).await;
        assert_eq!(refused.problem(), (429, "rate-limited".to_owned()));
        assert_eq!((refused.retry_after.as_deref(), &refused.json()["retry_after"]), (Some("30"), &30.into()));
    }
}

/// A refusal for want of messages says nothing about who was asked for: not one byte (check ENU-3).
#[tokio::test]
async fn a_spent_budget_is_told_in_the_same_bytes_whoever_was_asked_for() {
    let world = World::with("[limits]\nprovider_minute = 3\n").await;
    let hotel = Server::of(&world, &world.hotel);
    for _ in 0..3 {
        hotel.start().await;
    }
    let mut answers = BTreeSet::new();
    for _ in 0..300 {
        for who in [FULLY, ("Someone Else Entirely", FULLY.1), NOBODY] {
            let answer = hotel.request(Method::POST, "verifications").json(&asked(who)).send().await.unwrap();
            assert_eq!(answer.status(), 429);
            let headers =
                answer.headers().iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
            let headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
            let text = answer.text().await.unwrap();
            let problem: Value = serde_json::from_str(&text).unwrap();
            let request = problem["request_id"].as_str().unwrap();
            answers.insert((headers, text.replace(request, "REQUEST")));
        }
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}
