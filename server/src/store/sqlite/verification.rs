//! One row of `verifications`: reading it, its sealed cell, and changing the state of its code.

use domain::{
    code::{CodeState, Phase},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Ask, CounterKey, PersonKey, Typed, Verification, VerificationId},
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
    pub(super) fn seal(
        tools: &Tools,
        id: &VerificationId,
        person: Option<PersonKey>,
        ask: &Ask,
        typed: &Typed,
    ) -> Result<Vec<u8>, Fault> {
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
    pub(super) mac: [u8; 32],
    pub(super) sms_ref: String,
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

    pub(super) fn verification(self, tools: &Tools, id: VerificationId) -> Result<Verification, Fault> {
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

/// How a phase is stored.
pub(super) const fn number(phase: Phase) -> u8 {
    match phase {
        Phase::Open => 0,
        Phase::Consumed => 1,
        Phase::Cancelled => 2,
    }
}
