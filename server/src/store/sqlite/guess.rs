//! A typed code: counted, compared, and consumed when it is right. What it is worth then is for others: `records`, `own`.

use std::sync::Arc;

use domain::{
    audit::entry::Act,
    code::{CodeState, GuessRefused},
    time::Timestamp,
};
use rusqlite::{Connection, params};

use super::{
    audit::Deed,
    counters,
    fault::{Fault, unreadable},
    job::Turn,
    objections,
    verification::{after, current, swap},
};
use crate::{
    ports::{CounterKey, Verification, VerificationId},
    store::{counters::MobileCounters, guess::Guess},
};

/// What came of it.
pub(super) enum Guessed {
    /// The code is consumed. The counters are those of the mobile, as they were read before.
    Right(Arc<Verification>, MobileCounters),
    Wrong {
        left: u8,
    },
    Refused(GuessRefused),
    Gone,
}

/// Counts and compares, and consumes a code that is right.
pub(super) fn guess(turn: &mut Turn<'_>, guess: Guess<'_>) -> Result<Guessed, Fault> {
    if let Some(seen) = guess.seen {
        match evaluate(turn, guess, Arc::clone(seen))? {
            // What was seen may refuse what is there now.
            None | Some(Guessed::Refused(_)) => {}
            Some(guessed) => return Ok(guessed),
        }
    }
    let Some(current) = current(turn.db, guess.id)? else { return Ok(Guessed::Gone) };
    let verification = current.verification(turn.tools, guess.id)?;
    evaluate(turn, guess, Arc::new(verification))?.ok_or_else(|| unreadable("verifications", "phase"))
}

/// Does so for a verification that was read before; `None` when its row is not as it was then. Nothing is written in that case.
fn evaluate(turn: &mut Turn<'_>, guess: Guess<'_>, verification: Arc<Verification>) -> Result<Option<Guessed>, Fault> {
    let Guess { id, by_person, is_right, policy, failures, asker, witness, now, .. } = guess;
    let (db, before) = (turn.db, verification.code);
    let Some(lock) = verification.lock.filter(|_| verification.id == id) else { return Ok(None) };
    if verification.ask.provider.is_empty() != by_person {
        return Ok(Some(Guessed::Gone));
    }
    turn.horizon.changes(id);
    let counted = match before.guess(now, &policy) {
        Ok(counted) => counted,
        Err(refused) => return refuse(db, id, &before, refused, now),
    };
    let objected = objections::stand(db, turn.tools, verification.person, &verification.ask.provider)?;
    let subject = verification.subject.set_aside(objected);
    let mut counters = counters::of_mobile(db, subject.mobile)?;
    let paused = counters.is_paused(subject, now);
    // Compared whether or not it can be right, so that a decoy takes as long.
    let fits = is_right(counted.resends, &lock.mac);
    let can_be_right = lock.redeemable && !paused && !objected;
    if !(fits && can_be_right) {
        if !swap(db, id, &before, &counted)? {
            return Ok(None);
        }
        if counters.count_failure(subject, &failures, now) {
            counters::put_mobile(db, turn.tools, subject.mobile, counters, now)?;
        }
        counters::typed(turn, asker, false, now)?;
        turn.deeds.push(Deed::of(Act::CodeRefused, witness, now));
        return Ok(Some(Guessed::Wrong { left: counted.guesses_left(&policy) }));
    }
    let Ok(consumed) = counted.consume(counted.resends, now) else {
        return refuse(db, id, &before, GuessRefused::Expired, now);
    };
    let is_consumed = consume(db, id, &before, consumed.guesses, after(id, consumed.seen))?;
    Ok(is_consumed.then_some(Guessed::Right(verification, counters)))
}

/// The clock has been seen past the code's end; were it set back later, the code must stay dead.
fn refuse(
    db: &Connection,
    id: VerificationId,
    before: &CodeState,
    refused: GuessRefused,
    now: Timestamp,
) -> Result<Option<Guessed>, Fault> {
    if refused == GuessRefused::Expired && now > before.seen && !swap(db, id, before, &before.observe(now))? {
        return Ok(None);
    }
    Ok(Some(Guessed::Refused(refused)))
}

/// The code works once: one row must change, and it changes only while it is open, as it was read, alive and no decoy.
fn consume(db: &Connection, id: VerificationId, before: &CodeState, guesses: u8, seen: i64) -> Result<bool, Fault> {
    let changed = db
        .prepare_cached(
            "UPDATE verifications
             SET phase = 1, guesses = ?4, seen = ?5, sms_due = NULL, sms = NULL,
                 sms_state = CASE sms_state WHEN 0 THEN 4 ELSE sms_state END
             WHERE id = ?1 AND phase = 0 AND redeemable = 1 AND resends = ?2 AND guesses = ?3 AND seen = ?6
               AND expires > ?5",
        )?
        .execute(params![id.0, before.resends, before.guesses, guesses, seen, after(id, before.seen)])?;
    Ok(changed == 1)
}

/// A right code has led to something: failures in a row are forgotten, and the asker completed one more.
pub(super) fn succeeded(
    turn: &mut Turn<'_>,
    verification: &Verification,
    mut counters: MobileCounters,
    asker: CounterKey,
    now: Timestamp,
) -> Result<(), Fault> {
    if counters.clear_failures(verification.subject) {
        counters::put_mobile(turn.db, turn.tools, verification.subject.mobile, counters, now)?;
    }
    counters::typed(turn, asker, true, now)
}
