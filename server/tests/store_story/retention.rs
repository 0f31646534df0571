//! Rows go when their time is over, and not before.

use std::{sync::Arc, time::Duration};

use domain::limits::Rate;
use server::ports::Idempotency;
use tokio::task::JoinSet;

use crate::kit::{CODE, PLENTY, Rig, START, Try, WRONG, after, new_run, random};

crate::on_every_store!(
    rows_go_when_their_time_is_over,
    failures_stay_longer_than_limits,
    answers_go_with_their_verifications,
    many_rows_go_too,
);

const HOUR: u64 = 3_600;

async fn rows_go_when_their_time_is_over(rig: Rig) {
    // The limit is full again after 200 seconds.
    let mut start = rig.start().await.person_gets(3);
    let run = rig.open(&start).await;
    assert_eq!(rig.store.sweep(after(24 * HOUR)).await.unwrap(), 0);
    assert!(rig.store.verification(run.id).await.unwrap().is_some());
    assert_eq!(rig.store.sweep(after(24 * HOUR + 1)).await.unwrap(), 1);
    assert!(matches!(rig.try_code(&run, CODE, after(2)).await, Try::Gone));
    assert_eq!(rig.store.sweep(after(48 * HOUR + 200)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(48 * HOUR + 201)).await.unwrap(), 1);
    // The record stays for more than a year.
    start.limits.person = [PLENTY; 2];
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, START).await.is_right());
    assert_eq!(rig.store.sweep(after(366 * 24 * HOUR)).await.unwrap(), 2, "verification and counters");
    assert_eq!(rig.store.sweep(after(400 * 24 * HOUR)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(400 * 24 * HOUR + 1)).await.unwrap(), 1);
    assert_eq!(rig.store.count_people().await.unwrap(), 1);
}

async fn failures_stay_longer_than_limits(rig: Rig) {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    rig.try_code(&run, WRONG, after(1)).await;
    assert_eq!(rig.store.sweep(after(60 * HOUR)).await.unwrap(), 1, "the verification");
    assert_eq!(rig.store.sweep(after(30 * 24 * HOUR + 1)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(30 * 24 * HOUR + 2)).await.unwrap(), 1);
}

async fn answers_go_with_their_verifications(rig: Rig) {
    let start = rig.start().await;
    let run = new_run(&start);
    let mut opening = rig.opening(&run, &start);
    opening.idempotency = Some((Idempotency { key: random(), request: random() }, b"answer".to_vec()));
    rig.store.open(opening).await.unwrap();
    assert_eq!(rig.store.sweep(after(24 * HOUR)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(24 * HOUR + 1)).await.unwrap(), 2);
}

async fn many_rows_go_too(rig: Rig) {
    let rig = Arc::new(rig);
    let start = rig.start().await;
    let mut opening = JoinSet::new();
    for n in 0..1_200_u32 {
        let (rig, mut start) = (Arc::clone(&rig), start.clone());
        start.subject.mobile = rig.secrets.counter_key("mobile", &n.to_be_bytes());
        start.limits.person[0] = Rate::new(3, Duration::from_secs(6));
        start.at = START.plus(Duration::from_millis(n.into()));
        opening.spawn(async move { rig.open(&start).await });
    }
    opening.join_all().await;
    assert_eq!(rig.store.sweep(after(50 * HOUR)).await.unwrap(), 2_400);
    assert_eq!(rig.store.sweep(after(50 * HOUR)).await.unwrap(), 0);
}
