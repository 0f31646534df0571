//! Retention: rows that are past their time go, a few hundred in a transaction, so that a large sweep holds nobody up.

use std::time::Duration;

use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::{SqliteStore, fault::Fault};
use crate::ports::{StoreError, VerificationId};

/// Rows looked at in one step.
const STEP: i64 = 500;

/// Statements that delete from the oldest end of a table whose keys grow with time; `?1` is the moment before which rows
/// go, `?2` the size of a step. Results go before the consents that they point to.
const OLDEST: [(&str, Kept); 3] = [
    ("DELETE FROM sms WHERE created < ?1 AND id IN (SELECT id FROM sms ORDER BY id LIMIT ?2)", Kept::OneTime),
    (
        "DELETE FROM results WHERE issued < ?1 AND consent IN (SELECT consent FROM results ORDER BY consent LIMIT ?2)",
        Kept::Records,
    ),
    (
        "DELETE FROM consents WHERE given < ?1 AND id IN (SELECT id FROM consents ORDER BY id LIMIT ?2)
         AND NOT EXISTS (SELECT 1 FROM results WHERE results.consent = consents.id)",
        Kept::Records,
    ),
];

#[derive(Clone, Copy)]
enum Kept {
    OneTime,
    Records,
}

/// Tables whose keys are hashes: their rows are found by reading along the key, without holding up the writer.
/// In the first statement `?1` is the key to go on from, `?2` the moment, `?3` the size of a step.
const LIMITS: (&str, &str) = (
    "SELECT key FROM limits WHERE key > ?1 AND tat < ?2 ORDER BY key LIMIT ?3",
    "DELETE FROM limits WHERE key = ?1 AND tat < ?2",
);
const FAILURES: (&str, &str) = (
    "SELECT subject FROM failures WHERE subject > ?1 AND updated < ?2 ORDER BY subject LIMIT ?3",
    "DELETE FROM failures WHERE subject = ?1 AND updated < ?2",
);

pub(super) async fn sweep(store: &SqliteStore, now: Timestamp) -> Result<u64, StoreError> {
    let before = |kept: Duration| now.minus(kept);
    let mut gone = verifications(store, before(store.retention.one_time)).await?;
    for (sql, kept) in OLDEST {
        let kept = match kept {
            Kept::OneTime => store.retention.one_time,
            Kept::Records => store.retention.records,
        };
        gone += oldest(store, sql, before(kept)).await?;
    }
    gone += hashed(store, LIMITS, before(store.retention.limits)).await?;
    gone += hashed(store, FAILURES, before(store.retention.failures)).await?;
    Ok(gone)
}

/// Ids begin with their time, so the ones to go are the first ones.
async fn verifications(store: &SqliteStore, before: Timestamp) -> Result<u64, StoreError> {
    let end = VerificationId::first_at(before);
    let sql = "DELETE FROM verifications WHERE id IN (SELECT id FROM verifications WHERE id < ?1 ORDER BY id LIMIT ?2)";
    repeat(store, move |db| Ok(db.prepare_cached(sql)?.execute(params![end.0, STEP])?)).await
}

async fn oldest(store: &SqliteStore, sql: &'static str, before: Timestamp) -> Result<u64, StoreError> {
    repeat(store, move |db| Ok(db.prepare_cached(sql)?.execute(params![before.as_millis(), STEP])?)).await
}

/// One step after the other until one finds nothing more to do.
async fn repeat(
    store: &SqliteStore,
    step: impl Fn(&Connection) -> Result<usize, Fault> + Copy + Send + 'static,
) -> Result<u64, StoreError> {
    let mut gone = 0;
    loop {
        let rows = store.write(move |db, _| step(db)).await?;
        gone += rows as u64;
        if rows == 0 {
            return Ok(gone);
        }
    }
}

async fn hashed(
    store: &SqliteStore,
    (find, delete): (&'static str, &'static str),
    before: Timestamp,
) -> Result<u64, StoreError> {
    let before = before.as_millis();
    let mut after = Vec::new();
    let mut gone = 0;
    loop {
        let from = after.clone();
        let keys = store.read(move |db, _| keys(db, find, &from, before)).await?;
        let Some(last) = keys.last() else { return Ok(gone) };
        after.clone_from(last);
        gone += store.write(move |db, _| delete_all(db, delete, &keys, before)).await?;
    }
}

fn keys(db: &Connection, find: &str, from: &[u8], before: i64) -> Result<Vec<Vec<u8>>, Fault> {
    let mut statement = db.prepare_cached(find)?;
    let keys = statement.query_map(params![from, before, STEP], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(keys)
}

/// The condition is asked again: a key may have been used since it was found.
fn delete_all(db: &Connection, delete: &str, keys: &[Vec<u8>], before: i64) -> Result<u64, Fault> {
    let mut statement = db.prepare_cached(delete)?;
    let mut gone = 0;
    for key in keys {
        gone += statement.execute(params![key, before])? as u64;
    }
    Ok(gone)
}
