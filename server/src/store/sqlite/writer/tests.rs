//! The writing thread: what shares a transaction, and what a refusal costs.

use std::sync::mpsc::channel;

use domain::{audit::entry::Act, time::Timestamp};

use super::*;
use crate::{
    audit::{AnchorMode, LogIdentity},
    ports::Acting,
    store::sqlite::{audit::Deed, schema},
};

const ACTING: Acting = Acting { now: Timestamp::EPOCH, salt: [0; 16] };

fn start(folder: &tempfile::TempDir, pragmas: &str) -> Writer {
    let (path, tools) = (folder.path().join("kyvs.db"), Arc::new(Tools::for_tests()));
    let db = schema::writer(&path, &tools).unwrap();
    db.execute_batch("CREATE TABLE t (x);").unwrap();
    db.execute_batch(pragmas).unwrap();
    let head = || Ok(audit::head(&db)?);
    let identity = LogIdentity::of(&tools.secrets).unwrap();
    let anchor =
        Anchor::open(&path, identity, AnchorMode::Check, Arc::default(), head, |size| audit::root(&db, size)).unwrap();
    Writer::start(Start { db, tools, anchor, meter: Arc::default(), waiting: 1_000 }).unwrap()
}

/// Writes a row, and an entry of the log.
fn insert(bytes: u32) -> impl FnOnce(&mut Turn<'_>) -> Result<(), Fault> + Send {
    move |turn| {
        turn.deeds.push(Deed::of_operator(Act::KeysRotated, "k1", ACTING));
        Ok(turn.db.execute("INSERT INTO t VALUES (zeroblob(?1))", [bytes]).map(drop)?)
    }
}

/// Rows, and entries of the log.
async fn written(writer: &Writer) -> (i64, u64) {
    let count = |turn: &mut Turn<'_>| {
        let rows = turn.db.query_row("SELECT count(*) FROM t", [], |row| row.get(0))?;
        Ok((rows, audit::head(turn.db)?.size))
    };
    writer.run(count).await.unwrap()
}

/// A full database stands in for a full disk: SQLite reports both alike.
#[tokio::test]
async fn a_full_disk_refuses_and_is_got_over() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "PRAGMA max_page_count = 60;");
    writer.run(insert(10)).await.unwrap();
    assert!(matches!(writer.run(insert(1_000_000)).await, Err(StoreError::Unavailable(_))));
    writer.run(insert(10)).await.unwrap();
    assert!(writer.broken().borrow().is_none());
    assert_eq!(written(&writer).await, (2, 2));
}

/// Jobs that queue while another one runs are committed together: a hundred commits would write a hundred pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_queued_is_committed_together() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Arc::new(start(&folder, ""));
    let (started, running) = channel();
    let (release, released) = channel::<()>();
    let mut jobs = tokio::task::JoinSet::new();
    let first = Arc::clone(&writer);
    jobs.spawn(async move {
        let wait = move |_: &mut Turn<'_>| {
            started.send(()).unwrap();
            released.recv().unwrap();
            Ok(())
        };
        first.run(wait).await.unwrap();
    });
    running.recv().unwrap();
    for _ in 0..100 {
        let writer = Arc::clone(&writer);
        jobs.spawn(async move { writer.run(insert(10)).await.unwrap() });
    }
    while writer.waiting.load(Ordering::Relaxed) < 100 {
        tokio::task::yield_now().await;
    }
    let log = || std::fs::metadata(folder.path().join("kyvs.db-wal")).unwrap().len();
    let before = log();
    release.send(()).unwrap();
    jobs.join_all().await;
    assert!(log() - before < 30 * 4_096, "{} bytes", log() - before);
    assert_eq!(written(&writer).await, (100, 100));
    assert_eq!(writer.waiting.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_nobody_waits_for_goes_with_the_next_transaction_and_harms_none() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    writer.lay_aside(insert(10));
    writer.lay_aside(|turn| Ok(turn.db.execute("INSERT INTO nowhere VALUES (1)", []).map(drop)?));
    assert_eq!(written(&writer).await, (1, 0), "the log is written at the end of the transaction");
    assert_eq!(written(&writer).await, (1, 1));
    assert_eq!(writer.waiting.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_refused_job_leaves_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    let refused = |turn: &mut Turn<'_>| {
        turn.deeds.push(Deed::of_operator(Act::KeysRotated, "k1", ACTING));
        Err::<(), _>(StoreError::Conflict("no".into()).into())
    };
    assert!(matches!(writer.run(refused).await, Err(StoreError::Conflict(_))));
    assert!(matches!(writer.run_alone(refused).await, Err(StoreError::Conflict(_))));
    assert_eq!(written(&writer).await, (0, 0));
}
