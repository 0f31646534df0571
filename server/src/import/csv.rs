//! CSV: UTF-8, one row a dose, [`HEADER`]; a person without a dose has the last six columns empty.
//!
//! A row is a line: a line break within quotes is refused, which also keeps a quote that was never closed from swallowing
//! the rest of the file.

use std::{borrow::Cow, io::BufRead};

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    vaccination::DoseEvent,
};
use jiff::civil::Date;

use super::{
    Counted, Entry, ImportError, Source,
    check::{self, Checker, Row},
    lines::{BOM, Line, read_line},
    report::Report,
};

/// The columns, in the usual order; any order is read.
pub const HEADER: &str = "reference_id,name,mobile,birth_year,gender,dose,product,regimen,date,batch,facility";

/// Longest line, in bytes.
const LONGEST_LINE: usize = 16 * 1024;

const COLUMNS: [&str; 11] = [
    "reference_id",
    "name",
    "mobile",
    "birth_year",
    "gender",
    "dose",
    "product",
    "regimen",
    "date",
    "batch",
    "facility",
];

/// A CSV file being read.
pub(super) struct Csv<R> {
    input: Counted<R>,
    checker: Checker,
    /// Where each of [`COLUMNS`] stands in a row.
    places: [usize; COLUMNS.len()],
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Csv<R> {
    /// Reads the header.
    pub(super) fn open(input: R, today: Date) -> Result<Self, ImportError> {
        let mut csv = Self {
            input: Counted::new(input),
            checker: Checker::new(today),
            places: [0; COLUMNS.len()],
            line: 0,
            buffer: Vec::new(),
        };
        match csv.read_line()? {
            Line::Whole | Line::Last => csv.places = header(&csv.buffer)?,
            Line::TooLong => return Err(wrong_header("is no header: it is too long")),
            Line::End => return Err(wrong_header("is missing: the file is empty")),
        }
        Ok(csv)
    }

    fn read_line(&mut self) -> Result<Line, ImportError> {
        self.line += 1;
        read_line(&mut self.input, &mut self.buffer, LONGEST_LINE)
            .map_err(|error| ImportError::Unreadable(format!("line {}: {error}", self.line)))
    }

    /// One line as a row; `None` when it is refused.
    fn row(&mut self, report: &mut Report) -> Option<Entry> {
        let mut row = Row::new(self.line, report);
        let text = match text(&self.buffer) {
            Ok(text) => text,
            Err(reason) => {
                row.refuse(None, None, reason);
                return None;
            }
        };
        let fields = match fields(text) {
            Ok(fields) => fields,
            Err(reason) => {
                row.refuse(None, None, reason);
                return None;
            }
        };
        let field = |column: usize| &*fields[self.places[column]];
        let reference_id = row.keep(COLUMNS[0], field(0), ReferenceId::parse);
        let name = row.keep(COLUMNS[1], field(1), check::name);
        let mobile = row.keep(COLUMNS[2], field(2), Mobile::parse);
        let birth_year = row.keep(COLUMNS[3], field(3), BirthYear::parse);
        let gender = row.keep(COLUMNS[4], field(4), Gender::parse);
        let dose = dose(&mut self.checker, &mut row, &field);
        if let (Some(year), Some(dose)) = (birth_year, &dose)
            && !check::is_born(year, dose.date)
        {
            row.refuse(Some("date"), Some(field(8)), check::UNBORN);
        }
        let good = row.good;
        let entry = Entry {
            line: self.line,
            reference_id: reference_id?,
            name: name?,
            mobile: mobile?,
            birth_year: birth_year?,
            estimated: false,
            gender: gender?,
            dose: dose.map(Box::new),
        };
        good.then_some(entry)
    }
}

impl<R: BufRead> Source for Csv<R> {
    fn next(&mut self, report: &mut Report) -> Result<Option<Entry>, ImportError> {
        loop {
            match self.read_line()? {
                Line::End => return Ok(None),
                Line::TooLong => report.refuse(self.line, None, None, format!("is longer than {LONGEST_LINE} bytes")),
                Line::Whole | Line::Last if self.buffer.is_empty() => {}
                Line::Last => {
                    report.note(
                        "The last line has no line break at its end: was the file cut off? It was read as it stands.",
                    );
                    if let Some(entry) = self.row(report) {
                        return Ok(Some(entry));
                    }
                }
                Line::Whole => {
                    if let Some(entry) = self.row(report) {
                        return Ok(Some(entry));
                    }
                }
            }
        }
    }

    fn bytes(&self) -> u64 {
        self.input.bytes
    }
}

/// The dose of a row; `None` when its six columns are empty, or when it has faults.
fn dose<'f>(checker: &mut Checker, row: &mut Row<'_>, field: &impl Fn(usize) -> &'f str) -> Option<DoseEvent> {
    if (5..COLUMNS.len()).all(|column| field(column).trim().is_empty()) {
        return None;
    }
    let number = row.keep("dose", field(5), check::dose);
    let product = checker.product(row, "product", field(6));
    let regimen = row.keep("regimen", field(7), check::free);
    let date = row.keep("date", field(8), |text| checker.day(text));
    let batch = row.keep("batch", field(9), check::free);
    let facility = row.keep("facility", field(10), check::free);
    Some(DoseEvent {
        dose: number?,
        total: None,
        product: product?,
        regimen: regimen?,
        date: date?,
        batch: batch?,
        facility: facility?,
    })
}

fn wrong_header(reason: &str) -> ImportError {
    ImportError::Unreadable(format!("line 1 {reason}; the header is: {HEADER}"))
}

/// Finds the columns.
fn header(line: &[u8]) -> Result<[usize; COLUMNS.len()], ImportError> {
    if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
        return Err(wrong_header("is UTF-16; save the file as UTF-8"));
    }
    let line = line.strip_prefix(BOM).unwrap_or(line);
    let mut fields = Vec::new();
    text(line)
        .and_then(|line| split(line, |field| fields.push(field.trim().to_ascii_lowercase())))
        .map_err(|reason| wrong_header(&reason))?;
    if let Some(unknown) = fields.iter().find(|field| !COLUMNS.contains(&field.as_str())) {
        // What stands here may be a person's row: it is not repeated.
        let nearest = COLUMNS.iter().map(|column| (strsim::jaro_winkler(unknown, column), column));
        return Err(match nearest.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((likeness, column)) if likeness > 0.8 => {
                wrong_header(&format!("has an unknown column {unknown:?}; is {column} meant?"))
            }
            _ => wrong_header("is not the header"),
        });
    }
    let mut places = [0; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let mut found = fields.iter().enumerate().filter(|(_, field)| *field == column).map(|(at, _)| at);
        *place = found.next().ok_or_else(|| wrong_header(&format!("has no column {column}")))?;
        if found.next().is_some() {
            return Err(wrong_header(&format!("has the column {column} twice")));
        }
    }
    Ok(places)
}

fn text(line: &[u8]) -> Result<&str, String> {
    if let Some(at) = line.iter().position(|byte| *byte == 0) {
        return Err(format!("holds a NUL, at byte {}", at + 1));
    }
    std::str::from_utf8(line).map_err(|error| format!("is not UTF-8, from byte {}", error.valid_up_to() + 1))
}

/// The fields of a row, in place: only a quoted one is copied.
fn fields(line: &str) -> Result<[Cow<'_, str>; COLUMNS.len()], String> {
    let (mut fields, mut count) = (<[Cow<'_, str>; COLUMNS.len()]>::default(), 0);
    split(line, |field| {
        if let Some(place) = fields.get_mut(count) {
            *place = field;
        }
        count += 1;
    })?;
    if count == COLUMNS.len() { Ok(fields) } else { Err(format!("has {count} fields, not {}", COLUMNS.len())) }
}

/// Splits a line at commas outside quotes; two quotes within quotes are one (RFC 4180).
fn split<'l>(line: &'l str, mut found: impl FnMut(Cow<'l, str>)) -> Result<(), String> {
    let mut rest = line;
    loop {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let (field, after) = unquote(quoted)?;
            found(Cow::Owned(field));
            after
        } else {
            let (field, after) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
            if field.contains('"') {
                return Err("has a quote within a field that does not begin with one".to_owned());
            }
            found(Cow::Borrowed(field));
            after
        };
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return Ok(()),
        }
    }
}

/// The field up to its closing quote, and what follows.
fn unquote(mut rest: &str) -> Result<(String, &str), String> {
    let mut field = String::new();
    loop {
        let (part, after) = rest.split_once('"').ok_or("has a quote that is not closed on its line")?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None if after.is_empty() || after.starts_with(',') => return Ok((field, after)),
            None => return Err("has text after a closing quote".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_at_commas_outside_quotes() {
        let table: [(&str, &[&str]); 7] = [
            ("a,b,c", &["a", "b", "c"]),
            ("", &[""]),
            (",", &["", ""]),
            ("\"a,b\",c", &["a,b", "c"]),
            ("\"say \"\"hi\"\"\",", &["say \"hi\"", ""]),
            ("\"\"", &[""]),
            ("\"\"\"\"", &["\""]),
        ];
        for (line, fields) in table {
            let mut found = Vec::new();
            split(line, |field| found.push(field)).unwrap();
            assert_eq!(found, fields, "{line}");
        }
        for wrong in ["\"a", "a\"b", "\"a\"b", "\"", "x,\"\"\""] {
            assert!(split(wrong, drop).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_header_is_found_in_any_order_and_case() {
        assert_eq!(header(HEADER.as_bytes()).unwrap(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let mixed = "Name,REFERENCE_ID , mobile,birth_year,gender,dose,product,regimen,date,facility,batch";
        assert_eq!(header(mixed.as_bytes()).unwrap(), [1, 0, 2, 3, 4, 5, 6, 7, 8, 10, 9]);
        let with_bom = [BOM, HEADER.as_bytes()].concat();
        assert!(header(&with_bom).is_ok());
    }

    #[test]
    fn a_wrong_header_says_what_is_wrong_and_repeats_no_data() {
        let told = |line: &str| header(line.as_bytes()).unwrap_err().to_string();
        assert!(told(&HEADER.replace("mobile", "mobil")).contains("is mobile meant?"));
        assert!(told(&HEADER.replace(",facility", "")).contains("no column facility"));
        assert!(told(&format!("{HEADER},name")).contains("twice"));
        let row = "12345678901234,Rajesh Sharma,9810000001,1980,M,,,,,,";
        assert!(!told(row).contains("Rajesh"), "{}", told(row));
        assert!(told("").contains(HEADER));
    }
}
