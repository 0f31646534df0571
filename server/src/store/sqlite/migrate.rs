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

#[cfg(test)]
mod tests {
    use domain::{
        provider::{Env, Purpose, Scopes},
        vaccination::{Reason, Status},
    };

    use super::*;
    use crate::{ports::VerificationId, store::sqlite::schema};

    const GIVEN: Timestamp = Timestamp::from_millis(1_790_000_000_123);
    const PERSON: PersonKey = PersonKey([7; 16]);

    fn consent(receipt: &str) -> Consent {
        Consent {
            receipt: receipt.into(),
            provider_id: "prv_hotel".into(),
            purpose: Purpose::parse("check-in").unwrap(),
            scopes: Scopes::ALL,
            lang: "gu".into(),
            given: GIVEN,
            origin: Some("https://hotel.example".into()),
        }
    }

    fn claims(jti: &str, receipt: &str) -> Claims {
        Claims {
            iss: "https://status.example".into(),
            aud: "prv_hotel".into(),
            jti: jti.into(),
            iat: GIVEN.as_seconds(),
            nbf: GIVEN.as_seconds(),
            exp: GIVEN.as_seconds() + 300,
            auth_time: GIVEN.as_seconds(),
            amr: Claims::amr_sms(),
            env: Env::Live,
            origin: Some("https://hotel.example".into()),
            nonce: None,
            purpose: Purpose::parse("check-in").unwrap(),
            reference: Some("booking 7".into()),
            sub: "pairwise".into(),
            name: "Rajesh Sharma".into(),
            mobile: "******0001".into(),
            vaccination_status: Status::Fully,
            status_reason: Reason::SeriesComplete,
            as_of: GIVEN.date(),
            rule_version: "1".into(),
            flags: Vec::new(),
            events: None,
            birth_year: None,
            gender: None,
            consent: receipt.into(),
        }
    }

    /// A database as the first version left it, with two results given.
    fn first_version(path: &std::path::Path, tools: &Tools) {
        let db = Connection::open(path).unwrap();
        db.execute_batch(include_str!("../../../migrations/sqlite/0001_start.sql")).unwrap();
        db.pragma_update(None, "application_id", 0x6b79_7673).unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        db.execute("INSERT INTO meta (id, check_value, people) VALUES (1, ?1, 0)", [tools.secrets.check_value()])
            .unwrap();
        for (receipt, jti) in [("R-1", "res_1"), ("R-2", "res_2")] {
            let place = Place { table: "consents", column: "cell", row: receipt.as_bytes() };
            let cell = tools.sealer.seal_json(place, &(PERSON, consent(receipt))).unwrap();
            db.execute(
                "INSERT INTO consents (receipt, owner, verification, given, key_version, cell)
                 VALUES (?1, ?2, zeroblob(22), ?3, 1, ?4)",
                params![receipt, tools.secrets.owner(PERSON), GIVEN.as_millis(), cell],
            )
            .unwrap();
            let place = Place { table: "results", column: "cell", row: jti.as_bytes() };
            let cell = tools.sealer.seal_json(place, &claims(jti, receipt)).unwrap();
            db.execute(
                "INSERT INTO results (consent, jti, provider, issued, key_version, cell)
                 VALUES (?1, ?2, 'prv_hotel', ?3, 1, ?4)",
                params![db.last_insert_rowid(), jti, GIVEN.as_millis(), cell],
            )
            .unwrap();
        }
    }

    #[test]
    fn results_that_were_given_read_as_before() {
        let (folder, tools) = (tempfile::tempdir().unwrap(), Tools::for_tests());
        let path = folder.path().join("kyvs.db");
        first_version(&path, &tools);
        let db = schema::writer(&path, &tools).unwrap();
        let mut rows = db.prepare("SELECT id, owner, cell FROM records ORDER BY id").unwrap();
        let columns = |row: &rusqlite::Row<'_>| Ok((VerificationId(row.get(0)?), row.get(1)?, row.get(2)?));
        let rows: Vec<(RecordId, [u8; 16], Vec<u8>)> =
            rows.query_map([], columns).unwrap().collect::<Result<_, _>>().unwrap();
        let mut seen = Vec::new();
        for (id, owner, cell) in rows {
            assert_eq!((id.time(), owner), (GIVEN, tools.secrets.owner(PERSON)));
            let (person, given, of) = record::decode(&tools.sealer.open(records::place(&id), &cell).unwrap()).unwrap();
            assert!(person == PERSON && given == consent(&given.receipt) && of == claims(&of.jti, &given.receipt));
            assert!(records::read(&db, &tools, id).unwrap().is_some_and(|result| result.claims().jti == of.jti));
            seen.push(of.jti);
        }
        seen.sort_unstable();
        assert_eq!(seen, ["res_1", "res_2"]);
        let old: i64 = db
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('consents', 'results', 'sms', 'limits')",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(old, 0);
    }

    #[test]
    fn what_does_not_read_stays_as_it_is() {
        let (folder, tools) = (tempfile::tempdir().unwrap(), Tools::for_tests());
        let path = folder.path().join("kyvs.db");
        first_version(&path, &tools);
        let db = Connection::open(&path).unwrap();
        db.execute("UPDATE results SET cell = zeroblob(60) WHERE jti = 'res_2'", []).unwrap();
        assert!(schema::writer(&path, &tools).is_err());
        let left: (i64, u32) = (
            db.query_row("SELECT count(*) FROM consents", [], |row| row.get(0)).unwrap(),
            db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap(),
        );
        assert_eq!(left, (2, 2), "the step before it holds");
    }
}
