//! What the kernel counts: flushes of a disk, processor time of a process.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// Microseconds of one tick of the kernel's clock, which is 100 Hz to programs on every Linux.
const TICK: f64 = 1e4;

/// Counters at one moment.
pub(super) struct Reading {
    flushes: Option<u64>,
    server: Option<u64>,
    own: Option<u64>,
}

/// What was used between two moments: flushes, and microseconds of processor time.
#[derive(Default)]
pub(super) struct Used {
    pub(super) flushes: Option<f64>,
    pub(super) server_cpu: Option<f64>,
    pub(super) own_cpu: Option<f64>,
}

impl Reading {
    /// Reads what there is.
    pub(super) fn take(disk: Option<&Path>, server: Option<u32>) -> Self {
        Self {
            flushes: disk.and_then(counters_of).and_then(|path| flushes(&fs::read_to_string(path).ok()?)),
            server: server.and_then(|pid| ticks(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)),
            own: fs::read_to_string("/proc/self/stat").ok().and_then(|stat| ticks(&stat)),
        }
    }

    /// What was used since an earlier reading.
    pub(super) fn since(&self, before: &Self) -> Used {
        let used = |now: Option<u64>, then: Option<u64>| {
            let used = u32::try_from(now?.checked_sub(then?)?).ok()?;
            Some(f64::from(used))
        };
        Used {
            flushes: used(self.flushes, before.flushes),
            server_cpu: used(self.server, before.server).map(|ticks| ticks * TICK),
            own_cpu: used(self.own, before.own).map(|ticks| ticks * TICK),
        }
    }
}

/// Where the counters of the whole disk are that a file lies on.
fn counters_of(path: &Path) -> Option<PathBuf> {
    let device = fs::metadata(path).ok()?.dev();
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let folder = fs::canonicalize(format!("/sys/dev/block/{major}:{minor}")).ok()?;
    let disk = if folder.join("partition").exists() { folder.parent()?.to_owned() } else { folder };
    Some(disk.join("stat"))
}

/// The sixteenth number of a disk's counters.
fn flushes(stat: &str) -> Option<u64> {
    stat.split_ascii_whitespace().nth(15)?.parse().ok()
}

/// User and system time of a process. Its name, in parentheses, may hold spaces.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_read_where_the_kernel_writes_them() {
        let disk =
            "   52683  5316 4891706 140618 17288 61569 13405440 68317 0 11220 210231 7267 64 375088 1143 3487 153\n";
        assert_eq!(flushes(disk), Some(3_487));
        assert_eq!(flushes("1 2 3"), None);
        let process = "12 (a (b) c) S 1 1 1 0 -1 4194304 100 0 0 0 31 11 0 0 20 0 1 0 2 3 4";
        assert_eq!(ticks(process), Some(42));
    }
}
