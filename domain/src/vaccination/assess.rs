//! From doses to a status.
//!
//! A series is complete when every number of it was given, each on a day of its own. How long the series must be is said by
//! the regimens of the very doses that fill it: a dose of a longer regimen never completes a shorter one, so that mixing
//! products never asks for fewer doses than the most demanding of them. Everything is monotone: one more record, or a later
//! day, never lowers a status.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{
    Assessment, DoseEvent, Flag, Reason, Rules, Status,
    record::{Record, Shot},
    series::{Series, Slot},
};

impl Rules {
    /// The status of a person with these doses on a day. It takes the doses dirty as they are, in any order.
    ///
    /// ```
    /// use domain::vaccination::{DoseEvent, ProductId, Rules, Status};
    /// use jiff::civil::date;
    ///
    /// let dose = |dose, date| DoseEvent {
    ///     dose, total: Some(2), product: ProductId::parse("Covishield").unwrap(), regimen: None, date, batch: None, facility: None,
    /// };
    /// let doses = [dose(1, date(2021, 6, 1)), dose(2, date(2021, 9, 1))];
    /// let rules = Rules::builtin();
    /// assert_eq!(rules.assess(&doses, date(2021, 8, 31)).status, Status::Partially);
    /// assert_eq!(rules.assess(&doses, date(2021, 9, 1)).status, Status::Fully);
    /// ```
    pub fn assess(&self, doses: &[DoseEvent], as_of: Date) -> Assessment {
        let record = Record::new(self, doses, as_of);
        let completed = completion(&record);
        let done = completed.as_ref().map(|(day, _)| *day);
        let series = completed.map(|(_, series)| series).or_else(|| nearest(&record));
        let (status, reason) = match (done, &series) {
            (Some(_), _) => (Status::Fully, Reason::SeriesComplete),
            _ if record.shots.is_empty() => (Status::Not, nothing(&record)),
            (None, series) => (Status::Partially, incomplete(&record, series.as_ref())),
        };
        let placed: Vec<Placed<'_>> =
            record.shots.iter().map(|shot| Placed::new(shot, series.as_ref(), done)).collect();
        let counted = |number| placed.iter().find(|placed| placed.number == Some(number));
        Assessment {
            status,
            reason,
            flags: flags(&placed, series.as_ref(), reason),
            rule_version: self.version().to_owned(),
            as_of,
            doses_counted: series.as_ref().map_or(0, Series::filled),
            doses_needed: series.as_ref().map_or(0, Series::need),
            doses_missing: series.iter().flat_map(Series::missing).collect(),
            product: (1..=9).find_map(counted).or(placed.first()).map(|placed| placed.shot.product.clone()),
            events: placed.iter().map(|placed| placed.shot.assessed(placed.number, placed.precaution)).collect(),
        }
    }
}

/// A shot and its part in the series.
struct Placed<'s> {
    shot: &'s Shot<'s>,
    /// The number it fills.
    number: Option<u8>,
    /// Whether it is a precaution dose: given after the series was complete, or marked so by its number.
    precaution: bool,
}

impl<'s> Placed<'s> {
    fn new(shot: &'s Shot<'s>, series: Option<&Series>, done: Option<Date>) -> Self {
        let fits = |series: &Series, number| {
            shot.numbers.contains(&number) && shot.need.is_some_and(|need| need <= series.need())
        };
        let number = series.and_then(|series| series.number_on(shot.date).filter(|number| fits(series, *number)));
        let after = done.is_some_and(|done| shot.date > done);
        Self { shot, number, precaution: number.is_none() && (after || shot.is_marked_precaution()) }
    }
}

/// The first day on which a series was complete, and the shortest series complete that day.
fn completion(record: &Record<'_>) -> Option<(Date, Series)> {
    let needs = record.needs();
    let complete = |slots: &[Slot]| needs.iter().map(|need| Series::fill(slots, *need)).find(Series::is_complete);
    complete(&record.slots)?;
    let mut days: Vec<Date> = record.slots.iter().map(|slot| slot.date).collect();
    days.dedup();
    days.into_iter().find_map(|day| {
        let known: Vec<Slot> = record.slots.iter().copied().filter(|slot| slot.date <= day).collect();
        Some((day, complete(&known)?))
    })
}

/// The series that needs the fewest more doses; of two such the one that has more of them.
fn nearest(record: &Record<'_>) -> Option<Series> {
    let series = record.needs().into_iter().map(|need| Series::fill(&record.slots, need));
    series.min_by_key(|series| (series.missing().count(), Reverse(series.filled())))
}

/// Why somebody without a plausible dose is not vaccinated.
fn nothing(record: &Record<'_>) -> Reason {
    if !record.later.is_empty() {
        Reason::DoseAfterDate
    } else if record.impossible.is_empty() {
        Reason::NoDoseRecorded
    } else {
        Reason::DoseDateImplausible
    }
}

/// Why a series is not complete: the fault of the record that a person can have mended comes before a plain gap.
fn incomplete(record: &Record<'_>, series: Option<&Series>) -> Reason {
    let missing: Vec<u8> = series.map(|series| series.missing().collect()).unwrap_or_default();
    let lacks = |numbers: &[u8]| numbers.iter().any(|number| missing.contains(number));
    let barred = |unknown: bool| {
        let shots = record.shots.iter().filter(move |shot| shot.need.is_none() && shot.rules.is_none() == unknown);
        shots.into_iter().any(|shot| series.is_none() || lacks(&shot.numbers))
    };
    if is_first_twice(record, &missing) {
        Reason::SecondDoseRecordedAsFirst
    } else if lacks(&record.later) {
        Reason::DoseAfterDate
    } else if lacks(&record.impossible) {
        Reason::DoseDateImplausible
    } else if barred(true) {
        Reason::UnknownProduct
    } else if barred(false) {
        Reason::ProductNotInUse
    } else if record.shots.iter().any(Shot::is_number_implausible) {
        Reason::DoseNumberImplausible
    } else if missing == [2] && series.is_some_and(|series| series.need() == 2) {
        Reason::SecondDoseNotRecorded
    } else {
        Reason::DosesMissing
    }
}

/// Whether first doses are recorded on two days and no second dose is.
fn is_first_twice(record: &Record<'_>, missing: &[u8]) -> bool {
    let mut days: Vec<Date> = record.slots.iter().filter(|slot| slot.number == 1).map(|slot| slot.date).collect();
    days.dedup();
    days.len() > 1 && missing.contains(&2)
}

/// The marks, in their fixed order.
fn flags(placed: &[Placed<'_>], series: Option<&Series>, reason: Reason) -> Vec<Flag> {
    let mut primary = placed.iter().filter(|placed| !placed.precaution).map(|placed| &placed.shot.product);
    let first = primary.next();
    let marks = [
        (Flag::ShortInterval, series.is_some_and(|series| has_short_interval(placed, series))),
        (Flag::MixedSeries, primary.any(|product| Some(product) != first)),
        (Flag::DuplicateFirstDose, reason == Reason::SecondDoseRecordedAsFirst),
        (Flag::Precaution, placed.iter().any(|placed| placed.precaution)),
    ];
    marks.into_iter().filter(|(_, set)| *set).map(|(flag, _)| flag).collect()
}

/// Whether two doses that follow one another in the series were closer together than the interval that was in force for the
/// later one on its day.
fn has_short_interval(placed: &[Placed<'_>], series: &Series) -> bool {
    let mut days: Vec<Date> = series.days.iter().flatten().copied().collect();
    days.sort_unstable();
    days.windows(2).any(|pair| {
        let &[earlier, later] = pair else {
            return false;
        };
        let shot = placed.iter().find(|placed| placed.shot.date == later && placed.number.is_some());
        let interval = shot.and_then(|placed| placed.shot.rules).and_then(|product| product.interval_on(later));
        interval.is_some_and(|interval| days_between(earlier, later) < i32::from(interval.days))
    })
}

/// Days from one date to a later one.
fn days_between(earlier: Date, later: Date) -> i32 {
    (later - earlier).get_days()
}
