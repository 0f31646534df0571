//! Secret keys of providers' servers: hashes, with the name that the operator gave each.

use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{Connection, params};

use super::{
    audit::Deed,
    fault::Fault,
    job::Turn,
    providers::{changed, taken},
};
use crate::ports::{Acting, KeyRotation, SecretKey};

/// Adds the key that a provider has from the beginning.
pub(super) fn add_first(db: &Connection, provider: &str, hash: &[u8; 32], act: Acting) -> Result<(), Fault> {
    insert(db, hash, provider, SecretKey::FIRST, act.now, None)
}

pub(super) fn all(db: &Connection) -> Result<Vec<SecretKey>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT hash, provider, name, created, expires, revoked, used FROM provider_keys
         ORDER BY created, provider, name",
    )?;
    let keys = statement.query_map([], |row| {
        let moment = |at: Option<i64>| at.map(Timestamp::from_millis);
        Ok(SecretKey {
            hash: row.get(0)?,
            provider: row.get(1)?,
            name: row.get(2)?,
            created: Timestamp::from_millis(row.get(3)?),
            expires: moment(row.get(4)?),
            revoked: moment(row.get(5)?),
            used: moment(row.get(6)?),
        })
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

pub(super) fn rotate(turn: &mut Turn<'_>, rotation: &KeyRotation) -> Result<bool, Fault> {
    let db = turn.db;
    let KeyRotation { provider, hash, name, expires, others_until, act } = rotation;
    if super::providers::by_id(db, provider)?.is_none() {
        return Ok(false);
    }
    if let Some(end) = others_until {
        db.prepare_cached(
            "UPDATE provider_keys SET expires = ?2
             WHERE provider = ?1 AND revoked IS NULL AND (expires IS NULL OR expires > ?2)",
        )?
        .execute(params![provider, end.as_millis()])?;
    }
    insert(db, hash, provider, name, act.now, *expires)?;
    changed(db)?;
    turn.deeds.push(Deed::of_operator(Act::KeyAdded, provider, *act));
    Ok(true)
}

fn insert(
    db: &Connection,
    hash: &[u8; 32],
    provider: &str,
    name: &str,
    created: Timestamp,
    expires: Option<Timestamp>,
) -> Result<(), Fault> {
    db.prepare_cached(
        "INSERT INTO provider_keys (hash, provider, name, created, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![hash, provider, name, created.as_millis(), expires.map(Timestamp::as_millis)])
    .map_err(|error| taken(error, "a secret key of this name"))?;
    Ok(())
}

pub(super) fn revoke(turn: &mut Turn<'_>, provider: &str, name: &str, act: Acting) -> Result<bool, Fault> {
    let revoked = turn
        .db
        .prepare_cached("UPDATE provider_keys SET revoked = ?3 WHERE provider = ?1 AND name = ?2 AND revoked IS NULL")?
        .execute(params![provider, name, act.now.as_millis()])?;
    if revoked == 1 {
        changed(turn.db)?;
        turn.deeds.push(Deed::of_operator(Act::KeyChanged, provider, act));
    }
    Ok(revoked == 1)
}

pub(super) fn note_uses(db: &Connection, uses: &[([u8; 32], Timestamp)]) -> Result<(), Fault> {
    let mut note =
        db.prepare_cached("UPDATE provider_keys SET used = ?2 WHERE hash = ?1 AND (used IS NULL OR used < ?2)")?;
    for (hash, at) in uses {
        note.execute(params![hash, at.as_millis()])?;
    }
    Ok(())
}
