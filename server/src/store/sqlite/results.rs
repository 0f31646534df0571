//! What becomes of a result after it was given: presented, collected, revoked. Each is a mark on its record.

use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{OptionalExtension, params};

use super::{
    audit::Deed,
    fault::Fault,
    idempotency::{self, Answer, Known},
    job::Turn,
    records,
};
use crate::{
    ports::{Mark, Presentable, Presentation, Presented, RecordId},
    store::{StoredResult, entries},
};

pub(super) fn present(turn: &mut Turn<'_>, presentation: Presentation) -> Result<Presented, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Presentation { record, single_use, idempotency, mark, answer } = presentation;
    match idempotency::look(db, tools, idempotency.as_ref())? {
        Known::New => {}
        Known::Same(Answer::Bytes(answer)) => return Ok(Presented::Answer(answer)),
        Known::Same(_) | Known::Other => return Ok(Presented::OtherRequest),
    }
    let found = record.map_or(Ok(Presentable::Unknown), |id| look(turn, id, single_use, &mark))?;
    let answer = Answer::Bytes(answer(found));
    idempotency::keep(db, tools, idempotency.as_ref(), &answer, mark.now)?;
    match answer {
        Answer::Bytes(answer) => Ok(Presented::Answer(answer)),
        _ => Ok(Presented::OtherRequest),
    }
}

fn look(turn: &mut Turn<'_>, id: RecordId, single_use: bool, mark: &Mark) -> Result<Presentable, Fault> {
    let marks: Option<(bool, bool)> = turn
        .db
        .prepare_cached("SELECT used IS NOT NULL, revoked IS NOT NULL FROM records WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match marks {
        None => Presentable::Unknown,
        Some((_, true)) => Presentable::Revoked,
        Some(_) if !single_use => Presentable::Good,
        Some((true, _)) => Presentable::Used,
        Some((false, _)) => {
            let marked = turn
                .db
                .prepare_cached("UPDATE records SET used = ?2 WHERE id = ?1 AND used IS NULL AND revoked IS NULL")?
                .execute(params![id.0, mark.now.as_millis()])?;
            if marked == 0 {
                return Ok(Presentable::Used);
            }
            turn.deeds.push(Deed::entry(&entries::of_result(Act::ResultUsed, mark)));
            Presentable::Good
        }
    })
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
    }
    Ok(marked == 1)
}
