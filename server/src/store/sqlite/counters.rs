//! Rows of counters: of mobiles, providers and the service. What they decide is in [`crate::store::counters`].

use domain::{
    limits::{Arrival, take_fine},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Tools,
    fault::{Fault, unreadable},
    usage,
};
use crate::{
    ports::{Axis, Budgets, CounterKey, Limited},
    store::counters::{MobileCounters, ProviderCounters},
};

const BUDGET: &str = "SELECT value FROM budgets WHERE key = ?1";

/// What is counted for a mobile; nothing when it is met for the first time.
pub(super) fn of_mobile(db: &Connection, key: CounterKey) -> Result<MobileCounters, Fault> {
    read(db, "SELECT value FROM counters WHERE key = ?1", key)
}

/// Writes it back, without what says nothing any more.
pub(super) fn put_mobile(
    db: &Connection,
    tools: &Tools,
    key: CounterKey,
    mut counters: MobileCounters,
    now: Timestamp,
) -> Result<(), Fault> {
    let (limits, failures) = (tools.retention.limits, tools.retention.failures);
    counters.prune(now, limits, failures);
    let value = postcard::to_stdvec(&counters).map_err(|_| unreadable("counters", "value"))?;
    db.prepare_cached(
        "INSERT INTO counters (key, keep_until, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET keep_until = excluded.keep_until, value = excluded.value",
    )?
    .execute(params![key.0, counters.keep_until(limits, failures).as_millis(), value])?;
    Ok(())
}

/// Charges provider and service, both or neither. `Ok(Ok(slowed))` says whether the provider is slowed.
pub(super) fn charge(db: &Connection, budgets: &Budgets, now: Timestamp) -> Result<Result<bool, Limited>, Fault> {
    let (service, rate) = budgets.service;
    let arrival: Option<Arrival> = read(db, BUDGET, service)?;
    let arrival = match take_fine(arrival, now, rate) {
        Ok(arrival) => arrival,
        Err(until) => return Ok(Err(Limited { until, axis: Axis::Service })),
    };
    let budget = &budgets.provider;
    let mut provider = of_provider(db, budget.key)?;
    if let Err(until) = provider.charge(budget, now) {
        return Ok(Err(Limited { until, axis: Axis::Provider }));
    }
    put_budget(db, service, &Some(arrival))?;
    let slowed = provider.is_slowed(&budget.pumping);
    put_provider(db, budget.key, provider)?;
    Ok(Ok(slowed))
}

/// Counts a typed code of a provider.
pub(super) fn typed(db: &Connection, key: CounterKey, right: bool, now: Timestamp) -> Result<(), Fault> {
    let mut provider = of_provider(db, key)?;
    provider.typed(right, now);
    put_provider(db, key, provider)
}

/// What is counted for a provider.
pub(super) fn of_provider(db: &Connection, key: CounterKey) -> Result<ProviderCounters, Fault> {
    read(db, BUDGET, key)
}

fn put_provider(db: &Connection, key: CounterKey, mut provider: ProviderCounters) -> Result<(), Fault> {
    if let Some(over) = provider.take_over() {
        usage::put(db, key, &over)?;
    }
    put_budget(db, key, &provider)
}

fn put_budget<T: serde::Serialize>(db: &Connection, key: CounterKey, value: &T) -> Result<(), Fault> {
    let value = postcard::to_stdvec(value).map_err(|_| unreadable("budgets", "value"))?;
    db.prepare_cached(
        "INSERT INTO budgets (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![key.0, value])?;
    Ok(())
}

fn read<T: Default + serde::de::DeserializeOwned>(db: &Connection, sql: &str, key: CounterKey) -> Result<T, Fault> {
    let value: Option<Vec<u8>> = db.prepare_cached(sql)?.query_row([key.0], |row| row.get(0)).optional()?;
    value.map_or_else(
        || Ok(T::default()),
        |value| postcard::from_bytes(&value).map_err(|_| unreadable("counters", "value")),
    )
}
