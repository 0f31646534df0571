//! A folder for one test. (A crate for it would change how the dependencies of this program are built, and so build
//! them twice: once to run it, once to test it.)

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// Removed with all it holds when dropped.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    /// An empty folder that no other test uses.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("kyvs-xtask-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("a test can make a folder");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // what is left over in a temporary folder harms nobody
        let _ = fs::remove_dir_all(&self.0);
    }
}
