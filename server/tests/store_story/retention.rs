//! Rows go when their time is over, and not before.

use std::{future::poll_fn, pin::pin, sync::Arc, task::Poll, time::Duration};

use domain::limits::Rate;
use server::{
    ports::Idempotency,
    store::sqlite::{Inspector, SqliteStore},
    system::OsEntropy,
};
use tokio::task::JoinSet;

use crate::{
    damage::rows,
    history::{answered, family},
    kit::{CODE, NAME, PLENTY, Rig, START, Try, WRONG, acting, after, new_run, random},
};

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

/// What is deleted is zeroed, also where whole pages become free.
#[tokio::test]
async fn nothing_is_left_on_the_pages_that_a_sweep_frees() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    for _ in 0..200 {
        rig.open(&start).await;
    }
    assert!(rig.store.sweep(after(2 * 24 * 60 * 60)).await.unwrap() >= 200);
    let rig = rig.closed();
    SqliteStore::empty_log(&rig.path()).unwrap();
    let file = std::fs::read(rig.path()).unwrap();
    let free = free_pages(&file);
    assert!(free.len() > 5, "{} pages", free.len());
    assert!(free.iter().all(|page| page.iter().all(|byte| *byte == 0)));
}

/// A stop lets go of the sweep while one of its steps is under way.
#[tokio::test]
async fn a_sweep_that_is_stopped_anywhere_leaves_the_books_in_order_and_the_next_goes_on() {
    let rig = Rig::on_sqlite();
    family(&rig).await;
    // records go a hundred in a step
    for at in 0..250 {
        answered(&rig, "prv_hotel", NAME, at).await;
    }
    let end = after(500 * 24 * HOUR);
    let (mut left, mut stops) = (vec![rows(&rig, "records")], 0);
    while stopped_after(stops, rig.store.sweep(end)).await.is_none() {
        // what it had handed over is written before this
        assert!(!rig.store.set_suspended("prv_nobody", true, acting()).await.unwrap());
        let checked =
            Inspector::open(&rig.path(), Arc::clone(&rig.secrets), Arc::new(OsEntropy)).unwrap().check().unwrap();
        assert_eq!(checked.findings, Vec::<String>::new(), "stopped after {stops} steps");
        left.push(rows(&rig, "records"));
        stops += 1;
    }
    assert!(left.iter().any(|rows| (1..250).contains(rows)), "it was stopped in the middle of a table: {left:?}");
    assert_eq!(rows(&rig, "records"), 0);
    assert_eq!(rig.store.sweep(end).await.unwrap(), 0);
}

/// What comes of `work`, unless it has waited more often than that; then it is let go of.
async fn stopped_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), waits);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// The pages of a database on which nothing is: the leaves of its list of free ones (file format of SQLite, section 1.5).
fn free_pages(file: &[u8]) -> Vec<&[u8]> {
    let number = |bytes: &[u8], at: usize| u32::from_be_bytes(*bytes[at..].first_chunk().unwrap()) as usize;
    let size = usize::from(u16::from_be_bytes(*file[16..].first_chunk().unwrap()));
    let page = |number: usize| &file[(number - 1) * size..number * size];
    let (mut leaves, mut trunk) = (Vec::new(), number(file, 32));
    while trunk != 0 {
        let list = page(trunk);
        leaves.extend((0..number(list, 4)).map(|nth| page(number(list, 8 + 4 * nth))));
        trunk = number(list, 0);
    }
    leaves
}
