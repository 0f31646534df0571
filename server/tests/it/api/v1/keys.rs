//! Who calls, and what belongs to whom (checks ENU-4, ADM-2).

use std::time::{Duration, Instant};

use serde_json::json;
use server::{ports::Acting, system::OsEntropy};

use super::{Server, asked, send, typed};
use crate::world::{FULLY, World, secret_key};

#[tokio::test]
async fn without_a_good_key_nothing_is_answered() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let id = hotel.start().await.text_of("id");
    let good = secret_key(&world.hotel);
    let headers = [
        None,
        Some("Bearer sk_live_nobody".to_owned()),
        Some("Bearer ".to_owned()),
        Some("Bearer".to_owned()),
        Some(format!("Basic {good}")),
        Some(good.clone()),
        Some(format!("Bearer {}", world.hotel.site_key)),
        Some(format!("Bearer {good}x")),
    ];
    let base = format!("{}/api/v1/verifications", world.url);
    for header in headers {
        let calls = [
            world.http.post(&base).json(&asked(FULLY)),
            world.http.get(format!("{base}/{id}")),
            world.http.delete(format!("{base}/{id}")),
            world.http.post(format!("{base}/{id}/resend")),
            world.http.post(format!("{base}/{id}/confirm")).json(&typed("123456")),
        ];
        for call in calls {
            let call = match &header {
                Some(header) => call.header("authorization", header),
                None => call,
            };
            assert_eq!(send(call).await.problem(), (401, "unauthorized".to_owned()), "{header:?}");
        }
    }
    assert_eq!(hotel.get(&format!("verifications/{id}")).await.text_of("state"), "open");
}

#[tokio::test]
async fn another_providers_check_looks_like_none() {
    let world = World::new().await;
    let (hotel, airline) = (Server::of(&world, &world.hotel), Server::of(&world, &world.airline));
    let (theirs, unknown) = (hotel.start().await.text_of("id"), "A".repeat(30));
    let on_a_page = world.start(&world.airline_asks(), FULLY).await.id;
    let mut answers = Vec::new();
    for id in [theirs.as_str(), &unknown, "x", &on_a_page] {
        let path = format!("verifications/{id}");
        let calls = [
            airline.get(&path).await,
            airline.delete(&path).await,
            airline.post(&format!("{path}/resend"), &json!({})).await,
            airline.post(&format!("{path}/confirm"), &typed("123456")).await,
        ];
        for answer in calls {
            assert_eq!(answer.problem(), (404, "verification-not-found".to_owned()));
            let mut body = answer.json();
            body["request_id"] = serde_json::Value::Null;
            answers.push((answer.kind, answer.retry_after, body));
        }
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(hotel.get(&format!("verifications/{theirs}")).await.text_of("state"), "open");
}

#[tokio::test]
async fn a_suspended_provider_is_refused_within_a_second() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let started = hotel.start().await;
    let (id, code) = (started.text_of("id"), world.code_of(&started.text_of("id"), 0).await);
    let acting = Acting::now(&*world.clock, &OsEntropy);
    assert!(world.store.set_suspended(&world.hotel.id, true, acting).await.unwrap());
    let since = Instant::now();
    while hotel.get(&format!("verifications/{id}")).await.status == 200 {
        assert!(since.elapsed() < Duration::from_secs(1));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let suspended = (403, "provider-suspended".to_owned());
    assert_eq!(hotel.post("verifications", &asked(FULLY)).await.problem(), suspended);
    assert_eq!(hotel.post(&format!("verifications/{id}/confirm"), &typed(&code)).await.problem(), suspended);
    assert_eq!(hotel.post(&format!("verifications/{id}/resend"), &json!({})).await.problem(), suspended);
    world.set_suspended(&world.hotel.id, false).await;
    assert_eq!(hotel.post(&format!("verifications/{id}/confirm"), &typed(&code)).await.status, 200);
}
