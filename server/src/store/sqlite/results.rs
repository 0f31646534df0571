//! What becomes of a result after it was given: presented, collected, revoked. Each is a mark on its record.

use domain::{audit::entry::Act, problem::ErrorCode, time::Timestamp, webhook::EventKind};
use rusqlite::{OptionalExtension, params};

use super::{
    audit::Deed,
    fault::{Fault, unreadable},
    idempotency::{self, Answer, Known},
    job::Turn,
    records, webhooks,
};
use crate::{
    ports::{Mark, Presentation, Presented, RecordId},
    store::{StoredResult, entries},
};

pub(super) fn present(turn: &mut Turn<'_>, presentation: Presentation) -> Result<Presented, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Presentation { read, single_use, idempotency, mark } = presentation;
    match idempotency::look(db, tools, idempotency.as_ref())? {
        Known::New => {}
        Known::Same(answer) => return again(turn, &answer),
        Known::Other => return Ok(Presented::OtherRequest),
    }
    let presented = match read {
        Ok(id) => look(turn, id, single_use, &mark)?,
        Err(code) => Presented::Refused(code),
    };
    let answer = match &presented {
        Presented::Good(stored) => Answer::Record(stored.id()),
        Presented::Refused(code) => Answer::Bytes(code.code().into()),
        Presented::OtherRequest => return Ok(presented),
    };
    idempotency::keep(db, tools, idempotency.as_ref(), &answer, mark.now)?;
    Ok(presented)
}

/// The answer that the same request had before.
fn again(turn: &Turn<'_>, answer: &Answer) -> Result<Presented, Fault> {
    match answer {
        Answer::Record(id) => good(turn, *id),
        Answer::Bytes(code) => {
            let code = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok());
            code.map(Presented::Refused).ok_or_else(|| unreadable("idempotency", "answer"))
        }
        Answer::Wrong(_) | Answer::Refused(_) => Ok(Presented::OtherRequest),
    }
}

/// The record as it is; it may have been erased since.
fn good(turn: &Turn<'_>, id: RecordId) -> Result<Presented, Fault> {
    let stored = records::read(turn.db, turn.tools, id)?;
    Ok(stored.map_or(Presented::Refused(ErrorCode::ResultInvalid), |stored| Presented::Good(Box::new(stored))))
}

fn look(turn: &mut Turn<'_>, id: RecordId, single_use: bool, mark: &Mark) -> Result<Presented, Fault> {
    let marks: Option<(bool, bool)> = turn
        .db
        .prepare_cached("SELECT used IS NOT NULL, revoked IS NOT NULL FROM records WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match marks {
        None => Ok(Presented::Refused(ErrorCode::ResultInvalid)),
        Some((_, true)) => Ok(Presented::Refused(ErrorCode::ResultRevoked)),
        Some(_) if !single_use => good(turn, id),
        Some((true, _)) => Ok(Presented::Refused(ErrorCode::ResultAlreadyUsed)),
        Some((false, _)) => spend(turn, id, mark),
    }
}

/// Good once: one row must change, and it changes only while it is unused.
fn spend(turn: &mut Turn<'_>, id: RecordId, mark: &Mark) -> Result<Presented, Fault> {
    let marked = turn
        .db
        .prepare_cached("UPDATE records SET used = ?2 WHERE id = ?1 AND used IS NULL AND revoked IS NULL")?
        .execute(params![id.0, mark.now.as_millis()])?;
    if marked == 0 {
        return Ok(Presented::Refused(ErrorCode::ResultAlreadyUsed));
    }
    turn.deeds.push(Deed::entry(&entries::of_result(Act::ResultUsed, mark)));
    good(turn, id)
}

pub(super) fn collect(turn: &mut Turn<'_>, id: RecordId, now: Timestamp) -> Result<Option<StoredResult>, Fault> {
    let marked = turn
        .db
        .prepare_cached("UPDATE records SET collected = ?2 WHERE id = ?1 AND collected IS NULL AND revoked IS NULL")?
        .execute(params![id.0, now.as_millis()])?;
    if marked == 1 { records::read(turn.db, turn.tools, id) } else { Ok(None) }
}

pub(super) fn revoke(turn: &mut Turn<'_>, id: RecordId, mark: &Mark) -> Result<bool, Fault> {
    let marked = turn
        .db
        .prepare_cached("UPDATE records SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL")?
        .execute(params![id.0, mark.now.as_millis()])?;
    if marked == 1 {
        turn.deeds.push(Deed::entry(&entries::of_result(Act::ResultRevoked, mark)));
        if let Some(result) = records::read(turn.db, turn.tools, id)? {
            webhooks::tell_of(turn, EventKind::ResultRevoked, &result, mark.now)?;
        }
    }
    Ok(marked == 1)
}
