//! What people have said no to. It is asked for everybody and in the same way, found or not, so that nobody is told from anybody
//! by what it costs.

use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Objections, PersonKey},
    store::sealed::Place,
};

/// Stands for a person where a pair matched nobody.
const NOBODY: PersonKey = PersonKey([0; 16]);

/// Whether the person has said no to this provider or to all. A person's own check has no provider, and nobody says no to it.
pub(super) fn stand(db: &Connection, tools: &Tools, person: Option<PersonKey>, provider: &str) -> Result<bool, Fault> {
    if provider.is_empty() {
        return Ok(false);
    }
    let person = person.unwrap_or(NOBODY);
    let (all, one) = tools.secrets.objections(person, provider);
    // A person's few lie beside one another: one search finds both.
    let mut statement = db.prepare_cached("SELECT key FROM objections WHERE key BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([all, last_after(all)])?;
    while let Some(row) = rows.next()? {
        let key: [u8; 32] = row.get(0)?;
        if key == all || key == one {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All of a person's.
pub(super) fn of(db: &Connection, tools: &Tools, person: PersonKey) -> Result<Objections, Fault> {
    let (first, last) = range(tools, person);
    let mut statement =
        db.prepare_cached("SELECT key, since, cell FROM objections WHERE key BETWEEN ?1 AND ?2 ORDER BY since, key")?;
    let mut rows = statement.query([first, last])?;
    let mut found = Objections::default();
    while let Some(row) = rows.next()? {
        let (key, since): ([u8; 32], i64) = (row.get(0)?, row.get(1)?);
        let since = Timestamp::from_millis(since);
        let Some(cell) = row.get::<_, Option<Vec<u8>>>(2)? else {
            found.paused = Some(since);
            continue;
        };
        let provider = tools.sealer.open(place(&key), &cell)?;
        let provider = String::from_utf8(provider.to_vec()).map_err(|_| unreadable("objections", "cell"))?;
        found.withdrawn.push((provider, since));
    }
    Ok(found)
}

/// Says no; `false` when it was said before.
pub(super) fn put(
    db: &Connection,
    tools: &Tools,
    person: PersonKey,
    provider: Option<&str>,
    since: Timestamp,
) -> Result<bool, Fault> {
    let key = tools.secrets.objection(person, provider);
    let cell = provider.map(|provider| tools.sealer.seal(place(&key), provider.as_bytes())).transpose()?;
    let put = db
        .prepare_cached("INSERT INTO objections (key, since, cell) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING")?
        .execute(params![key, since.as_millis(), cell])?;
    Ok(put == 1)
}

/// Takes it back; `false` when there was nothing to take back.
pub(super) fn remove(db: &Connection, tools: &Tools, person: PersonKey, provider: Option<&str>) -> Result<bool, Fault> {
    let key = tools.secrets.objection(person, provider);
    Ok(db.prepare_cached("DELETE FROM objections WHERE key = ?1")?.execute([key])? == 1)
}

/// The person is erased.
pub(super) fn erase(db: &Connection, tools: &Tools, person: PersonKey) -> Result<(), Fault> {
    db.execute("DELETE FROM objections WHERE key BETWEEN ?1 AND ?2", <[_; 2]>::from(range(tools, person)))?;
    Ok(())
}

/// Where a person's rows lie.
fn range(tools: &Tools, person: PersonKey) -> ([u8; 32], [u8; 32]) {
    let first = tools.secrets.objection(person, None);
    (first, last_after(first))
}

/// The last that a person can have, after the first.
fn last_after(first: [u8; 32]) -> [u8; 32] {
    let mut last = first;
    last[16..].fill(u8::MAX);
    last
}

fn place(key: &[u8; 32]) -> Place<'_> {
    Place { table: "objections", column: "cell", row: key }
}
