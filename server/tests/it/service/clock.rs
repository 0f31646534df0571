//! Somebody sets the system's clock while the service runs (check OTP-8).

use domain::{
    jws::{self, Expectation},
    problem::ErrorCode,
    provider::Env,
    time::Timestamp,
};
use server::ports::Clock as _;

use crate::world::{FULLY, World};

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn a_clock_that_is_set_forward_refills_no_limit() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for _ in 0..5 {
        world.start(&ask, FULLY).await;
    }
    assert_eq!(world.sms_count().await, 3);
    world.set_clock(HOUR);
    for _ in 0..5 {
        world.start(&ask, FULLY).await;
    }
    assert_eq!(world.sms_count().await, 3);
    // Time that really passes does.
    world.advance(600);
    world.start(&ask, FULLY).await;
    assert_eq!(world.sms_count().await, 4);
}

#[tokio::test]
async fn a_clock_that_is_set_back_revives_no_code() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    // Nobody has tried it when it ends.
    world.advance(180);
    for step in [-60_000, -HOUR, 2 * HOUR] {
        world.set_clock(step);
        let refusal = world.confirm(&ask, &sent.id, &code).await.unwrap_err();
        assert_eq!(refusal.code, ErrorCode::OtpExpired, "{step}");
    }
}

#[tokio::test]
async fn a_code_lives_on_and_what_is_signed_says_what_the_clock_says() {
    for step in [-HOUR, HOUR] {
        let world = World::new().await;
        let ask = world.hotel_asks();
        let sent = world.start(&ask, FULLY).await;
        let code = world.code(&sent).await;
        let before = world.clock.now();
        world.advance(60);
        world.set_clock(step);
        let answer = world.confirm(&ask, &sent.id, &code).await.unwrap();
        let expect = Expectation { issuer: &world.url, audience: None, nonce: None, env: Env::Live };
        let seen_by_others = Timestamp::from_millis(before.as_millis() + 60_000 + step);
        let claims = jws::verify(&answer.result, &world.keys().await, &expect, seen_by_others).unwrap();
        assert_eq!(claims.iat, seen_by_others.as_seconds());
        assert_eq!(world.verify_for_hotel(&answer.result).await["valid"], true, "{step}");
    }
}
