//! Invented people.

use std::io::{self, Write};

use jiff::civil::Date;

/// Help.
pub const ABOUT: &str = "x";

/// Counts.
pub struct Written {
    /// People.
    pub people: u64,
    /// Rows.
    pub rows: u64,
}

/// Writes.
pub fn write_csv(_out: &mut dyn Write, people: u64, _seed: u64, _today: Date) -> io::Result<Written> {
    Ok(Written { people, rows: 0 })
}
