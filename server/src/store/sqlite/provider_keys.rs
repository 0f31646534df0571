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

#[cfg(test)]
mod tests {
    use super::{super::Tools, *};
    use crate::store::sqlite::schema;

    /// A key of a provider that was registered when a provider had one.
    #[test]
    fn keys_of_before_have_a_name_and_a_beginning() {
        let (folder, tools) = (tempfile::tempdir().unwrap(), Tools::for_tests());
        let path = folder.path().join("kyvs.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch(include_str!("../../../migrations/sqlite/0001_start.sql")).unwrap();
        db.pragma_update(None, "application_id", 0x6b79_7673).unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        db.execute("INSERT INTO meta (id, check_value, people) VALUES (1, ?1, 0)", [tools.secrets.check_value()])
            .unwrap();
        for (id, site_key, hash) in [("prv_1", "pk_1", [1_u8; 32]), ("prv_2", "pk_2", [2; 32])] {
            let body = r#"{"created":1790000000000}"#;
            db.execute("INSERT INTO providers VALUES (?1, ?2, 'Hotel', 0, ?3)", params![id, site_key, body]).unwrap();
            db.execute("INSERT INTO provider_keys VALUES (?1, ?2)", params![hash, id]).unwrap();
        }
        drop(db);
        let keys = all(&schema::writer(&path, &tools).unwrap()).unwrap();
        let of = |provider: &str, hash: u8| SecretKey {
            hash: [hash; 32],
            provider: provider.to_owned(),
            name: SecretKey::FIRST.to_owned(),
            created: Timestamp::from_seconds(1_790_000_000),
            expires: None,
            revoked: None,
            used: None,
        };
        assert_eq!(keys, [of("prv_1", 1), of("prv_2", 2)]);
    }
}
