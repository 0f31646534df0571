//! Which records are a person's, whose records lie anywhere in a table that is in order of time.
//!
//! An index by person would change another page with every answer, somewhere among all of them, and each such page is written to the log
//! and then to the database: a fifth of the answers a second went that way. So it is kept as a log-structured merge tree keeps
//! it, in sorted runs: [`file`] adds one of some thousand records at a time, page after page, and [`merge`] makes one
//! run of many now and then. What is in no run yet is looked for among the newest records.
//!
//! Each record is in one run, or in none when its id comes after `meta.owned_to`. One that is added with an earlier id goes to a run for
//! such records at once, which the next new run takes in.

use std::{cmp::Reverse, time::Duration};

use rusqlite::{Connection, OptionalExtension, params};
use tokio::time::sleep;

use super::{
    SqliteStore,
    fault::{Fault, unreadable},
};
use crate::ports::{RecordId, StoreError};

/// Entries of the audit log from one run to the next: so many records may be in none, and are looked through.
const EACH: u64 = 4_096;

/// So many runs of a level make one of the next: with a billion records there are a hundred or so. With more at a time each
/// step would change a page of every one for a few records.
const FEW: usize = 16;

/// Records of a run that are moved in one step.
const SHARE: i64 = 60;

/// Between two steps: nobody waits for them, and others write.
const PAUSE: Duration = Duration::from_millis(20);

/// Bits of a run's number below those of its level.
const LEVEL: u32 = 48;

/// Where records go whose id is not beyond all that are in runs: the clock was set back, or they had waited while a run was made.
const LATE: i64 = 0;

/// All runs, and NULL after the last: each by a step along the key.
macro_rules! runs {
    () => {
        "WITH RECURSIVE runs (run) AS (
             SELECT min(run) FROM records_owned
             UNION ALL
             SELECT (SELECT min(run) FROM records_owned WHERE run > runs.run) FROM runs WHERE run IS NOT NULL
         )"
    };
}

/// The ids of a person's records; `?1` is the owner.
pub(super) const IDS: &str = concat!(
    runs!(),
    "SELECT owned.id FROM runs CROSS JOIN records_owned AS owned ON owned.run = runs.run AND owned.owner = ?1
     UNION ALL
     SELECT id FROM records WHERE id > (SELECT owned_to FROM meta) AND owner = ?1"
);

/// Every record up to this one is in a run.
pub(super) fn end(db: &Connection) -> Result<Vec<u8>, Fault> {
    Ok(db.prepare_cached("SELECT owned_to FROM meta")?.query_row([], |row| row.get(0))?)
}

/// A new record that does not come after this one.
pub(super) fn put_late(db: &Connection, owner: &[u8; 16], id: RecordId) -> Result<(), Fault> {
    db.prepare_cached("INSERT INTO records_owned (run, owner, id) VALUES (?1, ?2, ?3)")?
        .execute(params![LATE, owner, id.0])?;
    Ok(())
}

/// Makes a run of the records that are in none, if the audit log has come far enough: it had so many entries, and now has so many.
pub(super) fn file(db: &Connection, before: u64, after: u64) -> Result<(), Fault> {
    if before / EACH == after / EACH {
        return Ok(());
    }
    let last: Option<Vec<u8>> = db.prepare_cached("SELECT max(id) FROM records")?.query_row([], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    db.prepare_cached(
        "INSERT INTO records_owned (run, owner, id)
         SELECT ?1, owner, id FROM (
             SELECT owner, id FROM records WHERE id > (SELECT owned_to FROM meta) AND id <= ?2
             UNION ALL SELECT owner, id FROM records_owned WHERE run = ?3
         ) ORDER BY owner, id",
    )?
    .execute(params![number(after)?, last, LATE])?;
    db.prepare_cached("DELETE FROM records_owned WHERE run = ?1")?.execute([LATE])?;
    db.prepare_cached("UPDATE meta SET owned_to = max(owned_to, ?1)")?.execute([last])?;
    Ok(())
}

/// A person is forgotten.
pub(super) fn forget(db: &Connection, owner: &[u8; 16]) -> Result<(), Fault> {
    let mut delete = db.prepare_cached("DELETE FROM records_owned WHERE run = ?1 AND owner = ?2")?;
    for run in runs(db)? {
        delete.execute(params![run, owner])?;
    }
    Ok(())
}

/// Deletes the oldest records before that id, so many at most, and tells how many.
pub(super) fn delete_oldest(db: &Connection, end: &RecordId, most: i64) -> Result<usize, Fault> {
    let mut oldest = db.prepare_cached(
        "DELETE FROM records WHERE id IN (SELECT id FROM records WHERE id < ?1 ORDER BY id LIMIT ?2) RETURNING owner, id",
    )?;
    let gone = oldest.query_map(params![end.0, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let gone: Vec<([u8; 16], [u8; 22])> = gone.collect::<Result<_, _>>()?;
    let mut runs = runs(db)?;
    // The oldest are in the runs of the highest levels.
    runs.sort_by_key(|run| (Reverse(level(*run)), *run));
    let mut delete = db.prepare_cached("DELETE FROM records_owned WHERE run = ?1 AND owner = ?2 AND id = ?3")?;
    for (owner, id) in &gone {
        for run in &runs {
            if delete.execute(params![run, owner, id])? > 0 {
                break;
            }
        }
    }
    Ok(gone.len())
}

/// Makes one run of many wherever a level has too many, in steps that hold nobody up. Where it is left off, the next time goes on.
pub(super) async fn merge(store: &SqliteStore) -> Result<(), StoreError> {
    while let Some(merge) = store.read(|db, _| Merge::next(db)).await? {
        let mut from = Some(0);
        while let Some(owner) = from {
            let merge = merge.clone();
            from = store.write(move |turn| merge.step(turn.db, owner)).await?;
            sleep(PAUSE).await;
        }
    }
    Ok(())
}

/// What is wrong with the lists of people's records.
pub(super) fn findings(db: &Connection) -> Result<Vec<String>, Fault> {
    let count = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    let stray = count(
        "SELECT count(*) FROM records_owned AS owned
         WHERE NOT EXISTS (SELECT 1 FROM records WHERE records.id = owned.id AND records.owner = owned.owner)",
    )?;
    let listed = count("SELECT count(*) FROM records_owned")? - stray;
    let records = count("SELECT count(*) FROM records WHERE id <= (SELECT owned_to FROM meta)")?;
    let mut findings = Vec::new();
    if stray > 0 {
        findings.push(format!("records_owned: {stray} entries lead to no record"));
    }
    if listed != records {
        findings.push(format!("records: {records} should be in the lists of their people, {listed} are"));
    }
    Ok(findings)
}

/// Runs that become one.
#[derive(Clone, Debug)]
struct Merge {
    runs: Vec<i64>,
    into: i64,
    /// Records that a step takes of each of them, and the others of the last one's owner.
    share: i64,
}

impl Merge {
    /// What is to be merged next, from the lowest level on.
    fn next(db: &Connection) -> Result<Option<Self>, Fault> {
        let runs: Vec<i64> = runs(db)?.into_iter().filter(|run| *run != LATE).collect();
        let mut levels = runs.chunk_by(|one, other| level(*one) == level(*other));
        let runs = levels.find(|runs| runs.len() >= FEW).and_then(|runs| runs.get(..FEW));
        Ok(runs.map(|runs| Self::of(runs.to_vec())))
    }

    fn of(runs: Vec<i64>) -> Self {
        let last = runs.last().copied().unwrap_or_default();
        Self { runs, into: last + (1 << LEVEL), share: SHARE }
    }

    /// Moves the records of some owners, from this one on. Gives the one to go on from; `None` after the last.
    fn step(&self, db: &Connection, from: u128) -> Result<Option<u128>, Fault> {
        let first = from.to_be_bytes();
        let last = self.last(db, first)?;
        let mut copy = db.prepare_cached(
            "INSERT OR IGNORE INTO records_owned (run, owner, id)
             SELECT ?1, owner, id FROM records_owned WHERE run = ?2 AND owner BETWEEN ?3 AND ?4",
        )?;
        let mut delete = db.prepare_cached("DELETE FROM records_owned WHERE run = ?1 AND owner BETWEEN ?2 AND ?3")?;
        for run in &self.runs {
            copy.execute(params![self.into, run, first, last])?;
            delete.execute(params![run, first, last])?;
        }
        Ok(u128::from_be_bytes(last).checked_add(1))
    }

    /// The last owner of a step: no run has more than its share up to there.
    fn last(&self, db: &Connection, first: [u8; 16]) -> Result<[u8; 16], Fault> {
        let mut at = db.prepare_cached(
            "SELECT owner FROM records_owned WHERE run = ?1 AND owner >= ?2 ORDER BY owner LIMIT 1 OFFSET ?3",
        )?;
        let mut last = [u8::MAX; 16];
        for run in &self.runs {
            let owner = at.query_row(params![run, first, self.share - 1], |row| row.get(0)).optional()?;
            last = last.min(owner.unwrap_or(last));
        }
        Ok(last)
    }
}

/// All runs, in the order of their numbers.
fn runs(db: &Connection) -> Result<Vec<i64>, Fault> {
    let mut all = db.prepare_cached(concat!(runs!(), "SELECT run FROM runs WHERE run IS NOT NULL ORDER BY run"))?;
    let runs = all.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(runs)
}

const fn level(run: i64) -> i64 {
    run >> LEVEL
}

/// A run of the lowest level, by how many entries the audit log has.
fn number(entries: u64) -> Result<i64, Fault> {
    i64::try_from(entries).map_err(|_| unreadable("audit_entries", "n"))
}

#[cfg(test)]
mod tests;
