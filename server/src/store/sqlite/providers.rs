//! Providers. Nothing about them is personal; their secret keys lie here as hashes only.

use domain::provider::Provider;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use super::fault::{Fault, unreadable};
use crate::ports::StoreError;

pub(super) fn add(db: &Connection, provider: &Provider, secret_hash: &[u8; 32]) -> Result<(), Fault> {
    let body = serde_json::to_string(provider).map_err(|_| unreadable("providers", "body"))?;
    db.prepare_cached("INSERT INTO providers (id, site_key, name, suspended, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![provider.id, provider.site_key, provider.name, provider.suspended, body])
        .map_err(|error| taken(error, "a provider with this id or site key"))?;
    db.prepare_cached("INSERT INTO provider_keys (hash, provider) VALUES (?1, ?2)")?
        .execute(params![secret_hash, provider.id])
        .map_err(|error| taken(error, "this secret key"))?;
    Ok(())
}

pub(super) fn by_id(db: &Connection, id: &str) -> Result<Option<Provider>, Fault> {
    one(db, "SELECT body, suspended FROM providers WHERE id = ?1", id)
}

pub(super) fn by_site_key(db: &Connection, site_key: &str) -> Result<Option<Provider>, Fault> {
    one(db, "SELECT body, suspended FROM providers WHERE site_key = ?1", site_key)
}

pub(super) fn all(db: &Connection) -> Result<Vec<Provider>, Fault> {
    let mut statement = db.prepare_cached("SELECT body, suspended FROM providers ORDER BY name, id")?;
    let rows = statement.query_map([], columns)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(read).collect()
}

pub(super) fn set_suspended(db: &Connection, id: &str, suspended: bool) -> Result<bool, Fault> {
    let changed =
        db.prepare_cached("UPDATE providers SET suspended = ?2 WHERE id = ?1")?.execute(params![id, suspended])?;
    Ok(changed == 1)
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

fn taken(error: rusqlite::Error, what: &str) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::Conflict(what.into()).into(),
        _ => error.into(),
    }
}
