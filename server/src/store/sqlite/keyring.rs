//! The roots of the data keys as they are stored, and how a process takes up what another one has changed.
//!
//! Every transaction begins by asking whether the keys are still those that the process knows ([`refresh`]): nothing is ever
//! sealed under a key that is on its way out. Readers find out by a cell that does not open, or by looking again.

use std::{path::Path, sync::Arc};

use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use subtle::ConstantTimeEq as _;

use super::{
    Tools,
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
    schema,
};
use crate::{
    ports::{Acting, DataKey, DataKeyState, Entropy, StoreError},
    secrets::{DataKeys, FIRST, MasterKey, Root, Secrets, WrappingKey},
    store::OpenError,
};

/// The keys of the database at `path`, whose root 1 it holds under the master key; new ones when there is no database yet.
pub(super) fn secrets(path: &Path, master: &MasterKey, entropy: &dyn Entropy) -> Result<Secrets, OpenError> {
    if !path.exists() {
        return Ok(Secrets::with_new_root(master, entropy));
    }
    let db = schema::onlooker(path)?;
    let has_keyring =
        db.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'keyring')", [], |row| row.get(0))?;
    let wrapped = if has_keyring { wrapped_first(&db)? } else { None };
    match wrapped {
        Some(wrapped) => Secrets::unwrap(master, &wrapped).ok_or(OpenError::WrongMasterKey),
        None => Ok(Secrets::derive(master)),
    }
}

/// Root 1 as it is stored; `None` when it is the master key itself.
fn wrapped_first(db: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
    db.query_row("SELECT wrapped FROM keyring WHERE version = 1", [], |row| row.get(0)).optional().map(Option::flatten)
}

/// The first entry of a new keyring, in the transaction that makes its table.
pub(super) fn first(db: &Connection, tools: &Tools, _work: &Path) -> Result<(), Fault> {
    let check = tools.secrets.check_value();
    db.execute("INSERT OR IGNORE INTO meta (id, check_value, people) VALUES (1, ?1, 0)", [check])?;
    db.execute(
        "INSERT INTO keyring (version, state, wrapped) VALUES (?1, 'active', ?2)",
        params![FIRST, tools.secrets.wrapped_root(&*tools.entropy)],
    )?;
    Ok(())
}

/// Whether the database was made with this root 1, and holds it under this master key.
pub(super) fn check(db: &Connection, secrets: &Secrets) -> Result<(), OpenError> {
    let stored: Option<Vec<u8>> =
        db.query_row("SELECT check_value FROM meta WHERE id = 1", [], |row| row.get(0)).optional()?;
    let of_root = stored.is_some_and(|stored| bool::from(stored.ct_eq(secrets.check_value())));
    let of_master = match wrapped_first(db)? {
        Some(wrapped) => secrets.wrapping().unwrap(FIRST, &wrapped).is_some(),
        None => secrets.are_of_master(),
    };
    if of_root && of_master { Ok(()) } else { Err(OpenError::WrongMasterKey) }
}

/// Takes up the keys as they are now; `false` when nothing has changed.
pub(super) fn refresh(db: &Connection, tools: &Tools) -> Result<bool, Fault> {
    let changes = changes(db)?;
    let known = tools.sealer.keyring().now();
    if changes == known.changes {
        return Ok(false);
    }
    let mut statement =
        db.prepare_cached("SELECT version, wrapped FROM keyring WHERE state <> 'retired' ORDER BY version DESC")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let (version, wrapped): (u8, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        keys.push(match known.find(version) {
            Some(keys) => Arc::clone(keys),
            None => Arc::new(DataKeys::derive(version, &root(tools, version, wrapped.as_deref())?)),
        });
    }
    tools.sealer.keyring().take_up(changes, keys);
    Ok(true)
}

fn root(tools: &Tools, version: u8, wrapped: Option<&[u8]>) -> Result<Root, Fault> {
    if version == FIRST {
        return Ok(tools.secrets.root().clone());
    }
    let wrapped = wrapped.ok_or_else(|| unreadable("keyring", "wrapped"))?;
    tools.secrets.wrapping().unwrap(version, wrapped).ok_or_else(|| {
        // Going on without this key would seal under one that goes: the process has to begin anew.
        let why = "the master key was changed while this process ran; start it again with the new one";
        Fault::Store(StoreError::Broken(why.into()))
    })
}

/// The number that every change of a data key or a signing key raises.
pub(super) fn changes(db: &Connection) -> Result<u64, Fault> {
    let changes: i64 =
        db.prepare_cached("SELECT key_changes FROM meta WHERE id = 1")?.query_row([], |row| row.get(0))?;
    u64::try_from(changes).map_err(|_| unreadable("meta", "key_changes"))
}

pub(super) fn changed(db: &Connection) -> Result<(), Fault> {
    db.execute("UPDATE meta SET key_changes = key_changes + 1 WHERE id = 1", [])?;
    Ok(())
}

/// All versions, oldest first.
pub(super) fn all(db: &Connection) -> Result<Vec<DataKey>, Fault> {
    let mut statement = db.prepare_cached("SELECT version, state, created FROM keyring ORDER BY version")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get(1)?;
        let state = match state.as_str() {
            "active" => DataKeyState::Active,
            "retiring" => DataKeyState::Retiring,
            "retired" => DataKeyState::Retired,
            _ => return Err(unreadable("keyring", "state")),
        };
        let created: Option<i64> = row.get(2)?;
        keys.push(DataKey { version: row.get(0)?, state, created: created.map(Timestamp::from_millis) });
    }
    Ok(keys)
}

/// Adds a new version, under which this process and all others seal from their next transaction on.
pub(super) fn add(turn: &mut Turn<'_>, act: Acting) -> Result<(), Fault> {
    let Turn { db, tools, .. } = *turn;
    let newest = tools.sealer.keyring().now().newest().version();
    let version = newest.checked_add(1).ok_or_else(|| {
        Fault::Store(StoreError::Unavailable("there can be no more than 255 versions of the data keys".into()))
    })?;
    let wrapped = tools.secrets.wrapping().wrap(version, &Root::generate(&*tools.entropy), &*tools.entropy);
    db.execute("UPDATE keyring SET state = 'retiring' WHERE state = 'active'", [])?;
    db.execute(
        "INSERT INTO keyring (version, state, created, wrapped) VALUES (?1, 'active', ?2, ?3)",
        params![version, act.now.as_millis(), wrapped],
    )?;
    changed(db)?;
    turn.deeds.push(Deed::of_operator(Act::DataKeyAdded, &format!("v{version}"), act));
    Ok(())
}

/// Deletes what nothing is sealed under any more. Root 1 stays: every pseudonym comes from it.
pub(super) fn retire(turn: &mut Turn<'_>, act: Acting) -> Result<(), Fault> {
    let db = turn.db;
    for key in all(db)?.into_iter().filter(|key| key.state == DataKeyState::Retiring) {
        db.execute("UPDATE keyring SET state = 'retired' WHERE version = ?1 AND version = 1", [key.version])?;
        db.execute("DELETE FROM keyring WHERE version = ?1 AND version > 1", [key.version])?;
        turn.deeds.push(Deed::of_operator(Act::DataKeyRetired, &format!("v{}", key.version), act));
    }
    changed(db)
}

/// Seals every root under another master key: after this transaction the old one opens nothing.
pub(super) fn change_master(turn: &mut Turn<'_>, new: &MasterKey, act: Acting) -> Result<(), Fault> {
    let Turn { db, tools, .. } = *turn;
    let (old, new) = (tools.secrets.wrapping(), WrappingKey::of(new));
    let mut statement = db.prepare("SELECT version, wrapped FROM keyring")?;
    let kept = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<_>, _>>()?;
    for (version, wrapped) in kept {
        let (version, wrapped): (u8, Option<Vec<u8>>) = (version, wrapped);
        let root = match wrapped {
            Some(wrapped) => old.unwrap(version, &wrapped).ok_or_else(|| unreadable("keyring", "wrapped"))?,
            None => root(tools, version, None)?,
        };
        db.execute(
            "UPDATE keyring SET wrapped = ?2 WHERE version = ?1",
            params![version, new.wrap(version, &root, &*tools.entropy)],
        )?;
    }
    changed(db)?;
    turn.deeds.push(Deed::of_operator(Act::MasterKeyChanged, "", act));
    Ok(())
}
