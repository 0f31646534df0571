//! Numbers that look random and are the same for the same seed, on every machine and in every version.

/// `SplitMix64`: not for secrets.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // the upper half of a product: no division, and the bias does not matter here
        let wide = (self.next() >> 32) * u64::from(end);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX)) as usize;
        &list[at]
    }
}

/// Spreads 0, 1, 2, … over all numbers below `size`, each once: `step` has no factor in common with `size`.
pub(super) const fn spread(number: u64, seed: u64, step: u64, size: u64) -> u64 {
    let moved = number as u128 * step as u128 + seed as u128 * 7_919;
    #[expect(clippy::cast_possible_truncation, reason = "below size, which is a u64")]
    let spread = (moved % size as u128) as u64;
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_fixed() {
        let mut random = Random::new(1);
        let numbers: Vec<u32> = (0..5).map(|_| random.below(100)).collect();
        assert_eq!(numbers, [56, 74, 97, 44, 44]);
    }

    #[test]
    fn nothing_is_met_twice() {
        let mut met: Vec<u64> = (0..1000).map(|number| spread(number, 5, 387, 1000)).collect();
        met.sort_unstable();
        assert!(met.into_iter().eq(0..1000));
    }
}
