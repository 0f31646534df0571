//! Writing people: all of them in one transaction, or none.

use domain::person::Person;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Tools,
    fault::Fault,
    people::{Identity, open_doses, open_identity, person_key, seal_doses, seal_identity},
    schema,
};
use crate::{
    ports::{ImportCounts, ImportedPerson, PersonKey, StoreError},
    secrets::Secrets,
    store::rules::merge_doses,
};

enum Written {
    Added,
    Changed,
    Unchanged,
}

/// Runs in a transaction of its own; an error from here or from `next` takes everything back.
pub(super) fn import(
    db: &Connection,
    tools: &Tools,
    mut next: Box<dyn FnMut() -> Result<Option<ImportedPerson>, StoreError> + Send>,
) -> Result<ImportCounts, Fault> {
    schema::widen_cache(db)?;
    let counts = write_all(db, tools, &mut *next);
    schema::narrow_cache(db)?;
    counts
}

fn write_all(
    db: &Connection,
    tools: &Tools,
    next: &mut dyn FnMut() -> Result<Option<ImportedPerson>, StoreError>,
) -> Result<ImportCounts, Fault> {
    let mut counts = ImportCounts::default();
    while let Some(ImportedPerson { person }) = next()? {
        match write(db, tools, person)? {
            Written::Added => counts.added += 1,
            Written::Changed => counts.changed += 1,
            Written::Unchanged => counts.unchanged += 1,
        }
    }
    let added = i64::try_from(counts.added).unwrap_or(i64::MAX);
    db.execute("UPDATE meta SET people = people + ?1 WHERE id = 1", [added])?;
    Ok(counts)
}

fn write(db: &Connection, tools: &Tools, person: Person) -> Result<Written, Fault> {
    let reference = tools.secrets.reference_index(&person.reference_id);
    let known = db
        .prepare_cached("SELECT person FROM people_by_reference WHERE reference = ?1")?
        .query_row([reference], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => update(db, tools, id, person),
        None => add(db, tools, reference, person),
    }
}

fn add(db: &Connection, tools: &Tools, reference: [u8; 16], person: Person) -> Result<Written, Fault> {
    let id: i64 = db.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM people")?.query_row([], |row| row.get(0))?;
    let mut salt = [0; 8];
    tools.entropy.fill(&mut salt);
    let key = person_key(id, salt);
    let mobile = tools.secrets.mobile_index(&person.mobile);
    let doses = seal_doses(tools, key, &merge_doses(&[], &person.doses))?;
    let identity = seal_identity(tools, key, &identity(person))?;
    db.prepare_cached("INSERT INTO people (id, salt, key_version, identity, doses) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, salt, Secrets::VERSION, identity, doses])?;
    db.prepare_cached("INSERT INTO people_by_reference (reference, person, key_version) VALUES (?1, ?2, ?3)")?
        .execute(params![reference, id, Secrets::VERSION])?;
    file_under(db, &mobile, id)?;
    Ok(Written::Added)
}

fn update(db: &Connection, tools: &Tools, id: i64, person: Person) -> Result<Written, Fault> {
    let (salt, identity_cell, doses_cell): (_, Vec<u8>, Option<Vec<u8>>) = db
        .prepare_cached("SELECT salt, identity, doses FROM people WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let key = person_key(id, salt);
    let before = open_identity(tools, key, &identity_cell)?;
    let recorded = open_doses(tools, key, doses_cell.as_deref())?;
    let merged = merge_doses(&recorded, &person.doses);
    let after = identity(person);
    if before == after && recorded == merged {
        return Ok(Written::Unchanged);
    }
    if before.mobile != after.mobile {
        db.prepare_cached("DELETE FROM people_by_mobile WHERE mobile = ?1 AND person = ?2")?
            .execute(params![tools.secrets.mobile_index(&before.mobile), id])?;
        file_under(db, &tools.secrets.mobile_index(&after.mobile), id)?;
    }
    replace_cells(db, tools, id, key, &after, seal_doses(tools, key, &merged)?.as_deref())?;
    Ok(Written::Changed)
}

fn replace_cells(
    db: &Connection,
    tools: &Tools,
    id: i64,
    key: PersonKey,
    identity: &Identity,
    doses: Option<&[u8]>,
) -> Result<(), Fault> {
    let identity = seal_identity(tools, key, identity)?;
    db.prepare_cached("UPDATE people SET key_version = ?2, identity = ?3, doses = ?4 WHERE id = ?1")?
        .execute(params![id, Secrets::VERSION, identity, doses])?;
    Ok(())
}

fn file_under(db: &Connection, mobile: &[u8; 16], id: i64) -> Result<(), Fault> {
    db.prepare_cached("INSERT INTO people_by_mobile (mobile, person, key_version) VALUES (?1, ?2, ?3)")?
        .execute(params![mobile, id, Secrets::VERSION])?;
    Ok(())
}

fn identity(person: Person) -> Identity {
    Identity {
        reference_id: person.reference_id,
        mobile: person.mobile,
        birth_year: person.birth_year,
        gender: person.gender,
        name: person.name,
    }
}
