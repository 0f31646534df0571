//! Passes on the own page: made, shown, printed, taken back.

use std::time::Duration;

use domain::{
    pass::{self, PassId, Trust, Verdict},
    provider::Env,
    vaccination::Status,
};
use reqwest::StatusCode;
use server::ports::Clock as _;

use crate::{
    own::Page,
    world::{FULLY, World},
};

/// The signed text on the page.
fn code(page: &Page) -> String {
    let rest = page.html.split("class=\"pass__text\"").nth(1).unwrap_or_else(|| panic!("no pass: {}", page.text()));
    rest.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned()
}

impl World {
    async fn make_pass(&self, session: &str, more: &[(&str, &str)]) -> Page {
        self.press(&[&[("action", "pass"), ("session", session), ("pass_minutes", "1440")], more].concat()).await
    }

    /// What a gate says that has just been online.
    async fn at_the_gate(&self, text: &str) -> Verdict {
        let now = self.clock.now();
        let revoked = self.store.revoked_passes(now).await.unwrap().list().clone();
        pass::check(text, &Trust { keys: self.keys().await, revoked }, None, now)
    }
}

#[tokio::test]
async fn it_says_what_was_chosen_and_verifies() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.make_pass(&session, &[("pass_name", "initials"), ("pass_birth_year", "yes")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = code(&page);
    let read = pass::read(&text).unwrap();
    let claims = read.claims();
    assert_eq!((claims.status(), claims.env()), (Status::Fully, Env::Live));
    assert_eq!(claims.name().map(pass::PassName::as_str), Some("R. K. S."));
    assert!(claims.birth_year().is_some());
    assert_eq!(claims.lifetime().span(), Duration::from_hours(24));
    assert_eq!(world.at_the_gate(&text).await, Verdict::Genuine(claims.clone()));

    let bare = world.make_pass(&session, &[("pass_name", "none")]).await;
    let bare = pass::read(&code(&bare)).unwrap().into_claims();
    assert!(bare.name().is_none() && bare.birth_year().is_none());
    assert_ne!(bare.id(), claims.id());
}

#[tokio::test]
async fn it_is_good_for_what_the_operator_allows() {
    let world = World::with("[citizen]\npass_days = 3\n").await;
    let session = world.own_page(FULLY).await.hidden("session");
    for (minutes, taken) in [("60", true), ("1440", true), ("4320", true), ("10080", false), ("61", false), ("", false)]
    {
        let page = world.press(&[("action", "pass"), ("session", &session), ("pass_minutes", minutes)]).await;
        assert_eq!(page.status == StatusCode::OK, taken, "{minutes}");
        if !taken {
            assert!(page.text().contains("Choose how long the pass is to be good"));
        }
    }
    assert_eq!(world.rows()["passes"], 3);
}

#[tokio::test]
async fn it_is_shown_again_and_printed_until_it_is_taken_back() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let made = world.make_pass(&session, &[("pass_name", "first")]).await;
    let text = code(&made);
    let id = pass::read(&text).unwrap().claims().id();
    assert_eq!(PassId::parse(&made.hidden("pass")), Some(id));
    let id = id.to_string();
    let fields = [("session", session.as_str()), ("pass", id.as_str())];
    let shown = world.press(&[&[("action", "show-pass")], &fields[..]].concat()).await;
    assert_eq!(code(&shown), text);

    let paper = world.save(&[&[("action", "paper"), ("lang", "gu")], &fields[..]].concat()).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(paper.header("content-disposition"), "attachment; filename=\"kyvs-pass.pdf\"");
    assert!(paper.body.starts_with(b"%PDF-1.7"));

    let page = world.press(&[&[("action", "unpass")], &fields[..]].concat()).await;
    assert!(page.text().contains("The pass was taken back"));
    let paper = world.save(&[&[("action", "paper")], &fields[..]].concat()).await;
    assert_eq!(paper.status, StatusCode::BAD_REQUEST);
    assert!(matches!(world.at_the_gate(&text).await, Verdict::Revoked(_)));
}

#[tokio::test]
async fn the_eleventh_that_is_good_is_refused() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    for _ in 0..10 {
        assert_eq!(world.make_pass(&session, &[]).await.status, StatusCode::OK);
    }
    let page = world.make_pass(&session, &[]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("Take one back first"));
}
