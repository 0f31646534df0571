//! Which of the people of one mobile a typed name means.
//!
//! A name is never compared by a similarity score. It is normalised and then either equal or not; a tolerant
//! provider also accepts a spelling with fewer than three letters changed that sounds the same. The published
//! table of decisions is `docs/name-match.md`.

mod align;
mod builder;
mod decide;
mod distance;
mod forms;
mod full_name;
mod indic;
mod latin;
mod name;
mod reading;
mod script;
mod short;
mod sound;
mod split;
mod tamil;
mod titles;
mod unwritten;
mod word;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use full_name::{FullName, NameError};
use name::Name;
pub use reading::Reading;
pub use short::{first_name, initials};

/// The version of these rules; it changes whenever a decision can change.
pub const RULE_VERSION: &str = "names-1";

/// How exactly a name has to match: a setting of the provider. The stricter one is the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
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

impl Choice {
    fn and(self, index: usize) -> Self {
        match self {
            Self::None => Self::One(index),
            Self::One(_) | Self::Several => Self::Several,
        }
    }
}

/// Compares two names; the order of the arguments does not matter.
pub fn explain(typed: &str, registered: &str) -> Verdict {
    let (typed, registered) = (Name::read(typed), Name::read(registered));
    if decide::is_same(&typed, &registered) {
        Verdict::Same
    } else if decide::is_minor(&typed, &registered) {
        Verdict::Minor
    } else {
        Verdict::Different
    }
}

/// The name in its normalised, order-free form: lower-case Latin words in alphabetical order, without titles.
///
/// A key is its own key, and two names in Latin letters with the same key are the same name. The converse does not hold:
/// joined words, initials and unwritten vowels are for [`explain`] to judge.
pub fn key(name: &str) -> String {
    settled(Name::read(name).key())
}

/// What is left of a name can read as a title or as initials; each round leaves less.
fn settled(mut key: String) -> String {
    for _ in 0..MAX_ROUNDS {
        let again = Name::read(&key).key();
        if again == key {
            break;
        }
        key = again;
    }
    key
}

const MAX_ROUNDS: usize = 16;
