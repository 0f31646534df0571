//! What was refused, where and why, without showing anybody's data.

use std::{
    collections::BTreeSet,
    fmt,
    fs::{File, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use serde::Serialize;

/// Refusals that are kept for printing.
const KEPT: usize = 100;

/// Characters shown of a value's shape.
const SHOWN: usize = 24;

/// One fault of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Line in the file, from one.
    pub line: u64,
    /// Column or field, when one is to blame.
    pub column: Option<String>,
    /// Shape of the value: every letter an `x`, every digit a `9`. Never the value.
    pub value: Option<String>,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, " \"{value}\"")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Shape of a value: tells what kind of slip it is, and nobody's data.
pub(super) fn shape(value: &str) -> String {
    let mask = |char: char| match char {
        char if char.is_numeric() => '9',
        char if char.is_ascii_punctuation() || char == ' ' => char,
        char if char.is_control() => '?',
        _ => 'x',
    };
    let mut shape: String = value.chars().take(SHOWN).map(mask).collect();
    if value.chars().nth(SHOWN).is_some() {
        shape.push('…');
    }
    shape
}

/// Collects refusals: the first hundred in memory, all in a file when one is wanted.
#[derive(Default)]
pub struct Report {
    pub(super) first: Vec<Refusal>,
    pub(super) notes: BTreeSet<String>,
    /// Rows with at least one fault.
    rows: u64,
    last_line: Option<u64>,
    file: Option<BufWriter<File>>,
    failed: Option<io::Error>,
}

impl Report {
    /// An empty report. The file, if any, is made anew and belongs to its owner only.
    pub fn new(file: Option<&Path>) -> io::Result<Self> {
        let open = |path| OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
        Ok(Self { file: file.map(open).transpose()?.map(BufWriter::new), ..Self::default() })
    }

    /// Rows with at least one fault.
    pub const fn refused(&self) -> u64 {
        self.rows
    }

    /// Notes a fault. Faults of one row come one after another.
    pub(super) fn refuse(&mut self, line: u64, column: Option<&str>, value: Option<&str>, reason: impl Into<String>) {
        let refusal =
            Refusal { line, column: column.map(str::to_owned), value: value.map(shape), reason: reason.into() };
        if self.last_line != Some(line) {
            self.rows += 1;
            self.last_line = Some(line);
        }
        if let Some(file) = &mut self.file
            && self.failed.is_none()
        {
            let written = serde_json::to_writer(&mut *file, &refusal)
                .map_err(io::Error::from)
                .and_then(|()| file.write_all(b"\n"));
            self.failed = written.err();
        }
        if self.first.len() < KEPT {
            self.first.push(refusal);
        }
    }

    /// Adds a remark; the same one only once.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.notes.insert(text.into());
    }

    /// Completes the file.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        match (self.failed.take(), &mut self.file) {
            (Some(error), _) => Err(error),
            (None, Some(file)) => file.flush(),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_shown() {
        for (value, expected) in [
            ("Rajesh Sharma", "xxxxxx xxxxxx"),
            ("+91 98100-00001", "+99 99999-99999"),
            ("31-02-२०२१", "99-99-9999"),
            ("a\u{0}b", "x?x"),
            ("", ""),
        ] {
            assert_eq!(shape(value), expected);
        }
        assert_eq!(shape(&"x".repeat(1000)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn rows_are_counted_once_and_memory_stays_small() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.ndjson");
        let mut report = Report::new(Some(&path)).unwrap();
        for line in 1..=500 {
            report.refuse(line, Some("name"), Some("secret"), "is wrong");
            report.refuse(line, None, None, "is worse");
        }
        report.finish().unwrap();
        assert_eq!((report.refused(), report.first.len()), (500, KEPT));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(text.lines().count(), 1000);
        assert!(!text.contains("secret"));
    }
}
