//! A code typed for a provider, and what a right one brings together: the code is consumed, consent and result are recorded, all
//! in one transaction. Doses are asked for here, and in `own` for a person's own eyes; nowhere else.

use std::sync::Arc;

use domain::{audit::entry::Act, code::GuessRefused, consent::Consent, result::Claims, webhook::EventKind};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Tools,
    audit::{self, Deed},
    fault::Fault,
    guess::{Guessed, guess, succeeded},
    idempotency::{self, Answer, Known},
    job::Turn,
    notices, owned, people, webhooks,
};
use crate::{
    ports::{Attempt, Attempted, Notice, PersonKey, RecordId, Verification},
    store::{Redeemed, StoredResult, counters::MobileCounters, guess::Guess, record, sealed::Place},
};

pub(super) fn attempt(turn: &mut Turn<'_>, attempt: Attempt) -> Result<Attempted, Fault> {
    match idempotency::look(turn.db, turn.tools, attempt.idempotency.as_ref())? {
        Known::New => {}
        Known::Same(answer) => return again(turn, &answer),
        Known::Other => return Ok(Attempted::OtherRequest),
    }
    let (idempotency, now) = (attempt.idempotency.clone(), attempt.now);
    let (attempted, answer) = evaluate(turn, attempt)?;
    if let Some(answer) = answer {
        idempotency::keep(turn.db, turn.tools, idempotency.as_ref(), &answer, now)?;
    }
    Ok(attempted)
}

/// The answer that the same request had before.
fn again(turn: &Turn<'_>, answer: &Answer) -> Result<Attempted, Fault> {
    Ok(match *answer {
        Answer::Record(id) => match read(turn.db, turn.tools, id)? {
            Some(result) => Attempted::Right(Box::new(result)),
            None => Attempted::Gone,
        },
        Answer::Wrong(left) => Attempted::Wrong { left },
        Answer::Refused(refused) => Attempted::Refused(refused),
        Answer::Bytes(_) => Attempted::OtherRequest,
    })
}

/// Counts, compares, and redeems. The second part is what a repeated request gets.
fn evaluate(turn: &mut Turn<'_>, attempt: Attempt) -> Result<(Attempted, Option<Answer>), Fault> {
    match guess(turn, Guess::from(&attempt))? {
        Guessed::Right(verification, counters) => redeem(turn, verification, counters, attempt),
        Guessed::Wrong { left } => Ok((Attempted::Wrong { left }, Some(Answer::Wrong(left)))),
        Guessed::Refused(refused) => Ok((Attempted::Refused(refused), Some(Answer::Refused(refused)))),
        Guessed::Gone => Ok((Attempted::Gone, None)),
    }
}

/// The code is consumed: the doses may be read. The counters are those of the mobile, as they were read before.
fn redeem(
    turn: &mut Turn<'_>,
    verification: Arc<Verification>,
    counters: MobileCounters,
    attempt: Attempt,
) -> Result<(Attempted, Option<Answer>), Fault> {
    let Turn { db, tools, .. } = *turn;
    let Attempt { provider, record, consent, witness, tell, notice, now, claims, .. } = attempt;
    // A person who was erased meanwhile has no answer any more; the code stays used.
    let (id, mobile) = (verification.id, &verification.typed.mobile);
    let found =
        verification.person.map(|person| Ok::<_, Fault>((person, people::vaccinations(db, tools, person, mobile)?)));
    let Some((person, Some(vaccinations))) = found.transpose()? else {
        return Ok((Attempted::Refused(GuessRefused::Used), Some(Answer::Refused(GuessRefused::Used))));
    };
    succeeded(turn, &verification, counters, provider, now)?;
    let told = tell
        .then(|| Notice { about: record, ..Notice::of(EventKind::VerificationCompleted, id, &verification.ask, now) });
    let claims = claims(&Redeemed::new(person, verification, vaccinations));
    let cell = record::encode(person, &consent, &claims)?;
    let entry = audit::next_row(turn.tally.log(db)?.size(), turn.deeds)?;
    let (owner, cell) = (tools.secrets.owner(person), tools.sealer.seal(place(&record), &cell)?);
    db.prepare_cached("INSERT INTO records (id, owner, cell, entry) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![record.0, owner, cell, entry])?;
    if !turn.tally.is_latest(db, &record)? {
        owned::put_late(db, &owner, record)?;
    }
    if let Some(sms) = notice {
        notices::put(db, tools, record, &sms, now)?;
    }
    if let Some(told) = told {
        webhooks::enqueue(turn, &told)?;
    }
    turn.deeds.push(Deed::of(Act::ResultGiven, &witness, now));
    let result = StoredResult::new(record, claims);
    Ok((Attempted::Right(Box::new(result)), Some(Answer::Record(record))))
}

/// A result as it was recorded.
pub(super) fn read(db: &Connection, tools: &Tools, id: RecordId) -> Result<Option<StoredResult>, Fault> {
    let cell: Option<Vec<u8>> =
        db.prepare_cached("SELECT cell FROM records WHERE id = ?1")?.query_row([id.0], |row| row.get(0)).optional()?;
    let Some(cell) = cell else { return Ok(None) };
    let (_, _, claims) = open(tools, id, &cell)?;
    Ok(Some(StoredResult::new(id, claims)))
}

/// What a record's cell holds.
pub(super) fn open(tools: &Tools, id: RecordId, cell: &[u8]) -> Result<(PersonKey, Consent, Claims), Fault> {
    Ok(record::decode(&tools.sealer.open(place(&id), cell)?)?)
}

pub(super) fn place(id: &RecordId) -> Place<'_> {
    Place { table: "records", column: "cell", row: &id.0 }
}
