//! Who asked about a person, as it travels from the service to the person's own page: plain values, no rules.

use serde::{Deserialize, Serialize};

use crate::flow::Receipt;

/// The checks on a person, and what the person has said no to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnHistory {
    /// Checks that were answered, newest first: one page of them.
    pub checks: Vec<OwnCheck>,
    /// Whether this is the first page.
    pub newest: bool,
    /// From where older ones go on, if there are any.
    pub older: Option<String>,
    /// Providers from which the consent is withdrawn.
    pub withdrawn: Vec<Withdrawn>,
    /// Since which day all checks are paused, `YYYY-MM-DD`, if they are.
    pub paused: Option<String>,
}

/// A check that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCheck {
    /// What was agreed to.
    pub receipt: Receipt,
    /// How the result stands.
    pub state: ResultState,
    /// Whether the consent to this provider is withdrawn.
    pub withdrawn: bool,
    /// Whether its place in the log is known, so that it can be proved.
    pub provable: bool,
}

/// How a result stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultState {
    /// Good until this time of day, `HH:MM`.
    Valid(String),
    /// The provider has used it.
    Used,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// A provider from which the consent is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The provider's id.
    pub id: String,
    /// Its name, in the language of the page.
    pub provider: String,
}

/// What the last button of the person's own page has done, to be said on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The consent to this provider is withdrawn.
    Withdrawn(String),
    /// This provider may ask again.
    Allowed(String),
    /// All checks are paused.
    Paused,
    /// Checks go on.
    Resumed,
}
