//! Who asked, and what people say to it.

mod proofs;
mod providers;
mod receipts;

use reqwest::StatusCode;

use super::Page;
use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, World};

/// Nobody in these stories is short of messages.
pub(super) async fn world() -> World {
    World::with("[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n").await
}

impl World {
    /// A check by the hotel's page, answered. Gives the signed result and the record's id.
    pub(super) async fn answered(&self, who: (&str, &str)) -> (String, String) {
        let ask = self.hotel_asks();
        let sent = self.start(&ask, who).await;
        let answer = self.confirm(&ask, &sent.id, &self.code(&sent).await).await.unwrap();
        (answer.result, answer.receipt.record)
    }

    /// Presses a button of an open own page, about a record.
    pub(super) async fn say(&self, session: &str, action: &str, record: &str) -> Page {
        self.press(&[("session", session), ("action", action), ("record", record)]).await
    }
}

#[tokio::test]
async fn the_own_page_says_who_asked_when_why_and_for_what() {
    let world = world().await;
    world.answered(FULLY).await;
    world.advance(1);
    let ask = world.airline_asks();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    let page = world.own_page(FULLY).await;
    let text = page.text();
    let (airline, hotel) = (text.find("Air Konkan").unwrap(), text.find("Hotel Sagar").unwrap());
    assert!(airline < hotel, "newest first: {text}");
    for words in [
        "Purpose check-in",
        "What was shared Vaccination status; Vaccines and dates of the doses; Year of birth and gender",
        &format!("Receipt {}", answer.receipt.number),
        "State The result is valid until",
        "Withdraw the consent",
        "Did you not agree, or is something wrong? Complain, and name the number of the receipt. How to complain",
    ] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    assert!(page.html.contains("href=\"/?lang=en#complaints\""), "{}", page.html);
    world.advance(301);
    let text = world.own_page(FULLY).await.text();
    assert!(text.contains("State The result has expired") && !text.contains("is valid until"), "{text}");
    assert!(
        world.own_page((FAMILY[0], FAMILY_MOBILE)).await.text().contains("No organisation has learned your status")
    );
}

#[tokio::test]
async fn people_on_one_mobile_never_see_each_other() {
    let world = world().await;
    let (his, hers) = ((FAMILY[0], FAMILY_MOBILE), (FAMILY[3], FAMILY_MOBILE));
    let (result, record) = world.answered(his).await;
    let page = world.own_page(hers).await;
    assert!(!page.text().contains("Hotel Sagar") && !page.html.contains(&record), "{}", page.text());
    let session = page.hidden("session");
    for action in ["withdraw", "withdraw-confirm"] {
        let page = world.say(&session, action, &record).await;
        assert_eq!((page.status, page.step()), (StatusCode::BAD_REQUEST, "problem"), "another's check looks like none");
    }
    assert!(world.say(&session, "pause", "").await.text().contains("All checks on you are paused"));
    assert_eq!(world.verify_for_hotel(&result).await["valid"], true);
    world.answered(his).await;
    assert!(world.own_page(his).await.html.contains(&record));
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let world = world().await;
    let mut records = Vec::new();
    for _ in 0..12 {
        records.insert(0, world.answered(FULLY).await.1);
        world.advance(1);
    }
    let page = world.own_page(FULLY).await;
    let seen = |page: &Page| records.iter().filter(|record| page.html.contains(&format!("check-{record}"))).count();
    assert_eq!(seen(&page), 10);
    assert!(!page.html.contains(&format!("check-{}", records[10])));
    let (session, last) = (page.hidden("session"), &records[9]);
    let older = world.say(&session, "history", last).await;
    assert_eq!((older.step(), seen(&older)), ("own", 2));
    assert!(older.text().contains("Newest checks") && !older.text().contains("Older checks"));
}

#[tokio::test]
async fn a_withdrawal_is_asked_about_and_taken_back() {
    let world = world().await;
    let (result, record) = world.answered(FULLY).await;
    let session = world.own_page(FULLY).await.hidden("session");
    let asked = world.say(&session, "withdraw", &record).await;
    assert_eq!((asked.status, asked.step()), (StatusCode::OK, "withdraw"));
    assert!(asked.text().contains("Withdraw your consent to Hotel Sagar?"), "{}", asked.text());
    assert!(asked.html.contains("data-expires-in=\"600\"") && asked.html.contains("data-over"), "it closes too");
    assert_eq!(world.verify_for_hotel(&result).await["valid"], true, "asking does nothing");

    let done = world.say(&session, "withdraw-confirm", &record).await;
    let text = done.text();
    for words in [
        "Your consent to Hotel Sagar is withdrawn.",
        "State The result is revoked",
        "Organisations that may not ask",
        "Let Hotel Sagar ask again",
    ] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    assert_eq!(world.verify_for_hotel(&result).await["error"], "result-revoked");
    let sms = world.sms_count().await;
    world.start(&world.hotel_asks(), FULLY).await;
    assert_eq!(world.sms_count().await, sms, "nothing reaches the person");

    let again = world.press(&[("session", &session), ("action", "allow"), ("provider", &world.hotel.id)]).await;
    assert!(again.text().contains("Hotel Sagar may ask you again."), "{}", again.text());
    let (next, _) = world.answered(FULLY).await;
    assert_eq!(world.verify_for_hotel(&next).await["valid"], true);
    assert_eq!(world.verify_for_hotel(&result).await["error"], "result-revoked");
    let nobody = world.press(&[("session", &session), ("action", "allow"), ("provider", "prv_nobody")]).await;
    assert_eq!(nobody.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_pause_works_at_once_and_until_it_is_ended() {
    let world = world().await;
    let ask = world.hotel_asks();
    let open = world.start(&ask, FULLY).await;
    let code = world.code(&open).await;
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.say(&session, "pause", "").await;
    assert!(page.text().contains("All checks on you have been paused since"), "{}", page.text());
    assert_eq!(
        world.confirm(&ask, &open.id, &code).await.unwrap_err().code,
        domain::problem::ErrorCode::OtpIncorrect,
        "what was begun before looks like a wrong code"
    );
    let sms = world.sms_count().await;
    world.start(&ask, FULLY).await;
    world.start(&world.airline_asks(), FULLY).await;
    assert_eq!(world.sms_count().await, sms);
    let session = world.own_page(FULLY).await.hidden("session");
    let page = world.say(&session, "resume", "").await;
    assert!(page.text().contains("Checks go on."), "{}", page.text());
    world.answered(FULLY).await;
}

#[tokio::test]
async fn nothing_is_said_or_shown_after_the_session() {
    let world = world().await;
    let (result, record) = world.answered(FULLY).await;
    let session = world.own_page(FULLY).await.hidden("session");
    world.advance(601);
    for action in ["withdraw", "withdraw-confirm", "allow", "pause", "resume", "history"] {
        let page = world.say(&session, action, &record).await;
        assert_eq!((page.status, page.step()), (StatusCode::GONE, "ended"), "{action}");
    }
    assert_eq!(world.verify_for_hotel(&result).await["error"], "result-expired");
    world.answered(FULLY).await;
}
