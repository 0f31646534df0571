//! How many messages may be asked for (check OTP-6).

use domain::problem::ErrorCode;

use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, World};

#[tokio::test]
async fn a_person_gets_three_messages_in_ten_minutes_and_nobody_is_told() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for _ in 0..20 {
        let sent = world.start(&ask, FULLY).await;
        assert_eq!(sent.expires_in, 180);
    }
    assert_eq!(world.sms_count().await, 3);
    world.advance(600);
    for _ in 0..20 {
        world.start(&ask, FULLY).await;
    }
    assert_eq!(world.sms_count().await, 6);
}

#[tokio::test]
async fn a_family_of_six_gets_through() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for name in FAMILY {
        world.start(&ask, (name, FAMILY_MOBILE)).await;
    }
    assert_eq!(world.sms_count().await, 6);
}

#[tokio::test]
async fn wrong_names_do_not_use_up_a_familys_messages() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    for _ in 0..40 {
        world.start(&ask, ("Somebody Unknown", FAMILY_MOBILE)).await;
    }
    world.start(&ask, (FAMILY[0], FAMILY_MOBILE)).await;
    assert_eq!(world.sms_count().await, 1);
}

#[tokio::test]
async fn a_spent_budget_is_told_with_the_time_to_wait() {
    let world = World::with("[limits]\nprovider_minute = 5\n").await;
    let ask = world.hotel_asks();
    for number in 0..5 {
        world.start(&ask, ("Somebody Unknown", &format!("989999000{number}"))).await;
    }
    // Known or not, the answer is the same.
    for who in [FULLY, ("Somebody Unknown", "9899990009")] {
        let refusal = world.service.start(&ask, who.0, who.1).await.unwrap_err();
        assert_eq!((refusal.code, refusal.retry_after), (ErrorCode::RateLimited, Some(12)));
    }
    assert!(world.service.start(&world.airline_asks(), FULLY.0, FULLY.1).await.is_ok(), "budgets are a provider's own");
    world.advance(12);
    assert!(world.service.start(&ask, FULLY.0, FULLY.1).await.is_ok());
}
