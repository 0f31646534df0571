//! Rows of one person brought together.

use std::{io, path::Path, sync::Arc};

use domain::{person::Person, vaccination::DoseEvent};

use super::{
    Entry, KEY, Rows, key,
    progress::{Phase, Progress},
    report::Report,
};
use crate::{
    ports::{ImportOrder, ImportSource, ImportedPerson, StoreError},
    sorter::{Records, Sorter},
};

/// Rows of one person at most: nobody has more doses, and memory stays small.
const MOST_ROWS: usize = 64;

/// Groups of rows with one reference id that stand in one place, in order of line.
struct Groups {
    rows: Records<KEY>,
    /// The first row of the next group.
    next: Option<(ImportOrder, Entry)>,
    group: Vec<Entry>,
    /// Rows read so far.
    read: u64,
}

impl Groups {
    fn new(rows: &Arc<Rows>) -> Self {
        Self { rows: rows.records(), next: None, group: Vec::new(), read: 0 }
    }

    fn row(&mut self) -> io::Result<Option<(ImportOrder, Entry)>> {
        let Some((key, record)) = self.rows.next()? else { return Ok(None) };
        self.read += 1;
        let (order, line) = key::split(&key);
        let entry = Entry::read(line, record).ok_or_else(|| io::Error::other("the working file is damaged"))?;
        Ok(Some((order, entry)))
    }

    /// The next group, and where it stands.
    fn group(&mut self) -> io::Result<Option<(ImportOrder, &mut Vec<Entry>)>> {
        self.group.clear();
        let first = match self.next.take() {
            Some(row) => Some(row),
            None => self.row()?,
        };
        let Some((order, entry)) = first else { return Ok(None) };
        self.group.push(entry);
        while let Some((at, entry)) = self.row()? {
            if at != order || entry.reference_id != self.group[0].reference_id {
                self.next = Some((at, entry));
                break;
            }
            // One more than allowed is enough to refuse them.
            if self.group.len() <= MOST_ROWS {
                self.group.push(entry);
            }
        }
        Ok(Some((order, &mut self.group)))
    }
}

/// Compares the rows of each person, wherever they stand, and reports where they contradict one another.
///
/// For files that are not imported only: the rows are sorted once more, by reference id, since rows with different mobiles
/// stand in different places.
pub(super) fn compare(rows: &Arc<Rows>, work: &Path, report: &mut Report) -> io::Result<()> {
    let mut by_reference = Sorter::new(work)?;
    let mut records = rows.records();
    while let Some((at, record)) = records.next()? {
        let key = key::by_reference(key::split(&at).1, record);
        by_reference.push(&key, |out| {
            out.extend_from_slice(record);
            Ok(())
        })?;
    }
    let mut groups = Groups::new(&Arc::new(by_reference.finish()?));
    while let Some((_, group)) = groups.group()? {
        contradictions(group, report);
    }
    Ok(())
}

fn contradictions(group: &[Entry], report: &mut Report) {
    let Some((first, others)) = group.split_first() else {
        return;
    };
    if group.len() > MOST_ROWS {
        report.refuse(first.line, Some("reference_id"), None, format!("is on more than {MOST_ROWS} rows"));
        return;
    }
    let mut earlier = vec![first];
    for entry in others {
        let at = first.line;
        let mut differs = |column, value: &str| {
            report.refuse(
                entry.line,
                Some(column),
                Some(value),
                format!("differs from line {at}, which has the same reference id"),
            );
        };
        if entry.name != first.name {
            differs("name", &entry.name);
        }
        if entry.mobile != first.mobile {
            differs("mobile", entry.mobile.national());
        }
        if !same_year(first, entry) {
            differs("birth_year", &entry.birth_year.get().to_string());
        }
        if entry.gender != first.gender {
            differs("gender", entry.gender.code());
        }
        for before in &earlier {
            if let (Some(one), Some(other)) = (&before.dose, &entry.dose)
                && same_dose(one, other)
                && (&one.regimen, one.total) != (&other.regimen, other.total)
            {
                let regimen = other.regimen.as_deref().unwrap_or_default();
                let reason = format!("differs from line {}, which has the same dose on the same day", before.line);
                report.refuse(entry.line, Some("regimen"), Some(regimen), reason);
            }
        }
        earlier.push(entry);
    }
}

/// A year worked out from an age may be one off.
fn same_year(one: &Entry, other: &Entry) -> bool {
    let off = one.birth_year.get().abs_diff(other.birth_year.get());
    off == 0 || (off == 1 && (one.estimated || other.estimated))
}

/// Two rows tell of the same injection. Two first doses on different days, or of different products, are two.
fn same_dose(one: &DoseEvent, other: &DoseEvent) -> bool {
    (one.dose, one.date, &one.product) == (other.dose, other.date, &other.product)
}

/// People, each with all doses of the file, in the order that the store wants. Ends with `Conflict` at the first contradiction.
pub(super) struct People {
    groups: Groups,
    count: u64,
    progress: Progress,
    writing: Phase,
    filing: Option<Phase>,
}

impl People {
    /// People of so many rows.
    pub(super) fn new(rows: &Arc<Rows>, row_count: u64, progress: Progress) -> Self {
        let writing = progress.start("writing", row_count, "people");
        Self { groups: Groups::new(rows), count: 0, progress, writing, filing: None }
    }
}

impl ImportSource for People {
    fn next(&mut self) -> Result<Option<ImportedPerson>, StoreError> {
        let read = self.groups.read;
        let group = self.groups.group().map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let Some((order, group)) = group else {
            self.writing.finish(self.count);
            return Ok(None);
        };
        if !agree(group) {
            return Err(StoreError::Conflict("another row for one of the people".into()));
        }
        self.count += 1;
        self.writing.advance(read, self.count);
        Ok(join(group).map(|person| ImportedPerson { order, person }))
    }

    fn filed(&mut self, people: u64) {
        let filing = self.filing.get_or_insert_with(|| self.progress.start("filing", self.count, "people"));
        filing.advance(people, people);
        if people == self.count {
            filing.finish(people);
        }
    }
}

fn agree(group: &[Entry]) -> bool {
    group.len() == 1 || {
        let mut report = Report::default();
        contradictions(group, &mut report);
        report.refused() == 0
    }
}

fn join(group: &mut Vec<Entry>) -> Option<Person> {
    let mut doses: Vec<DoseEvent> = Vec::new();
    // A year that is given wins over one that was worked out; of several of these the earliest, so that order does not matter.
    let birth_year = group.iter().map(|entry| (entry.estimated, entry.birth_year)).min()?.1;
    let mut person = None;
    for entry in group.drain(..) {
        if let Some(dose) = entry.dose {
            // Of batch and facility, which bear on nothing, the last that is given counts.
            match doses.iter_mut().find(|known| same_dose(known, &dose)) {
                None => doses.push(*dose),
                Some(known) => {
                    known.batch = dose.batch.or(known.batch.take());
                    known.facility = dose.facility.or(known.facility.take());
                }
            }
        }
        person.get_or_insert(Person {
            reference_id: entry.reference_id,
            name: entry.name,
            mobile: entry.mobile,
            birth_year,
            gender: entry.gender,
            doses: Vec::new(),
        });
    }
    person.map(|person| Person { doses, ..person })
}
