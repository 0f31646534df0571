//! Lines about requests. They are most of the log, so they are collected for a moment and written together; what goes wrong is
//! logged at once, by `tracing`.

use std::{
    io::Write,
    mem,
    net::IpAddr,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use serde::Serialize;
use tracing_subscriber::fmt::{
    format::Writer,
    time::{FormatTime as _, SystemTime},
};

/// How long lines are collected.
const COLLECT: Duration = Duration::from_millis(100);
/// Bytes of lines that are written without waiting for more.
const ENOUGH: usize = 64 * 1024;
/// Bytes that wait while nobody takes them; lines above that are counted and lost, so that a full pipe stops no request.
const MOST: usize = 1024 * 1024;

/// One request, as the log tells of it: nothing personal is in it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RequestLine<'l> {
    /// What the caller saw as `x-request-id`.
    pub request_id: &'l str,
    /// The HTTP method.
    pub method: &'l str,
    /// The pattern of the route.
    pub route: &'l str,
    /// The HTTP status.
    pub status: u16,
    /// Milliseconds from the headers to the answer.
    pub took_ms: u64,
    /// The client's network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<IpAddr>,
}

/// A line as it is written, like those of `tracing`.
#[derive(Serialize)]
struct Written<'l> {
    timestamp: &'l str,
    level: &'static str,
    message: &'static str,
    #[serde(flatten)]
    request: RequestLine<'l>,
}

/// Takes lines; what it has taken is written when it is dropped at the latest.
#[derive(Debug)]
pub struct RequestLog {
    lines: Arc<Lines>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Lines {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    lost: u64,
    closed: bool,
}

impl RequestLog {
    /// Writes to `out`, on a thread of its own.
    pub fn start(out: impl Write + Send + 'static) -> std::io::Result<Self> {
        let lines = Arc::<Lines>::default();
        let taken = Arc::clone(&lines);
        let thread = thread::Builder::new().name("request-log".into()).spawn(move || taken.write_all(out))?;
        Ok(Self { lines, thread: Some(thread) })
    }

    /// Takes one line.
    pub fn tell(&self, request: RequestLine<'_>) {
        let mut timestamp = String::with_capacity(32);
        // Writing into a string does not fail.
        let _ = SystemTime.format_time(&mut Writer::new(&mut timestamp));
        let written = Written { timestamp: &timestamp, level: "INFO", message: "request", request };
        let mut state = self.lines.state();
        if state.bytes.len() >= MOST {
            state.lost += 1;
            return;
        }
        let before = state.bytes.len();
        if serde_json::to_writer(&mut state.bytes, &written).is_err() {
            return state.bytes.truncate(before);
        }
        state.bytes.push(b'\n');
        let after = state.bytes.len();
        drop(state);
        if before == 0 || (before < ENOUGH && after >= ENOUGH) {
            self.lines.changed.notify_one();
        }
    }
}

impl Drop for RequestLog {
    fn drop(&mut self) {
        self.lines.state().closed = true;
        self.lines.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            // It ends by itself, or has failed and can write nothing any more.
            let _ = thread.join();
        }
    }
}

impl Lines {
    fn write_all(&self, mut out: impl Write) {
        while let Some((bytes, lost)) = self.next() {
            // Nobody can be told that the log cannot be written.
            let _ = out.write_all(&bytes);
            if lost > 0 {
                tracing::warn!(lost, "lines about requests were lost: nobody read the log");
            }
        }
    }

    /// Lines that were collected; nothing at the end.
    fn next(&self) -> Option<(Vec<u8>, u64)> {
        let is_empty = |state: &mut State| state.bytes.is_empty() && !state.closed;
        let state = self.changed.wait_while(self.state(), is_empty).unwrap_or_else(PoisonError::into_inner);
        let few = |state: &mut State| state.bytes.len() < ENOUGH && !state.closed;
        let (mut state, _) =
            self.changed.wait_timeout_while(state, COLLECT, few).unwrap_or_else(PoisonError::into_inner);
        let (bytes, lost) = (mem::take(&mut state.bytes), mem::take(&mut state.lost));
        (!bytes.is_empty()).then_some((bytes, lost))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{io, sync::mpsc};

    use super::*;

    const LINE: RequestLine<'_> = RequestLine {
        request_id: "0123456789abcdef",
        method: "POST",
        route: "/api/v1/verifications/{id}",
        status: 201,
        took_ms: 3,
        client: None,
    };

    /// Sends on what is written, and waits each time until it may go on.
    struct Pipe(mpsc::Sender<Vec<u8>>, Option<mpsc::Receiver<()>>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(io::Error::other)?;
            if let Some(may_go_on) = &self.1 {
                may_go_on.recv().map_err(io::Error::other)?;
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_reads_like_those_of_tracing_and_none_is_lost_at_the_end() {
        let (written, read) = mpsc::channel();
        let log = RequestLog::start(Pipe(written, None)).unwrap();
        log.tell(LINE);
        log.tell(RequestLine { client: Some("198.51.100.0".parse().unwrap()), ..LINE });
        drop(log);
        let text = String::from_utf8(read.iter().flatten().collect()).unwrap();
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        for (field, value) in [("level", "INFO"), ("message", "request"), ("route", LINE.route), ("method", "POST")] {
            assert_eq!(lines[0][field], value);
        }
        assert_eq!((lines[0]["status"].as_u64(), lines[0].get("client")), (Some(201), None));
        assert_eq!(lines[1]["client"], "198.51.100.0");
        let time: jiff::Timestamp = lines[0]["timestamp"].as_str().unwrap().parse().unwrap();
        assert!(time.as_second() > 1_700_000_000, "the time of the machine, as RFC 3339 has it");
    }

    #[test]
    fn a_log_that_nobody_reads_stops_nobody() {
        let (written, read) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let log = RequestLog::start(Pipe(written, Some(may_go_on))).unwrap();
        log.tell(LINE);
        let first = read.recv().unwrap();
        // The thread is stuck in its first write from here on.
        let many = 2 * MOST / first.len();
        for _ in 0..many {
            log.tell(LINE);
        }
        assert!(log.lines.state().bytes.len() <= MOST + first.len());
        assert!(log.lines.state().lost > 0);
        drop(go_on);
        drop(log);
    }
}
