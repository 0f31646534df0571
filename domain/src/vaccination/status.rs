//! What follows from the doses.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ProductId;

/// The status, as announced: 0, 1 or 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Status {
    /// Not vaccinated.
    Not = 0,
    /// Partially vaccinated.
    Partially = 1,
    /// Fully vaccinated.
    Fully = 2,
}

impl Status {
    /// 0, 1 or 2.
    pub const fn code(self) -> u8 {
        match self {
            Self::Not => 0,
            Self::Partially => 1,
            Self::Fully => 2,
        }
    }
}

/// A number that is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a status is 0, 1 or 2")]
pub struct UnknownStatus;

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        status.code()
    }
}

impl TryFrom<u8> for Status {
    type Error = UnknownStatus;

    fn try_from(code: u8) -> Result<Self, UnknownStatus> {
        match code {
            0 => Ok(Self::Not),
            1 => Ok(Self::Partially),
            2 => Ok(Self::Fully),
            _ => Err(UnknownStatus),
        }
    }
}

/// Why the status is what it is. The words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Every dose of a primary series is recorded.
    SeriesComplete,
    /// Nothing is recorded.
    NoDoseRecorded,
    /// What is missing is recorded with a date after the day that the status is about.
    DoseAfterDate,
    /// What is missing is recorded with a date before the programme began, so the record is wrong.
    DoseDateImplausible,
    /// What is there has a number that no dose of the series has (0, 5 of 0), so the record is wrong.
    DoseNumberImplausible,
    /// The first of two doses is recorded, the second is not.
    SecondDoseNotRecorded,
    /// Two first doses are recorded and no second: the second was probably recorded as a first.
    SecondDoseRecordedAsFirst,
    /// Several doses are missing, or an earlier one than is recorded.
    DosesMissing,
    /// A dose is of a product that the rules do not know.
    UnknownProduct,
    /// A dose is of a product or regimen that was not in use on its day.
    ProductNotInUse,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::SeriesComplete,
        Self::NoDoseRecorded,
        Self::DoseAfterDate,
        Self::DoseDateImplausible,
        Self::DoseNumberImplausible,
        Self::SecondDoseNotRecorded,
        Self::SecondDoseRecordedAsFirst,
        Self::DosesMissing,
        Self::UnknownProduct,
        Self::ProductNotInUse,
    ];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SeriesComplete => "series-complete",
            Self::NoDoseRecorded => "no-dose-recorded",
            Self::DoseAfterDate => "dose-after-date",
            Self::DoseDateImplausible => "dose-date-implausible",
            Self::DoseNumberImplausible => "dose-number-implausible",
            Self::SecondDoseNotRecorded => "second-dose-not-recorded",
            Self::SecondDoseRecordedAsFirst => "second-dose-recorded-as-first",
            Self::DosesMissing => "doses-missing",
            Self::UnknownProduct => "unknown-product",
            Self::ProductNotInUse => "product-not-in-use",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mark on a status. It informs; it never changes the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Two doses of the primary series were closer together than the label or practice of that day allowed.
    ShortInterval,
    /// The primary series has more than one product.
    MixedSeries,
    /// Two first doses are recorded and no second.
    DuplicateFirstDose,
    /// A precaution dose is recorded.
    Precaution,
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ShortInterval, Self::MixedSeries, Self::DuplicateFirstDose, Self::Precaution];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ShortInterval => "short_interval",
            Self::MixedSeries => "mixed_series",
            Self::DuplicateFirstDose => "duplicate_first_dose",
            Self::Precaution => "precaution",
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One dose as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessedDose {
    /// Which vaccine, by id.
    pub product: ProductId,
    /// The vaccine's name; its id when the rules do not know it.
    pub name: String,
    /// Which dose.
    pub dose: u8,
    /// How many make a series of this regimen; 0 when the rules do not know the product.
    pub of: u8,
    /// When it was given.
    pub date: Date,
    /// Whether it is a precaution dose.
    pub precaution: bool,
}

/// A status and everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// 0, 1 or 2.
    pub status: Status,
    /// Why.
    pub reason: Reason,
    /// Marks, each at most once, in a fixed order.
    pub flags: Vec<Flag>,
    /// Version of the rules.
    pub rule_version: String,
    /// The day that the status is about.
    pub as_of: Date,
    /// Doses of the primary series that count.
    pub doses_counted: u8,
    /// Doses that the series needs; 0 when that cannot be said (no dose, or unknown products only).
    pub doses_needed: u8,
    /// The numbers of the doses that the series lacks, smallest first; empty when none is missing or that cannot be said.
    pub doses_missing: Vec<u8>,
    /// The product of the first dose that counts, or of the only doses there are.
    pub product: Option<ProductId>,
    /// The plausible doses up to that day, oldest first, each once.
    pub events: Vec<AssessedDose>,
}
