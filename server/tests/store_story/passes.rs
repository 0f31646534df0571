//! Passes: kept, listed, taken back; the person who is erased takes theirs along.

use domain::{
    audit::entry::{Act, Entry, Pseudonym},
    pass::{Lifetime, NameForm, PassClaims, PassId, PassName},
    person::ReferenceId,
    provider::Env,
    time::Timestamp,
    vaccination::Status,
};
use server::{
    audit::AnchorMode,
    ports::{Acting, NewPass, PassAdded, PersonKey, StoreError, Witness},
};

use crate::kit::{REFERENCE, Rig, START, after, random};

crate::on_every_store!(
    a_pass_is_kept_and_listed,
    a_pass_is_taken_back_once_and_by_its_owner_only,
    nobody_has_more_passes_than_may_be,
    an_id_is_taken_once,
    passes_go_when_their_time_is_over,
);

const HOUR: u64 = 3_600;
const PERSON: PersonKey = PersonKey([1; 16]);
const OTHER: PersonKey = PersonKey([2; 16]);

/// Good for an hour.
fn claims(id: u8, at: Timestamp) -> PassClaims {
    PassClaims::new(PassId::new([id; 8]), Env::Live, Status::Fully, at, Lifetime::from_minutes(60).unwrap()).unwrap()
}

fn witness() -> Witness {
    Witness { provider: String::new(), subject: [5; 16], reference: [6; 16], salt: random() }
}

fn new(person: PersonKey, claims: PassClaims) -> NewPass {
    NewPass { person, claims, most: 100, witness: witness() }
}

async fn add(rig: &Rig, person: PersonKey, claims: PassClaims) {
    match rig.store.add_pass(new(person, claims.clone())).await.unwrap() {
        PassAdded::Added(stored) => assert_eq!(*stored.claims(), claims),
        PassAdded::TooMany => panic!("too many"),
    }
}

async fn listed(rig: &Rig, person: PersonKey, now: Timestamp) -> Vec<PassClaims> {
    rig.store.passes_of(person, now).await.unwrap().iter().map(|stored| stored.claims().clone()).collect()
}

async fn revoked(rig: &Rig, now: Timestamp) -> Vec<u8> {
    let passes = rig.store.revoked_passes(now).await.unwrap();
    assert_eq!(passes.list().made(), now);
    (0..=u8::MAX).filter(|id| passes.list().has(PassId::new([*id; 8]))).collect()
}

async fn revoke(rig: &Rig, person: PersonKey, id: u8, now: Timestamp) -> bool {
    rig.store.revoke_pass(person, PassId::new([id; 8]), witness(), now).await.unwrap()
}

async fn acts(rig: &Rig, act: Act) -> usize {
    let leaves = rig.store.audit_leaves(0, 1_000).await.unwrap();
    let entries = leaves.iter().map(|(_, leaf)| Entry::parse(leaf).unwrap()).filter(|entry| entry.act == act);
    entries.inspect(|entry| assert_eq!(entry.reference, Some(Pseudonym::new([6; 16])))).count()
}

async fn a_pass_is_kept_and_listed(rig: Rig) {
    let name = PassName::parse(NameForm::First, "राजेश").unwrap();
    let (old, young) = (claims(1, START).with_name(Some(name)), claims(2, after(60)));
    add(&rig, PERSON, old.clone()).await;
    add(&rig, PERSON, young.clone()).await;
    add(&rig, OTHER, claims(3, START)).await;
    assert_eq!(listed(&rig, PERSON, after(60)).await, [young.clone(), old], "the newest first");
    assert_eq!(listed(&rig, PERSON, after(HOUR)).await, [young], "the other is over");
    assert!(listed(&rig, PersonKey([9; 16]), after(60)).await.is_empty());
    assert_eq!(acts(&rig, Act::PassMade).await, 3);
}

async fn a_pass_is_taken_back_once_and_by_its_owner_only(rig: Rig) {
    for id in [1, 2] {
        add(&rig, PERSON, claims(id, START)).await;
    }
    assert!(!revoke(&rig, OTHER, 1, after(1)).await);
    assert!(!revoke(&rig, PERSON, 7, after(1)).await);
    assert!(revoked(&rig, after(1)).await.is_empty());
    assert!(revoke(&rig, PERSON, 1, after(2)).await);
    assert!(!revoke(&rig, PERSON, 1, after(3)).await, "taken back already");
    assert!(!revoke(&rig, PERSON, 2, after(HOUR)).await, "it is over");
    assert_eq!((revoked(&rig, after(4)).await, listed(&rig, PERSON, after(4)).await.len()), (vec![1], 1));
    assert_eq!(acts(&rig, Act::PassRevoked).await, 1);
}

async fn nobody_has_more_passes_than_may_be(rig: Rig) {
    let try_add = async |person, id, at| {
        let pass = NewPass { most: 2, ..new(person, claims(id, at)) };
        matches!(rig.store.add_pass(pass).await.unwrap(), PassAdded::Added(_))
    };
    assert!(try_add(PERSON, 1, START).await && try_add(PERSON, 2, START).await);
    assert!(!try_add(PERSON, 3, START).await);
    assert!(try_add(OTHER, 3, START).await);
    assert!(revoke(&rig, PERSON, 1, after(1)).await);
    assert!(try_add(PERSON, 4, after(2)).await, "one was taken back");
    assert!(!try_add(PERSON, 5, after(2)).await);
    assert!(try_add(PERSON, 5, after(HOUR)).await, "one is over");
    assert_eq!(acts(&rig, Act::PassMade).await, 5);
}

async fn an_id_is_taken_once(rig: Rig) {
    add(&rig, PERSON, claims(1, START)).await;
    let again = rig.store.add_pass(new(OTHER, claims(1, after(1)))).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))));
    assert_eq!((listed(&rig, OTHER, after(1)).await.len(), acts(&rig, Act::PassMade).await), (0, 1));
}

async fn passes_go_when_their_time_is_over(rig: Rig) {
    add(&rig, PERSON, claims(1, START)).await;
    add(&rig, PERSON, claims(2, START)).await;
    assert!(revoke(&rig, PERSON, 1, after(1)).await);
    assert_eq!(revoked(&rig, after(25 * HOUR - 1)).await, [1], "clocks may be set back");
    assert_eq!(rig.store.sweep(after(25 * HOUR - 1)).await.unwrap(), 0);
    assert!(revoked(&rig, after(25 * HOUR)).await.is_empty());
    assert_eq!(rig.store.sweep(after(25 * HOUR)).await.unwrap(), 2);
    assert_eq!(rig.store.sweep(after(25 * HOUR)).await.unwrap(), 0);
}

#[tokio::test]
async fn passes_stay_over_a_restart_and_go_with_their_person() {
    let rig = Rig::on_sqlite();
    let person = rig.start().await.person.unwrap();
    add(&rig, person, claims(1, START)).await;
    add(&rig, OTHER, claims(2, START)).await;
    let rig = rig.restart();
    assert_eq!(listed(&rig, person, after(1)).await, [claims(1, START)]);
    let rig = rig.closed();
    let store = rig.reopen(&rig.path(), AnchorMode::Check).unwrap();
    let act = Acting { now: after(2), salt: random() };
    assert!(store.erase(&ReferenceId::parse(REFERENCE).unwrap(), act).await.unwrap());
    drop(store);
    let rig = rig.reopened();
    assert!(listed(&rig, person, after(3)).await.is_empty());
    assert_eq!(revoked(&rig, after(3)).await, [1], "it is good at no gate");
    assert_eq!(listed(&rig, OTHER, after(3)).await.len(), 1);
    assert_eq!(rig.store.sweep(after(25 * HOUR)).await.unwrap(), 2);
}
