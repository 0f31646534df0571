//! Rows of one person brought together.

use std::{io, sync::Arc};

use domain::{person::Person, vaccination::DoseEvent};

use super::{
    Entry,
    report::Report,
    stage::{Rows, Sorted},
};

/// Rows of one person at most: nobody has more doses, and memory stays small.
const MOST_ROWS: usize = 64;

/// Groups of rows with one reference id, in order of line.
struct Groups {
    rows: Rows,
    next: Option<Entry>,
}

impl Groups {
    fn new(sorted: &Arc<Sorted>) -> Self {
        Self { rows: sorted.rows(), next: None }
    }

    fn group(&mut self) -> io::Result<Option<Vec<Entry>>> {
        let first = match self.next.take() {
            Some(entry) => entry,
            None => match self.rows.next().transpose()? {
                Some(entry) => entry,
                None => return Ok(None),
            },
        };
        let mut group = vec![first];
        while let Some(entry) = self.rows.next().transpose()? {
            if entry.reference_id != group[0].reference_id {
                self.next = Some(entry);
                break;
            }
            // One more than allowed is enough to refuse them.
            if group.len() <= MOST_ROWS {
                group.push(entry);
            }
        }
        Ok(Some(group))
    }
}

/// Compares the rows of each person, reports where they contradict one another, and counts the people.
pub(super) fn compare(sorted: &Arc<Sorted>, report: &mut Report) -> io::Result<u64> {
    let mut groups = Groups::new(sorted);
    let mut people = 0;
    while let Some(group) = groups.group()? {
        people += 1;
        contradictions(&group, report);
    }
    Ok(people)
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

/// People, each with all doses of the file; only after [`compare`] found no contradiction.
pub(super) struct People(Groups);

impl People {
    pub(super) fn new(sorted: &Arc<Sorted>) -> Self {
        Self(Groups::new(sorted))
    }
}

impl Iterator for People {
    type Item = io::Result<Person>;

    fn next(&mut self) -> Option<io::Result<Person>> {
        self.0.group().map(|group| group.and_then(join)).transpose()
    }
}

fn join(group: Vec<Entry>) -> Option<Person> {
    let mut doses: Vec<DoseEvent> = Vec::new();
    // A year that is given wins over one that was worked out; of several of these the earliest, so that order does not matter.
    let birth_year = group.iter().map(|entry| (entry.estimated, entry.birth_year)).min()?.1;
    let mut person = None;
    for entry in group {
        if let Some(dose) = entry.dose {
            // Of batch and facility, which bear on nothing, the last that is given counts.
            match doses.iter_mut().find(|known| same_dose(known, &dose)) {
                None => doses.push(dose),
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
