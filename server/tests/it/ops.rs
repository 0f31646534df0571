//! The ops listener.

use std::time::Duration;

use server::stop::Reason;

use crate::world::{FULLY, World};

async fn get(world: &World, path: &str) -> (u16, String) {
    let answer = world.http.get(format!("{}{path}", world.ops)).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// The metrics, as soon as they hold this line.
pub(crate) async fn metrics_with(world: &World, line: &str) -> String {
    let found = async {
        loop {
            let (_, text) = get(world, "/metrics").await;
            if text.lines().any(|found| found == line) {
                return text;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), found).await.expect(line)
}

#[tokio::test]
async fn it_says_alive_and_ready() {
    let world = World::new().await;
    assert_eq!(get(&world, "/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(get(&world, "/readyz").await, (200, "ready\n".to_owned()));
    assert_eq!(world.http.get(format!("{}/metrics", world.url)).send().await.unwrap().status(), 404, "not in public");
}

#[tokio::test]
async fn a_store_that_does_not_read_is_alive_and_not_ready() {
    let world = World::new().await;
    let database = rusqlite::Connection::open(world.folder.path().join("kyvs.db")).unwrap();
    database.execute_batch("ALTER TABLE providers RENAME TO elsewhere").unwrap();
    assert_eq!(get(&world, "/readyz").await, (503, "the store does not answer\n".to_owned()));
    assert_eq!(get(&world, "/healthz").await, (200, "ok\n".to_owned()));
    database.execute_batch("ALTER TABLE elsewhere RENAME TO providers").unwrap();
    assert_eq!(get(&world, "/readyz").await, (200, "ready\n".to_owned()));
}

#[tokio::test]
async fn it_counts_without_naming_anyone() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    let page = format!("{}/embed?k={}&o=https://hotel.example&i=w&nonce=canary", world.url, ask.site_key);
    world.http.get(page).send().await.unwrap();
    world.http.get(format!("{}/canary", world.url)).send().await.unwrap();
    let text = metrics_with(&world, "kyvs_sms_total{outcome=\"sent\"} 1").await;
    for line in [
        "kyvs_requests_total{route=\"/embed\",class=\"2xx\"} 1",
        "kyvs_requests_total{route=\"none\",class=\"4xx\"} 1",
        "kyvs_verifications_opened_total 1",
        "kyvs_verifications_confirmed_total 1",
        "kyvs_request_seconds_count{route=\"/embed\",class=\"2xx\"} 1",
        "kyvs_requests_in_flight 0",
        "kyvs_shed_total{why=\"busy\"} 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    for word in ["canary", "Rajesh", "98100", &sent.id, &ask.site_key] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_broken_store_ends_the_process_with_its_reason() {
    let world = World::new().await;
    world.stopper.stop(Reason::StoreBroken);
    let reason = tokio::time::timeout(Duration::from_secs(10), world.running).await.unwrap().unwrap();
    assert_eq!(reason, Reason::StoreBroken);
}
