//! Files that lie beside others, and names that survive the machine.

use std::{
    fs::File,
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
