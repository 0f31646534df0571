//! Memory of other processes.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::stage::pause;
use crate::process::{memory, shown};

/// How often the memory of a program that runs is looked at: what it takes at the very end can be missed for as long.
const EVERY: Duration = Duration::from_millis(5);

/// Bytes that are a process's own and no file's.
pub(super) fn own(process: u32) -> Result<u64> {
    memory(process, "RssAnon:").context("the system does not tell RssAnon")
}

/// Runs to the end what prints nothing that anybody needs. Gives how long it took, and the most memory that it had, in bytes, pages
/// of files included.
pub(super) fn watched(command: &mut Command) -> Result<(Duration, u64)> {
    let begun = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).spawn().with_context(|| format!("failed to start `{}`", shown(command)))?;
    let (process, ended) = (child.id(), AtomicBool::new(false));
    let (status, time, most) = thread::scope(|scope| {
        let watcher = scope.spawn(|| most(process, &ended));
        let status = child.wait();
        let time = begun.elapsed();
        ended.store(true, Ordering::Relaxed);
        (status, time, watcher.join().unwrap_or_default())
    });
    let status = status?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok((time, most))
}

fn most(process: u32, ended: &AtomicBool) -> u64 {
    let mut most = 0;
    while !ended.load(Ordering::Relaxed) {
        // one that has just ended has no memory left
        most = most.max(memory(process, "VmHWM:").unwrap_or_default());
        pause(EVERY);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_what_it_had_at_its_height() {
        // a text of 32 MB in the shell, which is let go of again
        let script = "x=$(head -c 32000000 /dev/zero | tr '\\0' x); x=; sleep 0.1; :";
        let (time, most) = watched(Command::new("sh").args(["-c", script])).unwrap();
        assert!(most > 32_000_000, "{most}");
        assert!(time >= Duration::from_millis(100), "{time:?}");
        assert!(watched(&mut Command::new("false")).is_err());
    }
}
