//! Who calls, and what belongs to whom (checks ENU-4, ADM-2).

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::json;
use server::{ports::Acting, system::OsEntropy};

use super::{Server, asked, send, typed};
use crate::world::{FULLY, NOBODY, World, secret_key};

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

/// A service under load, suspended in the middle: what is begun before is not finished after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_nothing_is_accepted_a_second_after_a_suspension() {
    const CALLERS: usize = 8;
    let limits = "[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n\
                  provider_minute = 60000000\nservice_minute = 60000000\npumping_least = 1000000\n";
    let world = Arc::new(World::with(limits).await);
    let mut open = Vec::new();
    for _ in 0..16 {
        let id = Server::of(&world, &world.hotel).start().await.text_of("id");
        let code = world.code_of(&id, 0).await;
        open.push((id, code));
    }
    let over = Arc::new(AtomicBool::new(false));
    let suspended = Arc::new(OnceLock::<Instant>::new());
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..CALLERS {
        let (world, over, suspended) = (Arc::clone(&world), Arc::clone(&over), Arc::clone(&suspended));
        callers.spawn(async move {
            let (mut before, mut late) = (0, 0);
            while !over.load(Ordering::SeqCst) {
                let status = Server::of(&world, &world.hotel).post("verifications", &asked(NOBODY)).await.status;
                let is_late = suspended.get().is_some_and(|since| since.elapsed() > Duration::from_secs(1));
                before += usize::from(status == 201 && suspended.get().is_none());
                late += usize::from(status == 201 && is_late);
            }
            (before, late)
        });
    }
    let confirm = async |(id, code): (String, String)| {
        Server::of(&world, &world.hotel).post(&format!("verifications/{id}/confirm"), &typed(&code)).await
    };
    assert_eq!(confirm(open.remove(0)).await.status, 200);
    let begun_before = || world.metrics.opened.get();
    let at_first = begun_before();
    while begun_before() == at_first {
        tokio::task::yield_now().await;
    }
    let acting = Acting::now(&*world.clock, &OsEntropy);
    assert!(world.store.set_suspended(&world.hotel.id, true, acting).await.unwrap());
    suspended.set(Instant::now()).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    for begun in open {
        assert_eq!(confirm(begun).await.problem(), (403, "provider-suspended".to_owned()));
    }
    over.store(true, Ordering::SeqCst);
    let (before, late) = callers.join_all().await.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(before > 0, "there was load");
    assert_eq!(late, 0);
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
