//! What becomes of a result after it was given.

use domain::{audit::entry::Act, time::Timestamp};

use super::state::{Answer, State};
use crate::{
    ports::{Mark, Presentable, Presentation, Presented, RecordId, StoreError},
    store::{StoredResult, entries, record},
};

pub(super) fn present(state: &mut State, presentation: Presentation) -> Presented {
    let Presentation { record, single_use, idempotency, mark, answer } = presentation;
    match state.before(idempotency.as_ref()) {
        None => {}
        Some(Ok(Answer::Bytes(answer))) => return Presented::Answer(answer),
        Some(_) => return Presented::OtherRequest,
    }
    let found = record.map_or(Presentable::Unknown, |id| look(state, id, single_use, &mark));
    let answer = answer(found);
    state.keep(idempotency.as_ref(), Answer::Bytes(answer.clone()), mark.now);
    Presented::Answer(answer)
}

fn look(state: &mut State, id: RecordId, single_use: bool, mark: &Mark) -> Presentable {
    if !state.records.contains_key(&id) {
        return Presentable::Unknown;
    }
    let marks = state.marks.entry(id).or_default();
    if marks.revoked {
        return Presentable::Revoked;
    }
    if !single_use {
        return Presentable::Good;
    }
    if std::mem::replace(&mut marks.used, true) {
        return Presentable::Used;
    }
    state.append(&entries::of_result(Act::ResultUsed, mark));
    Presentable::Good
}

pub(super) fn collect(state: &mut State, id: RecordId, _now: Timestamp) -> Result<Option<StoredResult>, StoreError> {
    let marks = state.marks.entry(id).or_default();
    if marks.revoked || std::mem::replace(&mut marks.collected, true) {
        return Ok(None);
    }
    let Some(bytes) = state.records.get(&id) else { return Ok(None) };
    let (_, _, claims) = record::decode(bytes)?;
    Ok(Some(StoredResult::new(id, claims)))
}

pub(super) fn revoke(state: &mut State, id: RecordId, mark: &Mark) -> bool {
    if !state.records.contains_key(&id) || std::mem::replace(&mut state.marks.entry(id).or_default().revoked, true) {
        return false;
    }
    state.append(&entries::of_result(Act::ResultRevoked, mark));
    true
}
