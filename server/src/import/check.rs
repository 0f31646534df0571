//! Checks of single values, the same for every format. A row is looked at to its end, so that all its faults are reported at once.

use std::collections::HashMap;

use domain::{
    names::FullName,
    person::BirthYear,
    vaccination::{ProductId, Rules},
};
use jiff::{civil::Date, tz::Offset};

use super::report::{Report, shape};

/// What is wrong with a dose of somebody who was not there yet.
pub(super) const UNBORN: &str = "is before the year of birth";

/// The first vaccinations anywhere; an earlier date is a slip.
const EARLIEST: Date = jiff::civil::date(2020, 12, 1);

/// Dose numbers that can be meant.
const MOST_DOSES: u8 = 9;

/// Longest free text, in characters: batch, regimen, facility.
const LONGEST: usize = 200;

/// Seconds that India is ahead of UTC.
const INDIA: i32 = 19_800;

/// Checks the values of one row after another.
pub(super) struct Checker {
    today: Date,
    /// Products by spelling: a file has few, and the look-up compares all spellings there are.
    products: HashMap<String, ProductId>,
}

/// Where faults of one row go.
pub(super) struct Row<'r> {
    pub(super) line: u64,
    pub(super) report: &'r mut Report,
    pub(super) good: bool,
}

impl<'r> Row<'r> {
    pub(super) fn new(line: u64, report: &'r mut Report) -> Self {
        Self { line, report, good: true }
    }

    /// Notes a fault.
    pub(super) fn refuse(&mut self, column: Option<&str>, value: Option<&str>, reason: impl Into<String>) {
        self.report.refuse(self.line, column, value, reason);
        self.good = false;
    }

    /// The value, or `None` and a fault.
    pub(super) fn keep<T, E: ToString>(
        &mut self,
        column: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(Some(column), Some(text), error.to_string());
                None
            }
        }
    }
}

impl Checker {
    pub(super) fn new(today: Date) -> Self {
        Self { today, products: HashMap::new() }
    }

    /// A vaccine in any spelling. One that the rules do not know is recorded, with a remark.
    pub(super) fn product(&mut self, row: &mut Row<'_>, column: &str, text: &str) -> Option<ProductId> {
        if let Some(product) = self.products.get(text) {
            return Some(product.clone());
        }
        let product = row.keep(column, text, ProductId::parse)?;
        // A file of nonsense must not fill the memory.
        if self.products.len() < 1000 {
            if Rules::builtin().product(&product).is_none() {
                // Only its form: where columns were exchanged it is a person's name.
                row.report.note(format!(
                    "Line {}: the rules do not know this vaccine ({}): its doses are recorded, and complete no series.",
                    row.line,
                    shape(text)
                ));
            }
            self.products.insert(text.to_owned(), product.clone());
        }
        Some(product)
    }

    /// A day of a dose: `YYYY-MM-DD`, `DD-MM-YYYY`, or a moment in RFC 3339, of which the day in India counts.
    pub(super) fn day(&self, text: &str) -> Result<Date, &'static str> {
        let date = day(text).ok_or("is not a date such as 2021-08-31 or 31-08-2021")?;
        if date > self.today {
            Err("is in the future")
        } else if date < EARLIEST {
            Err("is before the first vaccinations, in December 2020")
        } else {
            Ok(date)
        }
    }
}

/// The registered name, with its spaces put right.
pub(super) fn name(text: &str) -> Result<String, String> {
    if is_plain_name(text) {
        return Ok(text.to_owned());
    }
    FullName::parse(text).map(|name| name.as_str().to_owned()).map_err(|error| error.to_string())
}

/// Whether a name is of Latin letters in words with single spaces: nothing in it can be wrong or needs to be put right, and
/// most names of a file are such. Four characters of that kind have letters enough.
fn is_plain_name(text: &str) -> bool {
    (4..=FullName::MAX_CHARS).contains(&text.len())
        && text.split(' ').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether somebody of this year was there on this day.
pub(super) fn is_born(year: BirthYear, on: Date) -> bool {
    i16::try_from(year.get()).is_ok_and(|year| year <= on.year())
}

/// The number of a dose.
pub(super) fn dose(text: &str) -> Result<u8, &'static str> {
    text.trim().parse().ok().filter(|dose| (1..=MOST_DOSES).contains(dose)).ok_or("is not the number of a dose, 1 to 9")
}

/// A free text; `None` when it is empty.
pub(super) fn free(text: &str) -> Result<Option<String>, &'static str> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        Err("is longer than 200 characters")
    } else if text.chars().any(char::is_control) {
        Err("holds a control character")
    } else {
        Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
    }
}

/// Reads a date without judging it.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.contains('T')
        && let Ok(moment) = text.parse::<jiff::Timestamp>()
    {
        return Some(Offset::from_seconds(INDIA).ok()?.to_datetime(moment).date());
    }
    let parts: Vec<&str> = text.split('-').collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = match (first.len(), last.len()) {
        (4, 2) => (first, last),
        (2, 4) => (last, first),
        _ => return None,
    };
    // jiff would take signs.
    if month.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_in_both_orders() {
        let table = [
            ("2021-08-31", Some(date(2021, 8, 31))),
            ("31-08-2021", Some(date(2021, 8, 31))),
            (" 31-08-2021 ", Some(date(2021, 8, 31))),
            ("2021-08-31T20:00:00.000Z", Some(date(2021, 9, 1))),
            ("2021-08-31T20:00:00+05:30", Some(date(2021, 8, 31))),
            ("31-02-2021", None),
            ("2021-8-31", None),
            ("31/08/2021", None),
            ("31-08-21", None),
            ("+021-08-31", None),
            ("", None),
            ("today", None),
        ];
        for (text, expected) in table {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_names_are_read_as_all_names_are() {
        for text in
            ["Rajesh Sharma", "RAJESH", "a b", "a b c", "ab", "", " Asha", "Asha ", "Asha  Rao", "R2 D2", "Asha-Rao"]
        {
            let parsed = FullName::parse(text).map(|name| name.as_str().to_owned());
            assert!(!is_plain_name(text) || parsed.as_deref() == Ok(text), "{text}");
            assert_eq!(name(text).ok(), parsed.ok(), "{text}");
        }
        assert!(is_plain_name("Rajesh Kumar Sharma"));
    }

    #[test]
    fn days_must_be_possible() {
        let checker = Checker::new(date(2026, 11, 21));
        assert!(checker.day("2026-11-21").is_ok());
        assert_eq!(checker.day("2026-11-22"), Err("is in the future"));
        assert!(checker.day("2020-11-30").is_err());
    }
}
