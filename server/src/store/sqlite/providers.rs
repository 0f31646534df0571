//! Providers. Nothing about them is personal.

use domain::{audit::entry::Act, provider::Provider};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use super::{
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
    provider_keys,
};
use crate::ports::{Acting, StoreError};

pub(super) fn add(turn: &mut Turn<'_>, provider: &Provider, secret_hash: &[u8; 32], act: Acting) -> Result<(), Fault> {
    let db = turn.db;
    let body = serde_json::to_string(provider).map_err(|_| unreadable("providers", "body"))?;
    db.prepare_cached("INSERT INTO providers (id, site_key, name, suspended, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![provider.id, provider.site_key, provider.name, provider.suspended, body])
        .map_err(|error| taken(error, "a provider with this id or site key"))?;
    provider_keys::add_first(db, &provider.id, secret_hash, act)?;
    changed(db)?;
    turn.deeds.push(Deed::of_operator(Act::ProviderAdded, &provider.id, act));
    Ok(())
}

pub(super) fn by_id(db: &Connection, id: &str) -> Result<Option<Provider>, Fault> {
    one(db, "SELECT body, suspended FROM providers WHERE id = ?1", id)
}

pub(super) fn all(db: &Connection) -> Result<Vec<Provider>, Fault> {
    let mut statement = db.prepare_cached("SELECT body, suspended FROM providers ORDER BY name, id")?;
    let rows = statement.query_map([], columns)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(read).collect()
}

/// The number that every change of a provider or a key raises.
pub(super) fn changes(db: &Connection) -> Result<u64, Fault> {
    let changes: i64 =
        db.prepare_cached("SELECT provider_changes FROM meta WHERE id = 1")?.query_row([], |row| row.get(0))?;
    u64::try_from(changes).map_err(|_| unreadable("meta", "provider_changes"))
}

pub(super) fn changed(db: &Connection) -> Result<(), Fault> {
    db.execute("UPDATE meta SET provider_changes = provider_changes + 1 WHERE id = 1", [])?;
    Ok(())
}

/// Compare and swap on what was read.
pub(super) fn change(turn: &mut Turn<'_>, before: &Provider, after: Provider, act: Acting) -> Result<bool, Fault> {
    let Some(found) = by_id(turn.db, &before.id)?.filter(|found| found == before) else { return Ok(false) };
    let Provider { id, site_key, suspended, .. } = found;
    let after = Provider { id, site_key, suspended, ..after };
    put(turn.db, &after)?;
    turn.deeds.push(Deed::of_operator(Act::ProviderChanged, &after.id, act));
    Ok(true)
}

/// Writes a registration that is there already.
pub(super) fn put(db: &Connection, provider: &Provider) -> Result<(), Fault> {
    let body = serde_json::to_string(provider).map_err(|_| unreadable("providers", "body"))?;
    db.prepare_cached("UPDATE providers SET name = ?2, body = ?3 WHERE id = ?1")?.execute(params![
        provider.id,
        provider.name,
        body
    ])?;
    changed(db)
}

pub(super) fn set_suspended(turn: &mut Turn<'_>, id: &str, suspended: bool, act: Acting) -> Result<bool, Fault> {
    let found =
        turn.db.prepare_cached("UPDATE providers SET suspended = ?2 WHERE id = ?1")?.execute(params![id, suspended])?;
    if found == 1 {
        changed(turn.db)?;
        let what = if suspended { Act::ProviderSuspended } else { Act::ProviderResumed };
        turn.deeds.push(Deed::of_operator(what, id, act));
    }
    Ok(found == 1)
}

fn one(db: &Connection, sql: &str, key: &str) -> Result<Option<Provider>, Fault> {
    db.prepare_cached(sql)?.query_row([key], columns).optional()?.map(read).transpose()
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, bool)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// The column decides about suspension; the body keeps what was said at the start.
fn read((body, suspended): (String, bool)) -> Result<Provider, Fault> {
    let provider: Provider = serde_json::from_str(&body).map_err(|_| unreadable("providers", "body"))?;
    Ok(Provider { suspended, ..provider })
}

pub(super) fn taken(error: rusqlite::Error, what: &str) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::Conflict(what.into()).into(),
        _ => error.into(),
    }
}
