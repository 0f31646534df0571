//! Messages without a code: receipts. At most one a record, handed to a sender at most once like any other.

use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Tools, fault::Fault};
use crate::{
    ports::{MessageKey, QueuedSms, RecordId, Settled, Sms, SmsOutcome, VerificationId},
    store::{NOTICE_LIFETIME, sealed::Place},
};

/// Puts a receipt into the queue, in the transaction that makes its record.
pub(super) fn put(db: &Connection, tools: &Tools, id: RecordId, sms: &Sms, now: Timestamp) -> Result<(), Fault> {
    db.prepare_cached("INSERT INTO notices (id, due, attempts, cell) VALUES (?1, ?2, 0, ?3)")?.execute(params![
        id.0,
        now.as_millis(),
        tools.sealer.seal_json(place(&id), sms)?
    ])?;
    Ok(())
}

/// Takes up to `most` that are due. Those that came too late, or do not open, are gone.
pub(super) fn take_due(db: &Connection, tools: &Tools, now: Timestamp, most: usize) -> Result<Vec<QueuedSms>, Fault> {
    let due = db
        .prepare_cached(
            "SELECT id, attempts, cell FROM notices INDEXED BY notices_waiting
             WHERE due IS NOT NULL AND due <= ?1 ORDER BY due, id LIMIT ?2",
        )?
        .query_map(params![now.as_millis(), i64::try_from(most).unwrap_or(i64::MAX)], columns)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut taken = Vec::with_capacity(due.len());
    for (id, attempts, cell) in due {
        let (key, expires) = (MessageKey::notice(id), expires(id));
        match tools.sealer.open_json(place(&id), &cell) {
            Ok(sms) if now < expires => {
                db.prepare_cached("UPDATE notices SET due = NULL, cell = NULL WHERE id = ?1")?.execute([id.0])?;
                taken.push(QueuedSms { key, sms, expires, attempts });
                continue;
            }
            Ok(_) => {}
            Err(error) => tracing::error!(message = key.number(), %error, "a queued message cannot be sent"),
        }
        delete(db, id)?;
    }
    Ok(taken)
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(RecordId, u32, Vec<u8>)> {
    Ok((VerificationId(row.get(0)?), row.get(1)?, row.get(2)?))
}

/// When the next one is due.
pub(super) fn next(db: &Connection) -> Result<Option<Timestamp>, Fault> {
    let due: Option<i64> = db
        .prepare_cached("SELECT min(due) FROM notices INDEXED BY notices_waiting WHERE due IS NOT NULL")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(due.map(Timestamp::from_millis))
}

/// Gone when it was sent or given up; back in the queue when surely nobody took it and there is time.
pub(super) fn settle(db: &Connection, tools: &Tools, settled: &Settled) -> Result<(), Fault> {
    let id = settled.key.verification;
    match &settled.outcome {
        SmsOutcome::Retry { at, sms, attempts } if *at < expires(id) => {
            let cell = tools.sealer.seal_json(place(&id), &**sms)?;
            db.prepare_cached("UPDATE notices SET due = ?2, attempts = ?3, cell = ?4 WHERE id = ?1 AND due IS NULL")?
                .execute(params![id.0, at.as_millis(), attempts, cell])?;
            Ok(())
        }
        _ => delete(db, id),
    }
}

fn delete(db: &Connection, id: RecordId) -> Result<(), Fault> {
    db.prepare_cached("DELETE FROM notices WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

/// A receipt that comes much later than the answer only confuses.
fn expires(id: RecordId) -> Timestamp {
    id.time().plus(NOTICE_LIFETIME)
}

fn place(id: &RecordId) -> Place<'_> {
    Place { table: "notices", column: "cell", row: &id.0 }
}
