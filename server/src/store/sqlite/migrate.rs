//! Rows that a migration cannot move by SQL alone, because their cells are sealed for the place where they lie.

use std::path::Path;

use domain::{consent::Consent, result::Claims, time::Timestamp};
use rusqlite::{Connection, params};

use super::{Tools, fault::Fault, records};
use crate::{
    ports::{PersonKey, RecordId},
    store::{record, sealed::Place},
};

/// Consents and results, which lay in two tables, become records. A result that was given keeps its `jti`; the record gets an
/// id of its own, which begins with the time of the consent.
pub(super) fn records(db: &Connection, tools: &Tools, _work: &Path) -> Result<(), Fault> {
    let mut old = db.prepare(
        "SELECT consents.receipt, consents.owner, consents.given, consents.cell, results.jti, results.cell
         FROM consents JOIN results ON results.consent = consents.id ORDER BY consents.given, consents.id",
    )?;
    let mut rows = old.query([])?;
    let mut insert = db.prepare("INSERT INTO records (id, owner, cell) VALUES (?1, ?2, ?3)")?;
    while let Some(row) = rows.next()? {
        let (receipt, owner, given): (String, [u8; 16], i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (consent, jti, claims): (Vec<u8>, String, Vec<u8>) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let place = Place { table: "consents", column: "cell", row: receipt.as_bytes() };
        let (person, consent): (PersonKey, Consent) = tools.sealer.open_json(place, &consent)?;
        let place = Place { table: "results", column: "cell", row: jti.as_bytes() };
        let claims: Claims = tools.sealer.open_json(place, &claims)?;
        let mut random = [0; 16];
        tools.entropy.fill(&mut random);
        let id = RecordId::new(Timestamp::from_millis(given), random);
        let cell = tools.sealer.seal(records::place(&id), &record::encode(person, &consent, &claims)?)?;
        insert.execute(params![id.0, owner, cell])?;
    }
    drop(rows);
    drop((old, insert));
    db.execute_batch("DROP TABLE results; DROP TABLE consents;")?;
    Ok(())
}
