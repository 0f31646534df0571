//! One row of `verifications`: reading it, its sealed cell, and changing the state of its code.

use domain::{
    code::{CodeState, Phase},
    mobile::Mobile,
    provider::{Scope, Scopes},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Ask, CounterKey, Lock, PersonKey, Subject, Typed, Verification, VerificationId},
    store::sealed::Place,
};

/// What the sealed cell `verifications.cell` holds.
pub(super) struct Content {
    pub(super) person: Option<PersonKey>,
    pub(super) subject: Subject,
    pub(super) ask: Ask,
    pub(super) typed: Typed,
}

/// The same as it is written, but for the day that was asked for: it follows, and rows of before it was there end without. The
/// person takes as many bytes when there is none, so that a decoy's cell is as long as any other.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one byte of the cell")]
struct Written<'a> {
    matched: bool,
    person: [u8; 16],
    counters: [u8; 8],
    who: [u8; 4],
    decoy: bool,
    full_name: &'a str,
    /// E.164 without the plus.
    mobile: u64,
    /// `None` when it was typed as the ten digits.
    as_typed: Option<&'a str>,
    provider: &'a str,
    origin: &'a str,
    purpose: &'a str,
    events: bool,
    demographics: bool,
    nonce: Option<&'a str>,
    reference: Option<&'a str>,
    lang: &'a str,
}

impl Content {
    pub(super) fn seal(&self, tools: &Tools, id: &VerificationId) -> Result<Vec<u8>, Fault> {
        let whole = (self.written(), self.ask.as_of);
        let plain = postcard::to_stdvec(&whole).map_err(|_| unreadable("verifications", "cell"))?;
        Ok(tools.sealer.seal(place(id), &Zeroizing::new(plain))?)
    }

    fn written(&self) -> Written<'_> {
        let Self { person, subject, ask, typed } = self;
        Written {
            matched: person.is_some(),
            person: person.map_or([0; 16], |person| person.0),
            counters: subject.mobile.0.to_be_bytes(),
            who: subject.who.to_be_bytes(),
            decoy: subject.decoy,
            full_name: &typed.full_name,
            mobile: typed.mobile.e164().trim_start_matches('+').parse().unwrap_or_default(),
            as_typed: (typed.mobile_as_typed != typed.mobile.national()).then_some(&typed.mobile_as_typed),
            provider: &ask.provider,
            origin: &ask.origin,
            purpose: &ask.purpose,
            events: ask.scopes.contains(Scope::Events),
            demographics: ask.scopes.contains(Scope::Demographics),
            nonce: ask.nonce.as_deref(),
            reference: ask.reference.as_deref(),
            lang: &ask.lang,
        }
    }

    pub(super) fn open(tools: &Tools, id: &VerificationId, cell: &[u8]) -> Result<Self, Fault> {
        let plain = tools.sealer.open(place(id), cell)?;
        let damaged = || unreadable("verifications", "cell");
        let (written, rest): (Written<'_>, _) = postcard::take_from_bytes(&plain).map_err(|_| damaged())?;
        let as_of = if rest.is_empty() { None } else { postcard::from_bytes(rest).map_err(|_| damaged())? };
        let mobile = Mobile::parse(&format!("+{}", written.mobile)).map_err(|_| damaged())?;
        let scopes = [(written.events, Scope::Events), (written.demographics, Scope::Demographics)];
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Ok(Self {
            person: written.matched.then_some(PersonKey(written.person)),
            subject: Subject {
                mobile: CounterKey(i64::from_be_bytes(written.counters)),
                who: u32::from_be_bytes(written.who),
                decoy: written.decoy,
            },
            ask: Ask {
                provider: written.provider.to_owned(),
                origin: written.origin.to_owned(),
                purpose: written.purpose.to_owned(),
                scopes: scopes.into_iter().filter(|(asked, _)| *asked).map(|(_, scope)| scope).collect::<Scopes>(),
                nonce: owned(written.nonce),
                reference: owned(written.reference),
                lang: written.lang.to_owned(),
                as_of,
            },
            typed: Typed {
                full_name: written.full_name.to_owned(),
                mobile_as_typed: written.as_typed.unwrap_or_else(|| mobile.national()).to_owned(),
                mobile,
            },
        })
    }
}

fn place(id: &VerificationId) -> Place<'_> {
    Place { table: "verifications", column: "cell", row: &id.0 }
}

/// The columns of a row.
pub(super) struct Current {
    pub(super) code: CodeState,
    /// Whether any code can be right.
    pub(super) redeemable: bool,
    pub(super) mac: [u8; 16],
    pub(super) sms_ref: String,
    pub(super) cell: Vec<u8>,
}

impl Current {
    fn read(id: VerificationId, row: &Row<'_>) -> rusqlite::Result<Self> {
        let started = id.time();
        let moment = |index| row.get(index).map(|after: i64| Timestamp::from_millis(started.as_millis() + after));
        Ok(Self {
            code: CodeState {
                started,
                issued: moment(0)?,
                expires: moment(1)?,
                resend_at: moment(2)?,
                seen: moment(3)?,
                resends: row.get(4)?,
                guesses: row.get(5)?,
                phase: match row.get(6)? {
                    0 => Phase::Open,
                    1 => Phase::Consumed,
                    2_u8 => Phase::Cancelled,
                    other => return Err(rusqlite::Error::IntegralValueOutOfRange(6, other.into())),
                },
            },
            redeemable: row.get(7)?,
            mac: row.get(8)?,
            sms_ref: row.get(9)?,
            cell: row.get(10)?,
        })
    }

    pub(super) fn content(&self, tools: &Tools, id: VerificationId) -> Result<Content, Fault> {
        Content::open(tools, &id, &self.cell)
    }

    pub(super) fn verification(self, tools: &Tools, id: VerificationId) -> Result<Verification, Fault> {
        let Content { person, subject, ask, typed } = self.content(tools, id)?;
        let lock = Some(Lock { mac: self.mac, redeemable: self.redeemable });
        Ok(Verification { id, ask, typed, person, subject, code: self.code, sms_ref: self.sms_ref, lock })
    }
}

pub(super) fn current(db: &Connection, id: VerificationId) -> Result<Option<Current>, Fault> {
    let found = db
        .prepare_cached(
            "SELECT issued, expires, resend_at, seen, resends, guesses, phase, redeemable, mac, sms_ref, cell
             FROM verifications WHERE id = ?1",
        )?
        .query_row([id.0], |row| Current::read(id, row))
        .optional()?;
    Ok(found)
}

/// Milliseconds from the start of a verification, as moments are stored.
pub(super) fn after(id: VerificationId, moment: Timestamp) -> i64 {
    moment.as_millis().saturating_sub(id.time().as_millis())
}

/// Compare and swap on the state of the code: exactly the row that was read, or the write is refused.
pub(super) fn step(db: &Connection, id: VerificationId, from: &CodeState, to: &CodeState) -> Result<(), Fault> {
    if swap(db, id, from, to)? { Ok(()) } else { Err(unreadable("verifications", "phase")) }
}

/// The same; `false` when the row is not as it was read any more.
pub(super) fn swap(db: &Connection, id: VerificationId, from: &CodeState, to: &CodeState) -> Result<bool, Fault> {
    let changed = db
        .prepare_cached(
            "UPDATE verifications
             SET issued = ?2, expires = ?3, resend_at = ?4, seen = ?5, resends = ?6, guesses = ?7, phase = ?8
             WHERE id = ?1 AND expires = ?9 AND resends = ?10 AND guesses = ?11 AND phase = ?12 AND seen = ?13",
        )?
        .execute(params![
            id.0,
            after(id, to.issued),
            after(id, to.expires),
            after(id, to.resend_at),
            after(id, to.seen),
            to.resends,
            to.guesses,
            number(to.phase),
            after(id, from.expires),
            from.resends,
            from.guesses,
            number(from.phase),
            after(id, from.seen),
        ])?;
    Ok(changed == 1)
}

/// How a phase is stored.
pub(super) const fn number(phase: Phase) -> u8 {
    match phase {
        Phase::Open => 0,
        Phase::Consumed => 1,
        Phase::Cancelled => 2,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    const ID: VerificationId = VerificationId([7; 22]);

    fn content(as_of: Option<Date>) -> Content {
        Content {
            person: Some(PersonKey([1; 16])),
            subject: Subject { mobile: CounterKey(2), who: 3, decoy: false },
            ask: Ask {
                provider: "prv_hotel".to_owned(),
                origin: String::new(),
                purpose: "check-in".to_owned(),
                scopes: Scopes::STATUS,
                nonce: None,
                reference: Some("booking 7".to_owned()),
                lang: "hi".to_owned(),
                as_of,
            },
            typed: Typed {
                full_name: "Asha Rao".to_owned(),
                mobile: Mobile::parse("9810000001").unwrap(),
                mobile_as_typed: "9810000001".to_owned(),
            },
        }
    }

    #[test]
    fn a_cell_gives_back_the_day_that_was_asked_for() {
        let tools = Tools::for_tests();
        for as_of in [None, Some(date(2026, 11, 21))] {
            let cell = content(as_of).seal(&tools, &ID).unwrap();
            let ask = Content::open(&tools, &ID, &cell).unwrap().ask;
            assert_eq!((ask.as_of, ask.lang.as_str()), (as_of, "hi"));
        }
    }

    #[test]
    fn a_cell_of_before_a_day_could_be_asked_for_opens() {
        let tools = Tools::for_tests();
        let content = content(None);
        let old = postcard::to_stdvec(&content.written()).unwrap();
        let cell = tools.sealer.seal(place(&ID), &old).unwrap();
        let opened = Content::open(&tools, &ID, &cell).unwrap();
        assert_eq!((opened.ask.as_of, opened.ask.lang.as_str()), (None, "hi"));
        assert_eq!(opened.typed.full_name, "Asha Rao");
    }
}
