//! Connections and migrations.

use std::{fs::OpenOptions, io, os::unix::fs::OpenOptionsExt, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use subtle::ConstantTimeEq;

use super::{Tools, fault::Fault, migrate};
use crate::{ports::StoreError, secrets::Secrets, store::OpenError};

/// Says in the file's header that it is one of ours: "kyvs" in ASCII.
const APPLICATION_ID: i32 = 0x6b79_7673;

/// What a step does besides its SQL: it moves rows whose cells have to be sealed anew.
type Move = fn(&Connection, &Tools) -> Result<(), Fault>;

/// Numbered steps, each run once and in its own transaction. Only ever appended to.
const MIGRATIONS: [(&str, Move); 2] = [
    (include_str!("../../../migrations/sqlite/0001_start.sql"), |_, _| Ok(())),
    (include_str!("../../../migrations/sqlite/0003_flow.sql"), migrate::records),
];

/// How long a connection waits for another process that is writing.
const BUSY: Duration = Duration::from_secs(5);

/// Memory for pages, in KiB, of the writer and of a reader.
const WRITER_CACHE: u32 = 16 * 1024;
const READER_CACHE: u32 = 4 * 1024;

/// Opens the writing connection; makes and migrates the database; checks that the master key is the right one.
pub(super) fn writer(path: &Path, tools: &Tools) -> Result<Connection, OpenError> {
    create_private(path)?;
    let mut db = connect(path, WRITER_CACHE)?;
    recognise(&db)?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    db.execute_batch(
        // FULL: a commit is on the disk before it is reported. FAST: deleted cells are zeroed where that costs no extra
        // writes. The limit cuts the log back after an import.
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = FAST;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    migrate(&mut db, tools)?;
    check_master_key(&db, &tools.secrets)?;
    Ok(db)
}

/// Opens a connection that cannot write.
pub(super) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let db = connect(path, READER_CACHE)?;
    db.execute_batch("PRAGMA query_only = ON;")?;
    Ok(db)
}

/// Gives the connection memory for an import, where every page of the indexes is touched at random.
pub(super) fn widen_cache(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("PRAGMA cache_size = -262144;")
}

/// Takes the memory back.
pub(super) fn narrow_cache(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(&format!("PRAGMA cache_size = -{WRITER_CACHE}; PRAGMA shrink_memory;"))
}

/// The file is made by us before SQLite opens it, so that nobody else can read it even for a moment; SQLite gives the log
/// the same mode.
fn create_private(path: &Path) -> Result<(), OpenError> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(OpenError::Unusable(format!("{}: {error}", path.display()))),
    }
}

fn connect(path: &Path, cache_kib: u32) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(BUSY)?;
    db.set_prepared_statement_cache_capacity(128);
    db.execute_batch(&format!(
        "PRAGMA cache_size = -{cache_kib};
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;"
    ))?;
    Ok(db)
}

/// A database of another program is not touched.
fn recognise(db: &Connection) -> Result<(), OpenError> {
    let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id == APPLICATION_ID || (id == 0 && tables == 0) { Ok(()) } else { Err(OpenError::Foreign) }
}

fn migrate(db: &mut Connection, tools: &Tools) -> Result<(), OpenError> {
    // Two processes may start at once: the version is read again inside the transaction.
    loop {
        let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some((sql, and_move)) = MIGRATIONS.get(found as usize) else {
            let known = MIGRATIONS.len();
            return if found as usize == known { Ok(()) } else { Err(OpenError::Newer { found, known }) };
        };
        if found > 0 {
            check_master_key(&step, &tools.secrets)?;
        }
        step.execute_batch(sql)?;
        and_move(&step, tools).map_err(StoreError::from)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", found + 1)?;
        step.commit()?;
    }
}

fn check_master_key(db: &Connection, secrets: &Secrets) -> Result<(), OpenError> {
    let stored: Option<Vec<u8>> =
        db.query_row("SELECT check_value FROM meta WHERE id = 1", [], |row| row.get(0)).optional()?;
    match stored {
        Some(stored) if bool::from(stored.ct_eq(secrets.check_value())) => Ok(()),
        Some(_) => Err(OpenError::WrongMasterKey),
        None => {
            db.execute("INSERT INTO meta (id, check_value, people) VALUES (1, ?1, 0)", params![secrets.check_value()])?;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{secrets::MasterKey, system::OsEntropy};

    fn secrets() -> Secrets {
        Secrets::derive(&MasterKey::generate(&OsEntropy))
    }

    #[test]
    fn a_newer_database_and_a_foreign_one_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (newer, foreign) = (folder.path().join("newer.db"), folder.path().join("foreign.db"));
        let secrets = secrets();
        writer(&newer, &secrets).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(writer(&newer, &secrets), Err(OpenError::Newer { found: 99, .. })));
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        assert!(matches!(writer(&foreign, &secrets), Err(OpenError::Foreign)));
    }

    #[test]
    fn every_table_is_strict_and_settings_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let db = writer(&path, &secrets()).unwrap();
        let loose: i64 = db
            .query_row(
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(loose, 0);
        let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((number("synchronous"), number("foreign_keys"), number("secure_delete")), (2, 1, 2));
        let reader = reader(&path).unwrap();
        assert!(reader.execute("DELETE FROM meta", []).is_err());
    }

    #[test]
    fn files_belong_to_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let _db = writer(&path, &secrets()).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
        }
    }
}
