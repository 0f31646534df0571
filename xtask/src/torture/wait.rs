//! Waiting for another process, which can only be asked again and again.

use std::time::{Duration, Instant};

/// Asks every few milliseconds until there is an answer; `None` when there was none in time.
pub(crate) fn until<T>(within: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let since = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if since.elapsed() >= within {
            return None;
        }
        pause(Duration::from_millis(3));
    }
}

/// Lets time go by: the time at which a process is killed, or the pace of a load.
#[expect(clippy::disallowed_methods, reason = "another process is waited for, and it has no event to offer")]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
