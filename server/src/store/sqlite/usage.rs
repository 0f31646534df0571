//! What providers asked, day by day. The day that runs is counted in the provider's row of counters.

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::{
    fault::{Fault, unreadable},
    tally,
};
use crate::ports::{CounterKey, DayUsage};

/// Writes the figures of a day that is over. A day that comes again, after a clock was set back, is added to.
pub(super) fn put(db: &Connection, provider: CounterKey, usage: &DayUsage) -> Result<(), Fault> {
    db.prepare_cached(
        "INSERT INTO usage (provider, day, starts, messages, confirms, results) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (provider, day) DO UPDATE SET
             starts = starts + excluded.starts, messages = messages + excluded.messages,
             confirms = confirms + excluded.confirms, results = results + excluded.results",
    )?
    .execute(params![
        provider.0,
        usage.day.to_string(),
        usage.starts,
        usage.messages,
        usage.confirms,
        usage.results
    ])?;
    Ok(())
}

pub(super) fn read(db: &Connection, provider: CounterKey, from: Date, to: Date) -> Result<Vec<DayUsage>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT day, starts, messages, confirms, results FROM usage WHERE provider = ?1 AND day BETWEEN ?2 AND ?3
         ORDER BY day",
    )?;
    let rows = statement.query_map(params![provider.0, from.to_string(), to.to_string()], |row| {
        let day: String = row.get(0)?;
        Ok((day, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
    })?;
    let mut days = Vec::new();
    for row in rows {
        let (day, [starts, messages, confirms, results]) = row?;
        let day = day.parse().map_err(|_| unreadable("usage", "day"))?;
        days.push(DayUsage { day, starts, messages, confirms, results });
    }
    let today = tally::of_provider(db, provider)?.today();
    days.extend(Some(today).filter(|today| today.is_within(from, to)));
    Ok(days)
}
