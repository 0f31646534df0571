//! A typed code, and what a right one brings together: the code is consumed, consent and result are recorded, all in one
//! transaction. This is the only place where doses are asked for.

use domain::{
    audit::entry::Act, code::GuessRefused, consent::Consent, result::Claims, time::Timestamp, webhook::EventKind,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Tools,
    audit::Deed,
    counters,
    fault::{Fault, unreadable},
    idempotency::{self, Answer, Known},
    job::Turn,
    people,
    verification::{Content, Current, after, current, step},
    webhooks,
};
use crate::{
    ports::{Attempt, Attempted, CounterKey, Notice, PersonKey, RecordId, VerificationId, Witness},
    store::{Redeemed, StoredResult, counters::MobileCounters, record, sealed::Place},
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
    let (db, id, now) = (turn.db, attempt.id, attempt.now);
    let Some(before) = current(db, id)? else { return Ok((Attempted::Gone, None)) };
    turn.horizon.changes(id);
    let counted = match before.code.guess(now, &attempt.policy) {
        Ok(counted) => counted,
        Err(refused) => return Ok((refuse(db, id, &before, refused, now)?, Some(Answer::Refused(refused)))),
    };
    let content = before.content(turn.tools, id)?;
    let mut counters = counters::of_mobile(db, content.subject.mobile)?;
    let paused = counters.is_paused(content.subject, now);
    let Attempt { is_right, policy, failures, provider, record, consent, witness, tell, claims, .. } = attempt;
    // Compared whether or not it can be right, so that a decoy takes as long.
    let fits = is_right(counted.resends, &before.mac);
    if !(fits && before.redeemable && !paused) {
        step(db, id, &before.code, &counted)?;
        if counters.count_failure(content.subject, &failures, now) {
            counters::put_mobile(db, turn.tools, content.subject.mobile, counters, now)?;
        }
        counters::typed(db, provider, false, now)?;
        turn.deeds.push(Deed::of(Act::CodeRefused, &witness, now));
        let left = counted.guesses_left(&policy);
        return Ok((Attempted::Wrong { left }, Some(Answer::Wrong(left))));
    }
    let Ok(consumed) = counted.consume(counted.resends, now) else {
        return Ok((
            refuse(db, id, &before, GuessRefused::Expired, now)?,
            Some(Answer::Refused(GuessRefused::Expired)),
        ));
    };
    consume(db, id, &before, consumed.guesses, after(id, consumed.seen))?;
    redeem(turn, content, Redemption { id, counters, provider, record, consent, witness, tell, now, claims })
}

/// The clock has been seen past the code's end; were it set back later, the code must stay dead.
fn refuse(
    db: &Connection,
    id: VerificationId,
    before: &Current,
    refused: GuessRefused,
    now: Timestamp,
) -> Result<Attempted, Fault> {
    if refused == GuessRefused::Expired && now > before.code.seen {
        step(db, id, &before.code, &before.code.observe(now))?;
    }
    Ok(Attempted::Refused(refused))
}

/// The code works once: one row must change, and it changes only while it is open, as it was read, alive and no decoy.
fn consume(db: &Connection, id: VerificationId, before: &Current, guesses: u8, seen: i64) -> Result<(), Fault> {
    let changed = db
        .prepare_cached(
            "UPDATE verifications
             SET phase = 1, guesses = ?4, seen = ?5, sms_due = NULL, sms = NULL,
                 sms_state = CASE sms_state WHEN 0 THEN 4 ELSE sms_state END
             WHERE id = ?1 AND phase = 0 AND redeemable = 1 AND resends = ?2 AND guesses = ?3 AND expires > ?5",
        )?
        .execute(params![id.0, before.code.resends, before.code.guesses, guesses, seen])?;
    if changed == 1 { Ok(()) } else { Err(unreadable("verifications", "phase")) }
}

/// What a right code is worth.
struct Redemption {
    id: VerificationId,
    /// Of the mobile, as they were read before.
    counters: MobileCounters,
    provider: CounterKey,
    record: RecordId,
    consent: Consent,
    witness: Witness,
    tell: bool,
    now: Timestamp,
    claims: Box<dyn FnOnce(&Redeemed) -> Claims + Send>,
}

/// The code is consumed: the doses may be read.
fn redeem(turn: &mut Turn<'_>, content: Content, redemption: Redemption) -> Result<(Attempted, Option<Answer>), Fault> {
    let Turn { db, tools, .. } = *turn;
    let Content { person, ask, typed, subject } = content;
    // A person who was erased meanwhile has no answer any more; the code stays used.
    let found = person.map(|person| Ok::<_, Fault>((person, people::vaccinations(db, tools, person)?))).transpose()?;
    let Some((person, Some(vaccinations))) = found else {
        return Ok((Attempted::Refused(GuessRefused::Used), Some(Answer::Refused(GuessRefused::Used))));
    };
    let Redemption { id, mut counters, provider, record, consent, witness, tell, now, claims } = redemption;
    let notice = tell.then(|| Notice::of(EventKind::VerificationCompleted, id, &ask, now));
    let claims = claims(&Redeemed::new(person, ask, typed, vaccinations));
    let cell = record::encode(person, &consent, &claims)?;
    db.prepare_cached("INSERT INTO records (id, owner, cell) VALUES (?1, ?2, ?3)")?.execute(params![
        record.0,
        tools.secrets.owner(person),
        tools.sealer.seal(place(&record), &cell)?
    ])?;
    if counters.clear_failures(subject) {
        counters::put_mobile(db, tools, subject.mobile, counters, now)?;
    }
    counters::typed(db, provider, true, now)?;
    if let Some(notice) = notice {
        webhooks::enqueue(turn, &notice)?;
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
    let (_, _, claims): (PersonKey, _, Claims) = record::decode(&tools.sealer.open(place(&id), &cell)?)?;
    Ok(Some(StoredResult::new(id, claims)))
}

pub(super) fn place(id: &RecordId) -> Place<'_> {
    Place { table: "records", column: "cell", row: &id.0 }
}
