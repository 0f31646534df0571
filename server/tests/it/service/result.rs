//! What a person shares, and nothing more.

use domain::{
    jws::{Expectation, VerifyError, verify},
    result::{Claims, Env},
};
use server::ports::Clock as _;

use crate::world::{FULLY, NOT, PARTIALLY, World};

async fn claims(world: &World, result: &str, audience: &str) -> Result<Claims, VerifyError> {
    let expect = Expectation { issuer: &world.url, audience: Some(audience), nonce: Some("n-1"), env: Env::Live };
    verify(result, &world.keys().await, &expect, world.clock.now())
}

#[tokio::test]
async fn the_answer_is_signed_for_who_asked() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    assert_eq!((sent.sent_to.as_str(), sent.expires_in, sent.resend_in), ("******0001", 180, 30));
    let code = world.code(&sent).await;
    let answer = world.confirm(&ask, &sent.id, &code).await.unwrap();
    assert_eq!((answer.status, answer.doses_counted, answer.doses_needed), (2, 2, 2));
    assert!(answer.events.is_empty() && answer.demographics.is_none(), "the hotel is entitled to the status only");

    let claims = claims(&world, &answer.result, &world.hotel.id).await.unwrap();
    assert_eq!(claims.exp - claims.iat, 300);
    assert_eq!(claims.auth_time, claims.iat);
    assert_eq!(claims.origin.as_deref(), Some("https://hotel.example"));
    assert_eq!((claims.purpose.as_str(), claims.reference.as_deref()), ("check-in", Some("booking 7")));
    assert_eq!((claims.name.as_str(), claims.mobile.as_str()), (FULLY.0, "******0001"));
    assert_eq!(claims.vaccination_status.code(), 2);
    assert_eq!(claims.as_of, world.clock.now().date());
    assert_eq!(claims.consent, answer.receipt.number);
    assert!(claims.events.is_none() && claims.birth_year.is_none() && claims.gender.is_none());
    assert_eq!(answer.expires_at, claims.exp * 1000);
}

#[tokio::test]
async fn each_status_has_its_answer() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for (who, status, counted) in [(FULLY, 2, 2), (PARTIALLY, 1, 1), (NOT, 0, 0)] {
        let sent = world.start(&ask, who).await;
        let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
        assert_eq!((answer.status, answer.doses_counted), (status, counted), "{}", who.0);
    }
}

#[tokio::test]
async fn only_what_stayed_ticked_is_shared() {
    let world = World::new().await;
    let ask = world.airline_asks();
    for (events, demographics) in [(true, true), (true, false), (false, true), (false, false)] {
        let sent = world.start(&ask, PARTIALLY).await;
        let code = world.code(&sent).await;
        let answer = world.service.confirm(&ask, &sent.id, &code, events, demographics, false).await.unwrap();
        let claims = claims(&world, &answer.result, &world.airline.id).await.unwrap();
        assert_eq!(claims.events.is_some(), events);
        assert_eq!(answer.events.len(), usize::from(events));
        assert_eq!((claims.birth_year.is_some(), claims.gender.is_some()), (demographics, demographics));
        assert_eq!(answer.demographics.is_some(), demographics);
        world.advance(600);
    }
}

#[tokio::test]
async fn the_same_person_is_another_subject_elsewhere() {
    let world = World::new().await;
    let mut subjects = Vec::new();
    for (ask, provider) in
        [(world.hotel_asks(), &world.hotel), (world.hotel_asks(), &world.hotel), (world.airline_asks(), &world.airline)]
    {
        let sent = world.start(&ask, FULLY).await;
        let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
        subjects.push(claims(&world, &answer.result, &provider.id).await.unwrap().sub);
    }
    assert_eq!(subjects[0], subjects[1]);
    assert_ne!(subjects[0], subjects[2]);
}

#[tokio::test]
async fn a_result_is_for_one_audience_and_five_minutes() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    assert_eq!(claims(&world, &answer.result, &world.airline.id).await, Err(VerifyError::WrongAudience));
    world.advance(301);
    assert_eq!(claims(&world, &answer.result, &world.hotel.id).await, Err(VerifyError::Expired));
}

#[tokio::test]
async fn a_full_page_names_no_origin() {
    let world = World::new().await;
    let mut ask = world.hotel_asks();
    ask.origin.clear();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    assert_eq!(claims(&world, &answer.result, &world.hotel.id).await.unwrap().origin, None);
}

#[tokio::test]
async fn the_sms_names_who_asks_in_the_language_of_the_page() {
    let world = World::new().await;
    let mut ask = world.hotel_asks();
    ask.lang = "hi".to_owned();
    let sent = world.start(&ask, FULLY).await;
    world.code(&sent).await;
    let message = world.outbox.messages().pop().unwrap();
    assert_eq!((message.to.as_str(), message.lang.as_str()), ("+919810000001", "hi"));
    assert!(message.text.contains("होटल सागर") && message.text.ends_with(&format!("Ref {}", sent.sms_ref)));
}
