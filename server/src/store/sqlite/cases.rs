//! Cases of people who say that their record is wrong.

use domain::{
    audit::entry::Act,
    case::{CaseNumber, Outcome, Report},
    person::ReferenceId,
    time::Timestamp,
};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::{
    Tools,
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
    people,
};
use crate::{
    ports::{Case, Filing, Mark, PersonKey},
    store::{entries, sealed::Place},
};

/// What the sealed cell `cases.cell` holds.
#[derive(Serialize, Deserialize)]
struct Content {
    reference_id: ReferenceId,
    report: Report,
}

/// Opens a case, unless the same report is open already: it then is that case.
pub(super) fn open(turn: &mut Turn<'_>, person: PersonKey, filing: Filing) -> Result<Option<Case>, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Filing { number, report, witness, now, .. } = filing;
    let Some((identity, _)) = people::own(db, tools, person)? else { return Ok(None) };
    let known = of(db, tools, person)?.into_iter().find(|case| case.closed.is_none() && case.report == report);
    if known.is_some() {
        return Ok(known);
    }
    let content = Content { reference_id: identity.reference_id, report };
    db.prepare_cached("INSERT INTO cases (number, owner, opened, cell) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        number.as_str(),
        tools.secrets.owner(person),
        now.as_millis(),
        tools.sealer.seal_json(place(&number), &content)?
    ])?;
    turn.deeds.push(Deed::of(Act::CaseOpened, &witness, now));
    Ok(Some(Case { number, reference_id: content.reference_id, report, opened: now, closed: None }))
}

/// A person's, oldest first.
pub(super) fn of(db: &Connection, tools: &Tools, person: PersonKey) -> Result<Vec<Case>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT number, opened, closed, outcome, cell FROM cases WHERE owner = ?1 ORDER BY opened, number",
    )?;
    let mut rows = statement.query([tools.secrets.owner(person)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(tools, row)?);
    }
    Ok(found)
}

/// Everybody's, oldest first.
pub(super) fn all(db: &Connection, tools: &Tools, closed_too: bool) -> Result<Vec<Case>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT number, opened, closed, outcome, cell FROM cases WHERE closed IS NULL OR ?1 ORDER BY opened, number",
    )?;
    let mut rows = statement.query([closed_too])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(tools, row)?);
    }
    Ok(found)
}

/// A case is closed once: one row must change, and it changes only while it is open.
pub(super) fn close(turn: &mut Turn<'_>, number: &CaseNumber, outcome: Outcome, mark: &Mark) -> Result<bool, Fault> {
    let closed = turn
        .db
        .prepare_cached("UPDATE cases SET closed = ?2, outcome = ?3 WHERE number = ?1 AND closed IS NULL")?
        .execute(params![number.as_str(), mark.now.as_millis(), outcome.as_str()])?;
    if closed == 1 {
        turn.deeds.push(Deed::entry(&entries::of_closed_case(outcome, mark)));
    }
    Ok(closed == 1)
}

fn read(tools: &Tools, row: &Row<'_>) -> Result<Case, Fault> {
    let unreadable = |column| unreadable("cases", column);
    let number = CaseNumber::parse(&row.get::<_, String>(0)?).map_err(|_| unreadable("number"))?;
    let (closed, outcome): (Option<i64>, Option<String>) = (row.get(2)?, row.get(3)?);
    let outcome = outcome.map(|word| Outcome::parse(&word).ok_or_else(|| unreadable("outcome"))).transpose()?;
    let cell = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
    let Content { reference_id, report } = tools.sealer.open_json(place(&number), cell)?;
    let opened = Timestamp::from_millis(row.get(1)?);
    Ok(Case { number, reference_id, report, opened, closed: closed.map(Timestamp::from_millis).zip(outcome) })
}

fn place(number: &CaseNumber) -> Place<'_> {
    Place { table: "cases", column: "cell", row: number.as_str().as_bytes() }
}
