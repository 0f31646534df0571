//! People of schema version 1 in the form of version 2: opened, sorted and sealed anew.

use std::{io, path::Path, sync::Arc};

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, Person, ReferenceId},
};
use rusqlite::Connection;

use super::{
    Tools,
    fault::{Fault, unreadable},
    import,
    people::import_order,
};
use crate::{
    ports::{ImportOrder, ImportSource, ImportedPerson, StoreError},
    sorter::{Records, Sorter},
    store::sealed::{Place, json},
};

/// Runs after `0002_registry.sql`, in its transaction. Working files go to `work`.
pub(super) fn run(db: &Connection, tools: &Tools, work: &Path) -> Result<(), Fault> {
    let mut sorter = Sorter::new(work)?;
    let mut people = db.prepare("SELECT id, salt, identity, doses FROM people_v1")?;
    let mut rows = people.query([])?;
    while let Some(row) = rows.next()? {
        let key = key(row.get(0)?, row.get(1)?);
        let cell = |column| row.get_ref(column)?.as_blob_or_null().map_err(rusqlite::Error::from);
        let person = open(tools, key, cell(2)?.unwrap_or_default(), cell(3)?)?;
        let ring = tools.sealer.keyring().now();
        let order = import_order(&tools.secrets, ring.newest(), &person.mobile, &person.reference_id);
        let record = json(&person)?;
        sorter.push(&order.0, |out| {
            out.extend_from_slice(&record);
            Ok(())
        })?;
    }
    let ordered = Arc::new(sorter.finish()?);
    import::write(db, tools, None, work, &mut People(ordered.records()))?;
    Ok(db.execute_batch("DROP TABLE people_v1")?)
}

/// The key of a row: its number and a random half.
fn key(id: i64, salt: [u8; 8]) -> [u8; 16] {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&id.to_be_bytes());
    key[8..].copy_from_slice(&salt);
    key
}

fn open(tools: &Tools, row: [u8; 16], identity: &[u8], doses: Option<&[u8]>) -> Result<Person, Fault> {
    let place = |column| Place { table: "people", column, row: &row };
    let plain = tools.sealer.open(place("identity"), identity)?;
    let person = decode(&plain).ok_or_else(|| unreadable("people", "identity"))?;
    let doses = doses.map_or_else(|| Ok(Vec::new()), |cell| tools.sealer.open_json(place("doses"), cell))?;
    Ok(Person { doses, ..person })
}

/// Reference id and mobile as numbers of 8 bytes, year, letter of the gender, name.
fn decode(cell: &[u8]) -> Option<Person> {
    let (reference, rest) = cell.split_first_chunk::<8>()?;
    let (mobile, rest) = rest.split_first_chunk::<8>()?;
    let (year, rest) = rest.split_first_chunk::<2>()?;
    let (gender, name) = rest.split_first_chunk::<1>()?;
    Some(Person {
        reference_id: ReferenceId::parse(&format!("{:014}", u64::from_be_bytes(*reference))).ok()?,
        mobile: Mobile::parse(&format!("+{}", u64::from_be_bytes(*mobile))).ok()?,
        birth_year: BirthYear::new(u16::from_be_bytes(*year)).ok()?,
        gender: Gender::parse(std::str::from_utf8(gender).ok()?).ok()?,
        name: String::from_utf8(name.to_vec()).ok()?,
        doses: Vec::new(),
    })
}

struct People(Records<24>);

impl ImportSource for People {
    fn next(&mut self) -> Result<Option<ImportedPerson>, StoreError> {
        let Some((order, record)) = self.0.next().map_err(Fault::from)? else { return Ok(None) };
        let person = serde_json::from_slice(record).map_err(|error| Fault::from(io::Error::from(error)))?;
        Ok(Some(ImportedPerson { order: ImportOrder(order), person }))
    }
}

#[cfg(test)]
mod tests {
    use domain::vaccination::{DoseEvent, ProductId};
    use jiff::civil::date;
    use rusqlite::params;

    use super::*;
    use crate::{
        ports::Candidate,
        store::sqlite::{people, schema},
    };

    fn dose(number: u8) -> DoseEvent {
        DoseEvent {
            dose: number,
            total: None,
            product: ProductId::parse("covishield").unwrap(),
            regimen: None,
            date: date(2021, 5, 20),
            batch: Some("4121Z045".into()),
            facility: None,
        }
    }

    fn person(n: u64) -> Person {
        Person {
            reference_id: ReferenceId::parse(&format!("{:014}", 7 + n * 7_919)).unwrap(),
            name: format!("राजेश {n}"),
            // three people a mobile
            mobile: Mobile::parse(&(9_810_000_000 + n / 3).to_string()).unwrap(),
            birth_year: BirthYear::new(1980).unwrap(),
            gender: Gender::Male,
            doses: (1..=u8::try_from(n % 3).unwrap()).map(dose).collect(),
        }
    }

    /// A database as version 1 left it.
    fn write_v1(path: &Path, tools: &Tools, count: u64) {
        let db = Connection::open(path).unwrap();
        db.execute_batch(include_str!("../../../migrations/sqlite/0001_start.sql")).unwrap();
        db.execute_batch("PRAGMA application_id = 1803122291; PRAGMA user_version = 1;").unwrap();
        let check = tools.secrets.check_value();
        db.execute(
            "INSERT INTO meta (id, check_value, people) VALUES (1, ?1, ?2)",
            params![check, i64::try_from(count).unwrap()],
        )
        .unwrap();
        for (id, n) in (1_i64..).zip(0..count) {
            let (person, salt) = (person(n), [u8::try_from(n).unwrap(); 8]);
            let row = key(id, salt);
            let mut plain = person.reference_id.as_str().parse::<u64>().unwrap().to_be_bytes().to_vec();
            plain.extend(person.mobile.e164()[1..].parse::<u64>().unwrap().to_be_bytes());
            plain.extend(person.birth_year.get().to_be_bytes());
            plain.extend(person.gender.code().bytes());
            plain.extend(person.name.bytes());
            let place = |column| Place { table: "people", column, row: &row };
            let identity = tools.sealer.seal(place("identity"), &plain).unwrap();
            let doses =
                (!person.doses.is_empty()).then(|| tools.sealer.seal_json(place("doses"), &person.doses).unwrap());
            db.execute(
                "INSERT INTO people (id, salt, key_version, identity, doses) VALUES (?1, ?2, 1, ?3, ?4)",
                params![id, salt, identity, doses],
            )
            .unwrap();
        }
    }

    #[test]
    fn everybody_is_found_with_the_same_doses() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let (tools, count) = (Tools::for_tests(), 100);
        write_v1(&path, &tools, count);
        let db = schema::writer(&path, &tools).unwrap();
        for n in 0..count {
            let expected = person(n);
            let found = people::candidates(&db, &tools, &expected.mobile).unwrap();
            let mut named = found.iter().filter(|candidate| candidate.name == expected.name);
            let Candidate { person: key, .. } = named.next().unwrap();
            assert!(named.next().is_none());
            let known = people::vaccinations(&db, &tools, *key, &expected.mobile).unwrap().unwrap();
            assert_eq!((known.reference_id, known.doses), (expected.reference_id, expected.doses));
            assert_eq!((known.birth_year, known.gender), (expected.birth_year, expected.gender));
        }
        assert_eq!(people::count(&db).unwrap(), count);
        drop(db);
        schema::writer(&path, &tools).unwrap();
    }

    #[test]
    fn another_master_key_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let right = Tools::for_tests();
        write_v1(&path, &right, 3);
        assert!(matches!(schema::writer(&path, &Tools::for_tests()), Err(crate::store::OpenError::WrongMasterKey)));
        let db = schema::writer(&path, &right).unwrap();
        assert_eq!(people::candidates(&db, &right, &person(0).mobile).unwrap().len(), 3);
    }

    #[test]
    fn a_damaged_row_stops_it_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let tools = Tools::for_tests();
        write_v1(&path, &tools, 3);
        let db = || Connection::open(&path).unwrap();
        let whole: Vec<u8> = db().query_row("SELECT identity FROM people WHERE id = 2", [], |row| row.get(0)).unwrap();
        let set = |cell: &[u8]| db().execute("UPDATE people SET identity = ?1 WHERE id = 2", [cell]).unwrap();
        let mut damaged = whole.clone();
        damaged[30] ^= 4;
        set(&damaged);
        assert!(schema::writer(&path, &tools).is_err());
        set(&whole);
        assert_eq!(people::count(&schema::writer(&path, &tools).unwrap()).unwrap(), 3);
    }
}
