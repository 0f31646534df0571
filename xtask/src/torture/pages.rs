//! Where rows lie in a database file, by SQLite's documented format, so that damage can be put exactly there.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};

/// A sealed value has at least a nonce and a tag.
const SEALED: usize = 24 + 16;
/// Their long values are counts in the clear, keyed by hashes.
const COUNTS: [&str; 2] = ["counters", "budgets"];

/// A row, or as much of it as lies on its own page.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The table.
    pub(crate) table: String,
    /// Everything, as offsets in the file.
    pub(crate) whole: Range<usize>,
    /// Values that are long enough to be sealed ones.
    pub(crate) sealed: Vec<Range<usize>>,
}

/// All rows of all tables.
pub(crate) fn rows(file: &[u8]) -> Result<Vec<Row>> {
    let book = Book::open(file)?;
    let mut rows = Vec::new();
    for (table, root) in book.tables()? {
        for payload in book.payloads(root)? {
            let values = book.values(&payload)?;
            let may = !COUNTS.contains(&table.as_str());
            let sealed = values.into_iter().filter(|(blob, value)| may && *blob && value.len() >= SEALED);
            rows.push(Row { table: table.clone(), whole: payload, sealed: sealed.map(|(_, value)| value).collect() });
        }
    }
    Ok(rows)
}

struct Book<'f> {
    file: &'f [u8],
    page: usize,
    usable: usize,
}

impl<'f> Book<'f> {
    fn open(file: &'f [u8]) -> Result<Self> {
        if !file.starts_with(b"SQLite format 3\0") {
            bail!("no SQLite database");
        }
        let page = match number(file, 16, 2)? {
            1 => 65_536,
            size => size,
        };
        Ok(Self { file, page, usable: page - number(file, 20, 1)? })
    }

    /// Names and root pages, from the schema on the first page.
    fn tables(&self) -> Result<BTreeMap<String, usize>> {
        let mut tables = BTreeMap::new();
        for payload in self.payloads(1)? {
            let values = self.values(&payload)?;
            let text = |at: usize| -> &[u8] {
                values.get(at).and_then(|(_, range)| self.file.get(range.clone())).unwrap_or(&[])
            };
            let root = text(3).iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            if text(0) == b"table" && root > 0 {
                tables.insert(String::from_utf8_lossy(text(1)).into_owned(), root);
            }
        }
        Ok(tables)
    }

    /// The records of a tree, wherever they lie.
    fn payloads(&self, root: usize) -> Result<Vec<Range<usize>>> {
        let (mut found, mut pages) = (Vec::new(), vec![root]);
        while let Some(page) = pages.pop() {
            let base = (page - 1) * self.page;
            let header = base + if page == 1 { 100 } else { 0 };
            let kind = number(self.file, header, 1)?;
            let interior = kind == 2 || kind == 5;
            let pointers = header + if interior { 12 } else { 8 };
            for at in 0..number(self.file, header + 3, 2)? {
                let cell = base + number(self.file, pointers + at * 2, 2)?;
                if interior {
                    pages.push(number(self.file, cell, 4)?);
                }
                if kind != 5 {
                    found.push(self.payload(kind, cell + if interior { 4 } else { 0 })?);
                }
            }
            if interior {
                pages.push(number(self.file, header + 8, 4)?);
            }
        }
        Ok(found)
    }

    /// The part of a record that is on its page.
    fn payload(&self, kind: usize, cell: usize) -> Result<Range<usize>> {
        let (size, mut at) = varint(self.file, cell)?;
        let (table, usable) = (kind == 13, self.usable);
        if table {
            at = varint(self.file, at)?.1;
        }
        let most = if table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        let least = (usable - 12) * 32 / 255 - 23;
        let spilled = || {
            let kept = least + (size - least) % (usable - 4);
            if kept <= most { kept } else { least }
        };
        let local = if size <= most { size } else { spilled() };
        Ok(at..at + local)
    }

    /// The values of a record, and whether each is a blob; cut where the page ends.
    fn values(&self, payload: &Range<usize>) -> Result<Vec<(bool, Range<usize>)>> {
        let (header, mut at) = varint(self.file, payload.start)?;
        let (end, mut place) = (payload.start + header, payload.start + header);
        let mut values = Vec::new();
        while at < end {
            let (kind, next) = varint(self.file, at)?;
            at = next;
            let length = match kind {
                0 | 8 | 9 => 0,
                1..=4 => kind,
                5 => 6,
                6 | 7 => 8,
                _ => (kind - 12) / 2,
            };
            let value = place.min(payload.end)..(place + length).min(payload.end);
            values.push((kind >= 12 && kind % 2 == 0, value));
            place += length;
        }
        Ok(values)
    }
}

/// A big-endian number.
fn number(file: &[u8], at: usize, bytes: usize) -> Result<usize> {
    let bytes = file.get(at..at + bytes).context("the file ends within a page")?;
    Ok(bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// SQLite's number of one to nine bytes, and where it ends.
fn varint(file: &[u8], at: usize) -> Result<(usize, usize)> {
    let mut sum = 0;
    for length in 0..8 {
        let byte = number(file, at + length, 1)?;
        sum = sum << 7 | (byte & 0x7f);
        if byte < 0x80 {
            return Ok((sum, at + length + 1));
        }
    }
    Ok((sum << 8 | number(file, at + 8, 1)?, at + 9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length_are_read() {
        assert_eq!(varint(&[0x7f], 0).unwrap(), (127, 1));
        assert_eq!(varint(&[0x81, 0x00], 0).unwrap(), (128, 2));
        assert_eq!(varint(&[0xff; 9], 0).unwrap().1, 9);
        assert!(varint(&[0x80], 0).is_err());
    }

    #[test]
    fn another_file_is_refused() {
        assert!(rows(b"PK\x03\x04").is_err());
    }
}
