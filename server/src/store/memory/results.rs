//! What becomes of a result after it was given.

use domain::{audit::entry::Act, problem::ErrorCode, time::Timestamp, webhook::EventKind};

use super::state::{Answer, State};
use crate::{
    ports::{Mark, Presentation, Presented, RecordId, StoreError},
    store::{StoredResult, entries, record},
};

pub(super) fn present(state: &mut State, presentation: Presentation) -> Result<Presented, StoreError> {
    let Presentation { read, single_use, idempotency, mark } = presentation;
    match state.before(idempotency.as_ref()) {
        None => {}
        Some(Ok(Answer::Record(id))) => return good(state, id),
        Some(Ok(Answer::Bytes(code))) => {
            let code = std::str::from_utf8(&code).ok().and_then(|code| code.parse().ok());
            return Ok(code.map_or(Presented::OtherRequest, Presented::Refused));
        }
        Some(_) => return Ok(Presented::OtherRequest),
    }
    let presented = match read {
        Ok(id) => look(state, id, single_use, &mark)?,
        Err(code) => Presented::Refused(code),
    };
    let answer = match &presented {
        Presented::Good(stored) => Answer::Record(stored.id()),
        Presented::Refused(code) => Answer::Bytes(code.code().into()),
        Presented::OtherRequest => return Ok(presented),
    };
    state.keep(idempotency.as_ref(), answer, mark.now);
    Ok(presented)
}

fn look(state: &mut State, id: RecordId, single_use: bool, mark: &Mark) -> Result<Presented, StoreError> {
    if !state.records.contains_key(&id) {
        return Ok(Presented::Refused(ErrorCode::ResultInvalid));
    }
    let marks = state.marks.entry(id).or_default();
    if marks.revoked.is_some() {
        return Ok(Presented::Refused(ErrorCode::ResultRevoked));
    }
    if single_use {
        if marks.used.is_some() {
            return Ok(Presented::Refused(ErrorCode::ResultAlreadyUsed));
        }
        marks.used = Some(mark.now);
        state.append(&entries::of_result(Act::ResultUsed, mark));
    }
    good(state, id)
}

fn good(state: &State, id: RecordId) -> Result<Presented, StoreError> {
    let stored = stored(state, id)?;
    Ok(stored.map_or(Presented::Refused(ErrorCode::ResultInvalid), |stored| Presented::Good(Box::new(stored))))
}

pub(super) fn stored(state: &State, id: RecordId) -> Result<Option<StoredResult>, StoreError> {
    let Some(bytes) = state.records.get(&id) else { return Ok(None) };
    let (_, _, claims) = record::decode(bytes)?;
    Ok(Some(StoredResult::new(id, claims)))
}

pub(super) fn collect(state: &mut State, id: RecordId, _now: Timestamp) -> Result<Option<StoredResult>, StoreError> {
    let marks = state.marks.entry(id).or_default();
    if marks.revoked.is_some() || std::mem::replace(&mut marks.collected, true) {
        return Ok(None);
    }
    stored(state, id)
}

/// With random bytes for a message to the provider.
pub(super) fn revoke(state: &mut State, id: RecordId, mark: &Mark, random: [u8; 16]) -> Result<bool, StoreError> {
    let Some(result) = stored(state, id)? else { return Ok(false) };
    if !state.marks.entry(id).or_default().revoke(mark.now) {
        return Ok(false);
    }
    state.append(&entries::of_result(Act::ResultRevoked, mark));
    state.tell_of(EventKind::ResultRevoked, &result, mark.now, random);
    Ok(true)
}
