//! The registry in its file: what shares a number is told apart, and an import that is cut off changes nothing.

use std::{path::PathBuf, sync::Arc};

use domain::person::ReferenceId;
use rusqlite::Connection;
use server::ports::{ImportSource, ImportedPerson, Store, StoreError};

use crate::{
    kit::{self, CODE, MOBILE, NAME, REFERENCE, Rig, Try, acting, after},
    values::{mobile, person},
};

/// The first row number of a mobile's people, and the first place of a person's reference.
pub(crate) fn numbers(rig: &Rig, mobile_: &str, reference: &str) -> (i64, i64) {
    let order = rig.store.import_order(&mobile(mobile_), &ReferenceId::parse(reference).unwrap()).0;
    let number = |at: usize| i64::from_be_bytes(*order[at..].first_chunk().unwrap());
    // The low bits of an order say which keys it was made with.
    (number(0) & !127, (number(8).cast_unsigned() >> 1).cast_signed())
}

#[tokio::test]
async fn a_row_that_was_moved_lends_its_name_to_nobody() {
    let rig = Rig::on_sqlite();
    rig.start().await;
    let (elsewhere, _) = numbers(&rig, "9810000002", REFERENCE);
    Connection::open(rig.path()).unwrap().execute("UPDATE people SET id = ?1", [elsewhere]).unwrap();
    assert!(matches!(rig.store.candidates(&mobile("9810000002")).await, Err(StoreError::Damaged(_))));
}

/// Two mobiles with one hash: the people of both have the same numbers, and each mobile finds its own.
#[tokio::test]
async fn mobiles_that_share_their_numbers_are_told_apart() {
    let rig = Rig::on_sqlite();
    let mut people = rig.in_order(vec![
        person(REFERENCE, NAME, MOBILE, vec![]),
        person("81234567890124", "Other One", "9810000002", vec![]),
    ]);
    let first = people[0].person.clone();
    // As if the second mobile had the first one's hash.
    let shared: [u8; 8] = *people[0].order.0.first_chunk().unwrap();
    people[1].order.0[..8].copy_from_slice(&shared);
    people.sort_by_key(|person| person.order);
    rig.try_import(people.into_iter().map(|person| Ok(Some(person))).collect()).await.unwrap();
    let found = rig.store.candidates(&first.mobile).await.unwrap();
    assert_eq!(found.iter().map(|found| &found.name).collect::<Vec<_>>(), [&first.name]);
}

/// Two reference ids with one hash: the second is in the next place, and both are found, also after a change of mobile.
#[tokio::test]
async fn references_that_share_their_place_are_told_apart() {
    let rig = Rig::on_sqlite();
    rig.import(vec![person("81234567890124", "Other One", "9810000002", vec![])]).await;
    let (_, place) = numbers(&rig, MOBILE, REFERENCE);
    // As if the other one had the same hash, and one more who was removed: the places before are taken.
    let db = Connection::open(rig.path()).unwrap();
    db.execute("UPDATE people_by_reference SET reference = ?1", [place]).unwrap();
    db.execute("INSERT INTO people_by_reference VALUES (?1 + 1, -1)", [place]).unwrap();
    let start = rig.start().await;
    let filed: i64 = db.query_row("SELECT max(reference) FROM people_by_reference", [], |row| row.get(0)).unwrap();
    assert_eq!(filed, place + 2);
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
    assert_eq!(rig.import(vec![person(REFERENCE, NAME, "9810000077", vec![])]).await.changed, 1);
    let run = rig.open(&rig.start_for("9810000077", NAME).await).await;
    let Try::Right(result) = rig.try_code(&run, CODE, after(2)).await else { panic!("refused") };
    assert_eq!(result.claims().vaccination_status.code(), 2);
}

#[tokio::test]
async fn more_people_than_a_mobile_has_numbers_are_refused_as_a_whole() {
    let rig = Rig::on_sqlite();
    let family =
        |count: u64| (0..count).map(|n| person(&format!("{:014}", n + 1), "Asha Rao", MOBILE, vec![])).collect();
    let people = rig.in_order(family(129)).into_iter().map(|person| Ok(Some(person))).collect();
    let error = rig.try_import(people).await.unwrap_err().to_string();
    assert!(error.contains("more than 128 people have the mobile ******0001"), "{error}");
    assert_eq!(rig.store.count_people().await.unwrap(), 0);
    assert_eq!(rig.import(family(128)).await.added, 128);
    assert_eq!(rig.store.candidates(&mobile(MOBILE)).await.unwrap().len(), 128);
}

/// People for an import; near its end the files are copied, as a power cut at that moment would leave them.
struct CutOff {
    people: std::vec::IntoIter<ImportedPerson>,
    count: u64,
    from: PathBuf,
    to: PathBuf,
}

impl ImportSource for CutOff {
    fn next(&mut self) -> Result<Option<ImportedPerson>, StoreError> {
        Ok(self.people.next())
    }

    fn filed(&mut self, people: u64) {
        if people == self.count {
            for file in std::fs::read_dir(&self.from).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), self.to.join(file.file_name())).unwrap();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_import_that_is_cut_off_leaves_the_registry_as_it_was() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let copy = tempfile::tempdir().unwrap();
    // So much that it does not all fit into the writer's memory, and lies in the log before the commit.
    let (count, name) = (20_000, "A".repeat(2_000));
    let people = (1..=count).map(|n| {
        let mobile = (6_000_000_000 + n * 65_537).to_string();
        person(&format!("{n:014}"), &name, &mobile, vec![])
    });
    let people = rig.in_order(people.collect()).into_iter();
    let (from, to) = (rig.path().parent().unwrap().to_owned(), copy.path().to_owned());
    assert_eq!(rig.store.import(Box::new(CutOff { people, count, from, to }), acting()).await.unwrap().added, count);
    assert_eq!(rig.store.count_people().await.unwrap(), count + 1);
    let log = std::fs::metadata(copy.path().join("kyvs.db-wal")).unwrap().len();
    assert!(log > 10_000_000, "the log of {log} bytes has a part of the import");
    let cut = Arc::new(kit::open(&copy.path().join("kyvs.db"), &rig.secrets));
    assert_eq!(cut.count_people().await.unwrap(), 1);
    assert!(cut.candidates(&mobile("6000065537")).await.unwrap().is_empty());
    assert_eq!(rig.store.candidates(&mobile("6000065537")).await.unwrap().len(), 1);
    let rig = rig.with_store(cut);
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right());
}

/// The whole of a database, by table, for a person without doses.
#[tokio::test]
async fn a_person_without_doses_takes_less_than_130_bytes() {
    let rig = Rig::on_sqlite();
    let people = (0..20_000_u64).map(|n| {
        let mobile = (6_000_000_000 + n * 65_537).to_string();
        person(&format!("{:014}", n + 1), "Rajeshwari Sharmas", &mobile, vec![])
    });
    rig.import(people.collect()).await;
    let db = Connection::open(rig.path()).unwrap();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let bytes = std::fs::metadata(rig.path()).unwrap().len();
    assert!(bytes / 20_000 < 130, "{bytes} bytes for 20,000 people");
}
