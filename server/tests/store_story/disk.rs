//! What only the store on disk can show: restarts, damage, failing commits, and that nothing personal lies there in clear.

use std::{collections::HashSet, path::Path, sync::Arc};

use domain::code::GuessRefused;
use rusqlite::Connection;
use server::{
    ports::{Attempt, Idempotency, Message, Opened, Opening, Settled, SmsOutcome, Store, StoreError},
    store::{
        OpenError,
        sqlite::{Options, SqliteStore},
    },
    system::OsEntropy,
};
use tokio::task::JoinSet;

use crate::{
    damage::rows,
    kit::{self, CODE, MOBILE, NAME, REFERENCE, Rig, START, Try, WRONG, acting, after, new_run},
    values::{person, signing_key},
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

/// Two hundred verifications of twenty providers, and restarts in between (check OTP-4).
#[tokio::test]
async fn ten_wrong_codes_in_a_row_are_evaluated_whoever_asks_and_over_restarts() {
    let mut rig = Rig::on_sqlite();
    let mut start = rig.start().await;
    let mut runs = Vec::new();
    for number in 0..200 {
        start.provider = format!("prv_{}", number % 20);
        runs.push(rig.open(&start).await);
    }
    for (number, run) in runs.iter().enumerate() {
        // Once while failures are counted, once in the pause.
        if [5, 100].contains(&number) {
            rig = rig.restart();
        }
        let wrong = rig.try_code(run, WRONG, after(1)).await;
        assert!(matches!(wrong, Try::Wrong(2)), "{number}: {wrong:?}");
        if number >= 9 {
            // Were it evaluated it would be right.
            let right = rig.try_code(run, CODE, after(2)).await;
            assert!(matches!(right, Try::Wrong(1)), "{number}: {right:?}");
        }
    }
    // The pause began at the tenth, and is the first one: nothing was counted in it.
    start.at = after(5 * 60 + 1);
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, start.at).await.is_right());
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
        ":1980",
        "answer canary",
    ];
    for bytes in [all, after_restart] {
        assert!(has(&bytes, "prv_hotel"), "what is not personal is there, so the search works");
        for canary in canaries {
            assert!(!has(&bytes, canary), "{canary}");
        }
    }
}

/// Makes every commit that adds a row to this table fail, at the commit itself.
fn fail_commits(path: &Path, table: &str) {
    let trap = format!(
        "CREATE TABLE trap (provider TEXT REFERENCES providers (id) DEFERRABLE INITIALLY DEFERRED);
         CREATE TRIGGER spring AFTER INSERT ON {table} BEGIN INSERT INTO trap VALUES ('nobody'); END;"
    );
    Connection::open(path).unwrap().execute_batch(&trap).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_commit_that_fails_nothing_more_is_written() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let before = rig.open(&start).await;
    fail_commits(&rig.path(), "verifications");
    let Rig { secrets, .. } = &rig;
    let store = SqliteStore::open(&rig.path(), Arc::clone(secrets), Arc::new(OsEntropy), Options::default()).unwrap();
    assert!(!store.is_broken());
    let broken = store.until_broken();
    let rig = rig.with_store(Arc::new(store));
    assert!(matches!(rig.open_result(&start).await.1, Err(StoreError::Broken(_))));
    assert!(!broken.await.is_empty());
    let cancelled = rig.store.cancel(before.id, rig.witness(&before), false, after(1)).await;
    assert!(matches!(cancelled, Err(StoreError::Broken(_))));
    assert!(matches!(rig.store.sweep(after(1)).await, Err(StoreError::Broken(_))));
    assert!(rig.store.verification(before.id).await.unwrap().is_some(), "reading goes on");
    // After a restart the failed write is not there, and the earlier one is.
    Connection::open(rig.path()).unwrap().execute_batch("DROP TRIGGER spring").unwrap();
    let rig = rig.restart();
    assert!(rig.try_code(&before, CODE, after(2)).await.is_right());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_record_whose_commit_fails_is_not_there_and_nothing_is_given_for_it() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let before = rig.store.audit_head().await.unwrap();
    let rig = rig.closed();
    fail_commits(&rig.path(), "records");
    let rig = rig.reopened();
    for second in 1..=2 {
        let tried = rig.try_attempt(rig.attempt(&run, CODE, after(second))).await;
        assert!(matches!(tried, Err(StoreError::Broken(_))), "{tried:?}");
    }
    let rig = rig.closed();
    assert_eq!(rows(&rig, "records"), 0);
    Connection::open(rig.path()).unwrap().execute_batch("DROP TRIGGER spring").unwrap();
    let rig = rig.reopened();
    assert_eq!(rig.store.audit_head().await.unwrap(), before);
    assert_eq!(rig.store.verification(run.id).await.unwrap().unwrap().code.guesses, 0, "no guess was counted");
    assert!(rig.try_code(&run, CODE, after(3)).await.is_right(), "the code was not used up");
    assert_eq!(rows(&rig, "records"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_record_that_is_refused_leaves_the_code_as_it_was() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    let run = rig.open(&start).await;
    let before = rig.store.audit_head().await.unwrap();
    let db = Connection::open(rig.path()).unwrap();
    let refuse = "CREATE TRIGGER spring BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'on purpose'); END;";
    db.execute_batch(refuse).unwrap();
    // More often than a code may be wrong.
    for second in 1..=4 {
        let tried = rig.try_attempt(rig.attempt(&run, CODE, after(second))).await;
        assert!(tried.is_err(), "{tried:?}");
    }
    assert_eq!((rows(&rig, "records"), rig.store.audit_head().await.unwrap()), (0, before));
    db.execute_batch("DROP TRIGGER spring").unwrap();
    assert!(rig.try_code(&run, CODE, after(5)).await.is_right());
    assert_eq!(rows(&rig, "records"), 1);
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
        tokio::spawn(async move { store.import(Box::new(wait), acting()).await })
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
