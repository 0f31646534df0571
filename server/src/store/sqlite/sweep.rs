//! Retention: rows that are past their time go, a few hundred in a transaction, so that a large sweep holds nobody up.

use domain::{session, time::Timestamp};
use rusqlite::{Connection, params};

use super::{SqliteStore, fault::Fault, owned};
use crate::{
    ports::{DEAD_KEPT, StoreError, VerificationId},
    store::{passes::KEPT_AFTER, quotas::SAME_PERSON},
};

/// Rows looked at in one step.
const STEP: i64 = 500;

/// Records, which are looked for in the lists of their people too.
const RECORDS_STEP: i64 = 100;

/// Deletes from the oldest end of a table whose keys begin with their time; `?1` is the first key that stays, `?2` the size of
/// a step.
const VERIFICATIONS: &str =
    "DELETE FROM verifications WHERE id IN (SELECT id FROM verifications WHERE id < ?1 ORDER BY id LIMIT ?2)";
const SESSIONS: &str =
    "DELETE FROM sessions WHERE key IN (SELECT key FROM sessions WHERE key < ?1 ORDER BY key LIMIT ?2)";
const NOTICES: &str = "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE id < ?1 ORDER BY id LIMIT ?2)";

/// Deletes what lies before a moment, `?1`; `?2` is the size of a step.
const ANSWERS: &str =
    "DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE at < ?1 ORDER BY at LIMIT ?2)";
const QUOTA_PEOPLE: &str = "DELETE FROM quota_people WHERE (provider, who) IN
    (SELECT provider, who FROM quota_people WHERE at < ?1 ORDER BY at LIMIT ?2)";
const CASES: &str = "DELETE FROM cases WHERE number IN (SELECT number FROM cases WHERE closed < ?1 LIMIT ?2)";
const DEAD_WEBHOOKS: &str =
    "DELETE FROM webhooks WHERE id IN (SELECT id FROM webhooks WHERE state = 1 AND died < ?1 ORDER BY died LIMIT ?2)";
const SHARES: &str = "DELETE FROM shares WHERE key IN (SELECT key FROM shares WHERE ends < ?1 ORDER BY ends LIMIT ?2)";
const PASSES: &str =
    "DELETE FROM passes WHERE id IN (SELECT id FROM passes WHERE expires <= ?1 ORDER BY expires LIMIT ?2)";

/// Rows are found by reading along the key, without holding up the writer. In the first statement `?1` is the key to go on
/// from, `?2` the moment, `?3` the size of a step.
const COUNTERS: (&str, &str) = (
    "SELECT key FROM counters WHERE key > ?1 AND keep_until < ?2 ORDER BY key LIMIT ?3",
    "DELETE FROM counters WHERE key = ?1 AND keep_until < ?2",
);

pub(super) async fn sweep(store: &SqliteStore, now: Timestamp) -> Result<u64, StoreError> {
    let retention = store.tools.retention;
    let mut gone = oldest(store, VERIFICATIONS, VerificationId::first_at(now.minus(retention.one_time))).await?;
    gone += records(store, VerificationId::first_at(now.minus(retention.records))).await?;
    gone += oldest(store, NOTICES, VerificationId::first_at(now.minus(retention.one_time))).await?;
    gone += oldest(store, SESSIONS, VerificationId::first_at(now.minus(session::LONGEST))).await?;
    gone += before(store, CASES, now.minus(retention.records)).await?;
    gone += before(store, PASSES, now.minus(KEPT_AFTER)).await?;
    gone += before(store, SHARES, now).await?;
    gone += before(store, ANSWERS, now.minus(retention.one_time)).await?;
    gone += before(store, DEAD_WEBHOOKS, now.minus(DEAD_KEPT)).await?;
    gone += before(store, QUOTA_PEOPLE, now.minus(SAME_PERSON)).await?;
    gone += counters(store, now).await?;
    owned::merge(store).await?;
    Ok(gone)
}

async fn oldest(store: &SqliteStore, sql: &'static str, end: VerificationId) -> Result<u64, StoreError> {
    repeat(store, move |db| Ok(db.prepare_cached(sql)?.execute(params![end.0, STEP])?)).await
}

async fn records(store: &SqliteStore, end: VerificationId) -> Result<u64, StoreError> {
    repeat(store, move |db| owned::delete_oldest(db, &end, RECORDS_STEP)).await
}

async fn before(store: &SqliteStore, sql: &'static str, moment: Timestamp) -> Result<u64, StoreError> {
    repeat(store, move |db| Ok(db.prepare_cached(sql)?.execute(params![moment.as_millis(), STEP])?)).await
}

/// One step after the other until one finds nothing more to do.
async fn repeat(
    store: &SqliteStore,
    step: impl Fn(&Connection) -> Result<usize, Fault> + Copy + Send + 'static,
) -> Result<u64, StoreError> {
    let mut gone = 0;
    loop {
        let rows = store.write(move |turn| step(turn.db)).await?;
        gone += rows as u64;
        if rows == 0 {
            return Ok(gone);
        }
    }
}

async fn counters(store: &SqliteStore, now: Timestamp) -> Result<u64, StoreError> {
    let now = now.as_millis();
    let (mut from, mut gone) = (i64::MIN, 0);
    loop {
        let keys = store.read(move |db, _| keys(db, from, now)).await?;
        let Some(last) = keys.last() else { return Ok(gone) };
        from = *last;
        gone += store.write(move |turn| delete_all(turn.db, &keys, now)).await?;
    }
}

fn keys(db: &Connection, from: i64, now: i64) -> Result<Vec<i64>, Fault> {
    let mut statement = db.prepare_cached(COUNTERS.0)?;
    let keys = statement.query_map(params![from, now, STEP], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(keys)
}

/// The condition is asked again: a key may have been used since it was found.
fn delete_all(db: &Connection, keys: &[i64], now: i64) -> Result<u64, Fault> {
    let mut statement = db.prepare_cached(COUNTERS.1)?;
    let mut gone = 0;
    for key in keys {
        gone += statement.execute(params![key, now])? as u64;
    }
    Ok(gone)
}
