//! A rotation of the data keys on its way: what is sealed under an older key is sealed anew, a few rows at a time, in
//! transactions of the one writer that it shares with everybody else.
//!
//! It goes through every table with cells in the order of their keys and notes, in the same transaction, how far it is, so
//! that whoever comes after a crash goes on from there. A person's row moves as well, because its number is a keyed hash.
//! Nothing is written under an older key meanwhile, so one pass is enough; before that key goes, everything is looked at again.

use domain::mobile::Mobile;
use rusqlite::{Connection, OptionalExtension, params, types::Value};

use super::{
    SqliteStore, Tools,
    cells::{CELLS, Cells, bound_to},
    fault::{Fault, unreadable},
    job::Turn,
    keyring, people,
};
use crate::{
    ports::{Acting, Resealed, Resealing, StoreError},
    secrets::DataKeys,
    store::sealed::version,
};

/// So many times as many rows as are sealed anew may be looked at in one step.
const PASSED_BY: usize = 16;

/// How far a rotation is.
struct Position {
    cells: &'static Cells,
    after: Value,
    rows: Resealing,
}

/// Begins a rotation; `false` when one is running already. The rows were counted shortly before.
pub(super) fn begin(turn: &mut Turn<'_>, total: u64, act: Acting) -> Result<bool, Fault> {
    if progress(turn.db)?.is_some() {
        return Ok(false);
    }
    keyring::add(turn, act)?;
    put(turn.db, &Position { cells: &CELLS[0], after: start(), rows: Resealing { done: 0, total } })?;
    Ok(true)
}

/// How far a rotation is; `None` when none runs.
pub(super) fn progress(db: &Connection) -> Result<Option<Resealing>, Fault> {
    Ok(position(db)?.map(|position| position.rows))
}

/// Rows that a rotation has to look at.
pub(super) fn count(db: &Connection) -> Result<u64, Fault> {
    let mut rows = 0;
    for cells in &CELLS {
        let of_table: i64 = db.query_row(&format!("SELECT count(*) FROM {}", cells.table), [], |row| row.get(0))?;
        rows += u64::try_from(of_table).unwrap_or_default();
    }
    Ok(rows)
}

/// An import goes by the order of the newest keys, and half of the people lie in the order of the older ones.
pub(super) fn refuse_import(db: &Connection) -> Result<(), Fault> {
    match progress(db)? {
        None => Ok(()),
        Some(Resealing { done, total }) => Err(Fault::Store(StoreError::Unavailable(format!(
            "the data keys are being rotated ({done} of {total} rows are done); import again when `kyvs keys list` says that it is over"
        )))),
    }
}

/// One step, by whoever does the work.
pub(super) async fn step(store: &SqliteStore, most: usize, act: Acting) -> Result<Resealed, StoreError> {
    if store.look(|db, _| progress(db)).await?.is_none() {
        return Ok(Resealed::Nothing);
    }
    let stepped = store.write(move |turn| some(turn, most)).await?;
    let Stepped::Through(rows) = stepped else {
        return Ok(match stepped {
            Stepped::More(rows) => Resealed::Some(rows),
            _ => Resealed::Nothing,
        });
    };
    // The whole registry is read, beside the writer: what it has found, no later write undoes.
    let (newest, cells) = left_beside(store).await?;
    match cells {
        0 => {
            let finished = store.write(move |turn| finish(turn, newest, act)).await?;
            Ok(if finished { Resealed::Finished } else { Resealed::Nothing })
        }
        cells => {
            store.write(move |turn| put(turn.db, &Position { cells: &CELLS[0], after: start(), rows })).await?;
            Ok(Resealed::Stuck(cells))
        }
    }
}

/// Where a step ended.
enum Stepped {
    Nowhere,
    More(Resealing),
    /// Every row was looked at.
    Through(Resealing),
}

fn some(turn: &Turn<'_>, most: usize) -> Result<Stepped, Fault> {
    let Some(mut at) = position(turn.db)? else { return Ok(Stepped::Nowhere) };
    let (mut renewed, mut seen) = (0, 0);
    // Rows that need nothing are passed by quickly, but not for ever.
    while renewed < most && seen < most * PASSED_BY {
        let rows = read(turn.db, &at, most)?;
        let (found, last) = (rows.len(), rows.last().map(|row| row.key.clone()));
        for row in rows {
            renewed += usize::from(renew(turn, at.cells, row)?);
        }
        seen += found;
        at.rows.done += found as u64;
        match last.filter(|_| found == most) {
            Some(last) => at.after = last,
            None => match after(at.cells) {
                Some(next) => (at.cells, at.after) = (next, start()),
                None => return Ok(Stepped::Through(Resealing { done: 0, ..at.rows })),
            },
        }
    }
    put(turn.db, &at)?;
    Ok(Stepped::More(at.rows))
}

fn after(cells: &Cells) -> Option<&'static Cells> {
    let at = CELLS.iter().position(|other| other.table == cells.table && other.column == cells.column)?;
    CELLS.get(at + 1)
}

/// Less than every key: people's numbers are positive, and bytes come after numbers.
const fn start() -> Value {
    Value::Integer(-1)
}

/// A row with a cell in it, or without.
struct Row {
    key: Value,
    bound_to: Vec<u8>,
    cell: Option<Vec<u8>>,
}

fn read(db: &Connection, at: &Position, most: usize) -> Result<Vec<Row>, Fault> {
    let Cells { table, key, bound_to: bound, cell, .. } = at.cells;
    let sql = format!("SELECT {key}, {bound}, {cell} FROM {table} WHERE {key} > ?1 ORDER BY {key} LIMIT ?2");
    let mut statement = db.prepare_cached(&sql)?;
    let columns =
        |row: &rusqlite::Row<'_>| Ok(Row { key: row.get(0)?, bound_to: bound_to(row, 1)?, cell: row.get(2)? });
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![at.after, most], columns)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Seals the cell anew, unless the newest keys have sealed it. `true` when that was work.
fn renew(turn: &Turn<'_>, cells: &Cells, Row { key, bound_to, cell }: Row) -> Result<bool, Fault> {
    let (db, tools) = (turn.db, turn.tools);
    let ring = tools.sealer.keyring().now();
    let newest = ring.newest();
    let Some(cell) = cell.filter(|cell| version(cell) != Some(newest.version())) else { return Ok(false) };
    let renewed = match key {
        Value::Integer(id) => move_person(db, tools, newest, id),
        key => seal_anew(db, tools, cells, &key, &bound_to, &cell),
    };
    match renewed {
        // It stays as it is: `left` finds it, and the older key stays with it.
        Err(Fault::Store(StoreError::Damaged(_))) => Ok(true),
        renewed => renewed.map(|()| true),
    }
}

fn seal_anew(
    db: &Connection,
    tools: &Tools,
    cells: &Cells,
    key: &Value,
    bound_to: &[u8],
    cell: &[u8],
) -> Result<(), Fault> {
    let place = cells.place(bound_to);
    let sealed = tools.sealer.seal(place, &tools.sealer.open(place, cell)?)?;
    let sql = format!("UPDATE {} SET {} = ?2 WHERE {} = ?1", cells.table, cells.column, cells.key);
    db.prepare_cached(&sql)?.execute(params![key, sealed])?;
    Ok(())
}

/// Seals a person's cells anew, in a row among the numbers that belong to the mobile under the newest keys.
fn move_person(db: &Connection, tools: &Tools, newest: &DataKeys, old: i64) -> Result<(), Fault> {
    let Some(row) = people::row(db, tools, old)? else { return Ok(()) };
    let doses = people::plain_doses(&row.open_doses(tools)?)?;
    let id = free_row(db, newest, &row.identity.mobile)?;
    let identity = people::seal_identity(tools, id, &people::plain_identity(&row.identity)?)?;
    let doses = doses.map(|plain| people::seal_doses(tools, id, &plain)).transpose()?;
    let place = people::place_of(db, row.person, old)?;
    db.prepare_cached("DELETE FROM people WHERE id = ?1")?.execute([old])?;
    db.prepare_cached("INSERT INTO people (id, identity, doses) VALUES (?1, ?2, ?3)")?
        .execute(params![id, identity, doses])?;
    db.prepare_cached("UPDATE people_by_reference SET person = ?2 WHERE reference = ?1")?.execute([place, id])?;
    Ok(())
}

fn free_row(db: &Connection, keys: &DataKeys, mobile: &Mobile) -> Result<i64, Fault> {
    let first = people::first_row(keys, mobile);
    let mut statement = db.prepare_cached("SELECT id FROM people WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let mut taken = statement.query([first, first + (people::SLOTS - 1)])?;
    let mut free = first;
    while let Some(row) = taken.next()? {
        if row.get::<_, i64>(0)? != free {
            break;
        }
        free += 1;
    }
    let full = || Fault::Store(StoreError::Unavailable("a mobile has no free row".into()));
    if free < first + people::SLOTS { Ok(free) } else { Err(full()) }
}

/// Rows that are looked at in one reading: others who read, and the end of the process, wait no longer.
const LOOKED_AT: u32 = 50_000;

/// How far a look at all cells is.
#[derive(Clone)]
struct Look {
    newest: u8,
    at: usize,
    after: Value,
    left: u64,
}

impl Look {
    /// For cells that are not sealed under the newest keys.
    fn new(tools: &Tools) -> Self {
        Self { newest: newest(tools), at: 0, after: start(), left: 0 }
    }

    /// Looks at some more; `false` when there are none.
    fn goes_on(&mut self, db: &Connection) -> Result<bool, Fault> {
        let Some(Cells { table, key, cell, .. }) = CELLS.get(self.at) else { return Ok(false) };
        let sql = format!(
            "SELECT count(*) FILTER (WHERE substr(cell, 1, 1) <> ?1), max(key)
             FROM (SELECT {key} AS key, {cell} AS cell FROM {table} WHERE {key} > ?2 ORDER BY {key} LIMIT ?3)"
        );
        let mut statement = db.prepare_cached(&sql)?;
        let (left, last): (i64, Value) =
            statement.query_row(params![[self.newest], self.after, LOOKED_AT], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.left += u64::try_from(left).unwrap_or_default();
        match last {
            Value::Null => (self.at, self.after) = (self.at + 1, start()),
            last => self.after = last,
        }
        Ok(true)
    }
}

fn newest(tools: &Tools) -> u8 {
    tools.sealer.keyring().now().newest().version()
}

/// Cells that are not sealed under the newest keys.
pub(super) fn left(db: &Connection, tools: &Tools) -> Result<u64, Fault> {
    let mut look = Look::new(tools);
    while look.goes_on(db)? {}
    Ok(look.left)
}

/// The same beside the writer, and the version of those keys.
async fn left_beside(store: &SqliteStore) -> Result<(u8, u64), StoreError> {
    let mut look = Look::new(&store.tools);
    loop {
        let some_more = move |db: &Connection, _: &Tools| {
            let mut next = look.clone();
            let more = next.goes_on(db)?;
            Ok((next, more))
        };
        let (looked, more) = store.read(some_more).await?;
        if !more {
            return Ok((looked.newest, looked.left));
        }
        look = looked;
    }
}

/// `false` when another process was first, also when a newer rotation has begun since everything was looked at: nothing may be
/// sealed under what is deleted here.
fn finish(turn: &mut Turn<'_>, looked_for: u8, act: Acting) -> Result<bool, Fault> {
    if newest(turn.tools) != looked_for {
        return Ok(false);
    }
    let ended = turn.db.execute("DELETE FROM resealing", [])? == 1;
    if ended {
        keyring::retire(turn, act)?;
    }
    Ok(ended)
}

fn position(db: &Connection) -> Result<Option<Position>, Fault> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found: Option<(String, Value, i64, i64)> =
        db.prepare_cached("SELECT cells, after, done, total FROM resealing")?.query_row([], read).optional()?;
    let Some((name, after, done, total)) = found else { return Ok(None) };
    let number = |number: i64| u64::try_from(number).map_err(|_| unreadable("resealing", "done"));
    let rows = Resealing { done: number(done)?, total: number(total)? };
    // A name that this version does not know: it begins again, and skips what is done.
    let known = CELLS.iter().find(|cells| name_of(cells) == name);
    Ok(Some(match known {
        Some(cells) => Position { cells, after, rows },
        None => Position { cells: &CELLS[0], after: start(), rows: Resealing { done: 0, ..rows } },
    }))
}

fn put(db: &Connection, Position { cells, after, rows }: &Position) -> Result<(), Fault> {
    let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
    db.prepare_cached("INSERT OR REPLACE INTO resealing (id, cells, after, done, total) VALUES (1, ?1, ?2, ?3, ?4)")?
        .execute(params![name_of(cells), after, number(rows.done), number(rows.total)])?;
    Ok(())
}

fn name_of(cells: &Cells) -> String {
    format!("{}.{}", cells.table, cells.column)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::time::Timestamp;

    use super::*;
    use crate::{
        ports::{DataKeyState, Store as _},
        store::sqlite::Options,
        system::OsEntropy,
    };

    #[tokio::test]
    async fn who_has_looked_for_an_older_rotations_cells_deletes_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let store =
            SqliteStore::open(&path, Tools::for_tests().secrets, Arc::new(OsEntropy), Options::default()).unwrap();
        let act = Acting { now: Timestamp::from_seconds(1_800_000_000), salt: [0; 16] };
        let (before, _) = left_beside(&store).await.unwrap();
        assert!(store.rotate_data_keys(act).await.unwrap());
        // a second process, which read the whole registry before the rotation that runs now
        assert!(!store.write(move |turn| finish(turn, before, act)).await.unwrap());
        let keys = store.data_keys().await.unwrap();
        assert!(keys.resealing.is_some());
        let states: Vec<_> = keys.keys.iter().map(|key| (key.version, key.state)).collect();
        assert_eq!(states, [(1, DataKeyState::Retiring), (2, DataKeyState::Active)]);
        let (after, left) = left_beside(&store).await.unwrap();
        assert_eq!((after, left), (2, 0));
        assert!(store.write(move |turn| finish(turn, after, act)).await.unwrap());
    }
}
