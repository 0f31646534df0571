//! Damaged rows: each is noticed before anything is answered from it.

use std::{path::Path, sync::Arc};

use domain::person::ReferenceId;
use rusqlite::{Connection, params};
use server::{
    audit::AnchorMode,
    ports::{Attempt, Idempotency, StoreError},
    store::sqlite::Inspector,
    system::OsEntropy,
};

use crate::{
    kit::{CODE, MOBILE, REFERENCE, Rig, START, acting, after},
    providers::provider,
    registry_disk::numbers,
    values::{dose, mobile, person},
};

/// Flips one bit of a cell, as a failing disk does.
fn flip(path: &Path, table: &str, key: &str, column: &str) {
    let db = Connection::open(path).unwrap();
    let sql = format!("SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL");
    let (row, mut cell): (rusqlite::types::Value, Vec<u8>) =
        db.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let middle = cell.len() / 2;
    cell[middle] ^= 4;
    db.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {key} = ?2"), params![cell, row]).unwrap();
}

/// How many rows a table has.
pub(crate) fn rows(rig: &Rig, table: &str) -> i64 {
    let db = Connection::open(rig.path()).unwrap();
    db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_damaged_cell_is_noticed_and_nothing_is_answered_from_it() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let head = rig.store.audit_head().await.unwrap();
    let damaged = |tried| matches!(tried, Err(StoreError::Damaged(_)));
    for (table, key, column) in
        [("people", "id", "doses"), ("people", "id", "identity"), ("verifications", "id", "cell")]
    {
        flip(&rig.path(), table, key, column);
        assert!(damaged(rig.try_attempt(rig.attempt(&run, CODE, after(1))).await), "{table}.{column}");
        assert_eq!((rows(&rig, "records"), rig.store.audit_head().await.unwrap()), (0, head));
        flip(&rig.path(), table, key, column);
    }
    flip(&rig.path(), "people", "id", "identity");
    assert!(matches!(rig.store.candidates(&mobile(MOBILE)).await, Err(StoreError::Damaged(_))));
    flip(&rig.path(), "people", "id", "identity");
    assert!(rig.try_code(&run, CODE, after(2)).await.is_right(), "the code was not used up, and no guess was counted");
}

#[tokio::test]
async fn a_damaged_record_is_not_handed_out_again() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let attempt = || Attempt {
        idempotency: Some(Idempotency { key: [1; 16], request: [2; 16] }),
        ..rig.attempt(&run, CODE, after(1))
    };
    assert!(rig.try_attempt(attempt()).await.unwrap().is_right());
    flip(&rig.path(), "records", "id", "cell");
    assert!(matches!(rig.try_attempt(attempt()).await, Err(StoreError::Damaged(_))));
    flip(&rig.path(), "records", "id", "cell");
    assert!(rig.try_attempt(attempt()).await.unwrap().is_right());
}

#[tokio::test]
async fn a_damaged_message_holds_nobody_up() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let damaged = rig.open(&start).await;
    flip(&rig.path(), "verifications", "id", "sms");
    let run = rig.open(&start).await;
    let taken: Vec<_> = rig.take_sms(START).await.iter().map(|message| message.key).collect();
    assert!(taken == [run.message(0)]);
    assert!(rig.try_code(&damaged, CODE, after(1)).await.is_right(), "the code itself is all right");
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
}

#[tokio::test]
async fn a_cell_of_another_person_does_not_open() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.import(vec![person("81234567890124", "Other One", "9810000002", vec![dose(1, "2021-03-01")])]).await;
    let db = Connection::open(rig.path()).unwrap();
    let (mine, _) = numbers(&rig, MOBILE, REFERENCE);
    let steal = "UPDATE people SET doses = (SELECT doses FROM people AS other WHERE other.id != ?1) WHERE id = ?1";
    assert_eq!(db.execute(steal, [mine]).unwrap(), 1);
    let run = rig.open(&start).await;
    let tried = rig.try_attempt(rig.attempt(&run, CODE, after(1))).await;
    assert!(matches!(tried, Err(StoreError::Damaged(_))));
}

#[tokio::test]
async fn a_strangers_damaged_check_keeps_nobody_from_being_forgotten() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.open(&start).await;
    flip(&rig.path(), "verifications", "id", "cell");
    let reference = ReferenceId::parse("81234567890124").unwrap();
    rig.import(vec![person("81234567890124", "Other One", "9810000002", vec![])]).await;
    let rig = rig.closed();
    let store = rig.reopen(&rig.path(), AnchorMode::Check).unwrap();
    assert!(store.erase(&reference, acting()).await.unwrap());
    assert_eq!((rows(&rig, "people"), rows(&rig, "verifications")), (1, 0), "what does not open may be theirs");
}

/// Each sealed cell, the audit log and its anchor have tests of their own.
#[tokio::test]
async fn a_check_tells_of_what_does_not_belong_together() {
    let rig = Rig::on_sqlite();
    rig.store.add_provider(&provider("prv_1"), [1; 32], acting()).await.unwrap();
    let rig = rig.closed();
    let db = Connection::open(rig.path()).unwrap();
    // as a fault of the memory would do it, and no statement of ours
    db.execute_batch(
        "PRAGMA foreign_keys = OFF;
         PRAGMA ignore_check_constraints = ON;
         UPDATE provider_keys SET provider = 'prv_2', hash = x'01';
         UPDATE meta SET people = people + 1;",
    )
    .unwrap();
    drop(db);
    let inspector = Inspector::open(&rig.path(), Arc::clone(&rig.secrets), Arc::new(OsEntropy)).unwrap();
    let findings = inspector.check().unwrap().findings;
    for found in ["structure: ", "provider_keys: a row refers to one that is not there", "people: there are "] {
        assert!(findings.iter().any(|finding| finding.starts_with(found)), "{found} in {findings:?}");
    }
}
