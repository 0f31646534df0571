//! The code: once, three guesses, three minutes (checks OTP-1 to OTP-4).

use domain::problem::ErrorCode;
use tokio::task::JoinSet;

use crate::world::{FULLY, NOBODY, World, other_than};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_works_once_also_in_parallel() {
    let world = World::new().await;
    for _ in 0..8 {
        let ask = world.hotel_asks();
        let sent = world.start(&ask, FULLY).await;
        let code = world.code(&sent).await;
        let mut tries = JoinSet::new();
        for _ in 0..16 {
            let (service, ask, id, code) = (world.service.clone(), ask.clone(), sent.id.clone(), code.clone());
            tries.spawn(async move { service.confirm(&ask, &id, &code, true, true, false).await.is_ok() });
        }
        let successes = tries.join_all().await.into_iter().filter(|success| *success).count();
        assert_eq!(successes, 1);
        let refusal = world.confirm(&ask, &sent.id, &code).await.unwrap_err();
        assert_eq!(refusal.fields[0].1, "error-code-used");
        world.advance(600);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_guesses_are_evaluated_and_no_more() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    let mut tries = JoinSet::new();
    for _ in 0..50 {
        let (service, ask, id, wrong) = (world.service.clone(), ask.clone(), sent.id.clone(), other_than(&code));
        tries.spawn(async move { service.confirm(&ask, &id, &wrong, true, true, false).await.unwrap_err() });
    }
    let refusals = tries.join_all().await;
    let evaluated = refusals.iter().filter(|refusal| refusal.code == ErrorCode::OtpIncorrect).count();
    assert_eq!(evaluated, 2, "two leave guesses over, the third ends it");
    let refusal = world.confirm(&ask, &sent.id, &code).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::OtpAttemptsExceeded);
}

#[tokio::test]
async fn a_wrong_code_says_how_many_tries_are_left() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let wrong = other_than(&world.code(&sent).await);
    let expected = [
        (ErrorCode::OtpIncorrect, Some(2), "error-code-incorrect"),
        (ErrorCode::OtpIncorrect, Some(1), "error-code-incorrect"),
        (ErrorCode::OtpAttemptsExceeded, Some(0), "error-code-attempts"),
        (ErrorCode::OtpAttemptsExceeded, Some(0), "error-code-attempts"),
    ];
    for (code, left, key) in expected {
        let refusal = world.confirm(&ask, &sent.id, &wrong).await.unwrap_err();
        assert_eq!((refusal.code, refusal.attempts_left), (code, left));
        assert_eq!(refusal.fields[0].1, key);
        assert_eq!(refusal.sent.unwrap().id, sent.id);
    }
}

#[tokio::test]
async fn what_is_no_code_costs_no_guess() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let table = [
        ("", "error-code-empty"),
        ("12345", "error-code-too-short"),
        ("1234567", "error-code-too-long"),
        ("12a456", "error-code-not-digits"),
    ];
    for (otp, key) in table.into_iter().cycle().take(8) {
        let refusal = world.confirm(&ask, &sent.id, otp).await.unwrap_err();
        assert_eq!(refusal.fields[0].1, key);
        assert_eq!(refusal.attempts_left, None);
        assert!(refusal.sent.is_some());
    }
    let code = world.code(&sent).await;
    assert!(world.confirm(&ask, &sent.id, &format!("{}-{}", &code[..3], &code[3..])).await.is_ok());
}

#[tokio::test]
async fn a_new_code_resets_no_counter() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let wrong = other_than(&world.code(&sent).await);
    for _ in 0..2 {
        world.confirm(&ask, &sent.id, &wrong).await.unwrap_err();
    }
    world.advance(31);
    let again = world.service.resend(&ask, &sent.id).await.unwrap();
    let code = world.code(&again).await;
    let refusal = world.confirm(&ask, &sent.id, &other_than(&code)).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::OtpAttemptsExceeded);
    assert_eq!(world.confirm(&ask, &sent.id, &code).await.unwrap_err().code, ErrorCode::OtpAttemptsExceeded);
}

#[tokio::test]
async fn a_new_code_kills_the_old_one() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let old = world.code(&sent).await;

    let early = world.service.resend(&ask, &sent.id).await.unwrap_err();
    assert_eq!((early.code, early.retry_after), (ErrorCode::RateLimited, Some(30)));
    world.advance(30);
    let again = world.service.resend(&ask, &sent.id).await.unwrap();
    assert_eq!((again.id.as_str(), again.resends_left, again.expires_in), (sent.id.as_str(), 2, 180));
    assert_ne!(again.sms_ref, sent.sms_ref);
    assert_eq!((again.full_name.as_str(), again.mobile.as_str()), FULLY);

    let new = world.code(&again).await;
    if new != old {
        assert_eq!(world.confirm(&ask, &sent.id, &old).await.unwrap_err().code, ErrorCode::OtpIncorrect);
    }
    assert!(world.confirm(&ask, &sent.id, &new).await.is_ok());
}

#[tokio::test]
async fn a_verification_has_four_codes_at_most() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    for left in [2, 1, 0] {
        world.advance(60);
        assert_eq!(world.service.resend(&ask, &sent.id).await.unwrap().resends_left, left);
    }
    world.advance(60);
    let refusal = world.service.resend(&ask, &sent.id).await.unwrap_err();
    assert_eq!((refusal.code, refusal.retry_after), (ErrorCode::RateLimited, None));
    assert_eq!(refusal.fields[0].1, "error-resend-many");
}

#[tokio::test]
async fn a_code_lives_three_minutes() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let (young, old) = (world.start(&ask, FULLY).await, world.start(&ask, FULLY).await);
    let (young_code, old_code) = (world.code(&young).await, world.code(&old).await);
    world.advance(179);
    assert!(world.confirm(&ask, &young.id, &young_code).await.is_ok());
    world.advance(2);
    let refusal = world.confirm(&ask, &old.id, &old_code).await.unwrap_err();
    assert_eq!((refusal.code, refusal.fields[0].1.as_ref()), (ErrorCode::OtpExpired, "error-code-expired"));
    let again = world.service.resend(&ask, &old.id).await.unwrap();
    assert!(world.confirm(&ask, &old.id, &world.code(&again).await).await.is_ok());
}

#[tokio::test]
async fn ten_failures_in_a_row_pause_a_person_everywhere() {
    let world = World::new().await;
    for round in 0..5 {
        world.advance(300);
        let ask = if round % 2 == 0 { world.hotel_asks() } else { world.airline_asks() };
        let sent = world.start(&ask, FULLY).await;
        let wrong = other_than(&world.code(&sent).await);
        for _ in 0..2 {
            world.confirm(&ask, &sent.id, &wrong).await.unwrap_err();
        }
    }
    // Paused: nobody is told, and the right code is a wrong one.
    let before = world.sms_count().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    assert_eq!(world.sms_count().await, before, "no SMS while it is paused");
    assert_eq!(world.confirm(&ask, &sent.id, "123456").await.unwrap_err().code, ErrorCode::OtpIncorrect);
    world.advance(5 * 60);
    let sent = world.start(&ask, FULLY).await;
    assert!(world.confirm(&ask, &sent.id, &world.code(&sent).await).await.is_ok());
}

#[tokio::test]
async fn a_declined_verification_is_over() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for who in [FULLY, NOBODY] {
        let sent = world.start(&ask, who).await;
        world.service.decline(&ask, &sent.id).await.unwrap();
        world.service.decline(&ask, &sent.id).await.unwrap();
        let refusal = world.confirm(&ask, &sent.id, "123456").await.unwrap_err();
        assert_eq!(refusal.code, ErrorCode::Cancelled);
        world.advance(60);
        assert_eq!(world.service.resend(&ask, &sent.id).await.unwrap_err().code, ErrorCode::OtpExpired);
    }
}
