//! `POST /api/v1/results/verify` (checks 27 and KEY-1)

use domain::{
    algorithm::Algorithm,
    jws::{Expectation, sign, verify},
    keyset::kid,
    result::{Claims, Env},
};
use serde_json::{Value, json};
use server::ports::{Clock as _, Mark, RecordId};

use super::{Answer, Server, send};
use crate::{
    forgeries::{self, Forged, Genuine},
    world::World,
};

async fn ask(server: &Server<'_>, body: &Value) -> Answer {
    let answer = server.post("results/verify", body).await;
    assert_eq!((answer.status, answer.kind.as_str()), (200, "application/json"), "{}", answer.text);
    answer
}

/// What is told of a result that is not good, which must be whole.
fn fault(answer: &Answer) -> (String, String) {
    let told = answer.json();
    assert_eq!((&told["valid"], &told["claims"]), (&false.into(), &Value::Null), "{}", answer.text);
    for member in ["detail", "action"] {
        assert!(told[member].as_str().is_some_and(|text| !text.is_empty()), "{member}: {}", answer.text);
    }
    (answer.text_of("error"), answer.text_of("code"))
}

fn same(code: &str) -> (String, String) {
    (code.to_owned(), code.to_owned())
}

fn duplicate() -> (String, String) {
    ("timeout-or-duplicate".to_owned(), "result-already-used".to_owned())
}

/// A result's claims, read by whoever trusts the published keys.
async fn claims_of(world: &World, result: &str) -> Claims {
    let expect = Expectation { issuer: &world.url, audience: None, nonce: None, env: Env::Live };
    verify(result, &world.keys().await, &expect, world.clock.now()).unwrap()
}

#[tokio::test]
async fn a_result_is_good_to_the_first_who_asks() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let result = hotel.result().await;
    let peek = json!({ "result": result, "single_use": false });
    let looked = ask(&hotel, &peek).await;
    assert_eq!(looked.json()["valid"], true);
    let first = ask(&hotel, &json!({ "result": result })).await;
    let told = first.json();
    assert_eq!(told, looked.json());
    assert_eq!(told["claims"]["vaccination_status"], 2);
    assert_eq!(serde_json::from_value::<Claims>(told["claims"].clone()).unwrap(), claims_of(&world, &result).await);
    assert_eq!(fault(&ask(&hotel, &json!({ "result": result })).await), duplicate());
    assert_eq!(fault(&ask(&hotel, &json!({ "result": result, "single_use": true })).await), duplicate());
    assert_eq!(ask(&hotel, &peek).await.json()["valid"], true, "who does not mind looks as often as they like");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_at_once_one_is_the_first() {
    let world = std::sync::Arc::new(World::new().await);
    let result = Server::of(&world, &world.hotel).result().await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (world, body) = (std::sync::Arc::clone(&world), json!({ "result": result }));
        calls.spawn(async move { ask(&Server::of(&world, &world.hotel), &body).await.json()["valid"] == true });
    }
    assert_eq!(calls.join_all().await.into_iter().filter(|valid| *valid).count(), 1);
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let (result, other) = (hotel.result().await, hotel.result().await);
    let body = json!({ "result": result });
    let first = hotel.post_once("results/verify", &body, "k1").await;
    assert_eq!(first.json()["valid"], true, "{}", first.text);
    let second = hotel.post_once("results/verify", &body, "k2").await;
    assert_eq!(fault(&second), duplicate());
    world.advance(400);
    for (key, answer) in [("k1", &first), ("k2", &second)] {
        let again = hotel.post_once("results/verify", &body, key).await;
        assert_eq!((again.status, &again.text), (200, &answer.text), "also when the result has expired");
    }
    assert_eq!(fault(&hotel.post_once("results/verify", &body, "k3").await), same("result-expired"));
    let conflict = hotel.post_once("results/verify", &json!({ "result": other }), "k1").await;
    assert_eq!(conflict.problem(), (422, "idempotency-conflict".to_owned()));
}

#[tokio::test]
async fn a_result_is_for_one_provider_question_and_time() {
    let world = World::new().await;
    let (hotel, airline) = (Server::of(&world, &world.hotel), Server::of(&world, &world.airline));
    let result = hotel.result().await;
    let garbage = ask(&airline, &json!({ "result": "a.b.c" })).await;
    let foreign = ask(&airline, &json!({ "result": result })).await;
    assert_eq!((fault(&foreign), &foreign.text), (same("result-invalid"), &garbage.text), "another's looks like none");
    let other = ask(&hotel, &json!({ "result": result, "nonce": "n-2" })).await;
    assert_eq!(fault(&other), same("result-invalid"));
    assert_eq!(ask(&hotel, &json!({ "result": result, "single_use": false })).await.json()["valid"], true);
    world.advance(300);
    assert_eq!(fault(&ask(&hotel, &json!({ "result": result })).await), same("result-expired"));
    world.set_suspended(&world.hotel.id, true).await;
    let refused = hotel.post("results/verify", &json!({ "result": result })).await;
    assert_eq!(refused.problem(), (403, "provider-suspended".to_owned()));
    let stranger = Server::with_key(&world, "sk_live_nobody");
    let refused = stranger.post("results/verify", &json!({ "result": result })).await;
    assert_eq!(refused.problem(), (401, "unauthorized".to_owned()));
}

#[tokio::test]
async fn a_revoked_result_is_good_to_nobody() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let result = hotel.result().await;
    let id = RecordId::parse(&claims_of(&world, &result).await.jti).unwrap();
    let mark = Mark { provider: String::new(), reference: [1; 16], salt: [2; 16], now: world.clock.now() };
    assert!(world.store.revoke_result(id, mark.clone()).await.unwrap());
    assert!(!world.store.revoke_result(id, mark).await.unwrap());
    for single_use in [false, true] {
        let told = ask(&hotel, &json!({ "result": result, "single_use": single_use })).await;
        assert_eq!(fault(&told), same("result-revoked"));
    }
}

#[tokio::test]
async fn forged_tokens_are_refused() {
    for algorithm in Algorithm::ALL {
        forged_ones_are_refused(algorithm).await;
    }
}

/// All that can be made of a result that is signed in this way.
async fn forged_ones_are_refused(algorithm: Algorithm) {
    let world = World::new().await;
    world.sign_with(algorithm, &world.airline).await;
    let airline = Server::of(&world, &world.airline);
    let (name, mobile) = crate::world::FULLY;
    let asked = json!({ "full_name": name, "mobile": mobile, "nonce": "n-1" });
    let id = airline.post("verifications", &asked).await.text_of("id");
    let code = world.code_of(&id, 0).await;
    let body = json!({ "otp": code, "consent": true });
    let result = airline.post(&format!("verifications/{id}/confirm"), &body).await.text_of("result");

    let (key, claims) = (&world.key_under(&result).await, &claims_of(&world, &result).await);
    let genuine = Genuine { key, claims };
    assert_eq!((genuine.token(), genuine.header()["alg"].as_str()), (result.clone(), Some(algorithm.as_str())));
    let forged = forgeries::all(&genuine);
    assert!(forged.len() >= 60);
    for Forged { what, token, why } in forged {
        let answer = airline.post("results/verify", &json!({ "result": token, "nonce": "n-1" })).await;
        if answer.status == 413 {
            assert!(token.len() > 16_000, "{algorithm}: {what}");
            continue;
        }
        let expected = if why == domain::jws::VerifyError::Expired { "result-expired" } else { "result-invalid" };
        assert_eq!(fault(&answer), same(expected), "{algorithm}: {what}");
    }
    // Under the right key and with the right claims, but nobody has given it.
    let unknown = Claims { jti: "A".repeat(30), ..claims.clone() };
    let unknown = sign(&unknown, &kid(key.public()), key).unwrap();
    assert_eq!(fault(&ask(&airline, &json!({ "result": unknown })).await), same("result-invalid"));
    let good = json!({ "result": result, "nonce": "n-1" });
    assert_eq!(ask(&airline, &good).await.json()["valid"], true, "none of them has used it up");
    assert_eq!(fault(&ask(&airline, &good).await), duplicate(), "replayed");
}

#[tokio::test]
async fn callers_that_take_no_json_are_told_before_anything_is_done() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let result = hotel.result().await;
    let post = |accept: &str| {
        let request = hotel.request(reqwest::Method::POST, "results/verify");
        request.header("accept", accept).json(&json!({ "result": result }))
    };
    for accept in ["text/html", "application/xml, text/*;q=0.5", "application/json;q=0"] {
        assert_eq!(send(post(accept)).await.problem(), (406, "not-acceptable".to_owned()), "{accept}");
    }
    assert_eq!(send(post("text/html, application/json;q=0.1")).await.json()["valid"], true);
}
