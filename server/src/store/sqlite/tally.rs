//! What the writes of one transaction share: budgets, each read once and written once however many charge it, and the end
//! that the audit log had before.

use std::collections::HashMap;

use domain::{audit::tree::Frontier, limits::Arrival};
use rusqlite::{Connection, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{audit, fault::Fault, owned, usage, value};
use crate::{
    ports::{CounterKey, RecordId},
    store::counters::ProviderCounters,
};

/// What an open transaction has charged so far.
#[derive(Clone, Default)]
pub(super) struct Tally {
    services: HashMap<CounterKey, Option<Arrival>>,
    providers: HashMap<CounterKey, ProviderCounters>,
    /// The end of the audit log before this transaction: nobody else adds to it while the transaction is open.
    log: Option<Frontier>,
    /// The last record that is in a run of its people's: runs are made at the end of a transaction.
    owned_to: Option<Vec<u8>>,
    /// How often something was changed.
    changes: u64,
}

impl Tally {
    /// What is counted for the whole service.
    pub(super) fn service(&mut self, db: &Connection, key: CounterKey) -> Result<Option<Arrival>, Fault> {
        if let Some(known) = self.services.get(&key) {
            return Ok(*known);
        }
        let stored = read(db, key)?;
        self.services.insert(key, stored);
        Ok(stored)
    }

    /// The same, changed.
    pub(super) fn put_service(&mut self, key: CounterKey, arrival: Arrival) {
        self.changes += 1;
        self.services.insert(key, Some(arrival));
    }

    /// What is counted for a provider.
    pub(super) fn provider(&mut self, db: &Connection, key: CounterKey) -> Result<ProviderCounters, Fault> {
        if let Some(known) = self.providers.get(&key) {
            return Ok(known.clone());
        }
        let stored: ProviderCounters = read(db, key)?;
        self.providers.insert(key, stored.clone());
        Ok(stored)
    }

    /// The same, changed. A day that is over is written down at once.
    pub(super) fn put_provider(
        &mut self,
        db: &Connection,
        key: CounterKey,
        mut counters: ProviderCounters,
    ) -> Result<(), Fault> {
        if let Some(over) = counters.take_over() {
            usage::put(db, key, &over)?;
        }
        self.changes += 1;
        self.providers.insert(key, counters);
        Ok(())
    }

    /// The end that the audit log had when the transaction began.
    pub(super) fn log(&mut self, db: &Connection) -> Result<&Frontier, Fault> {
        match &mut self.log {
            Some(log) => Ok(log),
            none => Ok(none.insert(audit::frontier(db)?)),
        }
    }

    /// Whether a new record comes after all that are in runs.
    pub(super) fn is_latest(&mut self, db: &Connection, record: &RecordId) -> Result<bool, Fault> {
        let end = match &mut self.owned_to {
            Some(end) => end,
            none => none.insert(owned::end(db)?),
        };
        Ok(record.0.as_slice() > end.as_slice())
    }

    /// How often something was changed: the same number means that nothing was.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }

    /// Writes what was changed, before the transaction is committed.
    pub(super) fn write(&self, db: &Connection) -> Result<(), Fault> {
        if self.changes == 0 {
            return Ok(());
        }
        for (key, arrival) in &self.services {
            write(db, *key, arrival)?;
        }
        self.providers.iter().try_for_each(|(key, counters)| write(db, *key, counters))
    }
}

/// What is counted for a provider, as it is stored.
pub(super) fn of_provider(db: &Connection, key: CounterKey) -> Result<ProviderCounters, Fault> {
    read(db, key)
}

fn read<T: Default + DeserializeOwned>(db: &Connection, key: CounterKey) -> Result<T, Fault> {
    value::read(db, "budgets", "SELECT value FROM budgets WHERE key = ?1", key.0)
}

fn write<T: Serialize>(db: &Connection, key: CounterKey, value: &T) -> Result<(), Fault> {
    db.prepare_cached(
        "INSERT INTO budgets (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![key.0, value::encode("budgets", value)?])?;
    Ok(())
}
