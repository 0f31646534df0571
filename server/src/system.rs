//! The clock and the randomness of the operating system.

mod steady;

use std::cell::RefCell;

use domain::time::Timestamp;
use zeroize::{Zeroize as _, Zeroizing};

pub use self::steady::{SteadyClock, SystemTicks, Ticks};
use crate::ports::{Clock, Entropy};

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

/// Drawn at a time: a call of the system for each nonce and salt of a request would be a dozen of them.
const BLOCK: usize = 512;

/// Randomness that a thread has drawn and not given yet, from `used` on.
struct Block {
    bytes: Zeroizing<[u8; BLOCK]>,
    used: usize,
}

thread_local! {
    static DRAWN: RefCell<Block> = RefCell::new(Block { bytes: Zeroizing::new([0; BLOCK]), used: BLOCK });
}

impl Block {
    /// Gives bytes that nobody else gets, and keeps none of them.
    fn give(&mut self, buffer: &mut [u8]) {
        if self.used + buffer.len() > BLOCK {
            draw(&mut *self.bytes);
            self.used = 0;
        }
        let given = &mut self.bytes[self.used..self.used + buffer.len()];
        buffer.copy_from_slice(given);
        given.zeroize();
        self.used += buffer.len();
    }
}

impl Entropy for OsEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        if buffer.len() > BLOCK / 4 {
            draw(buffer);
        } else {
            DRAWN.with_borrow_mut(|block| block.give(buffer));
        }
    }
}

/// Fills the buffer. A system without randomness cannot make codes or nonces, and nothing may go on with a predictable one:
/// the process ends at once.
fn draw(buffer: &mut [u8]) {
    if let Err(error) = getrandom::fill(buffer) {
        tracing::error!(%error, "the operating system gives no randomness");
        std::process::abort();
    }
}

/// The system's wall clock, in milliseconds: for commands. A service has a [`SteadyClock`].
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
    fn no_randomness_is_given_twice() {
        let mut met = std::collections::HashSet::new();
        for _ in 0..3 * BLOCK / 16 {
            let mut small = [0; 16];
            OsEntropy.fill(&mut small);
            assert!(met.insert(small.to_vec()));
            let mut odd = [0; 23];
            OsEntropy.fill(&mut odd);
            assert!(met.insert(odd.to_vec()));
        }
        let (mut one, mut two) = (vec![0; BLOCK], vec![0; BLOCK]);
        OsEntropy.fill(&mut one);
        OsEntropy.fill(&mut two);
        assert_ne!(one, two);
    }

    #[test]
    fn what_was_given_is_not_kept() {
        let mut block = Block { bytes: Zeroizing::new([0; BLOCK]), used: BLOCK };
        block.give(&mut [0; 16]);
        assert_eq!(block.bytes[..16], [0; 16]);
        assert_ne!(block.bytes[16..32], [0; 16]);
    }
}
