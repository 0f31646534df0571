//! Programs of Debian that some drills need.

use std::path::Path;
use std::process::Command;

use crate::process;

/// Whether strace is there, and may take hold of a program.
pub(crate) fn can_trace() -> bool {
    installed("strace") && process::answers("strace", &["-f", "-o", "/dev/null", "true"])
}

/// Whether a program is there; its package of the same name is installed where this user may.
pub(crate) fn installed(program: &str) -> bool {
    let there = || {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    };
    if !there() && Path::new("/usr/bin/apt-get").exists() {
        let apt = |args: &[&str]| {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(args);
            process::run(&mut command)
        };
        // only the administrator may; without, the drill is left out
        let _ = apt(&["update"]).and_then(|()| apt(&["install", "--yes", "--no-install-recommends", program]));
    }
    there()
}
