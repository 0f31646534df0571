//! Rows go when their time is over, and not before.

use std::{sync::Arc, time::Duration};

use domain::limits::Rate;
use server::ports::Charge;
use tokio::task::JoinSet;

use crate::kit::{CODE, Rig, START, Try, WRONG, after};

crate::on_every_store!(rows_go_when_their_time_is_over, many_rows_go_too);

const HOUR: u64 = 3_600;

async fn rows_go_when_their_time_is_over(rig: Rig) {
    let mut start = rig.start().await;
    start.quiet_limits =
        vec![Charge { key: rig.secrets.limit_key("person", b"x"), rate: Rate::new(3, Duration::from_mins(10)) }];
    let run = rig.open(&start).await;
    rig.try_code(&run, WRONG, after(1)).await;
    assert_eq!(rig.store.sweep(after(24 * HOUR)).await.unwrap(), 0);
    assert!(rig.store.verification(run.id).await.unwrap().is_some());
    // The verification and its message; then the limit; then the failure.
    assert_eq!(rig.store.sweep(after(24 * HOUR + 1)).await.unwrap(), 2);
    assert!(matches!(rig.try_code(&run, CODE, after(2)).await, Try::Gone));
    assert_eq!(rig.store.sweep(after(48 * HOUR + 200)).await.unwrap(), 0);
    assert_eq!(rig.store.sweep(after(48 * HOUR + 201)).await.unwrap(), 1);
    assert_eq!(rig.store.sweep(after(30 * 24 * HOUR + 2)).await.unwrap(), 1);
    // Consent and result stay for more than a year.
    start.at = START;
    start.quiet_limits.clear();
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, START).await.is_right());
    assert_eq!(rig.store.sweep(after(366 * 24 * HOUR)).await.unwrap(), 2);
    assert_eq!(rig.store.sweep(after(401 * 24 * HOUR)).await.unwrap(), 2);
    assert_eq!(rig.store.count_people().await.unwrap(), 1);
}

async fn many_rows_go_too(rig: Rig) {
    let rig = Arc::new(rig);
    let start = rig.start().await;
    let mut opening = JoinSet::new();
    for n in 0..1_200_u32 {
        let (rig, mut start) = (Arc::clone(&rig), start.clone());
        let key = rig.secrets.limit_key("person", &n.to_be_bytes());
        start.quiet_limits = vec![Charge { key, rate: Rate::new(3, Duration::from_secs(6)) }];
        start.at = START.plus(Duration::from_millis(n.into()));
        opening.spawn(async move { rig.open(&start).await });
    }
    opening.join_all().await;
    assert_eq!(rig.store.sweep(after(50 * HOUR)).await.unwrap(), 3_600);
    assert_eq!(rig.store.sweep(after(50 * HOUR)).await.unwrap(), 0);
}
