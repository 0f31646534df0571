//! What a provider may ask in a day and an hour.

use std::time::Duration;

use domain::limits::Rate;
use server::ports::{Axis, CounterKey, Limited, Opened, Quota, QuotaCharge};

use crate::kit::{Rig, START, Start, after};

crate::on_every_store!(a_quota_is_kept_on_the_part_and_on_the_whole, a_refusal_costs_nothing);

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

fn quota(key: i64, day: Option<u32>, people: Option<u32>) -> Quota {
    let rate = |most: Option<u32>, per| most.map(|most| Rate::new(most, per));
    Quota { key: CounterKey(key), day: rate(day, DAY), people: rate(people, HOUR) }
}

fn asking(start: &Start, who: i64, quotas: &[Quota]) -> Start {
    Start { quotas: QuotaCharge { quotas: quotas.to_vec(), who: CounterKey(who) }, ..start.clone() }
}

async fn opens(rig: &Rig, start: &Start) -> Result<(), Limited> {
    match rig.try_open(start).await.1 {
        Opened::Open { .. } => Ok(()),
        Opened::Limited(limited) => Err(limited),
        _ => panic!("neither"),
    }
}

async fn a_quota_is_kept_on_the_part_and_on_the_whole(rig: Rig) {
    let start = rig.start().await;
    let (part, whole) = (quota(1, None, Some(2)), quota(2, Some(4), None));
    let of_part = |who| asking(&start, who, &[part, whole]);
    let refused = |seconds| Err(Limited { until: after(seconds), axis: Axis::Quota });
    for who in [1, 2, 1] {
        assert_eq!(opens(&rig, &of_part(who)).await, Ok(()));
    }
    assert_eq!(opens(&rig, &of_part(3)).await, refused(1_800), "a third person");
    assert_eq!(opens(&rig, &asking(&start, 3, &[whole])).await, Ok(()), "the whole, or another part");
    assert_eq!(opens(&rig, &of_part(1)).await, refused(21_600), "the whole's day");
    let later = Start { at: START.plus(DAY), ..of_part(3) };
    assert_eq!(opens(&rig, &later).await, Ok(()));
}

async fn a_refusal_costs_nothing(rig: Rig) {
    let start = rig.start().await;
    let (open, shut) = (quota(1, Some(1), Some(1)), quota(2, Some(0), None));
    let head = rig.store.audit_head().await.unwrap();
    assert!(opens(&rig, &asking(&start, 1, &[open, shut])).await.is_err());
    assert_eq!(rig.store.audit_head().await.unwrap(), head);
    assert_eq!(opens(&rig, &asking(&start, 2, &[open])).await, Ok(()), "neither the start nor the person was counted");
}
