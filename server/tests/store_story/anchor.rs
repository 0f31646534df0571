//! A database that lies behind what was recorded beside it is not served (checks AUD-3 and DUR-4).

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::{Connection, params};
use server::{
    audit::AnchorMode,
    ports::Store as _,
    store::{
        OpenError,
        sqlite::{Inspector, SqliteStore},
    },
    system::OsEntropy,
};

use crate::kit::{CODE, Rig, after};

const FILES: [&str; 5] = ["kyvs.db", "kyvs.db-wal", "kyvs.db-shm", "kyvs.db-heads", "kyvs.db-checkpoint"];

/// Some acts.
async fn act(rig: &Rig, times: usize) {
    let start = rig.start().await;
    for _ in 0..times {
        rig.open(&start).await;
    }
}

/// Why the files are not opened.
fn refused(rig: &Rig, path: &Path) -> OpenError {
    rig.reopen(path, AnchorMode::Check).err().expect("it was opened")
}

#[tokio::test]
async fn an_older_copy_that_is_put_back_is_noticed() {
    let rig = Rig::on_sqlite();
    act(&rig, 3).await;
    let rig = rig.closed();
    let (path, aside) = (rig.path(), rig.path().with_file_name("aside"));
    fs::copy(&path, &aside).unwrap();
    let rig = rig.reopened();
    let found = rig.store.audit_head().await.unwrap().size;
    act(&rig, 3).await;
    let anchored = rig.store.audit_head().await.unwrap().size;
    let rig = rig.closed();
    fs::copy(&aside, &path).unwrap();
    let why = refused(&rig, &path);
    assert!(matches!(why, OpenError::Behind { found: f, anchored: a } if (f, a) == (found, anchored)), "{why}");
    assert!(matches!(refused(&rig, &path), OpenError::Behind { .. }), "also the second time");
    // The operator's word is taken, and from then on this database is the right one.
    let accepted = rig.reopen(&path, AnchorMode::Accept).unwrap();
    let rig = rig.with_store(Arc::new(accepted));
    act(&rig, 1).await;
    let rig = rig.restart();
    act(&rig, 1).await;
}

/// Copies the files of a store that is at work into another folder, as they are after a crash.
fn crash(rig: &Rig, folder: &Path) -> PathBuf {
    for file in FILES {
        if file != "kyvs.db-shm" && rig.path().with_file_name(file).exists() {
            fs::copy(rig.path().with_file_name(file), folder.join(file)).unwrap();
        }
    }
    folder.join("kyvs.db")
}

#[tokio::test]
async fn a_crash_alone_is_nothing_to_complain_of() {
    let rig = Rig::on_sqlite();
    act(&rig, 5).await;
    let folder = tempfile::tempdir().unwrap();
    let path = crash(&rig, folder.path());
    let head = rig.store.audit_head().await.unwrap();
    let rig = rig.reopen(&path, AnchorMode::Check).map(|store| rig.with_store(Arc::new(store))).unwrap();
    assert_eq!(rig.store.audit_head().await.unwrap(), head);
}

#[tokio::test]
async fn a_log_that_lost_acknowledged_writes_is_noticed() {
    let rig = Rig::on_sqlite();
    let start = rig.start().await;
    // After an import the log is copied into the database: not while this goes on.
    let rig = rig.restart();
    // so that the end of the file is the end of the log
    SqliteStore::empty_log(&rig.path()).unwrap();
    for _ in 0..10 {
        rig.open(&start).await;
    }
    let log = fs::read(rig.path().with_file_name("kyvs.db-wal")).unwrap();
    let third = log.len() / 3;
    let mut flipped = log.clone();
    flipped[log.len() - 2_000] ^= 1;
    let head = rig.store.audit_head().await.unwrap();
    let damaged = [&log[..log.len() - 1], &log[..2 * third], &log[..third], &log[..0], &flipped];
    for (case, damaged) in damaged.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let path = crash(&rig, folder.path());
        let beside = folder.path().join("kyvs.db-wal");
        fs::write(&beside, damaged).unwrap();
        let why = refused(&rig, &path);
        assert!(matches!(why, OpenError::Behind { .. }), "case {case}: {why}");
        let checked = Inspector::open(&path, Arc::clone(&rig.secrets), Arc::new(OsEntropy)).unwrap().check().unwrap();
        assert!(!checked.findings.is_empty(), "case {case}");
        // Nobody has touched the log: once it is right again, everything is there.
        assert!(fs::read(&beside).unwrap() == damaged, "case {case}");
        fs::write(&beside, &log).unwrap();
        let opened = rig.reopen(&path, AnchorMode::Check).unwrap();
        assert_eq!(opened.audit_head().await.unwrap(), head, "case {case}");
    }
}

#[tokio::test]
async fn a_log_of_other_entries_is_noticed() {
    let rig = Rig::on_sqlite();
    act(&rig, 5).await;
    let rig = rig.closed();
    let good = fs::read(rig.path()).unwrap();
    let edits = [
        "UPDATE audit_entries SET hash = zeroblob(32) WHERE n = 0",
        "UPDATE audit_entries SET hash = zeroblob(32) WHERE n = (SELECT max(n) FROM audit_entries)",
        "DELETE FROM audit_entries WHERE n = (SELECT max(n) FROM audit_entries)",
        "DELETE FROM audit_entries WHERE n = 1",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET frontier = zeroblob(3)",
    ];
    for edit in edits {
        Connection::open(rig.path()).unwrap().execute(edit, []).unwrap();
        let why = refused(&rig, &rig.path());
        assert!(!matches!(why, OpenError::WrongMasterKey | OpenError::Foreign), "{edit}: {why}");
        fs::write(rig.path(), &good).unwrap();
    }
    assert!(rig.reopen(&rig.path(), AnchorMode::Check).is_ok());
}

#[tokio::test]
async fn an_end_that_does_not_follow_from_the_entries_is_noticed() {
    let rig = Rig::on_sqlite();
    act(&rig, 5).await;
    let rig = rig.closed();
    let db = Connection::open(rig.path()).unwrap();
    let mut end: Vec<u8> = db.query_row("SELECT frontier FROM audit_head", [], |row| row.get(0)).unwrap();
    *end.last_mut().unwrap() ^= 1;
    db.execute("UPDATE audit_head SET frontier = ?1", params![end]).unwrap();
    drop(db);
    let why = refused(&rig, &rig.path());
    assert!(matches!(why, OpenError::Forked(_)), "{why}");
}

#[tokio::test]
async fn a_changed_checkpoint_is_noticed() {
    let rig = Rig::on_sqlite();
    act(&rig, 5).await;
    let rig = rig.closed();
    let checkpoint = rig.path().with_file_name("kyvs.db-checkpoint");
    let good = fs::read_to_string(&checkpoint).unwrap();
    let size = good.lines().nth(1).unwrap();
    fs::write(&checkpoint, good.replacen(size, "1", 1)).unwrap();
    assert!(matches!(refused(&rig, &rig.path()), OpenError::Unusable(_)));
    fs::write(&checkpoint, good).unwrap();
    assert!(rig.reopen(&rig.path(), AnchorMode::Check).is_ok());
}

/// A command of the operator's opens the store while the service writes to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_opens_beside_one_that_writes() {
    let rig = Arc::new(Rig::on_sqlite());
    let start = rig.start().await;
    let writing = {
        let rig = Arc::clone(&rig);
        tokio::spawn(async move {
            loop {
                let run = rig.open(&start).await;
                rig.try_code(&run, CODE, after(1)).await;
            }
        })
    };
    for _ in 0..40 {
        if let Err(error) = rig.reopen(&rig.path(), AnchorMode::Check) {
            panic!("{error}");
        }
    }
    writing.abort();
}
