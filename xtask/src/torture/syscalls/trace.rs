//! What strace has written down: which calls it let fail, and what that must lead to.

use std::collections::BTreeMap;

use super::Counted;

/// The database's log, behind the number under which it is open.
const LOG: &str = "/kyvs.db-wal>";
const FLUSHES: &[&str] = &["fsync(", "fdatasync("];
const WRITES: &[&str] = &["write(", "writev(", "pwrite64(", "pwritev("];
/// What a full disk says is not among them: that is got over.
const FATAL: &str = "= -1 EIO ";

/// Whether a call has failed after which a service that is ready must end: a flush of the database's log with any error, or a write
/// to it with EIO. Nothing else is written there while it runs but what it commits.
pub(super) fn breaks_the_store(trace: &str) -> bool {
    injected(trace).iter().any(|call| {
        let is_one_of = |names: &[&str]| names.iter().any(|name| call.starts_with(name));
        call.contains(LOG) && (is_one_of(FLUSHES) || (is_one_of(WRITES) && call.contains(FATAL)))
    })
}

/// Whether a call was made to fail at all.
pub(super) fn has_injected(trace: &str) -> bool {
    !injected(trace).is_empty()
}

/// How often each of these calls is made by the thread that makes it most: strace counts by thread.
pub(super) fn most_by_one_thread(trace: &str, calls: &[&str]) -> Counted {
    let mut by_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        if calls.contains(&call) {
            *by_thread.entry((call, thread)).or_default() += 1;
        }
    }
    let mut most = Counted::new();
    for ((call, _), times) in by_thread {
        let entry = most.entry(call.to_owned()).or_default();
        *entry = times.max(*entry);
    }
    most
}

/// The calls that strace has answered itself, each whole: where two threads are in calls at a time it writes a line at the beginning and
/// one at the end.
fn injected(trace: &str) -> Vec<String> {
    let (mut begun, mut found) = (BTreeMap::new(), Vec::new());
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if call.ends_with("<unfinished ...>") {
            begun.insert(thread, call);
        } else if call.ends_with("(INJECTED)") {
            let beginning = if call.starts_with("<... ") { begun.get(thread).copied() } else { None };
            found.push(format!("{}{call}", beginning.unwrap_or_default()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_by_thread() {
        let trace = "7 write(3</tmp/a>, \"x\", 1) = 1\n7  write(3</tmp/a>, \"x\", 1) = 1\n8 write(3</tmp/a>, \"x\", 1) = 1\n\
                     8 fsync(3</tmp/a>) = 0\n8 read(3</tmp/a>, \"x\", 1) = 1\n+++ exited with 0 +++\n";
        let most = most_by_one_thread(trace, &["write", "fsync"]);
        assert_eq!(most, BTreeMap::from([("fsync".to_owned(), 1), ("write".to_owned(), 2)]));
    }

    #[test]
    fn a_call_in_two_lines_is_put_together() {
        let trace = "7 fdatasync(9</tmp/kyvs.db-wal> <unfinished ...>\n8 fdatasync(5</tmp/kyvs.db-checkpoint-1>) = 0\n\
                     8 openat(AT_FDCWD</tmp>, \"kyvs.db\", O_RDWR) = -1 EIO (Input/output error) (INJECTED)\n\
                     7 <... fdatasync resumed>)          = -1 ENOSPC (No space left on device) (INJECTED)\n";
        let calls = injected(trace);
        assert_eq!(calls.len(), 2);
        assert!(has_injected(trace) && !has_injected("7 fdatasync(9</tmp/kyvs.db-wal>) = 0\n"));
        assert!(calls[0].starts_with("openat(") && calls[1].starts_with("fdatasync(9</tmp/kyvs.db-wal>"), "{calls:?}");
        assert!(breaks_the_store(trace));
    }

    #[test]
    fn only_what_nobody_can_be_sure_of_breaks_the_store() {
        let eio = "= -1 EIO (Input/output error) (INJECTED)";
        let full = "= -1 ENOSPC (No space left on device) (INJECTED)";
        for (call, end, breaks) in [
            ("fdatasync(9</tmp/kyvs.db-wal>)", eio, true),
            ("fsync(9</tmp/kyvs.db-wal>)", full, true),
            ("pwrite64(9</tmp/kyvs.db-wal>, \"x\", 1, 0)", eio, true),
            ("pwrite64(9</tmp/kyvs.db-wal>, \"x\", 1, 0)", full, false),
            ("pwrite64(9</tmp/kyvs.db-shm>, \"\", 1, 0)", eio, false),
            ("fdatasync(9</tmp/kyvs.db-checkpoint-1>)", eio, false),
            ("fdatasync(9</tmp/kyvs.db-wal>)", "= 0", false),
        ] {
            assert_eq!(breaks_the_store(&format!("7  {call} {end}\n")), breaks, "{call} {end}");
        }
    }
}
