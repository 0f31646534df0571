//! The registry: who is registered with a mobile, and, for a consumed code only, what is recorded.

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    vaccination::DoseEvent,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::{
    Tools,
    fault::{Fault, unreadable},
};
use crate::{
    ports::{Candidate, PersonKey, Vaccinations},
    store::sealed::{Place, json},
};

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
    /// Reference id and mobile as numbers of 8 bytes, year, letter of the gender, and the rest is the name: a registry has
    /// many rows, so this is short.
    fn encode(&self) -> Option<Zeroizing<Vec<u8>>> {
        let number = |digits: &str| digits.parse::<u64>().ok();
        let mut cell = Vec::with_capacity(19 + self.name.len());
        cell.extend(number(self.reference_id.as_str())?.to_be_bytes());
        cell.extend(number(self.mobile.e164().trim_start_matches('+'))?.to_be_bytes());
        cell.extend(self.birth_year.get().to_be_bytes());
        cell.extend(self.gender.code().bytes().take(1));
        cell.extend(self.name.bytes());
        Some(Zeroizing::new(cell))
    }

    fn decode(cell: &[u8]) -> Option<Self> {
        let (reference, rest) = cell.split_first_chunk::<8>()?;
        let (mobile, rest) = rest.split_first_chunk::<8>()?;
        let (year, rest) = rest.split_first_chunk::<2>()?;
        let (gender, name) = rest.split_first_chunk::<1>()?;
        Some(Self {
            reference_id: ReferenceId::parse(&format!("{:014}", u64::from_be_bytes(*reference))).ok()?,
            mobile: Mobile::parse(&format!("+{}", u64::from_be_bytes(*mobile))).ok()?,
            birth_year: BirthYear::new(u16::from_be_bytes(*year)).ok()?,
            gender: Gender::parse(std::str::from_utf8(gender).ok()?).ok()?,
            name: String::from_utf8(name.to_vec()).ok()?,
        })
    }
}

/// A person's opaque key: the row's number and its random half.
pub(super) fn person_key(id: i64, salt: [u8; 8]) -> PersonKey {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&id.to_be_bytes());
    key[8..].copy_from_slice(&salt);
    PersonKey(key)
}

/// The row that a key names; it is the person's only when the random half agrees.
fn row_of(person: PersonKey) -> (i64, [u8; 8]) {
    let (mut id, mut salt) = ([0; 8], [0; 8]);
    id.copy_from_slice(&person.0[..8]);
    salt.copy_from_slice(&person.0[8..]);
    (i64::from_be_bytes(id), salt)
}

fn place<'a>(person: &'a PersonKey, column: &'static str) -> Place<'a> {
    Place { table: "people", column, row: &person.0 }
}

pub(super) fn seal_identity(tools: &Tools, person: PersonKey, identity: &Identity) -> Result<Vec<u8>, Fault> {
    let plain = identity.encode().ok_or_else(|| unreadable("people", "identity"))?;
    Ok(tools.sealer.seal(place(&person, "identity"), &plain)?)
}

pub(super) fn open_identity(tools: &Tools, person: PersonKey, cell: &[u8]) -> Result<Identity, Fault> {
    let plain = tools.sealer.open(place(&person, "identity"), cell)?;
    Identity::decode(&plain).ok_or_else(|| unreadable("people", "identity"))
}

/// Nothing at all for a person without doses: many have none.
pub(super) fn seal_doses(tools: &Tools, person: PersonKey, doses: &[DoseEvent]) -> Result<Option<Vec<u8>>, Fault> {
    if doses.is_empty() {
        return Ok(None);
    }
    Ok(Some(tools.sealer.seal(place(&person, "doses"), &json(&doses)?)?))
}

pub(super) fn open_doses(tools: &Tools, person: PersonKey, cell: Option<&[u8]>) -> Result<Vec<DoseEvent>, Fault> {
    cell.map_or_else(|| Ok(Vec::new()), |cell| Ok(tools.sealer.open_json(place(&person, "doses"), cell)?))
}

/// Names and keys only; the cell with the doses is not even read.
pub(super) fn candidates(db: &Connection, tools: &Tools, mobile: &Mobile) -> Result<Vec<Candidate>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT people.id, people.salt, people.identity
         FROM people_by_mobile JOIN people ON people.id = people_by_mobile.person
         WHERE people_by_mobile.mobile = ?1 ORDER BY people.id",
    )?;
    let mut rows = statement.query([tools.secrets.mobile_index(mobile)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let person = person_key(row.get(0)?, row.get(1)?);
        let identity = open_identity(tools, person, row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
        // The index is not sealed: a row that was moved in it must not lend its name to another mobile.
        if identity.mobile == *mobile {
            found.push(Candidate { person, name: identity.name });
        }
    }
    Ok(found)
}

/// What is recorded of a person. Called by `ledger::redeem` and nowhere else.
pub(super) fn vaccinations(db: &Connection, tools: &Tools, person: PersonKey) -> Result<Option<Vaccinations>, Fault> {
    let (id, salt) = row_of(person);
    let cells = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Option<(Vec<u8>, Option<Vec<u8>>)> = db
        .prepare_cached("SELECT identity, doses FROM people WHERE id = ?1 AND salt = ?2")?
        .query_row(params![id, salt], cells)
        .optional()?;
    let Some((identity, doses)) = found else { return Ok(None) };
    let identity = open_identity(tools, person, &identity)?;
    let doses = open_doses(tools, person, doses.as_deref())?;
    Ok(Some(Vaccinations {
        reference_id: identity.reference_id,
        birth_year: identity.birth_year,
        gender: identity.gender,
        doses,
    }))
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
        for (reference, name) in [("00000000000001", "राजेश शर्मा"), ("99999999999999", "")] {
            let identity = Identity {
                reference_id: ReferenceId::parse(reference).unwrap(),
                mobile: Mobile::parse("9810000001").unwrap(),
                birth_year: BirthYear::new(1980).unwrap(),
                gender: Gender::Unknown,
                name: name.into(),
            };
            assert!(Identity::decode(&identity.encode().unwrap()).unwrap() == identity);
        }
        assert!(Identity::decode(&[0; 18]).is_none());
    }

    #[test]
    fn a_key_names_its_row() {
        assert_eq!(row_of(person_key(7, [9; 8])), (7, [9; 8]));
    }
}
