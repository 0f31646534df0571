//! Rows of counters: of mobiles, providers and the service. What they decide is in [`crate::store::counters`].

use domain::{limits::take_fine, time::Timestamp};
use rusqlite::{Connection, params};

use super::{Tools, fault::Fault, job::Turn, value};
use crate::{
    ports::{Axis, Budgets, CounterKey, Limited},
    store::counters::MobileCounters,
};

/// What is counted for a mobile; nothing when it is met for the first time.
pub(super) fn of_mobile(db: &Connection, key: CounterKey) -> Result<MobileCounters, Fault> {
    value::read(db, "counters", "SELECT value FROM counters WHERE key = ?1", key.0)
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
    let value = value::encode("counters", &counters)?;
    db.prepare_cached(
        "INSERT INTO counters (key, keep_until, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET keep_until = excluded.keep_until, value = excluded.value",
    )?
    .execute(params![key.0, counters.keep_until(limits, failures).as_millis(), value])?;
    Ok(())
}

/// Charges provider and service, both or neither. `Ok(Ok(slowed))` says whether the provider is slowed.
pub(super) fn charge(turn: &mut Turn<'_>, budgets: &Budgets, now: Timestamp) -> Result<Result<bool, Limited>, Fault> {
    let Turn { db, tally, .. } = turn;
    let db = *db;
    let (service, rate) = budgets.service;
    let arrival = match take_fine(tally.service(db, service)?, now, rate) {
        Ok(arrival) => arrival,
        Err(until) => return Ok(Err(Limited { until, axis: Axis::Service })),
    };
    let budget = &budgets.provider;
    let mut provider = tally.provider(db, budget.key)?;
    if let Err(until) = provider.charge(budget, now) {
        return Ok(Err(Limited { until, axis: Axis::Provider }));
    }
    tally.put_service(service, arrival);
    let slowed = provider.is_slowed(&budget.pumping);
    tally.put_provider(db, budget.key, provider)?;
    Ok(Ok(slowed))
}

/// Counts a typed code of a provider.
pub(super) fn typed(turn: &mut Turn<'_>, key: CounterKey, right: bool, now: Timestamp) -> Result<(), Fault> {
    let Turn { db, tally, .. } = turn;
    let db = *db;
    let mut provider = tally.provider(db, key)?;
    provider.typed(right, now);
    tally.put_provider(db, key, provider)
}
