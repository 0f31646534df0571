//! The registry: who is registered with a mobile, and, for a consumed code only, what is recorded.
//!
//! A person's row number begins with a keyed hash of the mobile, so that the table itself is the index by mobile: the people
//! of one mobile take the first free ones of [`SLOTS`] numbers. `people_by_reference` says which row is a person's, by the
//! person's key. Both hashes are cut short, so both tables are only where to look: the sealed identity says who it is.
//!
//! The hash of the mobile is under a data key: while these rotate (`reseal`) a row is under the newest or under an older one,
//! and everybody is looked for in both places, in one statement. The person's key stays, and with it the place in
//! `people_by_reference`.

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, Person, ReferenceId},
    vaccination::DoseEvent,
};
use rusqlite::{Connection, OptionalExtension};
use zeroize::Zeroizing;

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Candidate, ImportOrder, PersonKey, StoreError, Vaccinations},
    secrets::{DataKeys, Secrets},
    store::{
        keyring::Ring,
        sealed::{Place, json},
    },
};

/// Row numbers that belong to one mobile: more people than share any.
pub(super) const SLOTS: i64 = 128;

/// Stands in `people_by_reference` for a person who was removed: whoever was filed after this one, because the place was
/// taken, is found only by going on.
const REMOVED: i64 = -1;

/// The earliest year of birth there is.
const FIRST_YEAR: u16 = 1900;

/// What the sealed cell `people.identity` holds.
#[derive(PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) reference_id: ReferenceId,
    pub(super) mobile: Mobile,
    pub(super) birth_year: BirthYear,
    pub(super) gender: Gender,
    pub(super) name: String,
}

impl Identity {
    /// Reference id in 6 bytes, mobile without its country in 5, year since 1900, letter of the gender, and the rest is the
    /// name: a registry has many rows, so this is short.
    fn encode(&self) -> Option<Zeroizing<Vec<u8>>> {
        let number = |digits: &str| digits.parse::<u64>().ok().map(u64::to_be_bytes);
        let mut cell = Vec::with_capacity(13 + self.name.len());
        cell.extend_from_slice(&number(self.reference_id.as_str())?[2..]);
        cell.extend_from_slice(&number(self.mobile.national())?[3..]);
        cell.push(u8::try_from(self.birth_year.get().checked_sub(FIRST_YEAR)?).ok()?);
        cell.extend(self.gender.code().bytes().take(1));
        cell.extend_from_slice(self.name.as_bytes());
        Some(Zeroizing::new(cell))
    }

    fn decode(cell: &[u8]) -> Option<Self> {
        let (reference, rest) = cell.split_first_chunk::<6>()?;
        let (mobile, rest) = rest.split_first_chunk::<5>()?;
        let (&[year, gender], name) = rest.split_first_chunk::<2>()?;
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        Some(Self {
            reference_id: ReferenceId::parse(&format!("{:014}", number(reference))).ok()?,
            mobile: Mobile::parse(&number(mobile).to_string()).ok()?,
            birth_year: BirthYear::new(FIRST_YEAR + u16::from(year)).ok()?,
            gender: Gender::parse(std::str::from_utf8(&[gender]).ok()?).ok()?,
            name: String::from_utf8(name.to_vec()).ok()?,
        })
    }

    /// The person's, and the doses beside it.
    pub(super) fn of(person: Person) -> (Self, Vec<DoseEvent>) {
        let Person { reference_id, name, mobile, birth_year, gender, doses } = person;
        (Self { reference_id, mobile, birth_year, gender, name }, doses)
    }
}

/// The first of the row numbers that belong to a mobile: 56 bits of its hash, and seven that are counted up.
pub(super) fn first_row(keys: &DataKeys, mobile: &Mobile) -> i64 {
    cut(&keys.mobile_index(mobile)) & !(SLOTS - 1)
}

/// Where a person is filed in `people_by_reference`, unless that place is taken.
pub(super) fn first_place(person: PersonKey) -> i64 {
    cut(&person.0)
}

/// The first 63 bits: SQLite's row numbers have a sign.
fn cut(hash: &[u8; 16]) -> i64 {
    let first = hash.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
    i64::try_from(first >> 1).unwrap_or(0)
}

/// People come to an import in the order of rows, and of keys within a mobile. Where a row number counts up the people of a
/// mobile, an order has the version of the keys that it was made with: see [`split_order`].
pub(super) fn import_order(
    secrets: &Secrets,
    keys: &DataKeys,
    mobile: &Mobile,
    reference: &ReferenceId,
) -> ImportOrder {
    let mut order = ImportOrder([0; 24]);
    order.0[..8].copy_from_slice(&(first_row(keys, mobile) | mark(keys)).to_be_bytes());
    order.0[8..].copy_from_slice(&secrets.person_key(reference).0);
    order
}

/// What [`import_order`] was made of: the first row of the mobile, and the person. `None` when it was made with other keys: they
/// rotated between the reading of a file and its import.
pub(super) fn split_order(keys: &DataKeys, order: ImportOrder) -> Option<(i64, PersonKey)> {
    let (mut first, mut person) = ([0; 8], [0; 16]);
    first.copy_from_slice(&order.0[..8]);
    person.copy_from_slice(&order.0[8..]);
    let first = i64::from_be_bytes(first);
    (first & (SLOTS - 1) == mark(keys)).then_some((first & !(SLOTS - 1), PersonKey(person)))
}

fn mark(keys: &DataKeys) -> i64 {
    i64::from(keys.version()) & (SLOTS - 1)
}

/// The identity as it is sealed.
pub(super) fn plain_identity(identity: &Identity) -> Result<Zeroizing<Vec<u8>>, Fault> {
    identity.encode().ok_or_else(|| unreadable("people", "identity"))
}

/// The doses as they are sealed; nothing at all for a person without doses: many have none.
pub(super) fn plain_doses(doses: &[DoseEvent]) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
    Ok(if doses.is_empty() { None } else { Some(json(&doses)?) })
}

pub(super) fn seal_identity(tools: &Tools, id: i64, plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let row = id.to_be_bytes();
    Ok(tools.sealer.seal(Place { table: "people", column: "identity", row: &row }, plain)?)
}

pub(super) fn seal_doses(tools: &Tools, id: i64, plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let row = id.to_be_bytes();
    Ok(tools.sealer.seal(Place { table: "people", column: "doses", row: &row }, plain)?)
}

fn open_identity(tools: &Tools, id: i64, cell: &[u8]) -> Result<Identity, Fault> {
    let row = id.to_be_bytes();
    let plain = tools.sealer.open(Place { table: "people", column: "identity", row: &row }, cell)?;
    Identity::decode(&plain).ok_or_else(|| unreadable("people", "identity"))
}

/// A row of `people`, its identity opened.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) person: PersonKey,
    pub(super) identity: Identity,
    doses: Option<Vec<u8>>,
}

impl Row {
    fn read(tools: &Tools, row: &rusqlite::Row<'_>) -> Result<Self, Fault> {
        let id = row.get(0)?;
        let identity = open_identity(tools, id, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
        let person = tools.secrets.person_key(&identity.reference_id);
        Ok(Self { id, person, identity, doses: row.get(2)? })
    }

    /// The recorded doses.
    pub(super) fn open_doses(&self, tools: &Tools) -> Result<Vec<DoseEvent>, Fault> {
        let row = self.id.to_be_bytes();
        let place = Place { table: "people", column: "doses", row: &row };
        self.doses.as_ref().map_or_else(|| Ok(Vec::new()), |cell| Ok(tools.sealer.open_json(place, cell)?))
    }
}

/// All rows that belong to a mobile's numbers.
pub(super) fn rows_from(db: &Connection, tools: &Tools, first: i64) -> Result<Vec<Row>, Fault> {
    let mut statement =
        db.prepare_cached("SELECT id, identity, doses FROM people WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let mut rows = statement.query([first, first + (SLOTS - 1)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Row::read(tools, row)?);
    }
    Ok(found)
}

/// The row of this number.
pub(super) fn row(db: &Connection, tools: &Tools, id: i64) -> Result<Option<Row>, Fault> {
    db.prepare_cached("SELECT id, identity, doses FROM people WHERE id = ?1")?
        .query_row([id], |row| Ok(Row::read(tools, row)))
        .optional()?
        .transpose()
}

/// What stands in `people_by_reference` for a person.
pub(super) enum Filed {
    /// The place, and the person's row.
    At(i64, Box<Row>),
    /// Nothing; this is the first free place.
    Nowhere(i64),
}

/// Looks from the person's place on, up to the first that is free.
pub(super) fn find(db: &Connection, tools: &Tools, person: PersonKey) -> Result<Filed, Fault> {
    let mut place = first_place(person);
    while let Some(id) = at_place(db, place)? {
        if id != REMOVED {
            let row = row(db, tools, id)?.ok_or_else(|| unreadable("people_by_reference", "person"))?;
            if row.person == person {
                return Ok(Filed::At(place, Box::new(row)));
            }
        }
        place = next_place(place)?;
    }
    Ok(Filed::Nowhere(place))
}

/// Where a person's row is filed.
pub(super) fn place_of(db: &Connection, person: PersonKey, id: i64) -> Result<i64, Fault> {
    let mut place = first_place(person);
    while at_place(db, place)?.ok_or_else(|| unreadable("people_by_reference", "person"))? != id {
        place = next_place(place)?;
    }
    Ok(place)
}

/// The row that is filed there.
pub(super) fn at_place(db: &Connection, place: i64) -> Result<Option<i64>, Fault> {
    let mut statement = db.prepare_cached("SELECT person FROM people_by_reference WHERE reference = ?1")?;
    Ok(statement.query_row([place], |row| row.get(0)).optional()?)
}

/// The person who was filed there is no more.
pub(super) fn mark_removed(db: &Connection, place: i64) -> Result<(), Fault> {
    db.prepare_cached("UPDATE people_by_reference SET person = ?2 WHERE reference = ?1")?.execute([place, REMOVED])?;
    Ok(())
}

/// The place after this one.
pub(super) fn next_place(place: i64) -> Result<i64, Fault> {
    let full = || Fault::Store(StoreError::Unavailable("there is no place for a person's reference".into()));
    place.checked_add(1).ok_or_else(full)
}

/// Names and keys only; the cell with the doses is not even read.
pub(super) fn candidates(db: &Connection, tools: &Tools, mobile: &Mobile) -> Result<Vec<Candidate>, Fault> {
    loop {
        let ring = tools.sealer.keyring().now();
        let found = under(db, tools, &ring, mobile)?;
        if found.is_empty() {
            nobody(tools, mobile)?;
        }
        // Keys that have changed meanwhile may have moved rows from where they were looked for.
        if tools.sealer.keyring().is_now(&ring) {
            return Ok(found);
        }
    }
}

/// The work that the row of one person takes, where there is none: the time of a look-up must not tell that nobody is there. Nothing
/// comes of it.
fn nobody(tools: &Tools, mobile: &Mobile) -> Result<(), Fault> {
    let wrong = |_| unreadable("people", "identity");
    let identity = Identity {
        reference_id: ReferenceId::parse("10000000000000").map_err(wrong)?,
        mobile: mobile.clone(),
        birth_year: BirthYear::new(1980).map_err(wrong)?,
        gender: Gender::Female,
        name: "Ananya Ramachandran Pillai".to_owned(),
    };
    let cell = seal_identity(tools, 0, &plain_identity(&identity)?)?;
    std::hint::black_box(tools.secrets.person_key(&open_identity(tools, 0, &cell)?.reference_id));
    Ok(())
}

/// The 128 numbers of a mobile: [`SLOTS`].
const UNDER_ONE: &str = "SELECT id, identity FROM people WHERE id BETWEEN ?1 AND ?1 + 127 ORDER BY id";
const UNDER_TWO: &str = "SELECT id, identity FROM people WHERE id BETWEEN ?1 AND ?1 + 127
                         UNION ALL SELECT id, identity FROM people WHERE id BETWEEN ?2 AND ?2 + 127";

/// The same places are looked at for everybody, found or not.
fn under(db: &Connection, tools: &Tools, ring: &Ring, mobile: &Mobile) -> Result<Vec<Candidate>, Fault> {
    let first = first_row(ring.newest(), mobile);
    let older = ring.older().first().map(|older| first_row(older, mobile));
    let mut statement = db.prepare_cached(if older.is_some() { UNDER_TWO } else { UNDER_ONE })?;
    let mut rows = match older {
        Some(older) => statement.query([first, older])?,
        None => statement.query([first])?,
    };
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let identity = open_identity(tools, row.get(0)?, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
        // Two mobiles may have the same numbers, and none must lend its people to the other.
        if identity.mobile == *mobile {
            found.push(Candidate { person: tools.secrets.person_key(&identity.reference_id), name: identity.name });
        }
    }
    Ok(found)
}

/// What is recorded of a person. Called by `records::redeem` and nowhere else. The mobile under which the person was found
/// before leads to the row without a detour, unless the person has another one since, or the keys rotate.
pub(super) fn vaccinations(
    db: &Connection,
    tools: &Tools,
    person: PersonKey,
    mobile: &Mobile,
) -> Result<Option<Vaccinations>, Fault> {
    let first = first_row(tools.sealer.keyring().now().newest(), mobile);
    let row = match rows_from(db, tools, first)?.into_iter().find(|row| row.person == person) {
        Some(row) => row,
        None => match find(db, tools, person)? {
            Filed::At(_, row) => *row,
            Filed::Nowhere(_) => return Ok(None),
        },
    };
    let doses = row.open_doses(tools)?;
    let Identity { reference_id, birth_year, gender, .. } = row.identity;
    Ok(Some(Vaccinations { reference_id, birth_year, gender, doses }))
}

/// All that is recorded of a person, for that person. Called by `own` and `cases`, for a session that is open, and nowhere else.
pub(super) fn own(
    db: &Connection,
    tools: &Tools,
    person: PersonKey,
) -> Result<Option<(Identity, Vec<DoseEvent>)>, Fault> {
    let Filed::At(_, row) = find(db, tools, person)? else { return Ok(None) };
    let doses = row.open_doses(tools)?;
    Ok(Some((row.identity, doses)))
}

pub(super) fn count(db: &Connection) -> Result<u64, Fault> {
    let count: i64 = db.prepare_cached("SELECT people FROM meta WHERE id = 1")?.query_row([], |row| row.get(0))?;
    u64::try_from(count).map_err(|_| unreadable("meta", "people"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_reads_back_with_leading_zeros_and_any_script() {
        for (reference, name, year) in [("00000000000001", "राजेश शर्मा", 1900), ("99999999999999", "", 2100)]
        {
            let identity = Identity {
                reference_id: ReferenceId::parse(reference).unwrap(),
                mobile: Mobile::parse("9999999999").unwrap(),
                birth_year: BirthYear::new(year).unwrap(),
                gender: Gender::Unknown,
                name: name.into(),
            };
            let cell = identity.encode().unwrap();
            assert_eq!(cell.len(), 13 + name.len());
            assert!(Identity::decode(&cell).unwrap() == identity);
        }
        assert!(Identity::decode(&[0; 12]).is_none());
    }

    #[test]
    fn numbers_are_positive_and_apart() {
        assert_eq!(cut(&[0xff; 16]), i64::MAX);
        let secrets = Secrets::derive(&crate::secrets::MasterKey::generate(&crate::system::OsEntropy));
        let (keys, others) = (DataKeys::derive(1, secrets.root()), DataKeys::derive(2, secrets.root()));
        let (mobile, reference) = (Mobile::parse("9810000001").unwrap(), ReferenceId::parse("12345678901234").unwrap());
        let first = first_row(&keys, &mobile);
        assert!(first >= 0 && first % SLOTS == 0);
        let order = import_order(&secrets, &keys, &mobile, &reference);
        assert!(split_order(&keys, order) == Some((first, secrets.person_key(&reference))));
        assert!(split_order(&others, order).is_none());
    }
}
