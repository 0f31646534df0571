//! Rate limits and counters of failed guesses.

use domain::{
    code::{FailureCount, FailurePolicy},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::fault::Fault;
use crate::{
    ports::{Charge, CounterKey},
    store::rules,
};

/// Charges all or none; the inner error is when to try again.
pub(super) fn charge(db: &Connection, charges: &[Charge], now: Timestamp) -> Result<Result<(), Timestamp>, Fault> {
    let taken = rules::charge(charges, now, |key| stored(db, key))?;
    match taken {
        Err(retry) => Ok(Err(retry)),
        Ok(taken) => {
            let mut store = db.prepare_cached(
                "INSERT INTO limits (key, tat) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET tat = excluded.tat",
            )?;
            for (key, tat) in taken {
                store.execute(params![key.0, tat.as_millis()])?;
            }
            Ok(Ok(()))
        }
    }
}

fn stored(db: &Connection, key: CounterKey) -> Result<Option<Timestamp>, Fault> {
    let tat =
        db.prepare_cached("SELECT tat FROM limits WHERE key = ?1")?.query_row([key.0], |row| row.get(0)).optional()?;
    Ok(tat.map(Timestamp::from_millis))
}

/// Counts a failure beforehand: whoever then guesses right has it cleared. `false` when the subject is paused and nothing
/// was counted.
pub(super) fn count_failure(
    db: &Connection,
    subject: CounterKey,
    policy: &FailurePolicy,
    now: Timestamp,
) -> Result<bool, Fault> {
    let count = failures(db, subject)?;
    if count.is_paused(now) {
        return Ok(false);
    }
    let count = count.record_failure(now, policy);
    db.prepare_cached(
        "INSERT INTO failures (subject, in_a_row, paused_until, updated) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (subject) DO UPDATE SET
             in_a_row = excluded.in_a_row, paused_until = excluded.paused_until, updated = excluded.updated",
    )?
    .execute(params![subject.0, count.in_a_row, count.paused_until.map(Timestamp::as_millis), now.as_millis()])?;
    Ok(true)
}

pub(super) fn is_paused(db: &Connection, subject: CounterKey, now: Timestamp) -> Result<bool, Fault> {
    Ok(failures(db, subject)?.is_paused(now))
}

pub(super) fn clear_failures(db: &Connection, subject: CounterKey) -> Result<(), Fault> {
    db.prepare_cached("DELETE FROM failures WHERE subject = ?1")?.execute([subject.0])?;
    Ok(())
}

fn failures(db: &Connection, subject: CounterKey) -> Result<FailureCount, Fault> {
    let count = db
        .prepare_cached("SELECT in_a_row, paused_until FROM failures WHERE subject = ?1")?
        .query_row([subject.0], |row| {
            let paused_until: Option<i64> = row.get(1)?;
            Ok(FailureCount { in_a_row: row.get(0)?, paused_until: paused_until.map(Timestamp::from_millis) })
        })
        .optional()?;
    Ok(count.unwrap_or_default())
}
