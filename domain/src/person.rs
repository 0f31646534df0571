//! A person in the registry.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{digits, mobile::Mobile, vaccination::DoseEvent};

/// A beneficiary's reference id: fourteen digits, as the registry issued it. Personal: `Debug` shows the last four only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ReferenceId(String);

/// Why a value of a person's record is refused. The text never repeats the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// The reference id is not fourteen digits.
    #[error("a reference id has 14 digits")]
    ReferenceId,
    /// The year of birth is not a year from 1900 to 2100.
    #[error("a year of birth has 4 digits, from 1900 to 2100")]
    BirthYear,
    /// The gender is none of the known words.
    #[error("a gender is one of M, F, O, U, or Male, Female, Other, Transgender, Unknown")]
    Gender,
}

impl ReferenceId {
    /// How many digits a reference id has.
    pub const DIGITS: usize = 14;

    /// Reads fourteen digits; spaces and dashes between them do not matter.
    pub fn parse(text: &str) -> Result<Self, PersonError> {
        // As files have it: nothing is left out or translated.
        if text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self(text.to_owned()));
        }
        let mut id = String::with_capacity(Self::DIGITS);
        for c in text.chars().filter(|c| !digits::is_separator(*c)) {
            if id.len() == Self::DIGITS {
                return Err(PersonError::ReferenceId);
            }
            id.push(digits::latin(c).ok_or(PersonError::ReferenceId)?);
        }
        if id.len() == Self::DIGITS { Ok(Self(id)) } else { Err(PersonError::ReferenceId) }
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ReferenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReferenceId(**********{})", self.0.get(10..).unwrap_or_default())
    }
}

impl From<ReferenceId> for String {
    fn from(id: ReferenceId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ReferenceId {
    type Error = PersonError;

    fn try_from(text: String) -> Result<Self, PersonError> {
        Self::parse(&text)
    }
}

/// A year of birth, 1900 to 2100. Adults have a year only in the registry. Personal: `Debug` hides it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u16", try_from = "u16")]
pub struct BirthYear(u16);

impl BirthYear {
    /// A plausible year.
    pub fn new(year: u16) -> Result<Self, PersonError> {
        if (1900..=2100).contains(&year) { Ok(Self(year)) } else { Err(PersonError::BirthYear) }
    }

    /// Reads four digits, of any Indian script.
    pub fn parse(text: &str) -> Result<Self, PersonError> {
        let mut year = 0_u16;
        let mut count = 0;
        for c in text.trim().chars() {
            let digit = digits::latin(c).and_then(|digit| digit.to_digit(10)).ok_or(PersonError::BirthYear)?;
            count += 1;
            if count > 4 {
                return Err(PersonError::BirthYear);
            }
            year = year * 10 + u16::try_from(digit).map_err(|_| PersonError::BirthYear)?;
        }
        Self::new(year)
    }

    /// The year.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Debug for BirthYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthYear(…)")
    }
}

impl From<BirthYear> for u16 {
    fn from(year: BirthYear) -> Self {
        year.0
    }
}

impl TryFrom<u16> for BirthYear {
    type Error = PersonError;

    fn try_from(year: u16) -> Result<Self, PersonError> {
        Self::new(year)
    }
}

/// A gender as the registry records it. Personal: `Debug` hides it; the wire form is one letter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Gender {
    /// `F`
    Female,
    /// `M`
    Male,
    /// `O`: transgender and every other entry of the register that is neither of the two.
    Other,
    /// `U`: not recorded.
    Unknown,
}

impl Gender {
    /// Reads a letter or a word in any case; an empty field is [`Gender::Unknown`].
    pub fn parse(text: &str) -> Result<Self, PersonError> {
        match text.trim().to_ascii_lowercase().as_str() {
            "f" | "female" | "w" | "woman" => Ok(Self::Female),
            "m" | "male" | "man" => Ok(Self::Male),
            "o" | "other" | "others" | "t" | "tg" | "transgender" | "third gender" | "x" => Ok(Self::Other),
            "" | "u" | "unknown" | "na" | "n/a" | "not stated" => Ok(Self::Unknown),
            _ => Err(PersonError::Gender),
        }
    }

    /// The letter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "F",
            Self::Male => "M",
            Self::Other => "O",
            Self::Unknown => "U",
        }
    }
}

impl fmt::Debug for Gender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gender(…)")
    }
}

impl From<Gender> for String {
    fn from(gender: Gender) -> Self {
        gender.code().to_owned()
    }
}

impl TryFrom<String> for Gender {
    type Error = PersonError;

    fn try_from(text: String) -> Result<Self, PersonError> {
        Self::parse(&text)
    }
}

/// Everything that the registry knows of a person. `Debug` shows nothing of it but the number of doses.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Fourteen digits.
    pub reference_id: ReferenceId,
    /// The registered name, as the registry wrote it, in any script.
    pub name: String,
    /// The registered mobile, which up to six people share.
    pub mobile: Mobile,
    /// Year of birth.
    pub birth_year: BirthYear,
    /// Gender.
    pub gender: Gender,
    /// Doses as recorded, in any order, dirty as they come.
    pub doses: Vec<DoseEvent>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").field("doses", &self.doses.len()).finish_non_exhaustive()
    }
}
