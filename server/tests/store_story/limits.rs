//! Limits: spoken ones of provider and service, quiet ones of person and mobile, and the pause after failed guesses.

use std::{sync::Arc, time::Duration};

use domain::limits::Rate;
use server::ports::{Charge, Opened, Resent};
use tokio::task::JoinSet;

use crate::kit::{CODE, Rig, START, Try, WRONG, after};

crate::on_every_store!(
    a_spent_budget_refuses_and_writes_nothing,
    a_spent_quiet_limit_opens_a_decoy,
    a_spent_quiet_limit_keeps_a_new_code_back,
    all_limits_are_charged_or_none,
    ten_failures_pause_a_person_over_verifications_and_providers,
    ten_failures_are_evaluated_also_in_parallel,
    a_right_code_clears_the_failures,
);

fn at_most(rig: &Rig, axis: &str, burst: u32) -> Charge {
    Charge { key: rig.secrets.limit_key(axis, b"x"), rate: Rate::new(burst, Duration::from_mins(10)) }
}

async fn a_spent_budget_refuses_and_writes_nothing(rig: Rig) {
    let mut start = rig.start().await;
    start.budgets = vec![at_most(&rig, "provider", 2)];
    start.quiet_limits = vec![at_most(&rig, "person", 3)];
    rig.open(&start).await;
    let second = rig.open(&start).await;
    let (run, opened) = rig.try_open(&start).await;
    assert!(matches!(opened, Opened::Limited(at) if at == after(300)));
    assert!(rig.store.verification(run.id).await.unwrap().is_none());
    assert_eq!(rig.take_sms(START).await.len(), 2);
    let later = rig.resend(&second, &start, CODE, 1, after(60)).await;
    assert!(matches!(later, Resent::Limited(at) if at == after(300)));
    assert!(rig.try_code(&second, CODE, after(61)).await.is_right(), "the old code is still in force");
    start.at = after(300);
    rig.open(&start).await;
    assert_eq!(rig.take_sms(after(300)).await.len(), 1, "the refused one did not count for the person");
}

async fn a_spent_quiet_limit_opens_a_decoy(rig: Rig) {
    let mut start = rig.start().await;
    start.quiet_limits = vec![at_most(&rig, "person", 3)];
    for _ in 0..3 {
        rig.open(&start).await;
    }
    let run = rig.open(&start).await;
    assert_eq!(rig.take_sms(START).await.len(), 3);
    assert!(rig.store.verification(run.id).await.unwrap().unwrap().person.is_none());
    assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Wrong(2)));
    start.at = after(200);
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(201)).await.is_right());
}

async fn a_spent_quiet_limit_keeps_a_new_code_back(rig: Rig) {
    let mut start = rig.start().await;
    start.quiet_limits = vec![at_most(&rig, "person", 1)];
    let run = rig.open(&start).await;
    assert_eq!(rig.take_sms(START).await.len(), 1);
    assert!(matches!(rig.resend(&run, &start, "555666", 1, after(30)).await, Resent::Sent(_)));
    assert!(rig.take_sms(after(31)).await.is_empty());
    assert!(matches!(rig.try_code(&run, CODE, after(32)).await, Try::Wrong(_)));
}

async fn all_limits_are_charged_or_none(rig: Rig) {
    let mut start = rig.start().await;
    start.budgets = vec![at_most(&rig, "service", 2), at_most(&rig, "provider a", 1)];
    rig.open(&start).await;
    assert!(matches!(rig.try_open(&start).await.1, Opened::Limited(_)));
    start.budgets = vec![at_most(&rig, "service", 2), at_most(&rig, "provider b", 1)];
    rig.open(&start).await;
    start.budgets = vec![at_most(&rig, "service", 2)];
    assert!(matches!(rig.try_open(&start).await.1, Opened::Limited(_)));
}

async fn ten_failures_pause_a_person_over_verifications_and_providers(rig: Rig) {
    let mut start = rig.start().await;
    let before = rig.open(&start).await;
    for round in 0..4 {
        start.provider = format!("prv_{round}");
        let run = rig.open(&start).await;
        for _ in 0..if round == 3 { 1 } else { 3 } {
            assert!(matches!(rig.try_code(&run, WRONG, after(1)).await, Try::Wrong(_)));
        }
    }
    // Opened before the pause: the right code is a wrong one now. Opened in it: a decoy, and no message.
    assert!(matches!(rig.try_code(&before, CODE, after(2)).await, Try::Wrong(2)));
    rig.take_sms(after(2)).await;
    start.at = after(3);
    let during = rig.open(&start).await;
    assert!(rig.take_sms(after(4)).await.is_empty());
    assert!(matches!(rig.try_code(&during, CODE, after(5)).await, Try::Wrong(2)));
    start.at = after(1 + 30 * 60);
    let afterwards = rig.open(&start).await;
    assert!(rig.try_code(&afterwards, CODE, start.at).await.is_right());
}

async fn ten_failures_are_evaluated_also_in_parallel(rig: Rig) {
    let rig = Arc::new(rig);
    let start = rig.start().await;
    let mut guesses = JoinSet::new();
    for _ in 0..20 {
        let run = rig.open(&start).await;
        let real = rig.mac(&run, 0, CODE);
        for _ in 0..3 {
            let (rig, run) = (Arc::clone(&rig), run.clone());
            guesses.spawn(async move {
                match rig.store.guess(run.id, rig.policy, rig.failures, after(1)).await.unwrap() {
                    server::ports::Guessing::Counted(guess) => guess.mac == real,
                    _ => false,
                }
            });
        }
    }
    assert_eq!(guesses.join_all().await.into_iter().filter(|real| *real).count(), 10);
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
