//! What only the store on disk can show: restarts, damage, failing commits, and that nothing personal lies there in clear.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{code::GuessRefused, person::ReferenceId};
use rusqlite::{Connection, params};
use server::{
    ports::{
        Attempt, Idempotency, ImportSource, ImportedPerson, Message, Opened, Opening, Settled, SmsOutcome, Store,
        StoreError,
    },
    store::{
        OpenError,
        sqlite::{Options, SqliteStore},
    },
    system::OsEntropy,
};
use tokio::task::JoinSet;

use crate::{
    kit::{self, CODE, MOBILE, NAME, REFERENCE, Rig, START, Try, WRONG, acting, after, new_run},
    values::{dose, mobile, person, signing_key},
};

#[tokio::test]
async fn a_restart_forgets_nothing() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let (one, other) = (rig.open(&start).await, rig.open(&start).await);
    assert!(rig.try_code(&one, CODE, after(1)).await.is_right());
    rig.try_code(&other, WRONG, after(2)).await;
    let rig = rig.restart();
    assert!(matches!(rig.try_code(&one, CODE, after(3)).await, Try::Refused(GuessRefused::Used)));
    assert!(matches!(rig.try_code(&other, WRONG, after(3)).await, Try::Wrong(1)));
    assert!(rig.try_code(&other, CODE, after(4)).await.is_right());
    assert_eq!(rig.store.count_people().await.unwrap(), 1);
}

#[tokio::test]
async fn failures_count_over_restarts() {
    let mut rig = Rig::on_sqlite();
    let start = rig.start().await;
    for _ in 0..5 {
        let run = rig.open(&start).await;
        for _ in 0..2 {
            rig.try_code(&run, WRONG, after(1)).await;
        }
        rig = rig.restart();
    }
    let run = rig.open(&start).await;
    assert!(matches!(rig.try_code(&run, CODE, after(1)).await, Try::Wrong(2)), "paused");
}

#[tokio::test]
async fn a_message_in_a_sender_s_hands_is_not_sent_again_after_a_crash() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.open(&start).await;
    assert_eq!(rig.take_sms(START).await.len(), 1);
    let run = new_run(&start);
    rig.store.open(Opening { message: Message::Handed, ..rig.opening(&run, &start) }).await.unwrap();
    let rig = rig.restart();
    for second in [1, 31, 100] {
        assert!(rig.take_sms(after(second)).await.is_empty());
    }
}

/// State of the one message, and whether its text is still there.
fn message(rig: &Rig) -> (i64, bool) {
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let db = Connection::open(rig.path()).unwrap();
    db.query_row("SELECT sms_state, sms IS NOT NULL FROM verifications", [], columns).unwrap()
}

#[tokio::test]
async fn a_message_leaves_no_text_behind() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.open(&start).await;
    assert_eq!(message(&rig), (0, true));
    let key = rig.take_sms(START).await[0].key;
    assert_eq!(message(&rig), (1, false));
    rig.settle(key, SmsOutcome::Sent { gateway: "one".into() }).await;
    assert_eq!(message(&rig), (2, false));
}

#[tokio::test]
async fn what_became_of_a_message_is_written_when_the_store_closes() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.open(&start).await;
    let key = rig.take_sms(START).await[0].key;
    rig.store.settle_sms(Settled { key, outcome: SmsOutcome::Failed });
    let rig = rig.restart();
    assert_eq!(message(&rig), (3, false));
}

#[tokio::test]
async fn another_master_key_is_noticed_at_the_start() {
    let rig = Rig::on_sqlite();
    rig.start().await;
    let other = SqliteStore::open(&rig.path(), kit::new_secrets(), Arc::new(OsEntropy), Options::default());
    let Err(error) = other else { panic!("opened") };
    assert!(matches!(error, OpenError::WrongMasterKey));
    assert!(error.to_string().contains("master key"), "{error}");
}

/// All bytes of the database and its log.
fn bytes(path: &Path) -> Vec<u8> {
    let folder = path.parent().unwrap();
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.collect::<Vec<_>>().concat()
}

#[tokio::test]
async fn nothing_personal_lies_on_the_disk_in_clear() {
    let mut rig = Rig::on_sqlite();
    let start = rig.start().await;
    rig.import(vec![person("81234567890124", "राजेश शर्मा", "9810000002", vec![])]).await;
    let run = rig.open(&start).await;
    rig.open(&rig.start_for("9810000003", "Wrong Canary").await).await;
    let key = rig.take_sms(START).await[0].key;
    rig.settle(key, SmsOutcome::Failed).await;
    let again = Some(Idempotency { key: [1; 16], request: [2; 16] });
    let attempt = Attempt { idempotency: again, ..rig.attempt(&run, CODE, after(2)) };
    assert!(rig.try_attempt(attempt).await.unwrap().is_right());
    let kept = new_run(&start);
    let idempotency = Some((Idempotency { key: [3; 16], request: [2; 16] }, b"answer canary".to_vec()));
    rig.store.open(Opening { idempotency, ..rig.opening(&kept, &start) }).await.unwrap();
    let all = bytes(&rig.path());
    rig = rig.restart();
    let after_restart = bytes(&rig.path());
    let has = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    let canaries = [
        NAME,
        "Rajesh",
        MOBILE,
        "9810000001",
        "9810000002",
        "9810000003",
        REFERENCE,
        CODE,
        "राजेश",
        "Wrong Canary",
        "B-4121",
        "City Hospital",
        "covishield",
        "1980",
        "answer canary",
    ];
    for bytes in [all, after_restart] {
        assert!(has(&bytes, "prv_hotel"), "what is not personal is there, so the search works");
        for canary in canaries {
            assert!(!has(&bytes, canary), "{canary}");
        }
    }
}

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

fn rows(rig: &Rig, table: &str) -> i64 {
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

/// The first row number of a mobile's people, and the first place of a person's reference.
fn numbers(rig: &Rig, mobile_: &str, reference: &str) -> (i64, i64) {
    let order = rig.store.import_order(&mobile(mobile_), &ReferenceId::parse(reference).unwrap()).0;
    let number = |at: usize| i64::from_be_bytes(*order[at..].first_chunk().unwrap());
    (number(0), (number(8).cast_unsigned() >> 1).cast_signed())
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
    assert_eq!(rig.store.import(Box::new(CutOff { people, count, from, to })).await.unwrap().added, count);
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

/// Makes every commit that opens a verification fail, at the commit itself.
fn fail_commits(path: &Path) {
    Connection::open(path)
        .unwrap()
        .execute_batch(
            "CREATE TABLE trap (provider TEXT REFERENCES providers (id) DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER spring AFTER INSERT ON verifications BEGIN INSERT INTO trap VALUES ('nobody'); END;",
        )
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_commit_that_fails_nothing_more_is_written() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let before = rig.open(&start).await;
    fail_commits(&rig.path());
    let Rig { secrets, .. } = &rig;
    let store = SqliteStore::open(&rig.path(), Arc::clone(secrets), Arc::new(OsEntropy), Options::default()).unwrap();
    assert!(!store.is_broken());
    let broken = store.until_broken();
    let rig = rig.with_store(Arc::new(store));
    assert!(matches!(rig.open_result(&start).await.1, Err(StoreError::Broken(_))));
    assert!(!broken.await.is_empty());
    let cancelled = rig.store.cancel(before.id, rig.witness(&before), after(1)).await;
    assert!(matches!(cancelled, Err(StoreError::Broken(_))));
    assert!(matches!(rig.store.sweep(after(1)).await, Err(StoreError::Broken(_))));
    assert!(rig.store.verification(before.id).await.unwrap().is_some(), "reading goes on");
    // After a restart the failed write is not there, and the earlier one is.
    Connection::open(rig.path()).unwrap().execute_batch("DROP TRIGGER spring").unwrap();
    let rig = rig.restart();
    assert!(rig.try_code(&before, CODE, after(2)).await.is_right());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_write_takes_none_of_its_neighbours_along() {
    let rig = Arc::new(Rig::on_sqlite());
    let start = rig.start().await;
    let before = rig.store.audit_head().await.unwrap().size;
    let mut writes = JoinSet::new();
    for n in 0..300 {
        let (rig, start) = (Arc::clone(&rig), start.clone());
        writes.spawn(async move {
            if n % 3 == 0 {
                let row = signing_key("same kid", 1, START);
                return rig.store.add_signing_key(row, acting()).await.is_ok();
            }
            let (run, opened) = rig.try_open(&start).await;
            assert!(matches!(opened, Opened::Open { void: false, .. }));
            assert!(rig.store.verification(run.id).await.unwrap().is_some(), "durable when answered");
            false
        });
    }
    assert_eq!(writes.join_all().await.into_iter().filter(|first| *first).count(), 1);
    let messages: HashSet<_> = rig.store.due_sms(START, 500).await.unwrap().iter().map(|sms| sms.key).collect();
    assert_eq!(messages.len(), 200);
    assert_eq!(rig.store.audit_head().await.unwrap().size, before + 201, "the refused ones left no entry");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_panicking_caller_breaks_nothing() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let before = rig.store.audit_head().await.unwrap();
    let attempt = rig.attempt_seeing(&run, CODE, after(1), |_| panic!("on purpose"));
    assert!(matches!(rig.try_attempt(attempt).await, Err(StoreError::Unavailable(_))));
    assert_eq!(rig.store.audit_head().await.unwrap(), before);
    assert!(rig.try_code(&run, CODE, after(2)).await.is_right());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn more_writes_than_the_queue_holds_are_refused_at_once() {
    let rig = Rig::on_sqlite();
    let options = Options { waiting: 2, ..Options::default() };
    let path = rig.path().with_file_name("small.db");
    let store = Arc::new(SqliteStore::open(&path, kit::new_secrets(), Arc::new(OsEntropy), options).unwrap());
    let (started, running) = std::sync::mpsc::channel();
    let (release, held) = std::sync::mpsc::channel();
    let import = {
        let store = Arc::clone(&store);
        let wait = move || {
            started.send(()).unwrap();
            held.recv().unwrap();
            Ok(None)
        };
        tokio::spawn(async move { store.import(Box::new(wait)).await })
    };
    running.recv().unwrap();
    let mut writes = JoinSet::new();
    for _ in 0..10 {
        let store = Arc::clone(&store);
        writes.spawn(async move { store.set_suspended("prv_x", true, acting()).await });
    }
    for _ in 0..8 {
        let refused = writes.join_next().await.unwrap().unwrap();
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "answered while the import holds the store");
    }
    release.send(()).unwrap();
    import.await.unwrap().unwrap();
    assert!(writes.join_all().await.iter().all(Result::is_ok));
}
