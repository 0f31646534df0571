//! What a person sees of themselves, as it travels from the service to the page: plain values, no rules.

use serde::{Deserialize, Serialize};

/// A person's own status, with everything that explains it, while a session is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStatus {
    /// Id of the session: the capability of every button of the page. It lives in the page only.
    pub session: String,
    /// Seconds that are left of the session.
    pub seconds_left: u32,
    /// Registered name.
    pub name: String,
    /// Masked mobile.
    pub mobile: String,
    /// Year of birth.
    pub birth_year: u16,
    /// Gender code.
    pub gender: String,
    /// 0, 1 or 2.
    pub status: u8,
    /// Why, as a stable slug.
    pub reason: String,
    /// Doses counted.
    pub doses_counted: u8,
    /// Doses needed; 0 where that cannot be said.
    pub doses_needed: u8,
    /// Numbers of the doses that are missing.
    pub doses_missing: Vec<u8>,
    /// The vaccine of the series; empty where there is none.
    pub product: String,
    /// Marks such as `precaution`.
    pub flags: Vec<String>,
    /// The day that the status is about, `YYYY-MM-DD`.
    pub as_of: String,
    /// Version of the rules that it follows from.
    pub rule_version: String,
    /// The day on which records last came in, `YYYY-MM-DD`, where that is known.
    pub updated: Option<String>,
    /// All recorded doses, oldest first.
    pub doses: Vec<OwnDose>,
    /// What the person has reported, oldest first.
    pub cases: Vec<OwnCase>,
}

/// A dose as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDose {
    /// Stands for the dose in a report.
    pub reference: String,
    /// The vaccine's name.
    pub product: String,
    /// Which dose, as recorded.
    pub number: u8,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Where it was given; empty where that is not recorded.
    pub facility: String,
    /// Whether it came after a complete series.
    pub precaution: bool,
    /// Whether its date can be right. One that cannot is passed over by the rules.
    pub plausible: bool,
}

/// A report of the person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCase {
    /// Its number.
    pub number: String,
    /// What is wrong, as a stable slug.
    pub fault: String,
    /// Date of the dose that it is about, `YYYY-MM-DD`.
    pub dose: Option<String>,
    /// When it was reported, `YYYY-MM-DD`.
    pub opened: String,
    /// How it ended, as a stable slug; `None` while it is open.
    pub outcome: Option<String>,
}

/// A report was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The number of its case, new or not.
    pub number: String,
    /// The page as it is now.
    pub status: OwnStatus,
}
