//! Maintenance: announced by a file, told to everybody who wants a check, and over by itself.

use std::{path::PathBuf, time::Duration};

use domain::time::Timestamp;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use server::{maintenance, ports::Clock as _};

use crate::world::{FULLY, World, secret_key};

/// A service whose announcement is in this folder.
async fn world() -> (World, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("maintenance");
    let world = World::with(&format!("[server]\nmaintenance_file = {:?}\n", file.to_str().unwrap())).await;
    (world, file, folder)
}

async fn page(world: &World) -> Response {
    let address = format!("{}/check?k={}&purpose=check-in&lang=en", world.url, world.hotel.site_key);
    world.http.get(address).send().await.unwrap()
}

/// Waits until the page is answered so.
async fn page_with(world: &World, status: StatusCode) -> Response {
    for _ in 0..400 {
        let answer = page(world).await;
        if answer.status() == status {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the page was never answered {status}");
}

async fn start(world: &World) -> Response {
    let call = world.http.post(format!("{}/api/v1/verifications", world.url)).bearer_auth(secret_key(&world.hotel));
    call.json(&json!({ "full_name": FULLY.0, "mobile": FULLY.1 })).send().await.unwrap()
}

fn wait_of(answer: &Response) -> u64 {
    answer.headers()["retry-after"].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn everybody_who_wants_a_check_is_told_until_when() {
    let (world, file, _folder) = world().await;
    assert_eq!(page(&world).await.status(), 200);
    maintenance::announce(&file, world.clock.now().plus(Duration::from_secs(90))).unwrap();

    let answer = page_with(&world, StatusCode::SERVICE_UNAVAILABLE).await;
    assert!((89..=90).contains(&wait_of(&answer)));
    let html = answer.text().await.unwrap();
    assert!(html.contains("closed for maintenance. Try again in 2 minutes."), "{html}");
    let frame = format!("{}/embed?k={}&o=https%3A%2F%2Fhotel.example&i=i1&lang=en", world.url, world.hotel.site_key);
    let frame = world.http.get(frame).send().await.unwrap().text().await.unwrap();
    assert!(frame.contains("&quot;code&quot;:&quot;maintenance&quot;"), "the host page hears of it: {frame}");

    let answer = start(&world).await;
    assert_eq!(answer.status(), 503);
    assert!((89..=90).contains(&wait_of(&answer)));
    let problem: Value = answer.json().await.unwrap();
    assert_eq!((&problem["code"], &problem["type"]), (&"maintenance".into(), &"/docs/errors#maintenance".into()));
    let of_2021 = world.http.post(format!("{}/api/v3/vaccination/generateOTP", world.url));
    let of_2021 = of_2021.header("x-api-key", secret_key(&world.hotel)).body("{}").send().await.unwrap();
    assert_eq!((of_2021.status().as_u16(), of_2021.headers().contains_key("retry-after")), (503, true));
    assert_eq!(of_2021.json::<Value>().await.unwrap()["errorCode"], "maintenance");

    for open in ["/.well-known/jwks.json", "/docs/errors", "/audit/checkpoint"] {
        assert_eq!(world.http.get(format!("{}{open}", world.url)).send().await.unwrap().status(), 200, "{open}");
    }
    assert!(maintenance::withdraw(&file).unwrap());
    page_with(&world, StatusCode::OK).await;
    assert_eq!(start(&world).await.status(), 201);
}

#[tokio::test]
async fn peoples_own_page_waits_too_and_nothing_is_lost() {
    let (world, file, _folder) = world().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    let own = world.own_page(FULLY).await;
    let (session, record) = (own.hidden("session"), own.hidden("record"));
    let withdraw = async || {
        world.press(&[("session", &session), ("action", "withdraw-confirm"), ("record", &record), ("lang", "en")]).await
    };
    maintenance::announce(&file, world.clock.now().plus(Duration::from_secs(90))).unwrap();
    page_with(&world, StatusCode::SERVICE_UNAVAILABLE).await;

    let opened = world.http.get(format!("{}/status?lang=en", world.url)).send().await.unwrap();
    assert_eq!(opened.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!((89..=90).contains(&wait_of(&opened)));
    let refused = withdraw().await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.text().contains("closed for maintenance. Try again in 2 minutes."), "{}", refused.text());
    let file_wanted = world.http.post(format!("{}/status/file", world.url)).header("origin", &world.url);
    let file_wanted = file_wanted.form(&[("session", &session)]).send().await.unwrap();
    assert_eq!(file_wanted.status(), StatusCode::SERVICE_UNAVAILABLE);
    let function = world.http.post(format!("{}/ui/own-status", world.url)).header("origin", &world.url);
    let function = function.form(&[("session", &session)]).send().await.unwrap();
    assert_eq!(function.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(function.json::<Value>().await.unwrap()["code"], "maintenance");

    assert!(maintenance::withdraw(&file).unwrap());
    page_with(&world, StatusCode::OK).await;
    let done = withdraw().await;
    assert!(done.text().contains("Your consent to Hotel Sagar is withdrawn."), "{}", done.text());
}

#[tokio::test]
async fn it_ends_by_itself_when_its_time_has_come() {
    let (world, file, _folder) = world().await;
    maintenance::announce(&file, world.clock.now().plus(Duration::from_mins(1))).unwrap();
    page_with(&world, StatusCode::SERVICE_UNAVAILABLE).await;
    world.advance(61);
    assert_eq!((page(&world).await.status().as_u16(), start(&world).await.status().as_u16()), (200, 201));
    assert!(file.exists());
    maintenance::announce(&file, Timestamp::from_seconds(1)).unwrap();
    assert_eq!(page(&world).await.status(), 200);
}
