//! What becomes of a result after it was given.

use domain::{audit::entry::Act, problem::ErrorCode};
use server::ports::{Idempotency, Mark, Presentation, Presented, RecordId, VerificationId};

use crate::kit::{CODE, Rig, Try, after, random};

crate::on_every_store!(
    one_presentation_finds_it_good,
    who_only_looks_uses_nothing_up,
    a_revoked_result_is_good_to_nobody,
    a_presentation_that_comes_again_is_answered_as_before,
    a_result_is_collected_once,
);

const ONE: Idempotency = Idempotency { key: [1; 16], request: [1; 16] };

async fn result(rig: &Rig) -> RecordId {
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let Ok(Try::Right(stored)) = rig.try_attempt(rig.attempt(&run, CODE, after(1))).await else { panic!("refused") };
    stored.id()
}

fn mark() -> Mark {
    Mark { provider: "prv_hotel".into(), reference: [3; 16], salt: random(), now: after(2) }
}

/// Without a record: a result that has expired.
fn presentation(record: Option<RecordId>, single_use: bool) -> Presentation {
    Presentation { read: record.ok_or(ErrorCode::ResultExpired), single_use, idempotency: None, mark: mark() }
}

async fn found(rig: &Rig, record: Option<RecordId>, single_use: bool) -> String {
    answer(&rig.store.present(presentation(record, single_use)).await.unwrap())
}

fn answer(presented: &Presented) -> String {
    match presented {
        Presented::Good(_) => "good".to_owned(),
        Presented::Refused(code) => code.to_string(),
        Presented::OtherRequest => panic!("another request"),
    }
}

async fn acts(rig: &Rig, act: Act) -> usize {
    let leaves = rig.store.audit_leaves(0, 1_000).await.unwrap();
    leaves.iter().filter(|(_, leaf)| domain::audit::entry::Entry::parse(leaf).unwrap().act == act).count()
}

async fn one_presentation_finds_it_good(rig: Rig) {
    let id = result(&rig).await;
    let unknown = VerificationId::new(after(1), random());
    assert_eq!(found(&rig, Some(unknown), true).await, "result-invalid");
    assert_eq!(found(&rig, None, true).await, "result-expired");
    let mut many = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = std::sync::Arc::clone(&rig.store);
        many.spawn(async move { answer(&store.present(presentation(Some(id), true)).await.unwrap()) });
    }
    let mut seen = many.join_all().await;
    seen.sort();
    assert_eq!(
        (seen[0].as_str(), seen[1..].iter().all(|found| found == "result-already-used")),
        ("good", true),
        "{seen:?}"
    );
    assert_eq!(acts(&rig, Act::ResultUsed).await, 1);
}

async fn who_only_looks_uses_nothing_up(rig: Rig) {
    let id = result(&rig).await;
    for (single_use, expected) in
        [(false, "good"), (false, "good"), (true, "good"), (true, "result-already-used"), (false, "good")]
    {
        assert_eq!(found(&rig, Some(id), single_use).await, expected);
    }
}

async fn a_revoked_result_is_good_to_nobody(rig: Rig) {
    let id = result(&rig).await;
    assert!(rig.store.revoke_result(id, mark()).await.unwrap());
    assert!(!rig.store.revoke_result(id, mark()).await.unwrap(), "revoked already");
    assert!(!rig.store.revoke_result(VerificationId::new(after(1), random()), mark()).await.unwrap());
    for single_use in [true, false] {
        assert_eq!(found(&rig, Some(id), single_use).await, "result-revoked");
    }
    assert!(rig.store.collect(id, after(3)).await.unwrap().is_none());
    assert_eq!((acts(&rig, Act::ResultRevoked).await, acts(&rig, Act::ResultUsed).await), (1, 0));
}

async fn a_presentation_that_comes_again_is_answered_as_before(rig: Rig) {
    let id = result(&rig).await;
    let with = |of: Idempotency, record| Presentation { idempotency: Some(of), ..presentation(record, true) };
    for _ in 0..3 {
        assert_eq!(answer(&rig.store.present(with(ONE, Some(id))).await.unwrap()), "good");
    }
    let two = Idempotency { key: [2; 16], request: [1; 16] };
    assert_eq!(answer(&rig.store.present(with(two, Some(id))).await.unwrap()), "result-already-used");
    let other = Idempotency { request: [2; 16], ..ONE };
    assert!(matches!(rig.store.present(with(other, Some(id))).await, Ok(Presented::OtherRequest)));
    let none = Idempotency { key: [3; 16], request: [1; 16] };
    assert_eq!(answer(&rig.store.present(with(none.clone(), None)).await.unwrap()), "result-expired");
    assert_eq!(answer(&rig.store.present(with(none, None)).await.unwrap()), "result-expired");
    assert_eq!(acts(&rig, Act::ResultUsed).await, 1);
}

async fn a_result_is_collected_once(rig: Rig) {
    let id = result(&rig).await;
    let stored = rig.store.collect(id, after(2)).await.unwrap().unwrap();
    assert_eq!(stored.claims().jti, id.to_text());
    assert!(rig.store.collect(id, after(3)).await.unwrap().is_none());
    assert!(rig.store.collect(VerificationId::new(after(1), random()), after(3)).await.unwrap().is_none());
    assert_eq!(found(&rig, Some(id), true).await, "good", "collected is not presented");
}

#[tokio::test]
async fn what_was_used_stays_used_after_a_restart() {
    let rig = Rig::on_sqlite();
    let (one, other) = (result(&rig).await, result(&rig).await);
    let kept = Presentation { idempotency: Some(ONE), ..presentation(Some(one), true) };
    assert_eq!(answer(&rig.store.present(kept).await.unwrap()), "good");
    rig.store.collect(other, after(2)).await.unwrap().unwrap();
    let rig = rig.restart();
    assert_eq!(found(&rig, Some(one), true).await, "result-already-used");
    let again = Presentation { idempotency: Some(ONE), ..presentation(Some(one), true) };
    assert_eq!(answer(&rig.store.present(again).await.unwrap()), "good", "the same request");
    assert!(rig.store.collect(other, after(3)).await.unwrap().is_none());
}
