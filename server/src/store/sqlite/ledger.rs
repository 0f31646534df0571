//! What a right code brings together: the code is consumed, the consent and the result are recorded, all in one
//! transaction. This is the only place where doses are asked for.

use domain::{consent::Consent, result::Claims, time::Timestamp};
use rusqlite::{Connection, params};

use super::{
    Tools,
    fault::Fault,
    limits, people, sms,
    verification::{Content, Current, current},
};
use crate::{
    ports::{PersonKey, Redemption, VerificationId},
    secrets::Secrets,
    store::{Redeemed, StoredResult, sealed::Place},
};

pub(super) fn redeem(db: &Connection, tools: &Tools, redemption: Redemption) -> Result<Option<StoredResult>, Fault> {
    let Redemption { id, generation, consent, jti, now, claims } = redemption;
    let Some(before) = current(db, id)? else { return Ok(None) };
    if !consume(db, id, generation, &before, now)? {
        return Ok(None);
    }
    let Content { person, ask, typed } = Content::open(tools, &id, &before.cell)?;
    let Some(person) = person else { return Ok(None) };
    // A person who was erased meanwhile has no answer any more; the code stays used.
    let Some(vaccinations) = people::vaccinations(db, tools, person)? else { return Ok(None) };
    let provider = ask.provider.clone();
    let claims = claims(&Redeemed::new(person, ask, typed, vaccinations));
    let consent = record_consent(db, tools, id, person, &consent)?;
    record_result(db, tools, consent, &Recorded { jti: &jti, provider: &provider, issued: now, claims: &claims })?;
    limits::clear_failures(db, before.subject)?;
    sms::retract(db, before.sms)?;
    Ok(Some(StoredResult::new(jti, provider, claims)))
}

/// The code works once: one row must change, and it changes only while it is open, of this generation, counted, alive and
/// no decoy.
fn consume(
    db: &Connection,
    id: VerificationId,
    generation: u8,
    before: &Current,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Ok(code) = before.code.consume(generation, now) else { return Ok(false) };
    let changed = db
        .prepare_cached(
            "UPDATE verifications SET phase = 1, seen = ?4
             WHERE id = ?1 AND phase = 0 AND redeemable = 1 AND resends = ?2 AND guesses = ?3 AND guesses > 0
               AND expires > ?4",
        )?
        .execute(params![id.0, generation, code.guesses, code.seen.as_millis()])?;
    Ok(changed == 1)
}

fn record_consent(
    db: &Connection,
    tools: &Tools,
    id: VerificationId,
    person: PersonKey,
    consent: &Consent,
) -> Result<i64, Fault> {
    let place = Place { table: "consents", column: "cell", row: consent.receipt.as_bytes() };
    let cell = tools.sealer.seal_json(place, &(person, consent))?;
    db.prepare_cached(
        "INSERT INTO consents (receipt, owner, verification, given, key_version, cell) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        consent.receipt,
        tools.secrets.owner(person),
        id.0,
        consent.given.as_millis(),
        Secrets::VERSION,
        cell
    ])?;
    Ok(db.last_insert_rowid())
}

struct Recorded<'a> {
    jti: &'a str,
    provider: &'a str,
    issued: Timestamp,
    claims: &'a Claims,
}

fn record_result(db: &Connection, tools: &Tools, consent: i64, result: &Recorded<'_>) -> Result<(), Fault> {
    let place = Place { table: "results", column: "cell", row: result.jti.as_bytes() };
    let cell = tools.sealer.seal_json(place, result.claims)?;
    db.prepare_cached(
        "INSERT INTO results (consent, jti, provider, issued, key_version, cell) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![consent, result.jti, result.provider, result.issued.as_millis(), Secrets::VERSION, cell])?;
    Ok(())
}
