//! Numbers that look random and are the same for the same seed, so that a failed run can be run again.

/// `SplitMix64`: not for secrets.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// A sequence of its own for every seed and subject.
    pub(crate) fn new(seed: u64, subject: &str) -> Self {
        let mixed = subject.bytes().fold(seed, |sum, byte| sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte));
        Self(mixed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// Letters, the first one large.
    pub(crate) fn word(&mut self, length: usize) -> String {
        let letters = (0..length).map(|_| char::from(b"abcdefghijklmnoprstuvyz"[self.below(23)]));
        letters.enumerate().map(|(at, letter)| if at == 0 { letter.to_ascii_uppercase() } else { letter }).collect()
    }

    /// Ten digits that can be an Indian mobile.
    pub(crate) fn mobile(&mut self) -> String {
        format!("{}{:09}", 6 + self.below(4), self.below(1_000_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_and_another_subject_something_else() {
        let draw = |seed, subject| {
            let mut random = Random::new(seed, subject);
            (random.next(), random.below(1000), random.mobile())
        };
        assert_eq!(draw(1, "kill"), draw(1, "kill"));
        assert_ne!(draw(1, "kill"), draw(1, "flips"));
        assert_ne!(draw(1, "kill"), draw(2, "kill"));
    }

    #[test]
    fn a_shuffle_loses_nothing() {
        let mut list: Vec<u32> = (0..50).collect();
        Random::new(1, "").shuffle(&mut list);
        assert_ne!(list, (0..50).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<_>>());
    }
}
