//! Which of the people of one mobile a typed name means.
//!
//! A name is never compared by a similarity score. It is normalised and then either equal or not; a tolerant
//! provider also accepts a spelling with fewer than three letters changed that sounds the same. The published
//! table of decisions is `docs/name-match.md`.

mod full_name;
mod script;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use full_name::{FullName, NameError};

/// The version of these rules; it changes whenever a decision can change.
pub const RULE_VERSION: &str = "names-1";

/// How exactly a name has to match: a setting of the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Equal after normalisation.
    #[default]
    Exact,
    /// Also fewer than three letters changed and the same sound.
    Tolerant,
}

/// A text that is no [`Level`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name match level is \"exact\" or \"tolerant\"")]
pub struct LevelError;

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        match text {
            "exact" => Ok(Self::Exact),
            "tolerant" => Ok(Self::Tolerant),
            _ => Err(LevelError),
        }
    }
}

/// How two names compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Equal after normalisation: a match at every level.
    Same,
    /// A small difference that does not change the sound: a match for tolerant providers.
    Minor,
    /// No match.
    Different,
}

/// Whom a typed name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The registered name at this index, and no other.
    One(usize),
    /// Nobody.
    None,
    /// More than one: counts as no match.
    Several,
}

/// Chooses among the registered names of one mobile.
pub fn choose<S: AsRef<str>>(typed: &FullName, registered: &[S], level: Level) -> Choice {
    let mut minor = Choice::None;
    let mut same = Choice::None;
    for (index, name) in registered.iter().enumerate() {
        match explain(typed.as_str(), name.as_ref()) {
            Verdict::Same => same = same.and(index),
            Verdict::Minor => minor = minor.and(index),
            Verdict::Different => {}
        }
    }
    match (same, level) {
        (Choice::None, Level::Tolerant) => minor,
        _ => same,
    }
}

impl Choice {
    fn and(self, index: usize) -> Self {
        match self {
            Self::None => Self::One(index),
            _ => Self::Several,
        }
    }
}

/// Compares two names.
pub fn explain(typed: &str, registered: &str) -> Verdict {
    if key(typed) == key(registered) {
        Verdict::Same
    } else {
        Verdict::Different
    }
}

/// The name in its normalised, order-free form.
pub fn key(name: &str) -> String {
    let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.sort_unstable();
    words.join(" ")
}
