//! Verifications: opening, new codes, guesses.

use domain::{
    code::{FailurePolicy, GuessRefused, Policy},
    time::Timestamp,
};
use rusqlite::{Connection, params};

use super::{
    Tools,
    fault::Fault,
    limits,
    sms::{self, Message},
    verification::{Content, Current, current, number, step},
};
use crate::{
    ports::{Guess, Guessing, Opened, Opening, PersonKey, Resend, Resent, Verification, VerificationId},
    secrets::Secrets,
};

pub(super) fn read(db: &Connection, tools: &Tools, id: VerificationId) -> Result<Option<Verification>, Fault> {
    current(db, id)?.map(|current| current.verification(tools, id)).transpose()
}

pub(super) fn open(db: &Connection, tools: &Tools, opening: &Opening) -> Result<Opened, Fault> {
    if let Err(retry) = limits::charge(db, &opening.budgets, opening.now)? {
        return Ok(Opened::Limited(retry));
    }
    let within = limits::charge(db, &opening.quiet_limits, opening.now)?.is_ok();
    let paused = limits::is_paused(db, opening.subject, opening.now)?;
    let person = opening.person.filter(|_| within && !paused);
    let message = Message {
        verification: opening.id,
        generation: opening.code.resends,
        sms: &opening.sms,
        expires: opening.code.expires,
        void: person.is_none(),
        now: opening.now,
    };
    let sms = sms::queue(db, tools, &message)?;
    insert(db, tools, opening, person, sms)?;
    Ok(Opened::Open)
}

fn insert(db: &Connection, tools: &Tools, opening: &Opening, person: Option<PersonKey>, sms: i64) -> Result<(), Fault> {
    let cell = Content::seal(tools, &opening.id, person, &opening.ask, &opening.typed)?;
    let code = &opening.code;
    db.prepare_cached(
        "INSERT INTO verifications (id, started, issued, expires, resend_at, resends, guesses, phase, seen, subject,
                                    redeemable, mac, sms_ref, sms, key_version, cell)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        opening.id.0,
        code.started.as_millis(),
        code.issued.as_millis(),
        code.expires.as_millis(),
        code.resend_at.as_millis(),
        code.resends,
        code.guesses,
        number(code.phase),
        code.seen.as_millis(),
        opening.subject.0,
        person.is_some(),
        opening.mac,
        opening.sms_ref,
        sms,
        Secrets::VERSION,
        cell,
    ])?;
    Ok(())
}

pub(super) fn resend(db: &Connection, tools: &Tools, resend: &Resend) -> Result<Resent, Fault> {
    let Some(before) = current(db, resend.id)? else { return Ok(Resent::Gone) };
    let code = match before.code.resend(resend.now, &resend.policy) {
        Ok(code) => code,
        Err(refused) => return Ok(Resent::Refused(refused)),
    };
    if code.resends != resend.generation {
        return Ok(Resent::Gone);
    }
    if let Err(retry) = limits::charge(db, &resend.budgets, resend.now)? {
        return Ok(Resent::Limited(retry));
    }
    let within = limits::charge(db, &resend.quiet_limits, resend.now)?.is_ok();
    let paused = limits::is_paused(db, before.subject, resend.now)?;
    sms::retract(db, before.sms)?;
    let message = Message {
        verification: resend.id,
        generation: code.resends,
        sms: &resend.sms,
        expires: code.expires,
        void: !(before.redeemable && within && !paused),
        now: resend.now,
    };
    let sms = sms::queue(db, tools, &message)?;
    step(db, resend.id, &before.code, &code)?;
    db.prepare_cached("UPDATE verifications SET mac = ?2, sms_ref = ?3, sms = ?4 WHERE id = ?1")?.execute(params![
        resend.id.0,
        resend.mac,
        resend.sms_ref,
        sms
    ])?;
    let now = Current { code, sms_ref: resend.sms_ref.clone(), sms, ..before };
    Ok(Resent::Sent(Box::new(now.verification(tools, resend.id)?)))
}

pub(super) fn guess(
    db: &Connection,
    tools: &Tools,
    id: VerificationId,
    policy: &Policy,
    failures: &FailurePolicy,
    now: Timestamp,
) -> Result<Guessing, Fault> {
    let Some(before) = current(db, id)? else { return Ok(Guessing::Gone) };
    let code = match before.code.guess(now, policy) {
        Ok(code) => code,
        Err(refused) => {
            // The clock has been seen past the code's end; were it set back later, the code must stay dead.
            if refused == GuessRefused::Expired && now > before.code.seen {
                step(db, id, &before.code, &before.code.observe(now))?;
            }
            return Ok(Guessing::Refused(refused));
        }
    };
    step(db, id, &before.code, &code)?;
    let counted = limits::count_failure(db, before.subject, failures, now)?;
    let mut mac = [0; 32];
    tools.entropy.fill(&mut mac);
    if counted && before.redeemable {
        mac = before.mac;
    }
    Ok(Guessing::Counted(Guess { mac, generation: code.resends, left: code.guesses_left(policy) }))
}

pub(super) fn cancel(db: &Connection, id: VerificationId) -> Result<(), Fault> {
    let Some(before) = current(db, id)? else { return Ok(()) };
    let code = before.code.cancel();
    if code != before.code {
        step(db, id, &before.code, &code)?;
        sms::retract(db, before.sms)?;
    }
    Ok(())
}
