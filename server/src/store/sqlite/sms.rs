//! Messages, which lie in the rows of their verifications. A message is handed to a sender at most once, unless the sender
//! says that it was surely not taken: after a crash nobody knows, and then nobody sends it again.

use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Tools, fault::Fault, notices};
use crate::{
    ports::{Message, MessageKey, QueuedSms, Settled, Sms, SmsOutcome, VerificationId},
    store::sealed::Place,
};

/// States of a message, as they are stored.
pub(super) const WAITING: u8 = 0;
pub(super) const TAKEN: u8 = 1;
pub(super) const SENT: u8 = 2;
pub(super) const FAILED: u8 = 3;
pub(super) const VOID: u8 = 4;

/// How a message stands in its row when its code comes into force.
pub(super) struct Standing {
    pub(super) state: u8,
    pub(super) due: Option<i64>,
    pub(super) cell: Option<Vec<u8>>,
}

impl Standing {
    /// A void message stands like any other until it is settled, so that the row is as long and costs as much to write.
    pub(super) fn new(tools: &Tools, key: MessageKey, message: &Message, now: Timestamp) -> Result<Self, Fault> {
        Ok(match message {
            Message::Handed => Self { state: TAKEN, due: None, cell: None },
            Message::Queued(sms) => {
                Self { state: WAITING, due: Some(now.as_millis()), cell: Some(seal(tools, key, sms)?) }
            }
        })
    }
}

fn seal(tools: &Tools, key: MessageKey, sms: &Sms) -> Result<Vec<u8>, Fault> {
    Ok(tools.sealer.seal_json(place(&row_key(key)), sms)?)
}

/// Takes what is due. What is void or has expired is settled on the way.
pub(super) fn take_due(db: &Connection, tools: &Tools, now: Timestamp, most: usize) -> Result<Vec<QueuedSms>, Fault> {
    let due = db
        .prepare_cached(
            "SELECT id, resends, expires, sms_attempts, redeemable, sms FROM verifications INDEXED BY sms_waiting
             WHERE sms_state = 0 AND sms_due <= ?1 ORDER BY sms_due, id LIMIT ?2",
        )?
        .query_map(params![now.as_millis(), i64::try_from(most).unwrap_or(i64::MAX)], Due::read)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut taken = Vec::with_capacity(due.len());
    for due in due {
        if due.void || due.expires <= now {
            finish(db, due.key, if due.void { VOID } else { FAILED })?;
            continue;
        }
        // One damaged cell must not hold up the queue.
        match tools.sealer.open_json(place(&row_key(due.key)), &due.cell) {
            Ok(sms) => {
                take(db, due.key)?;
                taken.push(QueuedSms { key: due.key, sms, expires: due.expires, attempts: due.attempts });
            }
            Err(error) => {
                tracing::error!(message = due.key.number(), %error, "a queued message cannot be sent");
                finish(db, due.key, FAILED)?;
            }
        }
    }
    // Nobody who waits for a code waits behind a receipt.
    let room = most.saturating_sub(taken.len());
    taken.extend(notices::take_due(db, tools, now, room)?);
    Ok(taken)
}

struct Due {
    key: MessageKey,
    expires: Timestamp,
    attempts: u32,
    void: bool,
    cell: Vec<u8>,
}

impl Due {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let verification = VerificationId(row.get(0)?);
        let after: i64 = row.get(2)?;
        Ok(Self {
            key: MessageKey { verification, generation: row.get(1)? },
            expires: Timestamp::from_millis(verification.time().as_millis() + after),
            attempts: row.get(3)?,
            void: !row.get::<_, bool>(4)?,
            cell: row.get(5)?,
        })
    }
}

/// When the next message is due.
pub(super) fn next(db: &Connection) -> Result<Option<Timestamp>, Fault> {
    let due: Option<i64> = db
        .prepare_cached("SELECT min(sms_due) FROM verifications INDEXED BY sms_waiting WHERE sms_state = 0")?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    let due = due.map(Timestamp::from_millis);
    Ok([due, notices::next(db)?].into_iter().flatten().min())
}

fn take(db: &Connection, key: MessageKey) -> Result<(), Fault> {
    db.prepare_cached(
        "UPDATE verifications SET sms_state = 1, sms_due = NULL, sms = NULL, sms_attempts = sms_attempts + 1 WHERE id = ?1",
    )?
    .execute([key.verification.0])?;
    Ok(())
}

/// The text goes as soon as nothing is left to send; what became of it stays until the sweep.
pub(super) fn settle(db: &Connection, tools: &Tools, settled: &Settled) -> Result<(), Fault> {
    if settled.key.is_notice() {
        return notices::settle(db, tools, settled);
    }
    match &settled.outcome {
        SmsOutcome::Sent { .. } => finish(db, settled.key, SENT),
        SmsOutcome::Failed => finish(db, settled.key, FAILED),
        SmsOutcome::Void => finish(db, settled.key, VOID),
        SmsOutcome::Retry { at, sms, attempts } => retry(db, tools, settled.key, *at, sms, *attempts),
    }
}

/// Back into the queue, as long as the code is in force and would still be in time.
fn retry(
    db: &Connection,
    tools: &Tools,
    key: MessageKey,
    at: Timestamp,
    sms: &Sms,
    attempts: u32,
) -> Result<(), Fault> {
    let cell = seal(tools, key, sms)?;
    let id = key.verification;
    db.prepare_cached(
        "UPDATE verifications SET sms_state = 0, sms_due = ?3, sms = ?4, sms_attempts = ?5
         WHERE id = ?1 AND resends = ?2 AND sms_state = 1 AND phase = 0 AND expires > ?6",
    )?
    .execute(params![id.0, key.generation, at.as_millis(), cell, attempts, super::verification::after(id, at)])?;
    Ok(())
}

/// Only a message of the code in force is settled: an older one was called back.
fn finish(db: &Connection, key: MessageKey, state: u8) -> Result<(), Fault> {
    db.prepare_cached(
        "UPDATE verifications SET sms_state = ?3, sms_due = NULL, sms = NULL
         WHERE id = ?1 AND resends = ?2 AND sms_state IN (0, 1)",
    )?
    .execute(params![key.verification.0, key.generation, state])?;
    Ok(())
}

fn row_key(key: MessageKey) -> [u8; 23] {
    let mut row = [key.generation; 23];
    row[..22].copy_from_slice(&key.verification.0);
    row
}

fn place(row: &[u8; 23]) -> Place<'_> {
    Place { table: "verifications", column: "sms", row }
}
