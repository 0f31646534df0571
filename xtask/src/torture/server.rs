//! A running service.

use std::error::Error;
use std::fmt;
use std::fs::OpenOptions;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};

use super::client::Client;
use super::place::Place;
use super::wait::until;
use crate::process::memory;

/// A start may take so long (DUR-1: a restart after a crash too).
pub(crate) const READY: Duration = Duration::from_secs(5);
/// A start that another program slows down.
const READY_UNDER: Duration = Duration::from_secs(20);
/// What a service that is told to finish may take: requests in flight have 20 s.
const FINISHES: Duration = Duration::from_secs(30);

/// Exit code of a service or a command that does not do what it is told, and says why.
const REFUSED: i32 = 1;
/// Exit code of a service whose store is broken.
pub(crate) const STORE_BROKEN: i32 = 75;

/// The service has ended before it was ready. One that lives on and is not ready in time is another error.
#[derive(Debug)]
pub(crate) struct EndedAtStart {
    status: ExitStatus,
    /// The last line of its log.
    said: String,
}

/// Whether this program has ended so because it could not do what it was told, and said why.
pub(crate) fn is_decision(status: ExitStatus) -> bool {
    matches!(status.code(), Some(REFUSED | STORE_BROKEN))
}

impl EndedAtStart {
    /// Whether it has ended because it wanted to: not by a signal or a panic, and not as if all were well.
    pub(crate) fn is_refusal(&self) -> bool {
        is_decision(self.status)
    }

    /// Whether a signal has ended it.
    pub(crate) fn is_killed(&self) -> bool {
        self.status.code().is_none()
    }
}

impl fmt::Display for EndedAtStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service ended at its start ({}): {}", self.status, self.said)
    }
}

impl Error for EndedAtStart {}

/// A running service; killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// From the start to the first "ready".
    pub(crate) took: Duration,
}

impl Server {
    /// Starts the service and waits until it is ready. Where it ends instead, the error is [`EndedAtStart`].
    pub(crate) fn start(place: &Place) -> Result<Self> {
        Self::run(place, &mut place.command(&["serve"]), READY)
    }

    /// Starts it under another program, such as strace.
    pub(crate) fn start_under(place: &Place, wrapper: &[&str]) -> Result<Self> {
        Self::run(place, &mut place.command_under(wrapper, &["serve"]), READY_UNDER)
    }

    fn run(place: &Place, command: &mut Command, within: Duration) -> Result<Self> {
        let log = OpenOptions::new().append(true).create(true).open(place.folder.join("server.log"))?;
        let since = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().context("kyvs serve")?;
        let mut server = Self { child, took: Duration::ZERO };
        let ops = Client::patient(&place.ops, "", Duration::from_secs(2));
        let ready = until(within, || {
            if let Ok(Some(status)) = server.child.try_wait() {
                return Some(Err(status));
            }
            ops.get("/readyz").is_ok_and(|answer| answer.status == 200).then_some(Ok(()))
        });
        match ready {
            Some(Ok(())) => {}
            Some(Err(status)) => return Err(EndedAtStart { status, said: last_line(place) }.into()),
            None => bail!("the service lives and was not ready within {} s: {}", within.as_secs(), last_line(place)),
        }
        server.took = since.elapsed();
        Ok(server)
    }

    /// Process id; of the program in front, when there is one.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`, in the middle of whatever it does.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// SIGTERM, after which it must end well.
    pub(crate) fn stop(self) -> Result<()> {
        let status = self.end()?;
        ensure!(status.success(), "the service was told to end, and ended with {status}");
        Ok(())
    }

    /// SIGTERM, and how it ended.
    pub(crate) fn end(mut self) -> Result<ExitStatus> {
        if let Some(status) = self.ended() {
            return Ok(status);
        }
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).context("no process id")?;
        kill_process(id, Signal::TERM)?;
        self.ends().context("the service did not finish within 30 s of SIGTERM")
    }

    /// Waits for its end; `None` when it does not come.
    pub(crate) fn ends(&mut self) -> Option<ExitStatus> {
        until(FINISHES, || self.ended())
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Memory in use, in KiB.
    pub(crate) fn resident_kib(&self) -> u64 {
        self.memory_kib("VmRSS:")
    }

    /// The most memory that was in use since the peak was forgotten, in KiB.
    pub(crate) fn peak_kib(&self) -> u64 {
        self.memory_kib("VmHWM:")
    }

    /// The peak of memory is counted from now on.
    pub(crate) fn forget_peak(&self) -> Result<()> {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").context("clear_refs")
    }

    fn memory_kib(&self, name: &str) -> u64 {
        memory(self.child.id(), name).unwrap_or_default() / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The last thing the service said.
fn last_line(place: &Place) -> String {
    place.log().lines().last().unwrap_or("nothing was logged").to_owned()
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[test]
    fn only_a_decision_is_a_refusal() {
        // as wait(2) tells it: an exit code in the second byte, a signal in the first
        for (status, is_refusal, is_killed) in [
            (1 << 8, true, false),
            (75 << 8, true, false),
            (0, false, false),
            (101 << 8, false, false),
            (9, false, true),
        ] {
            let ended = EndedAtStart { status: ExitStatus::from_raw(status), said: String::new() };
            assert_eq!((ended.is_refusal(), ended.is_killed()), (is_refusal, is_killed), "{ended}");
        }
    }
}
