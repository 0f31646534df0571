//! A copy of the database: it has its name only when it is whole, whatever happens on the way.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use crate::{
    paths::{flush_name, remove_if_there, with_ending},
    store::OpenError,
};

/// Pages that are copied in one go.
const PAGES: i32 = 4_096;

/// Copies what `db` sees into the new file `to`. `progress` is told pages done and pages in all.
pub(super) fn copy(db: &Connection, to: &Path, progress: impl FnMut(u64, u64)) -> Result<(), OpenError> {
    let unusable = |error: io::Error| OpenError::Unusable(format!("{}: {error}", to.display()));
    let part = Part::take(to).map_err(unusable)?;
    fill(db, &part.path, progress)?;
    part.becomes(to).map_err(unusable)
}

fn fill(db: &Connection, part: &Path, mut progress: impl FnMut(u64, u64)) -> Result<(), OpenError> {
    let mut copy = Connection::open(part)?;
    {
        let backup = Backup::new(db, &mut copy)?;
        while backup.step(PAGES)? == StepResult::More {
            let pages = backup.progress();
            let (left, all) = (pages.remaining.unsigned_abs().into(), pages.pagecount.unsigned_abs().into());
            progress(u64::saturating_sub(all, left), all);
        }
    }
    // The copy stands alone: no log beside it.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    copy.close().map_err(|(_, error)| error.into())
}

/// The file that a copy grows in, `….part`; gone when dropped before it is whole.
struct Part {
    path: PathBuf,
    /// Locked, so that two backups do not write into one.
    file: File,
}

impl Part {
    /// Takes the place beside `to`, also from a backup that was killed.
    fn take(to: &Path) -> io::Result<Self> {
        if to.try_exists()? {
            return Err(io::Error::other("it is there already, and a backup replaces nothing; give another name"));
        }
        let path = with_ending(to, ".part");
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path)?;
        let is_ours = match file.try_lock() {
            // The one before may have named or removed it since it was opened.
            Ok(()) => path.try_exists()? && fs::metadata(&path)?.ino() == file.metadata()?.ino(),
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Err(error),
        };
        if !is_ours {
            return Err(io::Error::other("another backup writes it at the moment"));
        }
        // What a killed one has left would be taken for pages to go back to.
        remove_if_there(&with_ending(&path, "-journal"))?;
        file.set_len(0)?;
        Ok(Self { path, file })
    }

    /// Gives the copy its name, durably.
    fn becomes(self, to: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, to)?;
        flush_name(to)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Once it has its name, it is not there; else the next one takes it over.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE facts (fact TEXT); INSERT INTO facts VALUES ('kept')").unwrap();
        db
    }

    fn fact(path: &Path) -> String {
        Connection::open(path).unwrap().query_row("SELECT fact FROM facts", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn what_a_killed_backup_has_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let (to, part) = (folder.path().join("copy.db"), folder.path().join("copy.db.part"));
        fs::write(&part, "half of a copy").unwrap();
        fs::write(with_ending(&part, "-journal"), "how to undo it").unwrap();
        copy(&database(), &to, |_, _| {}).unwrap();
        assert_eq!(fact(&to), "kept");
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["copy.db"]);
    }

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("copy.db");
        fs::write(&to, "of yesterday").unwrap();
        let told = copy(&database(), &to, |_, _| {}).unwrap_err().to_string();
        assert!(told.contains("copy.db: it is there already"), "{told}");
        assert_eq!(fs::read_to_string(&to).unwrap(), "of yesterday");
    }

    #[test]
    fn two_backups_do_not_write_into_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("copy.db");
        let other = Part::take(&to).unwrap();
        let told = copy(&database(), &to, |_, _| {}).unwrap_err().to_string();
        assert!(told.contains("another backup"), "{told}");
        assert!(other.path.exists() && !to.exists());
    }
}
