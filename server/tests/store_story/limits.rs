//! Limits: spoken ones of provider and service, quiet ones of person and mobile, and the pause after failed guesses.

use std::{sync::Arc, time::Duration};

use domain::limits::Rate;
use server::ports::{Axis, Limited, Opened, Pumping, QuietAxis, Resent};
use tokio::task::JoinSet;

use crate::{
    kit::{CODE, MOBILE, NAME, Rig, START, Start, Try, WRONG, after, new_run},
    values::person,
};

crate::on_every_store!(
    a_spent_budget_refuses_and_writes_nothing,
    each_budget_says_whose_it_is,
    a_spent_quiet_limit_opens_a_decoy,
    a_spent_quiet_limit_keeps_a_new_code_back,
    each_quiet_limit_says_whose_it_is,
    a_mobile_has_a_limit_for_all_its_people,
    pairs_that_match_nobody_use_up_nobodys_messages,
    how_often_a_phone_is_asked_about_does_not_tell_whether_a_pair_matched,
    all_limits_are_charged_or_none,
    ten_failures_pause_a_person_over_verifications_and_providers,
    pauses_grow,
    ten_failures_are_evaluated_also_in_parallel,
    a_right_code_clears_the_failures,
    a_provider_whose_codes_never_come_back_is_slowed,
);

const fn in_ten_minutes(burst: u32) -> Rate {
    Rate::new(burst, Duration::from_mins(10))
}

async fn a_spent_budget_refuses_and_writes_nothing(rig: Rig) {
    let mut start = rig.start().await.person_gets(3);
    start.of_provider = in_ten_minutes(2);
    rig.open(&start).await;
    let second = rig.open(&start).await;
    let before = rig.store.audit_head().await.unwrap();
    let (run, opened) = rig.try_open(&start).await;
    assert!(matches!(opened, Opened::Limited(limited) if limited.until == after(300)));
    assert!(rig.store.verification(run.id).await.unwrap().is_none());
    assert_eq!(rig.take_sms(START).await.len(), 2);
    let later = rig.resend(&second, &start, CODE, 1, after(60)).await;
    assert!(matches!(later, Resent::Limited(limited) if limited.until == after(300)));
    assert_eq!(rig.store.audit_head().await.unwrap(), before, "what was refused is no act");
    assert!(rig.try_code(&second, CODE, after(61)).await.is_right(), "the old code is still in force");
    start.at = after(300);
    rig.open(&start).await;
    assert_eq!(rig.take_sms(after(300)).await.len(), 1, "the refused one did not count for the person");
}

async fn each_budget_says_whose_it_is(rig: Rig) {
    let mut start = rig.start().await;
    (start.of_provider, start.of_service) = (in_ten_minutes(1), in_ten_minutes(2));
    rig.open(&start).await;
    let spent = |axis, seconds| Limited { until: after(seconds), axis };
    let told = |opened| if let Opened::Limited(limited) = opened { Some(limited) } else { None };
    assert_eq!(told(rig.try_open(&start).await.1), Some(spent(Axis::Provider, 600)));
    start.provider = "prv_other".into();
    rig.open(&start).await;
    start.provider = "prv_third".into();
    assert_eq!(told(rig.try_open(&start).await.1), Some(spent(Axis::Service, 300)));
    start.at = after(300);
    rig.open(&start).await;
}

async fn a_spent_quiet_limit_opens_a_decoy(rig: Rig) {
    let mut start = rig.start().await.person_gets(3);
    for _ in 0..3 {
        rig.open(&start).await;
    }
    let (run, opened) = rig.try_open(&start).await;
    assert!(matches!(opened, Opened::Open { void: true, .. }));
    assert_eq!(rig.take_sms(START).await.len(), 3);
    assert!(rig.store.verification(run.id).await.unwrap().unwrap().person.is_none());
    assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Wrong(2)));
    start.at = after(200);
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(201)).await.is_right());
}

async fn a_spent_quiet_limit_keeps_a_new_code_back(rig: Rig) {
    let start = rig.start().await.person_gets(1);
    let run = rig.open(&start).await;
    assert_eq!(rig.take_sms(START).await.len(), 1);
    assert!(matches!(rig.resend(&run, &start, "555666", 1, after(30)).await, Resent::Sent { void: true, .. }));
    assert!(rig.take_sms(after(31)).await.is_empty());
    assert!(matches!(rig.try_code(&run, CODE, after(32)).await, Try::Wrong(_)));
    assert!(matches!(rig.try_code(&run, "555666", after(32)).await, Try::Wrong(_)), "nobody got this one");
}

/// To the service, which counts it; of a pair that matched nobody as of a person.
async fn each_quiet_limit_says_whose_it_is(rig: Rig) {
    let told = |opened| if let Opened::Open { held, .. } = opened { held } else { panic!("limited") };
    let known = rig.start().await;
    let nobody = rig.start_for("9810000099", "Nobody Here").await;
    for (plenty, from) in [(known, 0), (nobody, 86_400)] {
        let mut start = plenty.clone().person_gets(1);
        start.at = after(from);
        let (run, opened) = rig.try_open(&start).await;
        assert_eq!(told(opened), None);
        assert_eq!(told(rig.try_open(&start).await.1), Some(QuietAxis::Person));
        let again = rig.resend(&run, &start, "555666", 1, after(from + 30)).await;
        assert!(matches!(again, Resent::Sent { void: true, held: Some(QuietAxis::Person), .. }));
        (start.limits, start.at) = (plenty.limits, after(from + 3_600));
        start.limits.mobile[0] = in_ten_minutes(1);
        assert_eq!(told(rig.try_open(&start).await.1), None);
        assert_eq!(told(rig.try_open(&start).await.1), Some(QuietAxis::Mobile));
        (start.limits, start.at) = (plenty.limits, after(from + 7_200));
        fail_ten_times(&rig, &start).await;
        assert_eq!(told(rig.try_open(&start).await.1), Some(QuietAxis::Pause));
    }
}

const FAMILY: [&str; 6] = ["Asha Rao", "Ravi Rao", "Meena Rao", "Kiran Rao", "Anil Rao", "Sita Rao"];

async fn a_mobile_has_a_limit_for_all_its_people(rig: Rig) {
    let family = FAMILY.iter().zip(1..).map(|(name, n)| person(&format!("812345678900{n:02}"), name, MOBILE, vec![]));
    rig.import(family.collect()).await;
    for name in FAMILY {
        let mut start = rig.start_for(MOBILE, name).await.person_gets(3);
        start.limits.mobile[0] = in_ten_minutes(5);
        rig.open(&start).await;
    }
    assert_eq!(rig.take_sms(START).await.len(), 5);
}

async fn pairs_that_match_nobody_use_up_nobodys_messages(rig: Rig) {
    let mut start = rig.start().await.person_gets(1);
    start.limits.mobile[0] = in_ten_minutes(2);
    for n in 0..100 {
        let mut wrong = rig.start_for(MOBILE, &format!("Stranger {}", "x".repeat(n + 1))).await;
        wrong.limits = start.limits;
        rig.open(&wrong).await;
    }
    assert!(matches!(rig.try_open(&start).await.1, Opened::Open { void: false, .. }));
}

/// The answer's time follows from it.
async fn how_often_a_phone_is_asked_about_does_not_tell_whether_a_pair_matched(rig: Rig) {
    let mut seen = Vec::new();
    for (mobile, first) in [(MOBILE, NAME), ("9810000099", NAME)] {
        let wrong: Vec<String> = ('a'..='k').map(|letter| format!("Nobody Here {letter}")).collect();
        let names = std::iter::once(first).chain(wrong.iter().map(String::as_str));
        let mut often = Vec::new();
        for name in names {
            let mut start = rig.start_for(mobile, name).await;
            start.limits.mobile[0] = in_ten_minutes(10);
            let Opened::Open { often: now, .. } = rig.try_open(&start).await.1 else { panic!("limited") };
            often.push(now);
        }
        seen.push(often);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].iter().position(|often| *often), Some(10), "as often as a mobile gets messages");
}

async fn all_limits_are_charged_or_none(rig: Rig) {
    let mut start = rig.start().await;
    (start.of_service, start.of_provider) = (in_ten_minutes(2), in_ten_minutes(1));
    rig.open(&start).await;
    assert!(matches!(rig.try_open(&start).await.1, Opened::Limited(_)));
    start.provider = "prv_other".into();
    rig.open(&start).await;
    start.provider = "prv_third".into();
    assert!(matches!(rig.try_open(&start).await.1, Opened::Limited(_)));
    // Of the quiet ones alike: what is refused for one of the two charges neither.
    let mut quiet = rig.start_for(MOBILE, NAME).await.person_gets(2);
    quiet.limits.person[1] = Rate::new(1, Duration::from_secs(10));
    for (second, is_void) in [(700, false), (700, true), (710, false), (720, true), (1000, false), (1010, true)] {
        quiet.at = after(second);
        let opened = rig.try_open(&quiet).await.1;
        assert!(matches!(opened, Opened::Open { void, .. } if void == is_void), "{second}");
    }
}

/// Fails ten times, over verifications of several providers.
async fn fail_ten_times(rig: &Rig, start: &Start) {
    for round in 0..4 {
        let mut start = start.clone();
        start.provider = format!("prv_{round}");
        let run = rig.open(&start).await;
        for _ in 0..if round == 3 { 1 } else { 3 } {
            assert!(matches!(rig.try_code(&run, WRONG, start.at).await, Try::Wrong(_)));
        }
    }
}

async fn ten_failures_pause_a_person_over_verifications_and_providers(rig: Rig) {
    let mut start = rig.start().await;
    let before = rig.open(&start).await;
    fail_ten_times(&rig, &start).await;
    // Opened before the pause: the right code is a wrong one now. Opened in it: a decoy, and no message.
    assert!(matches!(rig.try_code(&before, CODE, after(2)).await, Try::Wrong(2)));
    rig.take_sms(after(2)).await;
    start.at = after(3);
    let (during, opened) = rig.try_open(&start).await;
    assert!(matches!(opened, Opened::Open { void: true, .. }));
    assert!(rig.take_sms(after(4)).await.is_empty());
    assert!(matches!(rig.try_code(&during, CODE, after(5)).await, Try::Wrong(2)));
    start.at = after(5 * 60);
    let afterwards = rig.open(&start).await;
    assert!(rig.try_code(&afterwards, CODE, start.at).await.is_right());
}

/// Five minutes, then ten, then fifteen each time; what is guessed in a pause does not make it longer.
async fn pauses_grow(rig: Rig) {
    let mut start = rig.start().await;
    for minutes in [5, 10, 15, 15] {
        fail_ten_times(&rig, &start).await;
        let end = start.at.plus(Duration::from_mins(minutes));
        start.at = end.minus(Duration::from_millis(1));
        let run = rig.open(&start).await;
        assert!(matches!(rig.try_code(&run, CODE, start.at).await, Try::Wrong(2)), "{minutes} minutes are not over");
        start.at = end;
        assert!(matches!(rig.try_open(&start).await.1, Opened::Open { void: false, .. }), "{minutes} minutes are over");
    }
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, start.at).await.is_right());
}

async fn ten_failures_are_evaluated_also_in_parallel(rig: Rig) {
    let mut rig = rig;
    rig.policy.max_guesses = 60;
    let rig = Arc::new(rig);
    let start = rig.start().await;
    let mut opened = Vec::new();
    for _ in 0..20 {
        opened.push(rig.open(&start).await);
    }
    let mut guesses = JoinSet::new();
    for run in &opened {
        for _ in 0..3 {
            let (rig, run) = (Arc::clone(&rig), run.clone());
            guesses.spawn(async move { rig.try_code(&run, WRONG, after(1)).await });
        }
    }
    guesses.join_all().await;
    // Ten were counted: the pause is the first one, and no longer.
    let mut later = start.clone();
    later.at = after(5 * 60 + 1);
    assert!(matches!(rig.try_code(&opened[0], CODE, after(2 * 60)).await, Try::Wrong(_)));
    let run = rig.open(&later).await;
    for _ in 0..9 {
        rig.try_code(&run, WRONG, after(5 * 60 + 1)).await;
    }
    assert!(rig.try_code(&run, CODE, after(5 * 60 + 2)).await.is_right(), "nineteen in a row are no second pause");
}

async fn a_right_code_clears_the_failures(rig: Rig) {
    let start = rig.start().await;
    for _ in 0..5 {
        for _ in 0..3 {
            let run = rig.open(&start).await;
            for _ in 0..2 {
                rig.try_code(&run, WRONG, after(1)).await;
            }
        }
        let run = rig.open(&start).await;
        assert!(rig.try_code(&run, CODE, after(2)).await.is_right());
    }
}

async fn a_provider_whose_codes_never_come_back_is_slowed(rig: Rig) {
    let mut start = rig.start().await;
    start.of_provider = Rate::new(100, Duration::from_mins(1));
    start.pumping = Pumping { least: 50, percent: 5, divisor: 10 };
    for _ in 0..60 {
        assert!(matches!(rig.try_open(&start).await.1, Opened::Open { slowed: false, .. }), "they cannot be back yet");
    }
    start.at = after(10 * 60);
    let mut slowed = 0;
    while let Opened::Open { slowed: true, .. } = rig.try_open(&start).await.1 {
        slowed += 1;
    }
    assert_eq!(slowed, 10, "a tenth of the budget");
    // Another provider is not.
    let mut other = start.clone();
    other.provider = "prv_other".into();
    assert!(matches!(rig.try_open(&other).await.1, Opened::Open { slowed: false, .. }));
    // People complete codes again: it recovers.
    start.at = after(11 * 60);
    let runs = [new_run(&start), new_run(&start), new_run(&start)];
    for run in &runs {
        assert!(rig.store.open(rig.opening(run, &start)).await.is_ok());
        assert!(rig.try_code(run, CODE, after(11 * 60)).await.is_right());
    }
    assert!(matches!(rig.try_open(&start).await.1, Opened::Open { slowed: false, .. }));
}
