//! Verifications: opening, new codes, guesses.

use domain::{
    code::{CodeState, FailurePolicy, GuessRefused, Phase, Policy},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::{
    Tools,
    fault::{Fault, unreadable},
    limits,
    sms::{self, Message},
};
use crate::{
    ports::{
        Ask, CounterKey, Guess, Guessing, Opened, Opening, PersonKey, Resend, Resent, Typed, Verification, VerificationId,
    },
    secrets::Secrets,
    store::sealed::{Place, json},
};

/// What the sealed cell `verifications.cell` holds.
pub(super) struct Content {
    pub(super) person: Option<PersonKey>,
    pub(super) ask: Ask,
    pub(super) typed: Typed,
}

impl Content {
    /// The person first, in 17 bytes also when there is none, so that a decoy's cell is as long as any other.
    fn seal(tools: &Tools, id: &VerificationId, person: Option<PersonKey>, ask: &Ask, typed: &Typed) -> Result<Vec<u8>, Fault> {
        let mut plain = Zeroizing::new(Vec::with_capacity(512));
        plain.push(u8::from(person.is_some()));
        plain.extend(person.map_or([0; 16], |person| person.0));
        plain.extend_from_slice(&json(&(ask, typed))?);
        Ok(tools.sealer.seal(place(id), &plain)?)
    }

    pub(super) fn open(tools: &Tools, id: &VerificationId, cell: &[u8]) -> Result<Self, Fault> {
        let plain = tools.sealer.open(place(id), cell)?;
        let Some((&[known, ref person @ ..], rest)) = plain.split_first_chunk::<17>() else {
            return Err(unreadable("verifications", "cell"));
        };
        let (ask, typed) = serde_json::from_slice(rest).map_err(|_| unreadable("verifications", "cell"))?;
        let person: [u8; 16] = *person;
        Ok(Self { person: (known == 1).then_some(PersonKey(person)), ask, typed })
    }
}

fn place(id: &VerificationId) -> Place<'_> {
    Place { table: "verifications", column: "cell", row: &id.0 }
}

/// The columns beside the sealed cell.
pub(super) struct Current {
    pub(super) code: CodeState,
    pub(super) subject: CounterKey,
    /// Whether any code can be right.
    pub(super) redeemable: bool,
    mac: [u8; 32],
    sms_ref: String,
    /// The newest message.
    pub(super) sms: i64,
    pub(super) cell: Vec<u8>,
}

impl Current {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let moment = |index| row.get(index).map(Timestamp::from_millis);
        Ok(Self {
            code: CodeState {
                started: moment(0)?,
                issued: moment(1)?,
                expires: moment(2)?,
                resend_at: moment(3)?,
                resends: row.get(4)?,
                guesses: row.get(5)?,
                phase: match row.get(6)? {
                    0 => Phase::Open,
                    1 => Phase::Consumed,
                    2_u8 => Phase::Cancelled,
                    other => return Err(rusqlite::Error::IntegralValueOutOfRange(6, other.into())),
                },
                seen: moment(7)?,
            },
            subject: CounterKey(row.get(8)?),
            redeemable: row.get(9)?,
            mac: row.get(10)?,
            sms_ref: row.get(11)?,
            sms: row.get(12)?,
            cell: row.get(13)?,
        })
    }

    fn verification(self, tools: &Tools, id: VerificationId) -> Result<Verification, Fault> {
        let content = Content::open(tools, &id, &self.cell)?;
        Ok(Verification {
            id,
            ask: content.ask,
            typed: content.typed,
            person: content.person,
            subject: self.subject,
            code: self.code,
            sms_ref: self.sms_ref,
        })
    }
}

pub(super) fn current(db: &Connection, id: VerificationId) -> Result<Option<Current>, Fault> {
    let found = db
        .prepare_cached(
            "SELECT started, issued, expires, resend_at, resends, guesses, phase, seen, subject, redeemable, mac, sms_ref,
                    sms, cell
             FROM verifications WHERE id = ?1",
        )?
        .query_row([id.0], Current::read)
        .optional()?;
    Ok(found)
}

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
    db.prepare_cached("UPDATE verifications SET mac = ?2, sms_ref = ?3, sms = ?4 WHERE id = ?1")?
        .execute(params![resend.id.0, resend.mac, resend.sms_ref, sms])?;
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

/// Compare and swap on the state of the code: exactly the row that was read, or the write is refused.
pub(super) fn step(db: &Connection, id: VerificationId, from: &CodeState, to: &CodeState) -> Result<(), Fault> {
    let changed = db
        .prepare_cached(
            "UPDATE verifications
             SET issued = ?2, expires = ?3, resend_at = ?4, resends = ?5, guesses = ?6, phase = ?7, seen = ?8
             WHERE id = ?1 AND expires = ?9 AND resends = ?10 AND guesses = ?11 AND phase = ?12",
        )?
        .execute(params![
            id.0,
            to.issued.as_millis(),
            to.expires.as_millis(),
            to.resend_at.as_millis(),
            to.resends,
            to.guesses,
            number(to.phase),
            to.seen.as_millis(),
            from.expires.as_millis(),
            from.resends,
            from.guesses,
            number(from.phase),
        ])?;
    if changed == 1 { Ok(()) } else { Err(unreadable("verifications", "phase")) }
}

const fn number(phase: Phase) -> u8 {
    match phase {
        Phase::Open => 0,
        Phase::Consumed => 1,
        Phase::Cancelled => 2,
    }
}
