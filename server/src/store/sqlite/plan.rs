//! Decides what an import changes; `steps` seals it and `import` writes it.
//!
//! First pass: people come in the order of rows. One who is found among the rows of the mobile is compared; any other gets a
//! free row there. The second pass is in `filing`.

use std::{path::Path, sync::Arc};

use domain::vaccination::DoseEvent;
use rusqlite::Connection;

use super::{
    Tools,
    fault::Fault,
    filing::{self, Filing},
    people::{Identity, Row, plain_doses, plain_identity, rows_from, split_order},
    steps::{Step, Steps},
};
use crate::{
    ports::{ImportCounts, ImportOrder, ImportSource, ImportedPerson, PersonKey, StoreError},
    sorter::Sorter,
    store::rules::merge_doses,
};

/// Reads the source to its end and sends every step. `before` reads the registry as it was; `None` when it was empty.
pub(super) fn run(
    tools: &Tools,
    before: Option<&Connection>,
    work: &Path,
    people: &mut dyn ImportSource,
    steps: Steps,
) -> Result<ImportCounts, Fault> {
    let filing = Sorter::new(work)?;
    let mut plan =
        Plan { tools, before, steps, last: None, range: Range::default(), filing, counts: ImportCounts::default() };
    while let Some(person) = people.next()? {
        plan.person(person)?;
    }
    let Plan { steps, filing, counts, .. } = plan;
    let filing = Arc::new(filing.finish()?);
    Filing::new(tools, before, steps, counts).run(&filing, people)
}

/// An error of the source.
pub(super) fn twice() -> Fault {
    Fault::Store(StoreError::Conflict("another record of the same person in this import".into()))
}

/// The order of the people is that of other keys than rows are sealed under now.
fn other_keys() -> Fault {
    let why = "the data keys were rotated while the file was read; import it again";
    Fault::Store(StoreError::Unavailable(why.into()))
}

/// The rows of one mobile's numbers.
struct Range {
    first: i64,
    /// Those of the registry before.
    rows: Vec<Row>,
    /// Those that are taken, one bit each.
    taken: u128,
}

impl Default for Range {
    fn default() -> Self {
        Self { first: -1, rows: Vec::new(), taken: 0 }
    }
}

struct Plan<'t> {
    tools: &'t Tools,
    before: Option<&'t Connection>,
    steps: Steps,
    last: Option<ImportOrder>,
    range: Range,
    filing: Sorter<{ filing::KEY }>,
    counts: ImportCounts,
}

impl Plan<'_> {
    fn person(&mut self, ImportedPerson { order, person }: ImportedPerson) -> Result<(), Fault> {
        match self.last.replace(order) {
            Some(last) if last == order => return Err(twice()),
            Some(last) if last > order => {
                return Err(Fault::Store(StoreError::Unavailable("the people came out of order".into())));
            }
            _ => {}
        }
        let (first, key) = split_order(self.tools.sealer.keyring().now().newest(), order).ok_or_else(other_keys)?;
        if self.range.first != first {
            let rows = self.before.map_or_else(|| Ok(Vec::new()), |db| rows_from(db, self.tools, first))?;
            let taken = rows.iter().fold(0, |taken, row| taken | 1 << (row.id - first));
            self.range = Range { first, rows, taken };
        }
        let (identity, doses) = Identity::of(person);
        match self.range.rows.iter().position(|row| row.person == key) {
            Some(at) => self.known(at, &identity, &doses),
            None => self.add(key, &identity, doses),
        }
    }

    fn known(&mut self, at: usize, after: &Identity, imported: &[DoseEvent]) -> Result<(), Fault> {
        let row = &self.range.rows[at];
        let (id, person) = (row.id, row.person);
        let recorded = row.open_doses(self.tools)?;
        let merged = merge_doses(&recorded, imported);
        if row.identity == *after && recorded == merged {
            self.counts.unchanged += 1;
        } else {
            self.counts.changed += 1;
            let (identity, doses) = (plain_identity(after)?, plain_doses(&merged)?);
            self.steps.push(Step::Replace { id, identity, doses })?;
        }
        Ok(self.filing.push(&filing::key(person, id), |_| Ok(()))?)
    }

    fn add(&mut self, person: PersonKey, identity: &Identity, imported: Vec<DoseEvent>) -> Result<(), Fault> {
        let slot = self.range.taken.trailing_ones();
        if slot == u128::BITS {
            let why = format!("more than {slot} people have the mobile {}", identity.mobile.masked());
            return Err(Fault::Store(StoreError::Unavailable(why)));
        }
        self.range.taken |= 1 << slot;
        let id = self.range.first + i64::from(slot);
        let doses = if imported.is_empty() { imported } else { merge_doses(&[], &imported) };
        let (identity, doses) = (plain_identity(identity)?, plain_doses(&doses)?);
        // Only whoever was in the registry before can have doses to be merged with later.
        let kept = if self.before.is_some() { doses.clone() } else { None };
        self.counts.added += 1;
        self.steps.push(Step::Add { id, identity, doses })?;
        let record = |out: &mut Vec<u8>| {
            out.push(filing::NEW);
            out.extend_from_slice(kept.as_deref().map_or(&[], |kept| kept));
            Ok(())
        };
        Ok(self.filing.push(&filing::key(person, id), record)?)
    }
}
