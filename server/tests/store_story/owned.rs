//! People's own records, once there are more than a few thousand of everybody's.

use std::sync::Arc;

use domain::person::ReferenceId;
use server::audit::AnchorMode;
use tokio::task::JoinSet;

use crate::{
    damage::rows,
    history::{SISTER, answered, family, ids, own, withdraw},
    kit::{NAME, REFERENCE, Rig, acting},
};

/// Enough is done in between that a run of people's records is made.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn people_find_their_records_whether_or_not_they_are_in_a_run() {
    let rig = Arc::new(Rig::on_sqlite());
    family(&rig).await;
    let (first, hers) = (answered(&rig, "prv_hotel", NAME, 0).await, answered(&rig, "prv_hotel", SISTER, 2).await);
    let start = rig.start_for("9810000099", "Nobody Here").await;
    let mut opened = JoinSet::new();
    for _ in 0..64 {
        let (rig, start) = (Arc::clone(&rig), start.clone());
        opened.spawn(async move {
            for _ in 0..64 {
                rig.open(&start).await;
            }
        });
    }
    opened.join_all().await;
    assert_eq!(rows(&rig, "records_owned"), 2);
    let second = answered(&rig, "prv_hotel", NAME, 10).await;
    assert_eq!(rows(&rig, "records_owned"), 2, "one is in no run yet");
    let late = answered(&rig, "prv_hotel", NAME, 1).await;
    assert_eq!(rows(&rig, "records_owned"), 3, "it comes before the last that is in a run");
    let he = own(&rig, NAME, 20).await;
    assert!(ids(&rig, &he).await == [second, late, first]);
    let page = rig.store.checks(&he, Some(second), 10).await.unwrap();
    assert!(page.iter().map(|check| check.id).eq([late, first]));
    assert!(withdraw(&rig, &he, first, 30).await);
    let checks = rig.store.checks(&he, None, 10).await.unwrap();
    assert!(checks.iter().all(|check| check.revoked.is_some()), "all are of the provider that he said no to");
    let closed = Arc::into_inner(rig).unwrap().closed();
    let store = closed.reopen(&closed.path(), AnchorMode::Check).unwrap();
    assert!(store.erase(&ReferenceId::parse(REFERENCE).unwrap(), acting()).await.unwrap());
    drop(store);
    assert_eq!((rows(&closed, "records"), rows(&closed, "records_owned")), (1, 1));
    let rig = closed.reopened();
    let she = own(&rig, SISTER, 50).await;
    assert!(ids(&rig, &she).await == [hers]);
}
