//! What the bare server writes: as many rows of the same size as kyvs, with the same kind of keys, and nothing in them.
//!
//! One flow of kyvs is two durable steps:
//!
//! | step | rows | here |
//! |---|---|---|
//! | start | the counters of the mobile; the verification; an entry of the audit log | [`start`] |
//! | confirm | the verification; consent and result, and their place in the index of the person's; an entry of the audit log | [`confirm`] |
//! | both, once a transaction with the sum of all that share it | the counters of the provider, which both steps charge, and of the service, which a start charges | [`Tally`] |
//! | later | the message is settled in the row of the verification, with somebody else's commit | [`settle`] |
//!
//! Who changes what kyvs writes changes it here too: it is the measure that the ratios are of.

use rusqlite::{Connection, OptionalExtension, params};

/// Bytes of a verification's row besides its key.
const VERIFICATION_BYTES: usize = 220;
/// Bytes of consent and result.
const CONSENT_BYTES: usize = 674;
/// Bytes of the pseudonym of a person.
const OWNER_BYTES: usize = 16;
/// Bytes of an entry of the log.
const ENTRY_BYTES: usize = 230;
/// The counters of the provider and of the service.
const PROVIDER: i64 = 1;
const SERVICE: i64 = 2;

/// Bytes of a verification's id: six of time, then random, so that new rows lie side by side.
pub(super) const ID_BYTES: usize = 22;

/// The id of a verification.
pub(super) type Id = [u8; ID_BYTES];

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS people (key INTEGER PRIMARY KEY, cell BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS counters (key INTEGER PRIMARY KEY, value INTEGER NOT NULL, rest BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS verifications (
        id BLOB NOT NULL PRIMARY KEY, code INTEGER NOT NULL, state INTEGER NOT NULL, cell BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS consents (
        id BLOB NOT NULL PRIMARY KEY, owner BLOB NOT NULL, cell BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS consents_by_owner ON consents (owner);
    CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;
    INSERT OR IGNORE INTO counters VALUES (1, 0, zeroblob(40)), (2, 0, zeroblob(40));";

/// Makes what is missing.
pub(crate) fn make_tables(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(TABLES)
}

/// One row of the registry.
pub(super) fn is_registered(db: &Connection, key: i64) -> rusqlite::Result<bool> {
    let mut select = db.prepare_cached("SELECT length(cell) FROM people WHERE key = ?1")?;
    Ok(select.query_row([key], |row| row.get::<_, i64>(0)).optional()?.is_some())
}

/// The code of a verification.
pub(super) fn code(db: &Connection, id: &Id) -> rusqlite::Result<Option<u32>> {
    let mut select = db.prepare_cached("SELECT code FROM verifications WHERE id = ?1")?;
    select.query_row([id], |row| row.get(0)).optional()
}

/// What the steps of one transaction have charged: each counter is written once however many they are.
#[derive(Default)]
pub(super) struct Tally {
    provider: u32,
    service: u32,
}

impl Tally {
    /// Writes the sums, before the transaction is committed.
    pub(super) fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        count(db, PROVIDER, self.provider)?;
        count(db, SERVICE, self.service)
    }
}

/// The three rows of a start.
pub(super) fn start(db: &Connection, tally: &mut Tally, id: &Id, counter: i64, code: u32) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO counters VALUES (?1, 1, zeroblob(40)) ON CONFLICT (key) DO UPDATE SET value = value + 1",
    )?
    .execute([counter])?;
    tally.provider += 1;
    tally.service += 1;
    db.prepare_cached("INSERT INTO verifications VALUES (?1, ?2, 0, ?3)")?.execute(params![
        id,
        code,
        [0x5a_u8; VERIFICATION_BYTES]
    ])?;
    log(db)
}

/// The three rows of a confirmation, and one of an index. The person is somewhere in it, as the end of an id is.
pub(super) fn confirm(db: &Connection, tally: &mut Tally, id: &Id) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE verifications SET state = 1 WHERE id = ?1 AND state IN (0, 2)")?.execute([id])?;
    db.prepare_cached("INSERT OR IGNORE INTO consents VALUES (?1, ?2, ?3)")?.execute(params![
        id,
        &id[ID_BYTES - OWNER_BYTES..],
        [0x5a_u8; CONSENT_BYTES]
    ])?;
    tally.provider += 1;
    log(db)
}

/// The row that is written with a later commit.
pub(super) fn settle(db: &Connection, id: &Id) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE verifications SET state = 2 WHERE id = ?1 AND state = 0")?.execute([id]).map(drop)
}

fn count(db: &Connection, key: i64, by: u32) -> rusqlite::Result<()> {
    if by == 0 {
        return Ok(());
    }
    db.prepare_cached("UPDATE counters SET value = value + ?2 WHERE key = ?1")?.execute(params![key, by]).map(drop)
}

fn log(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO log (entry) VALUES (?1)")?.execute([[0x5a_u8; ENTRY_BYTES]]).map(drop)
}
