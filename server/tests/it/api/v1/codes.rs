//! Every error code that a caller of the API can meet, with what to do about it.

use std::collections::BTreeSet;

use domain::problem::ErrorCode;
use serde_json::{Value, json};

use super::{Answer, Server, asked, send, typed};
use crate::world::{FULLY, NOBODY, World, other_than};

/// The code of a refusal; a problem document is whole when it can be asked.
fn code(answer: &Answer) -> String {
    if answer.status == 200 { answer.text_of("code") } else { answer.problem().1 }
}

#[tokio::test]
async fn every_code_of_the_api_can_be_met() {
    let world = World::with("[limits]\nperson_10m = 30\nprovider_minute = 12\n").await;
    let (hotel, guard) = (Server::of(&world, &world.hotel), Server::of(&world, &world.guard));
    let mut codes = BTreeSet::new();
    let mut meet = |answer: &Answer| codes.insert(code(answer));
    let with = |member: &str, value: Value| {
        let mut body = asked(FULLY);
        body[member] = value;
        body
    };
    let start = async |body: Value| hotel.post("verifications", &body).await;
    meet(&start(with("full_name", json!("7"))).await);
    meet(&start(with("mobile", json!("7"))).await);
    meet(&start(with("purpose", json!("marketing"))).await);
    meet(&start(with("ref", json!("a\nb"))).await);
    meet(&start(json!({})).await);
    meet(&guard.post("verifications", &asked(FULLY)).await);
    meet(&Server::with_key(&world, "sk_live_nobody").get("verifications/x").await);
    meet(&hotel.get("verifications/x").await);
    let raw = |body: String| hotel.request(reqwest::Method::POST, "verifications").body(body);
    meet(&send(raw("{}".to_owned())).await);
    meet(&send(raw("x".repeat(17_000))).await);
    meet(&send(raw("{}".to_owned()).header("accept", "text/html")).await);

    hotel.post_once("verifications", &asked(NOBODY), "k1").await;
    meet(&hotel.post_once("verifications", &asked(FULLY), "k1").await);
    let started = hotel.start().await.text_of("id");
    let confirm = format!("verifications/{started}/confirm");
    let code = world.code_of(&started, 0).await;
    meet(&hotel.post(&confirm, &json!({ "otp": code, "consent": false })).await);
    for _ in 0..3 {
        meet(&hotel.post(&confirm, &typed(&other_than(&code))).await);
    }
    let closed = hotel.start().await.text_of("id");
    hotel.delete(&format!("verifications/{closed}")).await;
    meet(&hotel.post(&format!("verifications/{closed}/confirm"), &typed("123456")).await);

    let (used, revoked) = (hotel.result().await, hotel.result().await);
    let late = hotel.post("verifications", &asked(NOBODY)).await.text_of("id");
    let verify = |result: &str| json!({ "result": result });
    hotel.post("results/verify", &verify(&used)).await;
    meet(&hotel.post("results/verify", &verify(&used)).await);
    meet(&hotel.post("results/verify", &verify("a.b.c")).await);
    world.revoke(&revoked).await;
    meet(&hotel.post("results/verify", &verify(&revoked)).await);
    for _ in 0..12 {
        if hotel.post("verifications", &asked(NOBODY)).await.status == 429 {
            break;
        }
    }
    meet(&hotel.post("verifications", &asked(NOBODY)).await);
    world.advance(300);
    meet(&hotel.post("results/verify", &verify(&used)).await);
    meet(&hotel.post(&format!("verifications/{late}/confirm"), &typed("123456")).await);
    world.set_suspended(&world.hotel.id, true).await;
    meet(&hotel.get("verifications/x").await);
    meet(&hotel.post("results/verify", &verify(&used)).await);

    // Told by a store that cannot write, and shown there; the store makes a request that is still running wait for its
    // answer; for maintenance see maintenance.rs.
    let elsewhere = ["service-unavailable", "idempotency-in-progress", "maintenance"];
    // Of pages and the person in front of them.
    let of_pages = ["invalid-site-key", "origin-not-allowed", "insecure-context", "unsupported-version", "no-result"];
    let expected = ErrorCode::ALL.iter().filter(|code| code.family() != 2).map(|code| code.code());
    let expected: BTreeSet<String> =
        expected.filter(|code| !elsewhere.contains(code) && !of_pages.contains(code)).map(str::to_owned).collect();
    assert_eq!(codes, expected);
}
