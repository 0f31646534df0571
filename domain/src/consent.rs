//! Consent: the record of who asked for what, and that the person agreed.

use serde::{Deserialize, Serialize};

use crate::{
    provider::{Purpose, Scopes},
    time::Timestamp,
};

/// One person's agreement to one answer. It is written in the same transaction as the answer, and its receipt is the
/// person's to keep. It holds nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The receipt that the person gets, e.g. `R-7KD2-91QM-4XAV-TC8H`; see [`receipt`].
    pub receipt: String,
    /// Who asked.
    pub provider_id: String,
    /// What for.
    pub purpose: Purpose,
    /// What was agreed to: never more than the provider is entitled to and asked for.
    pub scopes: Scopes,
    /// Code of the language that the question was put in.
    pub lang: String,
    /// When the button was pressed.
    pub given: Timestamp,
    /// Origin of the page around the question; `None` for a full page or the API.
    pub origin: Option<String>,
}

/// Thirty-two letters and digits that are not taken for one another when read out or written down.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A receipt of 80 random bits, in four groups of four: unguessable, and short enough to read to somebody.
///
/// ```
/// assert_eq!(domain::consent::receipt([0xff; 10]), "R-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
/// ```
pub fn receipt(random: [u8; 10]) -> String {
    let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut receipt = String::from("R");
    for place in 0..16 {
        if place % 4 == 0 {
            receipt.push('-');
        }
        let index = (bits >> (75 - 5 * place)) & 31;
        let letter = usize::try_from(index).ok().and_then(|index| ALPHABET.get(index));
        receipt.push(letter.map_or('0', |letter| char::from(*letter)));
    }
    receipt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_hold_every_bit() {
        assert_eq!(receipt([0; 10]), "R-0000-0000-0000-0000");
        assert_eq!(receipt([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]), "R-0000-0000-0000-0011");
        assert_eq!(receipt([0xf8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "R-Z000-0000-0000-0000");
        let mut seen = std::collections::HashSet::new();
        for bit in 0..80 {
            let mut random = [0_u8; 10];
            random[bit / 8] = 1 << (bit % 8);
            assert!(seen.insert(receipt(random)));
        }
    }
}
