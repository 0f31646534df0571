//! Decides what an import changes, and seals it; `import` writes it.
//!
//! First pass: people come in the order of rows. One who is found among the rows of the mobile is compared; any other gets a
//! free row there. The second pass is in `filing`.

use std::{
    io,
    path::Path,
    sync::{Arc, mpsc::SyncSender},
};

use domain::vaccination::DoseEvent;
use rusqlite::Connection;

use super::{
    Tools,
    fault::Fault,
    filing::{self, Filing},
    people::{Identity, Row, rows_from, seal_doses, seal_identity, split_order},
};
use crate::{
    ports::{ImportCounts, ImportOrder, ImportSource, ImportedPerson, PersonKey, StoreError},
    sorter::Sorter,
    store::{rules::merge_doses, sealed::json},
};

/// Steps in a batch.
const BATCH: usize = 1024;

/// One change of one row.
pub(super) enum Step {
    /// A new row in `people`.
    Add { id: i64, identity: Vec<u8>, doses: Option<Vec<u8>> },
    /// New cells in a row.
    Replace { id: i64, identity: Vec<u8>, doses: Option<Vec<u8>> },
    /// New doses in a row.
    ReplaceDoses { id: i64, doses: Option<Vec<u8>> },
    /// A row goes.
    Remove { id: i64 },
    /// A new row in `people_by_reference`.
    File { place: i64, id: i64 },
    /// Another row for a person who is filed already.
    Refile { place: i64, id: i64 },
}

/// Sends steps to the writer, many at once.
pub(super) struct Steps {
    out: SyncSender<Vec<Step>>,
    batch: Vec<Step>,
}

impl Steps {
    pub(super) fn push(&mut self, step: Step) -> Result<(), Fault> {
        self.batch.push(step);
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    pub(super) fn flush(&mut self) -> Result<(), Fault> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        // The writer has met an error of its own, which is the one that counts.
        self.out.send(batch).map_err(|_| Fault::Store(StoreError::Unavailable("the writer has ended".into())))
    }
}

/// Reads the source to its end and sends every step. `before` reads the registry as it was; `None` when it was empty.
pub(super) fn run(
    tools: &Tools,
    before: Option<&Connection>,
    work: &Path,
    people: &mut dyn ImportSource,
    out: SyncSender<Vec<Step>>,
) -> Result<ImportCounts, Fault> {
    let steps = Steps { out, batch: Vec::with_capacity(BATCH) };
    let filing = Sorter::new(work).map_err(unsorted)?;
    let mut plan =
        Plan { tools, before, steps, last: None, range: Range::default(), filing, counts: ImportCounts::default() };
    while let Some(person) = people.next()? {
        plan.person(person)?;
    }
    let Plan { steps, filing, counts, .. } = plan;
    let filing = Arc::new(filing.finish().map_err(unsorted)?);
    Filing::new(tools, before, steps, counts).run(&filing, people)
}

/// An error of the working file.
pub(super) fn unsorted(error: io::Error) -> Fault {
    Fault::Store(StoreError::Unavailable(format!("the people cannot be sorted: {error}")))
}

/// An error of the source.
pub(super) fn twice() -> Fault {
    Fault::Store(StoreError::Conflict("another record of the same person in this import".into()))
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
        let (first, key) = split_order(order);
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
            let (identity, doses) = (seal_identity(self.tools, id, after)?, seal_doses(self.tools, id, &merged)?);
            self.steps.push(Step::Replace { id, identity, doses })?;
        }
        self.filing.push(&filing::key(person, id), |_| Ok(())).map_err(unsorted)
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
        // Only whoever was in the registry before can have doses to be merged with later.
        let kept = if self.before.is_some() && !doses.is_empty() { Some(json(&doses)?) } else { None };
        let (identity, doses) = (seal_identity(self.tools, id, identity)?, seal_doses(self.tools, id, &doses)?);
        self.counts.added += 1;
        self.steps.push(Step::Add { id, identity, doses })?;
        let record = |out: &mut Vec<u8>| {
            out.push(filing::NEW);
            out.extend_from_slice(kept.as_deref().map_or(&[], |kept| kept));
            Ok(())
        };
        self.filing.push(&filing::key(person, id), record).map_err(unsorted)
    }
}
