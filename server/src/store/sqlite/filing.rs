//! Second pass of an import: its people, in the order of their keys, are looked up in `people_by_reference`.
//!
//! One who is new among the rows of the mobile but filed already came with another mobile: the old row goes, and its doses are
//! merged into the new one. Anybody else who is new is filed in the first free place.

use std::sync::Arc;

use domain::vaccination::DoseEvent;
use rusqlite::Connection;

use super::{
    Tools,
    fault::{Fault, unreadable},
    people::{Filed, Row, at_place, find, first_place, next_place, plain_doses},
    plan::twice,
    steps::{Step, Steps},
};
use crate::{
    ports::{ImportCounts, ImportSource, PersonKey},
    sorter::Sorted,
    store::rules::merge_doses,
};

/// Bytes of a record's key: person's key and row.
pub(super) const KEY: usize = 24;

/// Begins the record of a person whose row is new; the doses of the file follow as JSON when they may be needed. The record
/// of anybody else is empty.
pub(super) const NEW: u8 = 1;

/// The key of a person's record.
pub(super) fn key(person: PersonKey, id: i64) -> [u8; KEY] {
    let mut key = [0; KEY];
    key[..16].copy_from_slice(&person.0);
    key[16..].copy_from_slice(&id.to_be_bytes());
    key
}

fn split(key: &[u8; KEY]) -> (PersonKey, i64) {
    let (mut person, mut id) = ([0; 16], [0; 8]);
    person.copy_from_slice(&key[..16]);
    id.copy_from_slice(&key[16..]);
    (PersonKey(person), i64::from_be_bytes(id))
}

/// The second pass.
pub(super) struct Filing<'t> {
    tools: &'t Tools,
    before: Option<&'t Connection>,
    steps: Steps,
    counts: ImportCounts,
    /// No place before this one is free any more: people come in the order of places.
    free: i64,
}

impl<'t> Filing<'t> {
    pub(super) const fn new(
        tools: &'t Tools,
        before: Option<&'t Connection>,
        steps: Steps,
        counts: ImportCounts,
    ) -> Self {
        Self { tools, before, steps, counts, free: 0 }
    }

    /// Files everybody and sends what is left; tells the source how far it is.
    pub(super) fn run(
        mut self,
        records: &Arc<Sorted<KEY>>,
        people: &mut dyn ImportSource,
    ) -> Result<ImportCounts, Fault> {
        let mut records = records.records();
        let (mut last, mut filed) = (None, 0);
        while let Some((key, record)) = records.next()? {
            let (person, id) = split(&key);
            if last.replace(person) == Some(person) {
                return Err(twice());
            }
            if let Some((&NEW, doses)) = record.split_first() {
                self.file(person, id, doses)?;
            }
            filed += 1;
            people.filed(filed);
        }
        self.steps.flush()?;
        Ok(self.counts)
    }

    fn file(&mut self, person: PersonKey, id: i64, doses: &[u8]) -> Result<(), Fault> {
        let mut place = match self.before {
            None => first_place(person).max(self.free),
            Some(db) => match find(db, self.tools, person)? {
                Filed::At(place, row) => return self.moved(place, &row, id, doses),
                Filed::Nowhere(place) => place.max(self.free),
            },
        };
        if let Some(db) = self.before {
            while at_place(db, place)?.is_some() {
                place = next_place(place)?;
            }
        }
        self.free = next_place(place)?;
        self.steps.push(Step::File { place, id })
    }

    fn moved(&mut self, place: i64, old: &Row, id: i64, doses: &[u8]) -> Result<(), Fault> {
        self.counts.added -= 1;
        self.counts.changed += 1;
        let recorded = old.open_doses(self.tools)?;
        if !recorded.is_empty() {
            let imported: Vec<DoseEvent> = match doses {
                [] => Vec::new(),
                doses => serde_json::from_slice(doses).map_err(|_| unreadable("people", "doses"))?,
            };
            let doses = plain_doses(&merge_doses(&recorded, &imported))?;
            self.steps.push(Step::ReplaceDoses { id, doses })?;
        }
        self.steps.push(Step::Remove { id: old.id })?;
        self.steps.push(Step::Refile { place, id })
    }
}
