//! Answers to requests that may come again: the same key and request get the same answer, and the effect is had once.

use domain::{code::GuessRefused, time::Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Idempotency, VerificationId},
    store::sealed::Place,
};

/// What was answered.
pub(super) enum Answer {
    /// These bytes.
    Bytes(Vec<u8>),
    /// This record.
    Record(VerificationId),
    /// A wrong code, with the guesses left.
    Wrong(u8),
    /// A code that was not evaluated.
    Refused(GuessRefused),
}

/// What is known of a request.
pub(super) enum Known {
    /// Nothing: it is new.
    New,
    /// It was answered like this.
    Same(Answer),
    /// Its key belongs to another request.
    Other,
}

pub(super) fn look(db: &Connection, tools: &Tools, idempotency: Option<&Idempotency>) -> Result<Known, Fault> {
    let Some(Idempotency { key, request }) = idempotency else { return Ok(Known::New) };
    let row: Option<([u8; 16], u8, Vec<u8>)> = db
        .prepare_cached("SELECT request, kind, answer FROM idempotency WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match row {
        None => Ok(Known::New),
        Some((known, ..)) if known != *request => Ok(Known::Other),
        Some((_, kind, answer)) => Ok(Known::Same(read(tools, key, kind, &answer)?)),
    }
}

fn read(tools: &Tools, key: &[u8; 16], kind: u8, answer: &[u8]) -> Result<Answer, Fault> {
    let damaged = || unreadable("idempotency", "answer");
    match (kind, answer) {
        (0, sealed) => Ok(Answer::Bytes(tools.sealer.open(place(key), sealed)?.to_vec())),
        (1, id) => Ok(Answer::Record(VerificationId(id.try_into().map_err(|_| damaged())?))),
        (2, [left]) => Ok(Answer::Wrong(*left)),
        (3, [why]) => REFUSALS.get(usize::from(*why)).copied().map(Answer::Refused).ok_or_else(damaged),
        _ => Err(damaged()),
    }
}

/// Refusals by the number that they are stored as.
const REFUSALS: [GuessRefused; 4] =
    [GuessRefused::Expired, GuessRefused::AttemptsExceeded, GuessRefused::Used, GuessRefused::Cancelled];

pub(super) fn keep(
    db: &Connection,
    tools: &Tools,
    idempotency: Option<&Idempotency>,
    answer: &Answer,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(Idempotency { key, request }) = idempotency else { return Ok(()) };
    let (kind, bytes) = match answer {
        Answer::Bytes(plain) => (0, tools.sealer.seal(place(key), plain)?),
        Answer::Record(id) => (1, id.0.to_vec()),
        Answer::Wrong(left) => (2, vec![*left]),
        Answer::Refused(refused) => {
            let number = REFUSALS.iter().position(|known| known == refused).unwrap_or_default();
            (3, vec![u8::try_from(number).unwrap_or_default()])
        }
    };
    db.prepare_cached("INSERT INTO idempotency (key, request, at, kind, answer) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![key, request, now.as_millis(), kind, bytes])?;
    Ok(())
}

fn place(key: &[u8; 16]) -> Place<'_> {
    Place { table: "idempotency", column: "answer", row: key }
}
