//! Memory of other processes, as the kernel tells it.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::stage::pause;
use crate::process::shown;

/// How often the memory of a program that runs is looked at: what it takes at the very end can be missed for as long.
const EVERY: Duration = Duration::from_millis(5);

/// Bytes that are a process's own and no file's.
pub(super) fn own(process: u32) -> Result<u64> {
    figure(&fs::read_to_string(format!("/proc/{process}/status"))?, "RssAnon:")
        .context("the system does not tell RssAnon")
}

/// Runs to the end what prints nothing that anybody needs. Gives how long it took, and the most memory that it had, in bytes, pages of files included.
pub(super) fn watched(command: &mut Command) -> Result<(Duration, u64)> {
    let begun = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).spawn().with_context(|| format!("failed to start `{}`", shown(command)))?;
    let mut most = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        // one that has just ended has no memory left
        let told = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        most = figure(&told, "VmHWM:").unwrap_or(most);
        pause(EVERY);
    };
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok((begun.elapsed(), most))
}

/// One of the figures in `/proc/<process>/status`, in bytes.
fn figure(status: &str, name: &str) -> Option<u64> {
    let kilobytes = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(kilobytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_where_the_kernel_writes_them() {
        let status = "Name:\tkyvs\nVmHWM:\t   76400 kB\nRssAnon:\t    5096 kB\n";
        assert_eq!(figure(status, "RssAnon:"), Some(5_096 * 1024));
        assert_eq!(figure(status, "VmHWM:"), Some(76_400 * 1024));
        assert_eq!(figure(status, "VmPeak:"), None);
    }

    #[test]
    fn the_most_is_what_it_had_at_its_height() {
        // a text of 32 MB in the shell, which is let go of again
        let script = "x=$(head -c 32000000 /dev/zero | tr '\\0' x); x=; sleep 0.1";
        let (time, most) = watched(Command::new("sh").args(["-c", script])).unwrap();
        assert!(most > 32_000_000, "{most}");
        assert!(time >= Duration::from_millis(100), "{time:?}");
        assert!(watched(&mut Command::new("false")).is_err());
    }
}
