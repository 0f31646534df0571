//! How many messages may be asked for (check OTP-6).

use std::{
    fs::{self, File},
    time::{Duration, Instant},
};

use domain::problem::ErrorCode;
use serde_json::Value;
use server::logging;

use crate::{
    ops::metrics_with,
    world::{FAMILY, FAMILY_MOBILE, FULLY, NOBODY, World},
};

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

/// Nobody can time thousands of answers to find out how many people a phone has. What counts is how often a phone was asked about,
/// whether or not anybody matched.
#[tokio::test]
async fn once_a_limit_is_met_answers_leave_at_fixed_moments() {
    let world = World::with("[limits]\nprovider_minute = 10\nmobile_10m = 3\n").await;
    let ask = world.hotel_asks();
    for who in [FULLY, NOBODY] {
        for number in 1..=5 {
            let began = Instant::now();
            world.start(&ask, who).await;
            assert!(number <= 3 || began.elapsed() >= MOMENT, "{who:?}, message {number}");
        }
    }
    for who in [FULLY, NOBODY, (FAMILY[0], FAMILY_MOBILE)] {
        let began = Instant::now();
        assert!(world.service.start(&ask, who.0, who.1).await.is_err(), "the budget is spent");
        assert!(began.elapsed() >= MOMENT, "{who:?}");
    }
}

const MOMENT: Duration = Duration::from_millis(10);

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
async fn what_is_held_back_quietly_is_counted_by_whose_limit_it_is() {
    let world = World::with("[limits]\nperson_10m = 4\nmobile_10m = 5\n").await;
    let ask = world.hotel_asks();
    for _ in 0..5 {
        world.start(&ask, FULLY).await;
    }
    for name in FAMILY {
        world.start(&ask, (name, FAMILY_MOBILE)).await;
    }
    for guesses in [3, 3, 3, 1] {
        let sent = world.start(&ask, NOBODY).await;
        for _ in 0..guesses {
            assert!(world.confirm(&ask, &sent.id, "123456").await.is_err());
        }
    }
    // One message has come back, and the pause is not over.
    world.advance(200);
    world.start(&ask, NOBODY).await;
    for axis in ["person", "mobile", "pause"] {
        metrics_with(&world, &format!("kyvs_limits_hit_total{{axis=\"{axis}\"}} 1")).await;
    }
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

/// A stranger can open the page on which people ask for themselves as often as the budget allows; nobody else has to wait longer for it.
#[tokio::test]
async fn a_provider_is_slowed_whose_codes_never_come_back_and_the_page_for_people_is_not() {
    let world = World::with("[limits]\nprovider_minute = 20\npumping_least = 10\n").await;
    let ask = world.hotel_asks();
    let log = world.folder.path().join("log");
    let _told = tracing::subscriber::set_default(logging::lines("warn", File::create(&log).unwrap()));
    let warned = || -> Vec<Value> {
        let log = fs::read_to_string(&log).unwrap();
        let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let said = "hardly any code that this provider asks for is completed; it is slowed";
        lines.filter(|line| line["message"] == said).collect()
    };
    let strangers = |from: u32| (from..from + 12).map(|number| format!("98999{number:05}"));
    let own = |mobile: String| {
        let fields =
            [("action", "start"), ("lang", "en"), ("full_name", "Somebody Unknown"), ("mobile", mobile.as_str())];
        let fields = fields.map(|(name, value)| (name, value.to_owned()));
        let post = world.http.post(format!("{}/status", world.url)).form(&fields);
        async move { post.send().await.unwrap().status().as_u16() }
    };
    for mobile in strangers(0) {
        assert!(world.service.start(&ask, "Somebody Unknown", &mobile).await.is_ok());
        assert_eq!(own(mobile).await, 200);
    }
    let before = metrics_with(&world, "kyvs_shed_total{why=\"busy\"} 0").await;
    assert!(!before.contains("axis=\"pumping\""), "nobody is slowed yet: {before}");
    assert_eq!(warned(), Vec::<Value>::new());
    world.advance(600);
    let mut taken = (0, 0);
    for mobile in strangers(100) {
        taken.0 += u32::from(world.service.start(&ask, "Somebody Unknown", &mobile).await.is_ok());
        taken.1 += u32::from(own(mobile).await == 200);
    }
    assert_eq!(taken, (2, 12));
    // The operator sees it, in the metrics and in the log: a line for each message that was let through.
    let after = metrics_with(&world, "kyvs_limits_hit_total{axis=\"pumping\"} 2").await;
    assert!(after.lines().any(|line| line == "kyvs_limits_hit_total{axis=\"provider\"} 10"), "{after}");
    let told = warned();
    assert_eq!(told.len(), 2, "{told:?}");
    for line in told {
        assert_eq!((&line["level"], &line["provider"]), (&"WARN".into(), &world.hotel.id.as_str().into()), "{line}");
    }
}
