//! Verifications: opening, new codes, cancelling.

use domain::{audit::entry::Act, time::Timestamp, webhook::EventKind};
use rusqlite::{Connection, params};

use super::{
    Tools,
    audit::Deed,
    counters,
    fault::Fault,
    idempotency::{self, Answer, Known},
    job::Turn,
    objections, quotas,
    sms::{Standing, VOID},
    verification::{Content, Current, after, current, number, step},
    webhooks,
};
use crate::{
    ports::{
        MessageKey, Notice, Opened, Opening, PersonKey, QuietLimits, Resend, Resent, Subject, Verification,
        VerificationId, Witness,
    },
    store::counters::Charged,
};

pub(super) fn read(db: &Connection, tools: &Tools, id: VerificationId) -> Result<Option<Verification>, Fault> {
    current(db, id)?.map(|current| current.verification(tools, id)).transpose()
}

pub(super) fn open(turn: &mut Turn<'_>, opening: Opening) -> Result<Opened, Fault> {
    let Turn { db, tools, .. } = *turn;
    let repeated = opening.idempotency.as_ref().map(|(idempotency, _)| idempotency);
    match idempotency::look(db, tools, repeated)? {
        Known::New => {}
        Known::Same(Answer::Bytes(answer)) => return Ok(Opened::Again(answer)),
        Known::Same(_) | Known::Other => return Ok(Opened::OtherRequest),
    }
    let room = match quotas::room(db, &opening.quotas, opening.now)? {
        Ok(room) => room,
        Err(limited) => return Ok(Opened::Limited(limited)),
    };
    let slowed = match counters::charge(turn, &opening.budgets, opening.now)? {
        Ok(slowed) => slowed,
        Err(limited) => return Ok(Opened::Limited(limited)),
    };
    room.take(db, &opening.quotas, opening.now)?;
    let objected = objections::stand(db, tools, opening.person, &opening.ask.provider)?;
    let opening = Opening { subject: opening.subject.set_aside(objected), ..opening };
    let Charged { held, often } = charge_quietly(db, tools, opening.subject, &opening.limits, opening.now)?;
    let person = opening.person.filter(|_| held.is_none() && !objected);
    insert(db, tools, &opening, person)?;
    turn.deeds.push(Deed::of(Act::VerificationOpened, &opening.witness, opening.now));
    if let Some((idempotency, answer)) = opening.idempotency {
        idempotency::keep(db, tools, Some(&idempotency), &Answer::Bytes(answer), opening.now)?;
    }
    Ok(Opened::Open { void: person.is_none(), held, often, slowed })
}

/// Charges a message to this subject, or says what holds it back. The row is written either way: the same work.
fn charge_quietly(
    db: &Connection,
    tools: &Tools,
    subject: Subject,
    limits: &QuietLimits,
    now: Timestamp,
) -> Result<Charged, Fault> {
    let mut counters = counters::of_mobile(db, subject.mobile)?;
    let charged = counters.charge(subject, limits, now);
    counters::put_mobile(db, tools, subject.mobile, counters, now)?;
    Ok(charged)
}

fn insert(db: &Connection, tools: &Tools, opening: &Opening, person: Option<PersonKey>) -> Result<(), Fault> {
    let (id, code) = (opening.id, &opening.code);
    let content = Content {
        person,
        // What is counted stays with whom it was typed for, also when nothing is sent.
        subject: opening.subject,
        ask: opening.ask.clone(),
        typed: opening.typed.clone(),
    };
    let key = MessageKey { verification: id, generation: code.resends };
    let standing = Standing::new(tools, key, &opening.message, opening.now)?;
    db.prepare_cached(
        "INSERT INTO verifications (id, issued, expires, resend_at, seen, resends, guesses, phase, redeemable,
                                    sms_state, sms_due, sms_attempts, sms, sms_ref, mac, cell)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        id.0,
        after(id, code.issued),
        after(id, code.expires),
        after(id, code.resend_at),
        after(id, code.seen),
        code.resends,
        code.guesses,
        number(code.phase),
        person.is_some(),
        standing.state,
        standing.due,
        standing.cell,
        opening.sms_ref,
        opening.mac,
        content.seal(tools, &id)?,
    ])?;
    Ok(())
}

pub(super) fn resend(turn: &mut Turn<'_>, resend: Resend) -> Result<Resent, Fault> {
    let Turn { db, tools, .. } = *turn;
    let repeated = resend.idempotency.as_ref().map(|(idempotency, _)| idempotency);
    match idempotency::look(db, tools, repeated)? {
        Known::New => {}
        Known::Same(Answer::Bytes(answer)) => return Ok(Resent::Again(answer)),
        Known::Same(_) | Known::Other => return Ok(Resent::OtherRequest),
    }
    let Some(before) = current(db, resend.id)? else { return Ok(Resent::Gone) };
    let code = match before.code.resend(resend.now, &resend.policy) {
        Ok(code) => code,
        Err(refused) => return Ok(Resent::Refused(refused)),
    };
    if code.resends != resend.generation {
        return Ok(Resent::Gone);
    }
    if let Err(limited) = counters::charge(turn, &resend.budgets, resend.now)? {
        return Ok(Resent::Limited(limited));
    }
    let content = before.content(tools, resend.id)?;
    let objected = objections::stand(db, tools, content.person, &content.ask.provider)?;
    let subject = content.subject.set_aside(objected);
    let Charged { held, .. } = charge_quietly(db, tools, subject, &resend.limits, resend.now)?;
    let redeemable = before.redeemable && held.is_none() && !objected;
    turn.horizon.changes(resend.id);
    step(db, resend.id, &before.code, &code)?;
    put_message(db, tools, &resend, redeemable)?;
    turn.deeds.push(Deed::of(Act::CodeSentAgain, &resend.witness, resend.now));
    if let Some((idempotency, answer)) = resend.idempotency {
        idempotency::keep(db, tools, Some(&idempotency), &Answer::Bytes(answer), resend.now)?;
    }
    let now = Current { code, sms_ref: resend.sms_ref, ..before };
    Ok(Resent::Sent { verification: Box::new(now.verification(tools, resend.id)?), void: !redeemable, held })
}

/// The new code's message takes the place of the older one, which nobody sends any more. A code that is never sent makes the
/// verification a decoy from here on: nothing can be right.
fn put_message(db: &Connection, tools: &Tools, resend: &Resend, redeemable: bool) -> Result<(), Fault> {
    let key = MessageKey { verification: resend.id, generation: resend.generation };
    let standing = Standing::new(tools, key, &resend.message, resend.now)?;
    db.prepare_cached(
        "UPDATE verifications SET redeemable = ?2, mac = ?3, sms_ref = ?4, sms_state = ?5, sms_due = ?6, sms = ?7,
                                  sms_attempts = 0
         WHERE id = ?1",
    )?
    .execute(params![
        resend.id.0,
        redeemable,
        resend.mac,
        resend.sms_ref,
        standing.state,
        standing.due,
        standing.cell
    ])?;
    Ok(())
}

pub(super) fn cancel(
    turn: &mut Turn<'_>,
    id: VerificationId,
    witness: &Witness,
    tell: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    let db = turn.db;
    let Some(before) = current(db, id)? else { return Ok(()) };
    let code = before.code.cancel();
    if code != before.code {
        let ask = tell.then(|| before.content(turn.tools, id)).transpose()?.map(|content| content.ask);
        turn.horizon.changes(id);
        step(db, id, &before.code, &code)?;
        db.prepare_cached(
            "UPDATE verifications SET sms_state = ?2, sms_due = NULL, sms = NULL WHERE id = ?1 AND sms_state = 0",
        )?
        .execute(params![id.0, VOID])?;
        if let Some(ask) = ask {
            webhooks::enqueue(turn, &Notice::of(EventKind::VerificationDeclined, id, &ask, now))?;
        }
        turn.deeds.push(Deed::of(Act::VerificationCancelled, witness, now));
    }
    Ok(())
}
