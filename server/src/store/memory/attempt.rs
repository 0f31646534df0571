//! A typed code, and what a right one brings together.

use domain::{audit::entry::Act, code::GuessRefused, webhook::EventKind};

use super::state::{Answer, State};
use crate::{
    ports::{Attempt, Attempted, Notice, RecordId, StoreError, Vaccinations},
    store::{Redeemed, StoredResult, record},
};

/// The result that a request had before.
pub(super) fn again(state: &State, id: RecordId) -> Result<Attempted, StoreError> {
    let Some(bytes) = state.records.get(&id) else { return Ok(Attempted::Gone) };
    let (_, _, claims) = record::decode(bytes)?;
    Ok(Attempted::Right(Box::new(StoredResult::new(id, claims))))
}

/// Counts, compares, and redeems. The second part is what a repeated request gets. With random bytes for a message to the provider.
pub(super) fn evaluate(
    state: &mut State,
    attempt: Attempt,
    random: [u8; 16],
) -> Result<(Attempted, Option<Answer>), StoreError> {
    let now = attempt.now;
    let Some(row) = state.verifications.get_mut(&attempt.id) else { return Ok((Attempted::Gone, None)) };
    let counted = match row.code.guess(now, &attempt.policy) {
        Ok(counted) => counted,
        Err(refused) => {
            if refused == GuessRefused::Expired {
                row.code = row.code.observe(now);
            }
            return Ok((Attempted::Refused(refused), Some(Answer::Refused(refused))));
        }
    };
    let (subject, before) = (row.subject, row.code);
    row.code = counted;
    let right = (attempt.is_right)(counted.resends, &row.mac) && row.redeemable;
    let counters = state.counters.entry(subject.mobile).or_default();
    if !right || counters.is_paused(subject, now) {
        counters.count_failure(subject, &attempt.failures, now);
        state.typed(attempt.provider, false, now);
        state.log(Act::CodeRefused, &attempt.witness, now);
        let left = counted.guesses_left(&attempt.policy);
        return Ok((Attempted::Wrong { left }, Some(Answer::Wrong(left))));
    }
    let Some(row) = state.verifications.get_mut(&attempt.id) else { return Ok((Attempted::Gone, None)) };
    let Ok(consumed) = counted.consume(counted.resends, now) else {
        row.code = before;
        let refused = GuessRefused::Expired;
        return Ok((Attempted::Refused(refused), Some(Answer::Refused(refused))));
    };
    row.code = consumed;
    row.call_back();
    let (person, ask, typed) = (row.person, row.ask.clone(), row.typed.clone());
    let found = person.and_then(|key| Some((key, state.person(key)?)));
    let Some((key, person)) = found else {
        let refused = GuessRefused::Used;
        return Ok((Attempted::Refused(refused), Some(Answer::Refused(refused))));
    };
    let vaccinations = Vaccinations {
        reference_id: person.reference_id.clone(),
        birth_year: person.birth_year,
        gender: person.gender,
        doses: person.doses.clone(),
    };
    let notice = Notice::of(EventKind::VerificationCompleted, attempt.id, &ask, now);
    let claims = (attempt.claims)(&Redeemed::new(key, ask, typed, vaccinations));
    let bytes = record::encode(key, &attempt.consent, &claims)?.to_vec();
    state.records.insert(attempt.record, bytes);
    state.counters.entry(subject.mobile).or_default().clear_failures(subject);
    state.typed(attempt.provider, true, now);
    if attempt.tell {
        state.enqueue(notice, random);
    }
    state.log(Act::ResultGiven, &attempt.witness, now);
    let result = StoredResult::new(attempt.record, claims);
    Ok((Attempted::Right(Box::new(result)), Some(Answer::Record(attempt.record))))
}
