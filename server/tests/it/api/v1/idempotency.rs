//! `Idempotency-Key`: a request that comes again is answered as before.

use serde_json::json;

use super::{Server, asked, typed};
use crate::world::{FULLY, NOT, World, other_than};

#[tokio::test]
async fn requests_that_come_again_have_one_effect_and_one_answer() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let first = hotel.post_once("verifications", &asked(FULLY), "k1").await;
    world.advance(7);
    for _ in 0..3 {
        let again = hotel.post_once("verifications", &asked(FULLY), "k1").await;
        assert_eq!((again.status, &again.text), (201, &first.text), "byte for byte");
    }
    assert_eq!(world.sms_count().await, 1);
    let id = first.text_of("id");

    world.advance(30);
    let resend = format!("verifications/{id}/resend");
    let sent = hotel.post_once(&resend, &json!({}), "k1").await;
    assert_eq!(sent.status, 202, "a key is for one kind of call");
    let again = hotel.post_once(&resend, &json!({}), "k1").await;
    assert_eq!((again.status, &again.text), (202, &sent.text));
    assert_eq!(world.sms_count().await, 2);

    let confirm = format!("verifications/{id}/confirm");
    let code = world.code_of(&id, 1).await;
    let wrong = typed(&other_than(&code));
    for _ in 0..5 {
        let refused = hotel.post_once(&confirm, &wrong, "k1").await;
        assert_eq!(refused.problem(), (422, "otp-incorrect".to_owned()));
        assert_eq!(refused.json()["attempts_left"], 2);
    }
    let given = hotel.post_once(&confirm, &typed(&code), "k2").await;
    assert_eq!(given.status, 200, "{}", given.text);
    world.advance(400);
    let again = hotel.post_once(&confirm, &typed(&code), "k2").await;
    assert_eq!((again.status, &again.text), (200, &given.text));
}

#[tokio::test]
async fn another_request_under_the_key_is_a_mistake() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let first = hotel.post_once("verifications", &asked(FULLY), "k1").await;
    let conflict = (422, "idempotency-conflict".to_owned());
    assert_eq!(hotel.post_once("verifications", &asked(NOT), "k1").await.problem(), conflict);
    let confirm = format!("verifications/{}/confirm", first.text_of("id"));
    let code = world.code_of(&first.text_of("id"), 0).await;
    assert_eq!(hotel.post_once(&confirm, &typed(&code), "k2").await.status, 200);
    assert_eq!(hotel.post_once(&confirm, &typed(&other_than(&code)), "k2").await.problem(), conflict);
    // Keys are a provider's own.
    let airline = Server::of(&world, &world.airline);
    assert_eq!(airline.post_once("verifications", &asked(NOT), "k1").await.status, 201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_holds_also_in_parallel() {
    let world = std::sync::Arc::new(World::new().await);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let world = std::sync::Arc::clone(&world);
        calls.spawn(async move {
            Server::of(&world, &world.hotel).post_once("verifications", &asked(FULLY), "k1").await.text
        });
    }
    let answers = calls.join_all().await;
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(world.sms_count().await, 1);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let longest = "x".repeat(255);
    assert_eq!(hotel.post_once("verifications", &asked(FULLY), &longest).await.status, 201);
    for key in ["", " ", "two words", "tab\tin it", &"x".repeat(256)] {
        let refused = hotel.post_once("verifications", &asked(FULLY), key).await;
        assert_eq!(refused.problem(), (400, "invalid-request".to_owned()), "{key:?}");
    }
    let twice = hotel.request(reqwest::Method::POST, "verifications").json(&asked(FULLY));
    let twice = super::send(twice.header("idempotency-key", "a").header("idempotency-key", "a")).await;
    assert_eq!(twice.problem(), (400, "invalid-request".to_owned()), "two keys");
}
