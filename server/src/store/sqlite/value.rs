//! Values that a row keeps whole, in one column: counters, budgets, quotas.

use rusqlite::{Connection, OptionalExtension as _};
use serde::{Serialize, de::DeserializeOwned};

use super::fault::{Fault, unreadable};

/// The value that a statement finds for a key; the empty one where there is no row.
pub(super) fn read<T: Default + DeserializeOwned>(
    db: &Connection,
    table: &'static str,
    sql: &str,
    key: i64,
) -> Result<T, Fault> {
    let value: Option<Vec<u8>> = db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
    value.map_or_else(|| Ok(T::default()), |value| postcard::from_bytes(&value).map_err(|_| unreadable(table, "value")))
}

/// A value as its column keeps it.
pub(super) fn encode(table: &'static str, value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    postcard::to_stdvec(value).map_err(|_| unreadable(table, "value"))
}
