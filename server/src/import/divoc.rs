//! DIVOC and CoWIN certificates: verifiable credentials as JSON, taken from the operator's own registry.
//!
//! A certificate may carry several doses or the last one only; certificates of one person are brought together afterwards.
//! The certificates' own signatures are not checked.

use std::{collections::VecDeque, io::BufRead};

use domain::{
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    vaccination::DoseEvent,
};
use jiff::civil::Date;
use serde_json::Value;

use super::{
    Counted, Entry, ImportError, Source,
    check::{self, Checker, Row},
    report::Report,
    values::{Found, Values},
};

/// Certificates being read.
pub(super) struct Divoc<R> {
    values: Values<Counted<R>>,
    checker: Checker,
    /// Further doses of the certificate that was read last.
    ready: VecDeque<Entry>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Divoc<R> {
    pub(super) fn open(input: R, today: Date) -> Self {
        Self {
            values: Values::new(Counted::new(input)),
            checker: Checker::new(today),
            ready: VecDeque::new(),
            buffer: Vec::new(),
        }
    }

    fn certificate(&mut self, line: u64, report: &mut Report) {
        let mut row = Row::new(line, report);
        match serde_json::from_slice::<Value>(&self.buffer) {
            Ok(certificate) => {
                self.ready.extend(entries(&certificate, &mut self.checker, &mut row));
            }
            Err(error) => row.refuse(None, None, format!("is no JSON: {}", kind_of(&error))),
        }
    }
}

/// The reader's own text may repeat a part of the data.
fn kind_of(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        serde_json::error::Category::Syntax => "its syntax is wrong",
        _ => "it cannot be read",
    }
}

impl<R: BufRead> Source for Divoc<R> {
    fn next(&mut self, report: &mut Report) -> Result<Option<Entry>, ImportError> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Ok(Some(entry));
            }
            let found =
                self.values.next(&mut self.buffer).map_err(|error| ImportError::Unreadable(error.to_string()))?;
            match found {
                Found::Object { line } => self.certificate(line, report),
                Found::TooLarge { line } => {
                    report.refuse(line, None, None, "is larger than 1 MiB, which is no certificate");
                }
                Found::Stray { line } => {
                    report.refuse(line, None, None, "is no certificate; nothing after it was read");
                    return Ok(None);
                }
                Found::Cut { line } => {
                    report.refuse(line, None, None, "is not complete: the file was cut off");
                    return Ok(None);
                }
                Found::End => return Ok(None),
            }
        }
    }

    fn bytes(&self) -> u64 {
        self.values.input().bytes
    }
}

/// One entry a dose, or one without a dose; none when anything is wrong.
fn entries(certificate: &Value, checker: &mut Checker, row: &mut Row<'_>) -> Vec<Entry> {
    let subject = &certificate["credentialSubject"];
    if !subject.is_object() {
        row.refuse(Some("credentialSubject"), None, "is missing: this is no certificate");
        return Vec::new();
    }
    let person = person(subject, certificate, row);
    let mut doses = Vec::new();
    match &certificate["evidence"] {
        Value::Array(evidence) => {
            for piece in evidence {
                doses.push(dose(piece, checker, row));
            }
        }
        Value::Null => {}
        piece @ Value::Object(_) => doses.push(dose(piece, checker, row)),
        _ => row.refuse(Some("evidence"), None, "is no list"),
    }
    if let Some(person) = &person
        && doses.iter().flatten().any(|dose| !person.estimated && !check::is_born(person.birth_year, dose.date))
    {
        row.refuse(Some("evidence.date"), None, check::UNBORN);
    }
    match person {
        Some(person) if row.good && doses.is_empty() => vec![person],
        Some(person) if row.good => {
            doses.into_iter().map(|dose| Entry { dose: dose.map(Box::new), ..person.clone() }).collect()
        }
        _ => Vec::new(),
    }
}

fn person(subject: &Value, certificate: &Value, row: &mut Row<'_>) -> Option<Entry> {
    let reference_id = required(subject, &["refId", "uhid"], row, ReferenceId::parse);
    let name = required(subject, &["name"], row, check::name);
    let mobile = mobile(subject, row);
    let born = born(subject, certificate, row);
    let gender = row.keep("credentialSubject.gender", &text(&subject["gender"]).unwrap_or_default(), Gender::parse);
    let (birth_year, estimated) = born?;
    Some(Entry {
        line: row.line,
        reference_id: reference_id?,
        name: name?,
        mobile: mobile?,
        birth_year,
        estimated,
        gender: gender?,
        dose: None,
    })
}

/// The first of the fields that is there, parsed.
fn required<T, E: ToString>(
    subject: &Value,
    fields: &[&str],
    row: &mut Row<'_>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    for field in fields {
        if let Some(value) = text(&subject[*field]).filter(|value| !value.trim().is_empty()) {
            return row.keep(&format!("credentialSubject.{field}"), &value, parse);
        }
    }
    row.refuse(Some(&format!("credentialSubject.{}", fields.join("|"))), None, "is missing");
    None
}

/// The mobile stands in one of several places; none of them is part of the printed certificate.
fn mobile(subject: &Value, row: &mut Row<'_>) -> Option<Mobile> {
    for field in ["mobile", "telephone", "telecom"] {
        if let Some(value) = text(&subject[field]) {
            return row.keep(&format!("credentialSubject.{field}"), bare(&value), Mobile::parse);
        }
    }
    let contacts = subject["contact"].as_array().into_iter().flatten().chain(std::iter::once(&subject["contact"]));
    let mut numbers = contacts.chain(std::iter::once(&subject["id"])).filter_map(Value::as_str);
    let number = numbers.find(|number| number.starts_with("tel:")).or_else(|| first_mobile(&subject["contact"]));
    let Some(number) = number else {
        row.refuse(
            Some("credentialSubject.mobile|telephone|contact|id"),
            None,
            "is missing: without the mobile nobody can be asked",
        );
        return None;
    };
    row.keep("credentialSubject.contact|id", bare(number), Mobile::parse)
}

/// A contact without `tel:` that reads as a mobile; others are mail addresses and the like.
fn first_mobile(contact: &Value) -> Option<&str> {
    let contacts = contact.as_array().into_iter().flatten().chain(std::iter::once(contact));
    contacts.filter_map(Value::as_str).find(|text| Mobile::parse(text).is_ok())
}

fn bare(number: &str) -> &str {
    number.strip_prefix("tel:").unwrap_or(number)
}

/// Year of birth: from `dob`, else worked out from `age` and the day the certificate was issued.
fn born(subject: &Value, certificate: &Value, row: &mut Row<'_>) -> Option<(BirthYear, bool)> {
    if let Some(dob) = text(&subject["dob"]).filter(|dob| !dob.trim().is_empty()) {
        let year = |dob: &str| match check::day(dob) {
            Some(date) => u16::try_from(date.year())
                .map_err(|_| "is no date".to_owned())
                .and_then(|year| BirthYear::new(year).map_err(|error| error.to_string())),
            None => BirthYear::parse(dob).map_err(|error| error.to_string()),
        };
        return row.keep("credentialSubject.dob", &dob, year).map(|year| (year, false));
    }
    let Some(age) = text(&subject["age"]) else {
        row.refuse(Some("credentialSubject.dob|age"), None, "is missing");
        return None;
    };
    let Some(issued) = text(&certificate["issuanceDate"]).and_then(|issued| check::day(&issued)) else {
        row.refuse(Some("issuanceDate"), None, "is missing: an age alone tells no year of birth");
        return None;
    };
    let year = |age: &str| {
        let years: i16 =
            age.trim().split(' ').next().unwrap_or_default().parse().map_err(|_| "is no age".to_owned())?;
        let year = Some(years).filter(|years| (0..=130).contains(years)).map(|years| issued.year() - years);
        let year = year.and_then(|year| u16::try_from(year).ok());
        BirthYear::new(year.ok_or("is no age")?).map_err(|error| error.to_string())
    };
    row.keep("credentialSubject.age", &age, year).map(|year| (year, true))
}

fn dose(piece: &Value, checker: &mut Checker, row: &mut Row<'_>) -> Option<DoseEvent> {
    let field = |name: &str| text(&piece[name]).unwrap_or_default();
    let number = row.keep("evidence.dose", &field("dose"), check::dose);
    let total = match text(&piece["totalDoses"]) {
        None => Some(None),
        Some(total) => row.keep("evidence.totalDoses", &total, |total| total_doses(total, number)),
    };
    let product = checker.product(row, "evidence.vaccine", &field("vaccine"));
    let date = row.keep("evidence.date", &field("date"), |text| checker.day(text));
    let batch = row.keep("evidence.batch", &field("batch"), check::free);
    let facility = text(&piece["facility"]["name"]).or_else(|| text(&piece["facility"])).unwrap_or_default();
    let facility = row.keep("evidence.facility", &facility, check::free);
    Some(DoseEvent {
        dose: number?,
        total: total?,
        product: product?,
        regimen: None,
        date: date?,
        batch: batch?,
        facility: facility?,
    })
}

/// `5 of 0` is nonsense; a precaution dose may be `3 of 2`, and a second one `4 of 2`.
fn total_doses(text: &str, dose: Option<u8>) -> Result<Option<u8>, &'static str> {
    let total = check::dose(text).map_err(|_| "is not a number of doses, 1 to 9")?;
    match dose {
        Some(dose) if dose > total + 2 => Err("is too small for the number of this dose"),
        _ => Ok(Some(total)),
    }
}

/// A text, or a number written as one.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
