//! Cases: a person says that their record is wrong, and keeps a number to ask by.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::consent::ALPHABET;

/// Letters and digits of a number, without its dash.
const LENGTH: usize = 8;

/// The number of a case, `W-7KD2-91XC`: 40 random bits that can be read out and written down. Nothing is opened with it; it
/// only names the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CaseNumber(String);

/// A text that is no number of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number of a case has eight letters and digits, as in W-7KD2-91XC")]
pub struct CaseNumberError;

impl CaseNumber {
    /// The number that these random bytes make.
    pub fn from_random(random: [u8; 5]) -> Self {
        let bits = random.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letter = |place: usize| {
            let index = (bits >> (35 - 5 * place)) & 31;
            usize::try_from(index).ok().and_then(|index| ALPHABET.get(index)).map_or('0', |letter| char::from(*letter))
        };
        Self::written((0..LENGTH).map(letter))
    }

    /// Reads a number as people write it: in any case, with or without `W` and dashes, with `O` for `0`, `I` and `L` for `1`.
    ///
    /// ```
    /// use domain::case::CaseNumber;
    ///
    /// assert_eq!(CaseNumber::parse("w 7kd2 9ixc")?.as_str(), "W-7KD2-91XC");
    /// assert!(CaseNumber::parse("W-7KD2").is_err());
    /// # Ok::<(), domain::case::CaseNumberError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, CaseNumberError> {
        let mut letters: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        if letters.len() == LENGTH + 1 && letters.first() == Some(&'W') {
            letters.remove(0);
        }
        let fits = |c: &char| u8::try_from(*c).is_ok_and(|byte| ALPHABET.contains(&byte));
        if letters.len() == LENGTH && letters.iter().all(fits) {
            Ok(Self::written(letters))
        } else {
            Err(CaseNumberError)
        }
    }

    fn written(letters: impl IntoIterator<Item = char>) -> Self {
        let mut number = String::from("W-");
        for (place, letter) in letters.into_iter().enumerate() {
            if place == LENGTH / 2 {
                number.push('-');
            }
            number.push(letter);
        }
        Self(number)
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CaseNumber {
    type Err = CaseNumberError;

    fn from_str(text: &str) -> Result<Self, CaseNumberError> {
        Self::parse(text)
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = CaseNumberError;

    fn try_from(text: String) -> Result<Self, CaseNumberError> {
        Self::parse(&text)
    }
}

/// What is wrong with a record. There is no free text: nothing that a person would have to be protected from is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordFault {
    /// The second dose was recorded as another first one.
    DuplicateFirstDose,
    /// A dose was given and is not there.
    DoseMissing,
    /// A dose has another date, or is of another vaccine.
    WrongDate,
    /// A dose was given to somebody else.
    NotMyDose,
    /// The name, the year of birth or the gender is not right.
    WrongName,
}

impl RecordFault {
    /// All of them, in the order in which a page lists them.
    pub const ALL: [Self; 5] =
        [Self::DuplicateFirstDose, Self::DoseMissing, Self::WrongDate, Self::NotMyDose, Self::WrongName];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DuplicateFirstDose => "duplicate-first-dose",
            Self::DoseMissing => "dose-missing",
            Self::WrongDate => "wrong-date",
            Self::NotMyDose => "not-my-dose",
            Self::WrongName => "wrong-name",
        }
    }

    /// The fault of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str() == word)
    }
}

/// A dose of a record, by its number and its date as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DoseRef {
    /// Which dose, as recorded.
    pub number: u8,
    /// When it was given, as recorded.
    pub date: Date,
}

impl DoseRef {
    /// Reads `1@2021-03-05`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, date) = text.split_once('@')?;
        Some(Self { number: number.parse().ok()?, date: date.parse().ok()? })
    }
}

impl fmt::Display for DoseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.number, self.date)
    }
}

/// What a person reports: what is wrong, and with which dose, where it is about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Report {
    /// What is wrong.
    pub fault: RecordFault,
    /// With which dose.
    pub dose: Option<DoseRef>,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The record was wrong and is put right.
    Corrected,
    /// The record is right as it is.
    Declined,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Corrected, Self::Declined];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Declined => "declined",
        }
    }

    /// The outcome of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_hold_every_bit_and_read_back(random: [u8; 5], bit in 0..40_usize) {
            let number = CaseNumber::from_random(random);
            prop_assert_eq!(number.as_str().len(), 11);
            prop_assert_eq!(&CaseNumber::parse(&number.as_str().to_lowercase().replace('-', " ")).unwrap(), &number);
            prop_assert_eq!(&CaseNumber::parse(&number.as_str()[2..]).unwrap(), &number);
            let mut other = random;
            other[bit / 8] ^= 1 << (bit % 8);
            prop_assert_ne!(CaseNumber::from_random(other), number);
        }

        #[test]
        fn no_text_is_too_strange(text: String) {
            let _ = (CaseNumber::parse(&text), DoseRef::parse(&text));
        }
    }

    #[test]
    fn what_has_a_w_among_its_eight_keeps_it() {
        assert_eq!(CaseNumber::parse("W7KD291X").unwrap().as_str(), "W-W7KD-291X");
        assert_eq!(CaseNumber::parse("W-U000-0000"), Err(CaseNumberError));
    }

    #[test]
    fn words_read_back() {
        for fault in RecordFault::ALL {
            assert_eq!(RecordFault::parse(fault.as_str()), Some(fault));
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.as_str());
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.as_str());
        }
        let dose = DoseRef::parse("1@2021-03-05").unwrap();
        assert_eq!((dose.number, dose.to_string().as_str()), (1, "1@2021-03-05"));
        assert_eq!(DoseRef::parse("1@yesterday"), None);
    }
}
