//! Connections and migrations.

use std::{fs::OpenOptions, io, os::unix::fs::OpenOptionsExt, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior, config::DbConfig};
use subtle::ConstantTimeEq;

use super::{Tools, fault::Fault, keyring, migrate, migrate_registry};
use crate::{paths::folder_of, ports::StoreError, secrets::Secrets, store::OpenError};

/// Says in the file's header that it is one of ours: "kyvs" in ASCII.
const APPLICATION_ID: i32 = 0x6b79_7673;

/// One step of the schema: SQL, then what SQL cannot do, because cells are to be sealed anew.
struct Migration {
    sql: &'static str,
    then: Option<Then>,
}

/// Gets the open transaction and a folder for working files.
type Then = fn(&Connection, &Tools, &Path) -> Result<(), Fault>;

/// Numbered steps, each run once and in its own transaction. Only ever appended to.
const MIGRATIONS: [Migration; 12] = [
    Migration { sql: include_str!("../../../migrations/sqlite/0001_start.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0002_registry.sql"), then: Some(migrate_registry::run) },
    Migration { sql: include_str!("../../../migrations/sqlite/0003_flow.sql"), then: Some(migrate::records) },
    Migration { sql: include_str!("../../../migrations/sqlite/0004_keyring.sql"), then: Some(keyring::first) },
    Migration { sql: include_str!("../../../migrations/sqlite/0005_api.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0006_own.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0007_history.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0008_passes.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0009_share.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0010_webhooks.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0011_asked.sql"), then: None },
    Migration { sql: include_str!("../../../migrations/sqlite/0012_owned.sql"), then: None },
];

/// How long a connection waits for another process that is writing.
const BUSY: Duration = Duration::from_secs(5);

/// Memory for pages, in KiB, of the writer, of a reader, whose pages are gone with the next write, and of the copier, which copies past
/// it.
const WRITER_CACHE: u32 = 2 * 1024;
const READER_CACHE: u32 = 256;
const COPIER_CACHE: u32 = 64;

/// Opens the writing connection; makes and migrates the database; checks that the master key is the right one.
#[cfg(test)]
pub(super) fn writer(path: &Path, tools: &Tools) -> Result<Connection, OpenError> {
    writer_of(path, tools, |_| Ok(()))
}

/// The same. `look` sees a database of this version as it lies there, and may refuse it.
pub(super) fn writer_of(
    path: &Path,
    tools: &Tools,
    look: impl FnOnce(&Connection) -> Result<(), OpenError>,
) -> Result<Connection, OpenError> {
    create_private(path)?;
    let mut db = connect(path, WRITER_CACHE)?;
    // What is refused stays as it was, its log included: a bit that a fault of the memory has turned may be right the next time.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    recognise(&db)?;
    if is_current(&db).is_ok() {
        keyring::check(&db, &tools.secrets)?;
        look(&db)?;
    }
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    db.execute_batch(
        // FULL: a commit is on the disk before it is reported. Deleted cells are zeroed, and so are pages that nothing is on
        // any more: a rotation moves rows from page to page, and copies there would outlive the person who is forgotten.
        // The limit cuts the log back after an import.
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    settle(&db)?;
    migrate(&mut db, tools, folder_of(path), &MIGRATIONS)?;
    keyring::check(&db, &tools.secrets)?;
    keyring::refresh(&db, tools).map_err(StoreError::from)?;
    Ok(db)
}

/// Copies what another process has left in the log into the database, and flushes both. Where that process was killed, or a flush of
/// its failed, the log may be whole in the system's memory only: nothing is answered, and nothing appended, on the strength of that.
/// Where somebody else works on the database, it is copied as far as they let us.
fn settle(db: &Connection) -> Result<(), OpenError> {
    db.busy_timeout(Duration::ZERO)?;
    let settled = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    db.busy_timeout(BUSY)?;
    match settled.as_ref().err().and_then(rusqlite::Error::sqlite_error_code) {
        // A full disk: reads go on all the same, and the log stays as it is.
        Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Ok(()),
        _ => Ok(settled?),
    }
}

/// Opens a connection that copies the log back and does nothing else.
pub(super) fn copier(path: &Path) -> rusqlite::Result<Connection> {
    let db = connect(path, COPIER_CACHE)?;
    // NORMAL: the log is flushed before it is copied, and the database after.
    db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0;")?;
    Ok(db)
}

/// Opens a connection that cannot write.
pub(super) fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let db = connect(path, READER_CACHE)?;
    db.execute_batch("PRAGMA query_only = ON;")?;
    Ok(db)
}

/// The same for a command that looks at a database which perhaps nobody else has open: what it found it leaves, also the log, which
/// SQLite would copy back and delete at the end.
pub(super) fn onlooker(path: &Path) -> rusqlite::Result<Connection> {
    let db = reader(path)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(db)
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
    // A statement is planned once, not again for every value that is put into it.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
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

/// Whether a database has the schema of this version.
pub(super) fn is_current(db: &Connection) -> Result<(), OpenError> {
    recognise(db)?;
    let (found, known): (u32, _) = (db.pragma_query_value(None, "user_version", |row| row.get(0))?, MIGRATIONS.len());
    match found as usize {
        version if version == known => Ok(()),
        version if version < known => {
            Err(OpenError::Unusable("it has the schema of an older version; start the service once".into()))
        }
        _ => Err(OpenError::Newer { found, known }),
    }
}

fn migrate(db: &mut Connection, tools: &Tools, work: &Path, steps: &[Migration]) -> Result<(), OpenError> {
    // Two processes may start at once: the version is read again inside the transaction.
    loop {
        let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(migration) = steps.get(found as usize) else {
            let known = steps.len();
            return if found as usize == known { Ok(()) } else { Err(OpenError::Newer { found, known }) };
        };
        step.execute_batch(migration.sql)?;
        if let Some(then) = migration.then {
            // Before cells are opened, so that a wrong key is called that.
            check_first_root(&step, &tools.secrets)?;
            then(&step, tools, work).map_err(|fault| OpenError::Unusable(StoreError::from(fault).to_string()))?;
        }
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", found + 1)?;
        step.commit()?;
    }
}

/// The same as [`keyring::check`] before there is a keyring; a database that is just being made says nothing yet.
fn check_first_root(db: &Connection, secrets: &Secrets) -> Result<(), OpenError> {
    let stored: Option<Vec<u8>> =
        db.query_row("SELECT check_value FROM meta WHERE id = 1", [], |row| row.get(0)).optional()?;
    match stored {
        Some(stored) if !bool::from(stored.ct_eq(secrets.check_value())) => Err(OpenError::WrongMasterKey),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod versions;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::with_ending;

    #[test]
    fn a_newer_database_and_a_foreign_one_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (newer, foreign) = (folder.path().join("newer.db"), folder.path().join("foreign.db"));
        let tools = Tools::for_tests();
        writer(&newer, &tools).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(writer(&newer, &tools), Err(OpenError::Newer { found: 99, .. })));
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        assert!(matches!(writer(&foreign, &tools), Err(OpenError::Foreign)));
    }

    #[test]
    fn every_table_is_strict_and_settings_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let db = writer(&path, &Tools::for_tests()).unwrap();
        let loose: i64 = db
            .query_row(
                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(loose, 0);
        let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((number("synchronous"), number("foreign_keys"), number("secure_delete")), (2, 1, 1));
        let reader = reader(&path).unwrap();
        assert!(reader.execute("DELETE FROM meta", []).is_err());
    }

    #[test]
    fn what_a_killed_process_has_left_in_the_log_is_in_the_database_before_anything_else() {
        let folder = tempfile::tempdir().unwrap();
        let tools = Tools::for_tests();
        let (path, killed) = (folder.path().join("kyvs.db"), folder.path().join("killed.db"));
        let db = writer(&path, &tools).unwrap();
        db.execute("UPDATE meta SET imported = 4711", []).unwrap();
        // Its files as they are now are those of a process that is gone.
        for ending in ["", "-wal"] {
            std::fs::copy(with_ending(&path, ending), with_ending(&killed, ending)).unwrap();
        }
        let log = || std::fs::metadata(with_ending(&killed, "-wal")).map_or(0, |about| about.len());
        assert!(log() > 0);
        let again = writer(&killed, &tools).unwrap();
        assert_eq!(log(), 0);
        // The database alone has it, whatever becomes of the log.
        let alone = folder.path().join("alone.db");
        std::fs::copy(&killed, &alone).unwrap();
        let imported = |path: &Path| -> i64 {
            Connection::open(path).unwrap().query_row("SELECT imported FROM meta", [], |row| row.get(0)).unwrap()
        };
        assert_eq!(imported(&alone), 4711);
        drop(again);
    }

    #[test]
    fn somebody_who_works_on_the_database_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (path, tools) = (folder.path().join("kyvs.db"), Tools::for_tests());
        let first = writer(&path, &tools).unwrap();
        first.execute("UPDATE meta SET imported = 4711", []).unwrap();
        let reading = reader(&path).unwrap();
        reading.execute_batch("BEGIN").unwrap();
        let seen = |db: &Connection| db.query_row("SELECT imported FROM meta", [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(seen(&reading), 4711);
        first.execute("UPDATE meta SET imported = 4712", []).unwrap();
        let began = std::time::Instant::now();
        let second = writer(&path, &tools).unwrap();
        assert!(began.elapsed() < BUSY);
        assert_eq!((seen(&second), seen(&reading)), (4712, 4711));
    }

    #[test]
    fn files_belong_to_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.db");
        let _db = writer(&path, &Tools::for_tests()).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
        }
    }
}
