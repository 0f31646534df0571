//! What a provider asked, day by day.

use std::time::Duration;

use server::ports::{CounterKey, DayUsage, Resent};

use crate::kit::{CODE, Rig, START, WRONG, after};

crate::on_every_store!(days_are_counted);

const DAY: Duration = Duration::from_hours(24);

async fn days_are_counted(rig: Rig) {
    let start = rig.start().await;
    let key = rig.secrets.counter_key("provider", b"prv_hotel");
    let run = rig.open(&start).await;
    assert!(matches!(rig.resend(&run, &start, CODE, 1, after(30)).await, Resent::Sent { .. }));
    rig.try_code(&run, WRONG, after(31)).await;
    rig.try_code(&run, CODE, after(32)).await;
    rig.try_code(&run, CODE, after(33)).await;
    let (today, third) = (START.date(), START.plus(DAY * 2));
    let first = DayUsage { day: today, starts: 1, messages: 2, confirms: 2, results: 1 };
    assert_eq!(rig.store.usage(key, today, today).await.unwrap(), [first], "a code that is not compared is none");
    let later = crate::kit::Start { at: third, ..start };
    let decoy = crate::kit::Start { person: None, ..later.clone() };
    for start in [&later, &decoy] {
        rig.open(start).await;
    }
    let second = DayUsage { day: third.date(), starts: 2, messages: 2, confirms: 0, results: 0 };
    let of = async |from, to| rig.store.usage(key, from, to).await.unwrap();
    assert_eq!(of(today, third.date()).await, [first, second], "also whom nobody knows; no day without anything");
    assert_eq!(of(today, START.plus(DAY).date()).await, [first]);
    assert_eq!(of(START.plus(DAY).date(), third.date()).await, [second]);
    assert_eq!(rig.store.usage(CounterKey(7), today, third.date()).await.unwrap(), []);
}

#[tokio::test]
async fn figures_survive_a_restart() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.open(&start).await;
    let rig = rig.restart();
    let key = rig.secrets.counter_key("provider", b"prv_hotel");
    assert_eq!(rig.store.usage(key, START.date(), START.date()).await.unwrap()[0].starts, 1);
}
