//! Files that lie beside others, and names that survive the machine.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// The path with an ending behind its whole name: `kyvs.db` and `-wal` make `kyvs.db-wal`.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// The folder that a file lies in: `.` for a bare name.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the name of a new or renamed file as durable as its content, which is flushed before.
pub(crate) fn flush_name(file: &Path) -> io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

/// Removes a file; false where there was none.
pub(crate) fn remove_if_there(file: &Path) -> io::Result<bool> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_comes_behind_the_whole_name() {
        assert_eq!(with_ending(Path::new("data/kyvs.db"), "-wal"), Path::new("data/kyvs.db-wal"));
        assert_eq!(with_ending(Path::new("kyvs"), ".part"), Path::new("kyvs.part"));
    }

    #[test]
    fn a_bare_name_lies_in_the_working_folder() {
        assert_eq!(folder_of(Path::new("kyvs.db")), Path::new("."));
        assert_eq!(folder_of(Path::new("data/kyvs.db")), Path::new("data"));
        assert_eq!(folder_of(Path::new("/kyvs.db")), Path::new("/"));
    }
}
