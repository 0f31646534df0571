//! The clock and the randomness of the operating system.

use domain::time::Timestamp;

use crate::ports::{Clock, Entropy};

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    /// Fills the buffer. A system without randomness cannot make codes or nonces, and nothing may go on with a predictable
    /// one: the process ends at once.
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            tracing::error!(%error, "the operating system gives no randomness");
            std::process::abort();
        }
    }
}

/// The system's wall clock, in milliseconds.
///
/// With the feature `moving-clock`, which only test builds have, the file named by `KYVS_CLOCK_FILE` holds a signed number
/// of milliseconds that is added; the file is read at every call, so that a test moves the clock by writing to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(system_millis().saturating_add(offset_millis()))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where the system's time is read")]
fn system_millis() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or(0)
}

#[cfg(not(feature = "moving-clock"))]
const fn offset_millis() -> i64 {
    0
}

#[cfg(feature = "moving-clock")]
fn offset_millis() -> i64 {
    std::env::var_os("KYVS_CLOCK_FILE")
        .and_then(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_past_2026() {
        assert!(SystemClock.now() > Timestamp::from_millis(1_767_225_600_000));
    }

    #[test]
    fn randomness_differs() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        OsEntropy.fill(&mut one);
        OsEntropy.fill(&mut two);
        assert_ne!(one, two);
    }
}
