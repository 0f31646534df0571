//! People's own side: the records about a person, withdrawing, pausing, and the proofs that go with a record.

use async_trait::async_trait;
use domain::{
    audit::{entry::Act, proof},
    consent::Consent,
    time::Timestamp,
    webhook::EventKind,
};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    SqliteStore, Tools,
    audit::{self, Deed},
    fault::{Fault, unreadable},
    job::Turn,
    objections,
    owned::IDS,
    records, webhooks,
};
use crate::{
    ports::{AuditProof, Check, History, Objections, Own, OwnDeed, PersonKey, RecordId, StoreError, VerificationId},
    store::{StoredResult, entries},
};

#[async_trait]
impl History for SqliteStore {
    async fn checks(&self, own: &Own, before: Option<RecordId>, most: usize) -> Result<Vec<Check>, StoreError> {
        let person = own.person();
        self.read(move |db, tools| list(db, tools, person, before, most)).await
    }

    async fn check(&self, own: &Own, id: RecordId) -> Result<Option<Check>, StoreError> {
        let person = own.person();
        self.read(move |db, tools| one(db, tools, person, id)).await
    }

    async fn objections(&self, own: &Own) -> Result<Objections, StoreError> {
        let person = own.person();
        self.read(move |db, tools| objections::of(db, tools, person)).await
    }

    async fn withdraw(&self, own: &Own, id: RecordId, deed: OwnDeed) -> Result<bool, StoreError> {
        let person = own.person();
        self.write(move |turn| withdraw(turn, person, id, &deed)).await
    }

    async fn end_withdrawal(&self, own: &Own, provider: &str, deed: OwnDeed) -> Result<bool, StoreError> {
        let (person, provider) = (own.person(), provider.to_owned());
        self.write(move |turn| end_withdrawal(turn, person, &provider, &deed)).await
    }

    async fn set_paused(&self, own: &Own, paused: bool, deed: OwnDeed) -> Result<bool, StoreError> {
        let person = own.person();
        self.write(move |turn| set_paused(turn, person, paused, &deed)).await
    }

    async fn consent(&self, id: RecordId) -> Result<Option<(Consent, Date)>, StoreError> {
        self.read(move |db, tools| consent(db, tools, id)).await
    }

    async fn audit_proof(&self, index: u64) -> Result<Option<AuditProof>, StoreError> {
        self.read(move |db, _| prove(db, index)).await
    }
}

const COLUMNS: &str = "id, cell, used, revoked, entry";

/// Ids begin with their time, so the newest are the largest.
fn list(
    db: &Connection,
    tools: &Tools,
    person: PersonKey,
    before: Option<RecordId>,
    most: usize,
) -> Result<Vec<Check>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT id AS theirs FROM ({IDS}) WHERE id < ?2 ORDER BY id DESC LIMIT ?3)
         CROSS JOIN records ON id = theirs ORDER BY theirs DESC"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let end = before.map_or([u8::MAX; 22], |before| before.0);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![tools.secrets.owner(person), end, most])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(tools, row)?);
    }
    Ok(found)
}

fn one(db: &Connection, tools: &Tools, person: PersonKey, id: RecordId) -> Result<Option<Check>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM records WHERE id = ?1 AND owner = ?2");
    db.prepare_cached(&sql)?
        .query_row(params![id.0, tools.secrets.owner(person)], |row| Ok(read(tools, row)))
        .optional()?
        .transpose()
}

fn read(tools: &Tools, row: &Row<'_>) -> Result<Check, Fault> {
    let id = VerificationId(row.get(0)?);
    let moment = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Timestamp::from_millis));
    let (_, consent, claims) = records::open(tools, id, &row.get::<_, Vec<u8>>(1)?)?;
    let entry: Option<i64> = row.get(4)?;
    let entry = entry.map(u64::try_from).transpose().map_err(|_| unreadable("records", "entry"))?;
    let (as_of, expires) = (claims.as_of, claims.expires_at());
    Ok(Check { id, consent, as_of, expires, used: moment(2)?, revoked: moment(3)?, entry })
}

fn consent(db: &Connection, tools: &Tools, id: RecordId) -> Result<Option<(Consent, Date)>, Fault> {
    let mut statement = db.prepare_cached("SELECT cell FROM records WHERE id = ?1")?;
    let cell: Option<Vec<u8>> = statement.query_row([id.0], |row| row.get(0)).optional()?;
    let Some(cell) = cell else { return Ok(None) };
    let (_, consent, claims) = records::open(tools, id, &cell)?;
    Ok(Some((consent, claims.as_of)))
}

/// One act, and one entry of the log, for all that it changes.
fn withdraw(turn: &mut Turn<'_>, person: PersonKey, id: RecordId, deed: &OwnDeed) -> Result<bool, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Some(Check { consent: Consent { provider_id: provider, .. }, .. }) = one(db, tools, person, id)? else {
        return Ok(false);
    };
    let revoked = revoke_all(turn, person, &provider, deed.now)?;
    let objected = objections::put(db, tools, person, Some(&provider), deed.now)?;
    if revoked || objected {
        turn.deeds.push(Deed::entry(&entries::of_person(Act::ConsentWithdrawn, Some(&provider), deed)));
    }
    Ok(true)
}

/// Everything that a provider was given about a person; its server is told of each. Whether there was anything.
fn revoke_all(turn: &Turn<'_>, person: PersonKey, provider: &str, now: Timestamp) -> Result<bool, Fault> {
    let Turn { db, tools, .. } = *turn;
    let sql = format!("SELECT id, cell FROM records WHERE id IN ({IDS}) AND revoked IS NULL");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([tools.secrets.owner(person)])?;
    let mut theirs = Vec::new();
    while let Some(row) = rows.next()? {
        let id = VerificationId(row.get(0)?);
        let (_, consent, claims) = records::open(tools, id, &row.get::<_, Vec<u8>>(1)?)?;
        if consent.provider_id == provider {
            theirs.push(StoredResult::new(id, claims));
        }
    }
    let mut revoke = db.prepare_cached("UPDATE records SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL")?;
    for result in &theirs {
        revoke.execute(params![result.id().0, now.as_millis()])?;
        webhooks::tell_of(turn, EventKind::ConsentWithdrawn, result, now)?;
    }
    Ok(!theirs.is_empty())
}

fn end_withdrawal(turn: &mut Turn<'_>, person: PersonKey, provider: &str, deed: &OwnDeed) -> Result<bool, Fault> {
    let ended = objections::remove(turn.db, turn.tools, person, Some(provider))?;
    if ended {
        turn.deeds.push(Deed::entry(&entries::of_person(Act::WithdrawalEnded, Some(provider), deed)));
    }
    Ok(ended)
}

fn set_paused(turn: &mut Turn<'_>, person: PersonKey, paused: bool, deed: &OwnDeed) -> Result<bool, Fault> {
    let (act, changed) = if paused {
        (Act::ChecksPaused, objections::put(turn.db, turn.tools, person, None, deed.now)?)
    } else {
        (Act::ChecksResumed, objections::remove(turn.db, turn.tools, person, None)?)
    };
    if changed {
        turn.deeds.push(Deed::entry(&entries::of_person(act, None, deed)));
    }
    Ok(changed)
}

/// The log only grows: what is true of the head that was read stays provable.
fn prove(db: &Connection, index: u64) -> Result<Option<AuditProof>, Fault> {
    let head = audit::head(db)?;
    if index >= head.size {
        return Ok(None);
    }
    let Some((_, leaf)) = audit::lines(db, index, 1)?.into_iter().next() else { return Ok(None) };
    let damaged = |error: proof::ProofError| StoreError::Damaged(format!("the audit log: {error}"));
    let path = proof::inclusion_proof(&audit::Hashes(db), index, head.size).map_err(damaged)?;
    Ok(Some(AuditProof { leaf, head, path }))
}
