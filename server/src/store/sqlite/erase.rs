//! Erasing a person: the registry's row, open and finished verifications, records of consent and result, what the person has
//! said no to, sessions, cases, share links, passes, messages to providers about them. The audit log keeps its entries, which hold pseudonyms only.

use std::{
    path::Path,
    thread::park_timeout,
    time::{Duration, Instant},
};

use domain::{
    audit::entry::{Act, Entry, Pseudonym},
    mobile::Mobile,
    person::ReferenceId,
};
use rusqlite::{Connection, params};

use super::{
    Tools,
    audit::Deed,
    fault::{Fault, unless_damaged},
    job::Turn,
    objections, own, owned, passes,
    people::{self, Filed},
    verification::Content,
    writer::PASSES,
};
use crate::{
    ports::{Acting, PersonKey, VerificationId},
    store::OpenError,
};

/// How long the log's emptying waits for others who read or copy it.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// Runs in a transaction of its own. `false` when nobody has this reference id.
pub(super) fn erase(turn: &mut Turn<'_>, reference: &ReferenceId, act: Acting) -> Result<bool, Fault> {
    let Turn { db, tools, .. } = *turn;
    let person = tools.secrets.person_key(reference);
    let Filed::At(place, row) = people::find(db, tools, person)? else { return Ok(false) };
    db.execute("DELETE FROM people WHERE id = ?1", [row.id])?;
    people::mark_removed(db, place)?;
    db.execute("UPDATE meta SET people = people - 1 WHERE id = 1", [])?;
    let owner = tools.secrets.owner(person);
    for (table, record) in [("notices", "id"), ("webhooks", "about"), ("records", "id")] {
        db.execute(&format!("DELETE FROM {table} WHERE {record} IN ({})", owned::IDS), [owner])?;
    }
    owned::forget(db, &owner)?;
    db.execute("DELETE FROM cases WHERE owner = ?1", [owner])?;
    db.execute("DELETE FROM shares WHERE owner = ?1", [owner])?;
    objections::erase(db, tools, person)?;
    own::end_all(db, tools, person)?;
    passes::forget(db, tools, person, act.now)?;
    verifications(db, tools, person, &row.identity.mobile)?;
    let entry = Entry {
        at: act.now,
        act: Act::PersonErased,
        provider: None,
        subject: Some(Pseudonym::new(tools.secrets.person_pseudonym(person))),
        reference: None,
        note: None,
        salt: act.salt,
    };
    turn.deeds.push(Deed::entry(&entry));
    Ok(true)
}

/// Verifications live for a day: each is opened and looked at. What was typed for the person's mobile goes too, and what does not open:
/// it may be theirs, and is of no use to anybody.
fn verifications(db: &Connection, tools: &Tools, person: PersonKey, mobile: &Mobile) -> Result<(), Fault> {
    let mut statement = db.prepare("SELECT id, cell FROM verifications")?;
    let mut rows = statement.query([])?;
    let mut theirs = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, cell): ([u8; 22], Vec<u8>) = (row.get(0)?, row.get(1)?);
        let content = unless_damaged(Content::open(tools, &VerificationId(id), &cell))?;
        if content.is_none_or(|content| content.person == Some(person) || content.typed.mobile == *mobile) {
            theirs.push(id);
        }
    }
    for id in theirs {
        db.execute("DELETE FROM webhooks WHERE about = ?1", params![id])?;
        db.execute("DELETE FROM verifications WHERE id = ?1", params![id])?;
    }
    Ok(())
}

/// Writes the log back and empties it, so that no older picture of a page is left in it. Others who write wait meanwhile.
pub(super) fn empty_log(path: &Path, patience: Duration) -> Result<(), OpenError> {
    let db = Connection::open(path)?;
    db.busy_timeout(patience)?;
    let began = Instant::now();
    // Most of it beside the others; only the rest is copied while nobody writes.
    for _ in 0..PASSES {
        db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    }
    // SQLite waits for readers and writers, but not for another thread that copies the log.
    while db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))? {
        if began.elapsed() >= patience {
            return Err(OpenError::Unusable("the log is in use; run the command again to empty it".into()));
        }
        park_timeout(BETWEEN_TRIES);
    }
    Ok(())
}
