//! A typed code, and what a right one brings together.

use std::sync::Arc;

use domain::{audit::entry::Act, code::GuessRefused, time::Timestamp, webhook::EventKind};

use super::state::{Answer, Delivery, State};
use crate::{
    ports::{
        Attempt, Attempted, CounterKey, Message, Notice, RecordId, StoreError, Subject, Vaccinations, Verification,
    },
    store::{Redeemed, StoredResult, guess::Guess, record},
};

/// The result that a request had before.
pub(super) fn again(state: &State, id: RecordId) -> Result<Attempted, StoreError> {
    let Some(bytes) = state.records.get(&id) else { return Ok(Attempted::Gone) };
    let (_, _, claims) = record::decode(bytes)?;
    Ok(Attempted::Right(Box::new(StoredResult::new(id, claims))))
}

/// What came of it.
pub(super) enum Guessed {
    /// The code is consumed.
    Right(Box<Right>),
    Wrong {
        left: u8,
    },
    Refused(GuessRefused),
    Gone,
}

/// Whose code was right, and what was asked.
pub(super) struct Right {
    pub(super) verification: Verification,
    pub(super) subject: Subject,
}

/// Counts and compares, and consumes a code that is right.
pub(super) fn guess(state: &mut State, guess: Guess<'_>) -> Guessed {
    let Guess { id, by_person, is_right, policy, failures, asker, witness, now, .. } = guess;
    let found = state.verifications.get_mut(&id).filter(|row| row.ask.provider.is_empty() == by_person);
    let Some(row) = found else { return Guessed::Gone };
    let counted = match row.code.guess(now, &policy) {
        Ok(counted) => counted,
        Err(refused) => {
            if refused == GuessRefused::Expired {
                row.code = row.code.observe(now);
            }
            return Guessed::Refused(refused);
        }
    };
    let before = row.code;
    row.code = counted;
    let fits = is_right(counted.resends, &row.mac) && row.redeemable;
    let (subject, person, provider) = (row.subject, row.person, row.ask.provider.clone());
    let objected = state.objects(person, &provider);
    let (subject, right) = (subject.set_aside(objected), fits && !objected);
    let counters = state.counters.entry(subject.mobile).or_default();
    if !right || counters.is_paused(subject, now) {
        counters.count_failure(subject, &failures, now);
        state.typed(asker, false, now);
        state.log(Act::CodeRefused, witness, now);
        return Guessed::Wrong { left: counted.guesses_left(&policy) };
    }
    let Some(row) = state.verifications.get_mut(&id) else { return Guessed::Gone };
    let Ok(consumed) = counted.consume(counted.resends, now) else {
        row.code = before;
        return Guessed::Refused(GuessRefused::Expired);
    };
    row.code = consumed;
    row.call_back();
    Guessed::Right(Box::new(Right { verification: row.verification(id), subject }))
}

/// A right code has led to something: failures in a row are forgotten, and the asker completed one more.
pub(super) fn succeeded(state: &mut State, subject: Subject, asker: CounterKey, now: Timestamp) {
    state.counters.entry(subject.mobile).or_default().clear_failures(subject);
    state.typed(asker, true, now);
}

/// Counts, compares, and redeems. The second part is what a repeated request gets. With random bytes for a message to the provider.
pub(super) fn evaluate(
    state: &mut State,
    attempt: Attempt,
    random: [u8; 16],
) -> Result<(Attempted, Option<Answer>), StoreError> {
    let refused = |refused| Ok((Attempted::Refused(refused), Some(Answer::Refused(refused))));
    let Right { verification, subject } = match guess(state, Guess::from(&attempt)) {
        Guessed::Right(right) => *right,
        Guessed::Wrong { left } => return Ok((Attempted::Wrong { left }, Some(Answer::Wrong(left)))),
        Guessed::Refused(why) => return refused(why),
        Guessed::Gone => return Ok((Attempted::Gone, None)),
    };
    let Attempt { id, provider, record, consent, witness, tell, notice, now, claims, .. } = attempt;
    let found = verification.person.and_then(|key| Some((key, state.person(key)?)));
    let Some((key, person)) = found else { return refused(GuessRefused::Used) };
    let vaccinations = Vaccinations {
        reference_id: person.reference_id.clone(),
        birth_year: person.birth_year,
        gender: person.gender,
        doses: person.doses.clone(),
    };
    let told = tell
        .then(|| Notice { about: record, ..Notice::of(EventKind::VerificationCompleted, id, &verification.ask, now) });
    let claims = claims(&Redeemed::new(key, Arc::new(verification), vaccinations));
    let bytes = record::encode(key, &consent, &claims)?.to_vec();
    state.records.insert(record, bytes);
    succeeded(state, subject, provider, now);
    if let Some(sms) = notice {
        state.notices.insert(record, Delivery::new(Message::Queued(sms), now));
    }
    if let Some(told) = told {
        state.enqueue(told, random);
    }
    if state.bound.is_none() {
        state.entries.insert(record, state.frontier.size());
    }
    state.log(Act::ResultGiven, &witness, now);
    let result = StoredResult::new(record, claims);
    Ok((Attempted::Right(Box::new(result)), Some(Answer::Record(record))))
}
