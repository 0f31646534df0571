//! Before the code every answer is the same, on this page as on any other (checks ENU-1, ENU-3).

use super::Page;
use crate::world::{FULLY, NOBODY, World};

const WRONG_NAME: (&str, &str) = ("Someone Else Entirely", "9810000001");

/// Status, headers and bytes, without what is random and what was typed.
fn blank(page: &Page, mobile: &str) -> (u16, Vec<String>, String) {
    let headers = page.headers.iter().filter(|header| {
        !["date", "x-request-id", "content-security-policy"].iter().any(|name| header.starts_with(name))
    });
    let policy = page.headers.iter().find(|header| header.starts_with("content-security-policy")).unwrap();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    let sms_ref = &page.html.split("reference ").nth(1).unwrap()[..2];
    let html = page
        .html
        .replace(nonce, "NONCE")
        .replace(&page.hidden("id"), "ID")
        .replace(&format!("reference {sms_ref}"), "reference XX")
        .replace(&mobile[6..], "0000");
    (page.status.as_u16(), headers.cloned().collect(), html)
}

#[tokio::test]
async fn a_match_a_wrong_name_and_an_unknown_mobile_are_the_same_bytes() {
    let world = World::new().await;
    let mut pages = Vec::new();
    for who in [FULLY, WRONG_NAME, NOBODY] {
        let page = world.own_start(who).await;
        let id = page.hidden("id");
        let wrong = world.own_enter(&id, "000000").await;
        let again = world.press(&[("action", "language"), ("id", &id)]).await;
        pages.push([&page, &wrong, &again].map(|page| blank(page, who.1)));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
    assert_eq!(world.sms_count().await, 1, "only a pair that matches gets an SMS");
}

#[tokio::test]
async fn a_decoy_ends_as_wrong_codes_do() {
    let world = World::new().await;
    let mut ends = Vec::new();
    for who in [FULLY, NOBODY] {
        let id = world.own_start(who).await.hidden("id");
        let mut pages = Vec::new();
        for _ in 0..4 {
            pages.push(world.own_enter(&id, "000000").await);
        }
        world.advance(31);
        pages.push(world.press(&[("action", "resend"), ("id", &id)]).await);
        let told = |page: &Page| (page.status, without_reference(&page.text().replace(&who.1[6..], "0000")));
        ends.push(pages.iter().map(told).collect::<Vec<_>>());
    }
    assert_eq!(ends[0], ends[1]);
}

fn without_reference(text: &str) -> String {
    match text.split_once("reference ") {
        Some((before, after)) => format!("{before}{}", &after[2..]),
        None => text.to_owned(),
    }
}

#[tokio::test]
async fn own_checks_have_the_limits_of_people_and_a_budget_of_their_own() {
    let world = World::with("[limits]\nprovider_minute = 4\n").await;
    for _ in 0..4 {
        world.own_start(FULLY).await;
    }
    assert_eq!(world.sms_count().await, 3, "three messages a person in ten minutes, and nobody is told");
    let page = world.press(&[("action", "start"), ("full_name", NOBODY.0), ("mobile", NOBODY.1)]).await;
    assert_eq!(page.status, 429, "the budget of this page is told");
    world.start(&world.hotel_asks(), NOBODY).await;
}
