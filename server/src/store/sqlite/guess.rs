//! A typed code: counted, compared, and consumed when it is right. What it is worth then is for others: `records`, `own`.

use domain::{
    audit::entry::Act,
    code::{FailurePolicy, GuessRefused, Policy},
    time::Timestamp,
};
use rusqlite::{Connection, params};

use super::{
    audit::Deed,
    counters,
    fault::{Fault, unreadable},
    job::Turn,
    verification::{Content, Current, after, current, step},
};
use crate::{
    ports::{Comparison, CounterKey, VerificationId, Witness},
    store::counters::MobileCounters,
};

/// A typed code and the rules that it is counted by.
pub(super) struct Guess<'w> {
    pub(super) id: VerificationId,
    pub(super) is_right: Comparison,
    pub(super) policy: Policy,
    pub(super) failures: FailurePolicy,
    /// The asker's row of counters.
    pub(super) asker: CounterKey,
    pub(super) witness: &'w Witness,
    pub(super) now: Timestamp,
}

/// What came of it.
pub(super) enum Guessed {
    /// The code is consumed. The counters are those of the mobile, as they were read before.
    Right(Box<Content>, MobileCounters),
    Wrong {
        left: u8,
    },
    Refused(GuessRefused),
    Gone,
}

/// Counts and compares, and consumes a code that is right.
pub(super) fn guess(turn: &mut Turn<'_>, guess: Guess<'_>) -> Result<Guessed, Fault> {
    let Guess { id, is_right, policy, failures, asker, witness, now } = guess;
    let db = turn.db;
    let Some(before) = current(db, id)? else { return Ok(Guessed::Gone) };
    turn.horizon.changes(id);
    let counted = match before.code.guess(now, &policy) {
        Ok(counted) => counted,
        Err(refused) => return refuse(db, id, &before, refused, now),
    };
    let content = before.content(turn.tools, id)?;
    let mut counters = counters::of_mobile(db, content.subject.mobile)?;
    let paused = counters.is_paused(content.subject, now);
    // Compared whether or not it can be right, so that a decoy takes as long.
    let fits = is_right(counted.resends, &before.mac);
    if !(fits && before.redeemable && !paused) {
        step(db, id, &before.code, &counted)?;
        if counters.count_failure(content.subject, &failures, now) {
            counters::put_mobile(db, turn.tools, content.subject.mobile, counters, now)?;
        }
        counters::typed(db, asker, false, now)?;
        turn.deeds.push(Deed::of(Act::CodeRefused, witness, now));
        return Ok(Guessed::Wrong { left: counted.guesses_left(&policy) });
    }
    let Ok(consumed) = counted.consume(counted.resends, now) else {
        return refuse(db, id, &before, GuessRefused::Expired, now);
    };
    consume(db, id, &before, consumed.guesses, after(id, consumed.seen))?;
    Ok(Guessed::Right(Box::new(content), counters))
}

/// The clock has been seen past the code's end; were it set back later, the code must stay dead.
fn refuse(
    db: &Connection,
    id: VerificationId,
    before: &Current,
    refused: GuessRefused,
    now: Timestamp,
) -> Result<Guessed, Fault> {
    if refused == GuessRefused::Expired && now > before.code.seen {
        step(db, id, &before.code, &before.code.observe(now))?;
    }
    Ok(Guessed::Refused(refused))
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

/// A right code has led to something: failures in a row are forgotten, and the asker completed one more.
pub(super) fn succeeded(
    turn: &Turn<'_>,
    content: &Content,
    mut counters: MobileCounters,
    asker: CounterKey,
    now: Timestamp,
) -> Result<(), Fault> {
    if counters.clear_failures(content.subject) {
        counters::put_mobile(turn.db, turn.tools, content.subject.mobile, counters, now)?;
    }
    counters::typed(turn.db, asker, true, now)
}
