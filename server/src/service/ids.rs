//! Identifiers that are made here: unguessable, and readable where people read them.

use domain::time::Timestamp;

use crate::ports::{Entropy, VerificationId};

/// Letters that do not look like one another or like digits, for the two letters of an SMS.
const LETTERS: &[u8; 21] = b"ACDEFGHJKLMNPQRTUVWXY";

/// A new verification id: its time keeps a hot table in order, its 128 random bits keep it unguessable.
pub(super) fn verification(entropy: &dyn Entropy, now: Timestamp) -> VerificationId {
    let mut random = [0; 16];
    entropy.fill(&mut random);
    VerificationId::new(now, random)
}

/// Two letters for an SMS, other than `last`, so that a late SMS is told from the new one.
pub(super) fn sms_ref(entropy: &dyn Entropy, last: &str) -> String {
    loop {
        let mut bytes = [0; 4];
        entropy.fill(&mut bytes);
        let number = u32::from_be_bytes(bytes) as usize;
        let count = LETTERS.len();
        let letters = [LETTERS[number % count], LETTERS[number / count % count]];
        let letters: String = letters.map(char::from).iter().collect();
        if letters != last {
            return letters;
        }
    }
}

/// A consent's receipt: 80 random bits that can be read out.
pub(super) fn receipt(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 10];
    entropy.fill(&mut bytes);
    domain::consent::receipt(bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// Counts up, byte by byte.
    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill_with(|| self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    #[test]
    fn the_two_letters_change() {
        let entropy = Counting(AtomicU8::new(0));
        let mut last = String::new();
        for _ in 0..200 {
            let next = sms_ref(&entropy, &last);
            assert_eq!(next.len(), 2);
            assert_ne!(next, last);
            last = next;
        }
    }
}
