//! The pages with the published test keys.

use app::flow::{AskForm, Pace, Refusal};
use domain::{
    fixtures::{CODE, PEOPLE},
    problem::ErrorCode,
};

use crate::world::World;

fn asks(site_key: &str, origin: &str) -> AskForm {
    AskForm { site_key: site_key.to_owned(), origin: origin.to_owned(), ..AskForm::default() }
}

async fn page(world: &World, path: &str, query: &[(&str, &str)]) -> (String, String) {
    let answer = world.http.get(format!("{}{path}", world.url)).query(query).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let ancestors = policy.split("frame-ancestors ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    (ancestors, answer.text().await.unwrap())
}

#[tokio::test]
async fn any_origin_may_frame_the_page_and_only_the_one_that_asked_does() {
    let world = World::new().await;
    for origin in ["https://shop.example", "http://localhost:3000", "https://a.shop.example:8443"] {
        let (ancestors, html) = page(&world, "/embed", &[("k", "pk_test_demo"), ("o", origin)]).await;
        assert_eq!(ancestors, origin);
        assert!(html.contains("class=\"ribbon\"") && html.contains("TEST"), "{html}");
        assert!(html.contains("Example Hotel"));
    }
    let (ancestors, _) = page(&world, "/embed", &[("k", "pk_test_demo"), ("o", "*")]).await;
    assert_eq!(ancestors, "'none'");
    let (ancestors, html) =
        page(&world, "/embed", &[("k", "pk_test_one_origin"), ("o", "https://hotel.example")]).await;
    assert_eq!((ancestors.as_str(), html.contains("class=\"ribbon\"")), ("https://hotel.example", true));
    let live = [("k", world.hotel.site_key.as_str()), ("o", "https://hotel.example")];
    assert!(!page(&world, "/embed", &live).await.1.contains("class=\"ribbon\""));
}

#[tokio::test]
async fn a_full_page_returns_to_the_visitors_own_machine() {
    let world = World::new().await;
    let to = |url: &'static str| [("k", "pk_test_demo"), ("return-url", url)];
    let (_, html) = page(&world, "/check", &to("http://localhost:3000/back")).await;
    assert!(html.contains("name=\"full_name\""), "{html}");
    let (_, html) = page(&world, "/check", &to("https://evil.example/")).await;
    assert!(!html.contains("name=\"full_name\""), "{html}");
}

#[tokio::test]
async fn pages_and_keys_of_the_two_worlds_do_not_mix() {
    let world = World::new().await;
    let (test, origin) = (asks("pk_test_demo", "https://hotel.example"), "https://hotel.example");
    let sent = world.start(&test, (PEOPLE[0].name, PEOPLE[0].mobile)).await;
    let live = AskForm { origin: origin.to_owned(), ..world.hotel_asks() };
    let missing = Refusal::of(ErrorCode::VerificationNotFound);
    assert_eq!(world.confirm(&live, &sent.id, CODE).await, Err(missing.clone()));
    let of_live = world.start(&live, crate::world::FULLY).await;
    assert_eq!(world.confirm(&test, &of_live.id, CODE).await, Err(missing));
    assert_eq!(world.confirm(&test, &sent.id, CODE).await.unwrap().status, 2);
}

#[tokio::test]
async fn the_page_says_what_the_fixture_is_there_for() {
    let world = World::new().await;
    let ask = asks("pk_test_demo", "https://shop.example");
    let start = async |name: &str| {
        let fixture = PEOPLE.iter().find(|fixture| fixture.name == name).unwrap();
        world.service.start(&ask, fixture.name, fixture.mobile).await
    };
    assert_eq!(start("Asha Full").await.unwrap().pace, Pace::Usual);
    assert_eq!(start("Indu Delayed").await.unwrap().pace, Pace::Queued);
    assert_eq!(start("Manoj Late").await.unwrap().expires_in, 0);
    let down = start("Kiran Down").await.unwrap_err();
    assert_eq!((down.code, down.retry_after), (ErrorCode::ServiceUnavailable, Some(60)));
}

#[tokio::test]
async fn switched_off_a_test_key_is_no_key() {
    let world = World::with("[test_mode]\nenabled = false\n").await;
    let refused = world.service.asker(&asks("pk_test_demo", "https://shop.example")).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::InvalidSiteKey);
}
