//! The queue of messages. A message is handed to a sender at most once, unless the sender says that it was surely not
//! taken: after a crash nobody knows, and then nobody sends it again.

use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Tools, fault::Fault};
use crate::{
    ports::{QueuedSms, Sms, SmsOutcome, VerificationId},
    secrets::Secrets,
    store::sealed::Place,
};

/// A message to be queued.
pub(super) struct Message<'a> {
    pub(super) verification: VerificationId,
    /// Generation of the code in it: with the verification it names the cell.
    pub(super) generation: u8,
    pub(super) sms: &'a Sms,
    /// Nothing is sent after this: the code is dead.
    pub(super) expires: Timestamp,
    /// A void message is written and sealed like any other and never sent.
    pub(super) void: bool,
    pub(super) now: Timestamp,
}

pub(super) fn queue(db: &Connection, tools: &Tools, message: &Message<'_>) -> Result<i64, Fault> {
    let row = row_key(&message.verification.0, message.generation);
    let cell = tools.sealer.seal_json(place(&row), message.sms)?;
    db.prepare_cached(
        "INSERT INTO sms (verification, generation, state, due, expires, attempts, created, key_version, cell)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?4, ?6, ?7)",
    )?
    .execute(params![
        message.verification.0,
        message.generation,
        if message.void { 4 } else { 0 },
        message.now.as_millis(),
        message.expires.as_millis(),
        Secrets::VERSION,
        cell,
    ])?;
    Ok(db.last_insert_rowid())
}

/// A message whose code is dead. One that a sender has already taken cannot be called back, but is not tried again.
pub(super) fn retract(db: &Connection, id: i64) -> Result<(), Fault> {
    db.prepare_cached("UPDATE sms SET state = 4, cell = NULL WHERE id = ?1 AND state = 0")?.execute([id])?;
    db.prepare_cached("UPDATE sms SET expires = 0 WHERE id = ?1 AND state = 1")?.execute([id])?;
    Ok(())
}

pub(super) fn take_due(
    db: &Connection,
    tools: &Tools,
    now: Timestamp,
    lease: Timestamp,
    most: usize,
) -> Result<Vec<QueuedSms>, Fault> {
    let now = now.as_millis();
    // A sender that never came back may have sent it: given up. What has expired is not sent any more.
    db.prepare_cached("UPDATE sms SET state = 3, cell = NULL WHERE state = 1 AND due <= ?1")?.execute([now])?;
    db.prepare_cached("UPDATE sms SET state = 3, cell = NULL WHERE state = 0 AND due <= ?1 AND expires <= ?1")?
        .execute([now])?;
    let due = db
        .prepare_cached(
            "SELECT id, verification, generation, expires, attempts, cell FROM sms
             WHERE state = 0 AND due <= ?1 ORDER BY due, id LIMIT ?2",
        )?
        .query_map(params![now, i64::try_from(most).unwrap_or(i64::MAX)], Due::read)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut taken = Vec::with_capacity(due.len());
    for due in due {
        db.prepare_cached("UPDATE sms SET state = 1, due = ?2, attempts = attempts + 1 WHERE id = ?1")?
            .execute(params![due.id, lease.as_millis()])?;
        // One damaged cell must not hold up the queue.
        match tools.sealer.open_json(place(&due.row), &due.cell) {
            Ok(sms) => taken.push(QueuedSms { id: due.id, sms, expires: due.expires, attempts: due.attempts }),
            Err(error) => {
                tracing::error!(message = due.id, %error, "a queued message cannot be sent");
                finish(db, due.id, 3, None)?;
            }
        }
    }
    Ok(taken)
}

struct Due {
    id: i64,
    row: [u8; 23],
    expires: Timestamp,
    attempts: u32,
    cell: Vec<u8>,
}

impl Due {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            row: row_key(&row.get(1)?, row.get(2)?),
            expires: Timestamp::from_millis(row.get(3)?),
            attempts: row.get(4)?,
            cell: row.get(5)?,
        })
    }
}

/// The text goes as soon as nothing is left to send; what became of it stays until the sweep.
pub(super) fn settle(db: &Connection, id: i64, outcome: &SmsOutcome) -> Result<(), Fault> {
    match outcome {
        SmsOutcome::Sent { gateway } => finish(db, id, 2, Some(gateway)),
        SmsOutcome::Failed => finish(db, id, 3, None),
        SmsOutcome::Retry(at) => retry(db, id, *at),
    }
}

/// Only what is still in the sender's hands, and would still be in time, goes back into the queue.
fn retry(db: &Connection, id: i64, at: Timestamp) -> Result<(), Fault> {
    let expires: Option<i64> = db
        .prepare_cached("SELECT expires FROM sms WHERE id = ?1 AND state = 1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    match expires {
        Some(expires) if at.as_millis() < expires => {
            db.prepare_cached("UPDATE sms SET state = 0, due = ?2 WHERE id = ?1")?
                .execute(params![id, at.as_millis()])?;
            Ok(())
        }
        Some(_) => finish(db, id, 3, None),
        None => Ok(()),
    }
}

/// A late word from a sender that was given up is still taken: it knows better.
fn finish(db: &Connection, id: i64, state: u8, gateway: Option<&str>) -> Result<(), Fault> {
    db.prepare_cached("UPDATE sms SET state = ?2, gateway = ?3, cell = NULL WHERE id = ?1 AND state IN (1, 3)")?
        .execute(params![id, state, gateway])?;
    Ok(())
}

fn row_key(verification: &[u8; 22], generation: u8) -> [u8; 23] {
    let mut key = [generation; 23];
    key[..22].copy_from_slice(verification);
    key
}

fn place(row: &[u8; 23]) -> Place<'_> {
    Place { table: "sms", column: "cell", row }
}
