//! Passes: kept so that they may be signed, listed for the person, taken back.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    pass::{PassClaims, PassId},
    time::Timestamp,
};
use rusqlite::{Connection, params};

use super::{
    SqliteStore, Tools,
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
};
use crate::{
    ports::{NewPass, PassAdded, PassStore, PersonKey, StoreError, Witness},
    store::{
        passes::{KEPT_AFTER, RevokedPasses, StoredPass, newest_first},
        sealed::Place,
    },
};

#[async_trait]
impl PassStore for SqliteStore {
    async fn add_pass(&self, pass: NewPass) -> Result<PassAdded, StoreError> {
        self.write(move |turn| add(turn, pass)).await
    }

    async fn passes_of(&self, person: PersonKey, now: Timestamp) -> Result<Vec<StoredPass>, StoreError> {
        self.read(move |db, tools| of(db, tools, person, now)).await
    }

    async fn revoke_pass(
        &self,
        person: PersonKey,
        id: PassId,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(move |turn| revoke(turn, person, id, &witness, now)).await
    }

    async fn revoked_passes(&self, now: Timestamp) -> Result<RevokedPasses, StoreError> {
        self.read(move |db, _| revoked(db, now)).await
    }
}

fn add(turn: &mut Turn<'_>, pass: NewPass) -> Result<PassAdded, Fault> {
    let Turn { db, tools, .. } = *turn;
    let NewPass { person, claims, most, witness } = pass;
    let (owner, id, now) = (tools.secrets.owner(person), claims.id(), claims.issued());
    let good: u32 = db
        .prepare_cached("SELECT count(*) FROM passes WHERE owner = ?1 AND revoked IS NULL AND expires > ?2")?
        .query_row(params![owner, now.as_millis()], |row| row.get(0))?;
    if good >= most {
        return Ok(PassAdded::TooMany);
    }
    let cell = tools.sealer.seal(place(&id), &claims.encode())?;
    db.prepare_cached("INSERT INTO passes (id, owner, expires, cell) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        owner,
        claims.expires().as_millis(),
        cell
    ])?;
    turn.deeds.push(Deed::of(Act::PassMade, &witness, now));
    Ok(PassAdded::Added(StoredPass::new(claims)))
}

fn of(db: &Connection, tools: &Tools, person: PersonKey, now: Timestamp) -> Result<Vec<StoredPass>, Fault> {
    let mut statement =
        db.prepare_cached("SELECT id, cell FROM passes WHERE owner = ?1 AND revoked IS NULL AND expires > ?2")?;
    let mut rows = statement.query(params![tools.secrets.owner(person), now.as_millis()])?;
    let mut passes = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, cell): ([u8; PassId::BYTES], Vec<u8>) = (row.get(0)?, row.get(1)?);
        let claims = PassClaims::decode(&tools.sealer.open(place(&PassId::new(id)), &cell)?);
        passes.push(claims.ok_or_else(|| unreadable("passes", "cell"))?);
    }
    Ok(newest_first(passes))
}

/// It works once: one row must change, and it changes only for its owner and while it is good.
fn revoke(
    turn: &mut Turn<'_>,
    person: PersonKey,
    id: PassId,
    witness: &Witness,
    now: Timestamp,
) -> Result<bool, Fault> {
    let owner = turn.tools.secrets.owner(person);
    let marked = turn
        .db
        .prepare_cached(
            "UPDATE passes SET revoked = ?3 WHERE id = ?1 AND owner = ?2 AND revoked IS NULL AND expires > ?3",
        )?
        .execute(params![id.as_bytes(), owner, now.as_millis()])?;
    if marked == 1 {
        turn.deeds.push(Deed::of(Act::PassRevoked, witness, now));
    }
    Ok(marked == 1)
}

fn revoked(db: &Connection, now: Timestamp) -> Result<RevokedPasses, Fault> {
    let mut statement = db.prepare_cached("SELECT id FROM passes WHERE revoked IS NOT NULL AND expires > ?1")?;
    let ids = statement.query_map([now.minus(KEPT_AFTER).as_millis()], |row| row.get(0).map(PassId::new))?;
    Ok(RevokedPasses::new(ids.collect::<Result<Vec<_>, _>>()?, now))
}

/// The passes of a person who is erased are good no more. Their ids stay, as revoked ones, until they would have expired.
pub(super) fn forget(db: &Connection, tools: &Tools, person: PersonKey, now: Timestamp) -> Result<(), Fault> {
    db.execute(
        "UPDATE passes SET owner = NULL, cell = NULL, revoked = coalesce(revoked, ?2) WHERE owner = ?1",
        params![tools.secrets.owner(person), now.as_millis()],
    )?;
    Ok(())
}

fn place(id: &PassId) -> Place<'_> {
    Place { table: "passes", column: "cell", row: id.as_bytes() }
}
