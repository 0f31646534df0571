//! Registries of the servers that kyvs is compared with, filled as fast as SQLite takes rows: sorted, and flushed once at the end.

use std::path::PathBuf;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, params};
use sha2::Sha256;

use crate::{people::Person, roofline};

/// The key of the look-up. It guards nothing.
const KEY: &[u8] = b"a key of the benchmark, no secret";
/// Bytes of a person's row besides its key: as many as kyvs has.
const PERSON_BYTES: usize = 100;

/// Flags of `bench registry`.
#[derive(clap::Args)]
pub struct Args {
    /// How many people
    #[arg(long)]
    people: u64,
    /// The database
    #[arg(long)]
    db: PathBuf,
    /// Fill the peer's table of users, which its own migration has made
    #[arg(long)]
    peer: bool,
}

/// Fills the registry.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut db = Connection::open(&args.db)?;
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")?;
    if !args.peer {
        roofline::make_tables(&db)?;
    }
    let filling = db.transaction()?;
    if args.peer {
        fill_peer(&filling, args.people)?;
    } else {
        fill(&filling, args.people)?;
    }
    filling.commit()?;
    db.execute_batch("PRAGMA synchronous = FULL;")?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Where a mobile of ten digits is looked up: the first half of its keyed hash.
pub fn key(mobile: &str) -> i64 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(KEY) else { return 0 };
    mac.update(mobile.as_bytes());
    let hash: [u8; 32] = mac.finalize().into_bytes().into();
    hash.first_chunk().copied().map_or(0, i64::from_be_bytes)
}

fn fill(db: &Connection, people: u64) -> rusqlite::Result<()> {
    let mut keys: Vec<i64> = (0..people).map(|number| key(&Person::new(number).mobile().to_string())).collect();
    keys.sort_unstable();
    let mut insert = db.prepare("INSERT OR IGNORE INTO people VALUES (?1, ?2)")?;
    for key in keys {
        insert.execute(params![key, [0x5a_u8; PERSON_BYTES]])?;
    }
    Ok(())
}

/// A user a person, found by number. Ids and addresses grow with the number, so that every index is filled from its end.
fn fill_peer(db: &Connection, people: u64) -> rusqlite::Result<()> {
    let mut numbers: Vec<(u64, u64)> = (0..people).map(|number| (Person::new(number).mobile(), number)).collect();
    numbers.sort_unstable();
    let mut insert = db.prepare(
        "INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt, phoneNumber, phoneNumberVerified)
         VALUES (?1, ?2, ?3, 0, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', ?4, 1)",
    )?;
    for (mobile, number) in numbers {
        let (given, family) = Person::new(number).name();
        insert.execute(params![
            format!("u{mobile}"),
            format!("{given} {family}"),
            format!("{mobile}@people.invalid"),
            format!("+91{mobile}")
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_is_found_by_mobile() {
        let db = Connection::open_in_memory().unwrap();
        roofline::make_tables(&db).unwrap();
        fill(&db, 1_000).unwrap();
        let rows = |mobile: &str| {
            let count = "SELECT count(*) FROM people WHERE key = ?1";
            db.query_row(count, [key(mobile)], |row| row.get::<_, i64>(0)).unwrap()
        };
        for number in [0, 1, 999] {
            assert_eq!(rows(&Person::new(number).mobile().to_string()), 1, "{number}");
        }
        assert_eq!(rows("9999999999"), 0);
    }
}
