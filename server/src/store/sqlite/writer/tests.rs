//! The writing thread: what shares a transaction, and what a refusal costs.

use std::sync::mpsc::channel;

use domain::{audit::entry::Act, time::Timestamp};

use super::{
    desk::{ENOUGH, First, HELPING, LONE, Then},
    *,
};
use crate::{
    audit::{AnchorMode, LogIdentity},
    ports::Acting,
    store::sqlite::{
        audit::{self, Deed},
        schema,
    },
};

const ACTING: Acting = Acting { now: Timestamp::EPOCH, salt: [0; 16] };

fn start(folder: &tempfile::TempDir, pragmas: &str) -> Writer {
    Writer::start(prepared(&folder.path().join("kyvs.db"), pragmas)).unwrap()
}

fn prepared<'s>(path: &'s Path, pragmas: &str) -> Start<'s> {
    let tools = Arc::new(Tools::for_tests());
    let db = schema::writer(path, &tools).unwrap();
    db.execute_batch("CREATE TABLE t (x);").unwrap();
    db.execute_batch(pragmas).unwrap();
    let head = || Ok(audit::head(&db)?);
    let identity = LogIdentity::of(&tools.secrets).unwrap();
    let anchor =
        Anchor::open(path, identity, AnchorMode::Check, Arc::default(), head, |size| audit::root(&db, size)).unwrap();
    let horizon = Arc::new(Horizon::new());
    Start { db, file: path, tools, anchor, horizon, meter: Arc::default(), waiting: 1_000, copy_after: 50 }
}

/// Writes a row, and an entry of the log.
fn insert(bytes: u32) -> impl FnMut(&mut Turn<'_>) -> Result<(), Fault> + Send {
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

/// Another process may hold the database for longer than anybody waits for it.
#[tokio::test]
async fn a_database_that_is_held_by_another_process_refuses_and_is_got_over() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "PRAGMA busy_timeout = 0;");
    let other = Connection::open(folder.path().join("kyvs.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(writer.run(insert(10)).await, Err(StoreError::Unavailable(_))));
    other.execute_batch("ROLLBACK").unwrap();
    writer.run(insert(10)).await.unwrap();
    assert!(writer.broken().borrow().is_none());
    assert_eq!(written(&writer).await, (1, 1));
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
    while writer.desk.waiting() < 100 {
        tokio::task::yield_now().await;
    }
    let log = || std::fs::metadata(folder.path().join("kyvs.db-wal")).unwrap().len();
    let before = log();
    release.send(()).unwrap();
    jobs.join_all().await;
    assert!(log() - before < 30 * 4_096, "{} bytes", log() - before);
    assert_eq!(written(&writer).await, (100, 100));
    assert_eq!(writer.desk.waiting(), 0);
}

/// With hundreds of callers in one transaction nobody would have anything to do while it is flushed.
#[test]
fn a_transaction_that_has_enough_is_flushed_though_others_wait() {
    let desk = Desk::new(1_000, Arc::default());
    let come = |count: usize| {
        for _ in 0..count {
            let job = Box::new(Aside(|_: &mut Turn<'_>| Ok(())));
            assert!(desk.submit(Queued { job, manner: Manner::Plain }).is_ok());
        }
    };
    let next = |taken| match desk.then(taken, BATCH) {
        Then::Jobs(jobs) => Some(jobs.len()),
        _ => None,
    };
    come(ENOUGH + 2 * HELPING);
    assert!(matches!(desk.first(), First::Jobs(jobs) if jobs.len() == HELPING));
    for taken in (HELPING..ENOUGH).step_by(HELPING) {
        assert_eq!(next(taken), Some(HELPING), "{taken} are not enough");
    }
    assert_eq!(next(ENOUGH), None);
    desk.flush_begins();
    assert_eq!(next(ENOUGH), Some(HELPING), "it stays open while the flush before it goes on");
    desk.flush_ends(Ok(()));
    assert_eq!(next(ENOUGH + HELPING), None);
    assert_eq!(next(HELPING), Some(HELPING));
    assert_eq!(next(2 * HELPING), None, "nothing waits any more");
}

/// Whether a caller's job runs on the caller's own thread, when it comes to a thread that has nothing to do.
async fn is_run_here(writer: &Writer) -> bool {
    while !writer.desk.is_idle() {
        tokio::task::yield_now().await;
    }
    run_here(writer).await
}

/// The same whenever it comes.
async fn run_here(writer: &Writer) -> bool {
    let here = std::thread::current().id();
    writer.run(move |_| Ok(std::thread::current().id() == here)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lone_caller_works_in_the_place_of_the_thread() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Arc::new(start(&folder, ""));
    for before in 0..=LONE {
        let lone = Arc::clone(&writer);
        let here = tokio::spawn(async move { is_run_here(&lone).await }).await.unwrap();
        assert_eq!(here, before == LONE);
    }
    // Outside of a task others would stand still with this one.
    assert!(!is_run_here(&writer).await);
    writer.lay_aside(insert(10));
    let lone = Arc::clone(&writer);
    assert!(tokio::spawn(async move { is_run_here(&lone).await }).await.unwrap());
    assert_eq!(written(&writer).await, (1, 1), "what lay aside went with it");
}

/// With one thread for everybody, nobody could go on while the disk takes its time.
#[tokio::test]
async fn where_no_other_thread_could_go_on_the_writing_thread_works() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!is_run_here(&start(&folder, "")).await);
}

/// Very large jobs have the writing thread, and so has who comes meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_somebody_works_others_leave_it_to_the_writing_thread() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Arc::new(start(&folder, ""));
    let (started, running) = channel();
    let (release, released) = channel::<()>();
    let (busy, next) = (Arc::clone(&writer), Arc::clone(&writer));
    for _ in 0..LONE {
        let writer = Arc::clone(&writer);
        assert!(!tokio::spawn(async move { is_run_here(&writer).await }).await.unwrap());
    }
    let large = tokio::spawn(async move {
        let here = std::thread::current().id();
        let wait = move |_: &mut Turn<'_>| {
            started.send(()).unwrap();
            released.recv().unwrap();
            Ok(std::thread::current().id() == here)
        };
        busy.run_alone(wait).await.unwrap()
    });
    running.recv().unwrap();
    let waiting = tokio::spawn(async move { run_here(&next).await });
    while writer.desk.waiting() < 1 {
        tokio::task::yield_now().await;
    }
    release.send(()).unwrap();
    assert_eq!((large.await.unwrap(), waiting.await.unwrap()), (false, false));
    let several = tokio::spawn(async move { is_run_here(&writer).await });
    assert!(!several.await.unwrap(), "there are several");
}

#[tokio::test]
async fn what_nobody_waits_for_goes_with_the_next_transaction_and_harms_none() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    writer.lay_aside(insert(10));
    writer.lay_aside(|turn| Ok(turn.db.execute("INSERT INTO nowhere VALUES (1)", []).map(drop)?));
    assert_eq!(written(&writer).await, (1, 0), "the log is written at the end of the transaction");
    assert_eq!(written(&writer).await, (1, 1));
    assert_eq!(writer.desk.waiting(), 0);
}

#[tokio::test]
async fn what_nobody_waits_for_outlives_a_transaction_that_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "PRAGMA max_page_count = 60;");
    writer.lay_aside(insert(10));
    assert!(matches!(writer.run(insert(1_000_000)).await, Err(StoreError::Unavailable(_))));
    writer.run(insert(10)).await.unwrap();
    assert_eq!(written(&writer).await, (2, 2));
    // At the end it is tried once, and not for ever.
    writer.lay_aside(insert(1_000_000));
    drop(writer);
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

/// A log that cannot be flushed: nothing is answered as done, nothing is said beside the database, and nothing more is taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_flush_that_fails_nothing_is_answered_as_done() {
    for jobs in [1, 40] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        // The system flushes no device that has nothing to flush.
        let log = std::fs::File::options().write(true).open("/dev/null").unwrap();
        let writer = Arc::new(Writer::with_log(prepared(&path, ""), log).unwrap());
        let heads = || std::fs::read(folder.path().join("kyvs.db-heads")).unwrap();
        let before = heads();
        let mut callers = tokio::task::JoinSet::new();
        for _ in 0..jobs {
            let writer = Arc::clone(&writer);
            callers.spawn(async move { writer.run(insert(10)).await });
        }
        assert!(callers.join_all().await.iter().all(|done| matches!(done, Err(StoreError::Broken(_)))));
        assert!(writer.broken().borrow().is_some());
        assert!(matches!(writer.horizon.reached().await, Err(StoreError::Broken(_))), "nobody shows what was read");
        assert!(matches!(writer.run(insert(10)).await, Err(StoreError::Broken(_))));
        assert!(matches!(writer.run_alone(insert(10)).await, Err(StoreError::Broken(_))));
        assert_eq!(heads(), before);
    }
}

/// A job that should not have refused after its first write: nothing of it stays, and its neighbours are told to try again, or
/// run again where nobody waits for them. From then on every job can be taken back alone.
#[tokio::test]
async fn a_plain_job_that_fails_late_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    let late = |turn: &mut Turn<'_>| {
        insert(10)(turn)?;
        Err::<(), _>(StoreError::Damaged("a row".into()).into())
    };
    for _ in 0..2 {
        writer.lay_aside(insert(10));
        assert!(matches!(writer.run_plain(late).await, Err(StoreError::Damaged(_))));
    }
    assert_eq!(written(&writer).await, (2, 2), "both neighbours stay: the first has run again");
    let early = |_: &mut Turn<'_>| Err::<(), _>(StoreError::Conflict("no".into()).into());
    assert!(matches!(writer.run_plain(early).await, Err(StoreError::Conflict(_))));
}

/// Nothing is written by a job that only reads, so there is nothing to flush.
#[tokio::test]
async fn what_only_reads_needs_no_flush() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kyvs.db");
    let log = std::fs::File::options().write(true).open("/dev/null").unwrap();
    let writer = Writer::with_log(prepared(&path, ""), log).unwrap();
    assert_eq!(written(&writer).await, (0, 0));
    assert!(writer.broken().borrow().is_none());
}

/// Jobs run while the flush of those before them takes its time, and are answered in order, all of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_callers_are_all_answered() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Arc::new(start(&folder, ""));
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let writer = Arc::clone(&writer);
        callers.spawn(async move {
            for turn in 0..100 {
                writer.run(insert(10)).await.unwrap();
                if turn % 50 == 0 {
                    writer.run_alone(insert(10)).await.unwrap();
                }
            }
        });
    }
    callers.join_all().await;
    assert_eq!(written(&writer).await, (1_632, 1_632));
}

/// Transactions of one job each, without a pause: the log is copied back beside them, and begins anew again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_stays_short_while_somebody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    for _ in 0..600 {
        writer.run(insert(10)).await.unwrap();
    }
    let bytes = std::fs::metadata(folder.path().join("kyvs.db-wal")).unwrap().len();
    assert!(bytes < 600 * 4_096, "{bytes} bytes; a transaction writes more than two pages");
    assert_eq!(written(&writer).await, (600, 600));
}

/// What the copying thread found out is heard by whoever writes next.
#[tokio::test]
async fn after_a_copy_that_fails_nothing_more_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let writer = start(&folder, "");
    writer.run(insert(10)).await.unwrap();
    writer.desk.copy_ends(Err("reading the log: input/output error".into()));
    let refused = writer.run(insert(10)).await;
    assert!(matches!(refused, Err(StoreError::Broken(_))), "{refused:?}");
}
