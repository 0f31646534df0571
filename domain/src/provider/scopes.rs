//! What a provider may learn.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One kind of data that a provider may learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// 0, 1 or 2, and why. Always part of an answer.
    Status,
    /// Dose details.
    Events,
    /// Year of birth and gender.
    Demographics,
}

impl Scope {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Status, Self::Events, Self::Demographics];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Events => "events",
            Self::Demographics => "demographics",
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(UnknownScope)
    }
}

/// A scope that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scope is one of status, events, demographics")]
pub struct UnknownScope;

/// A set of scopes. It always holds [`Scope::Status`]: there is no answer without the status.
///
/// ```
/// use domain::provider::{Scope, Scopes};
///
/// let entitled: Scopes = [Scope::Events].into_iter().collect();
/// let asked: Scopes = [Scope::Events, Scope::Demographics].into_iter().collect();
/// let least = entitled.intersection(asked);
/// assert!(least.contains(Scope::Status) && least.contains(Scope::Events));
/// assert!(!least.contains(Scope::Demographics));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<Scope>", from = "Vec<Scope>")]
pub struct Scopes {
    events: bool,
    demographics: bool,
}

impl Scopes {
    /// The status alone.
    pub const STATUS: Self = Self { events: false, demographics: false };
    /// Everything there is.
    pub const ALL: Self = Self { events: true, demographics: true };

    /// Whether a scope is in the set.
    pub const fn contains(self, scope: Scope) -> bool {
        match scope {
            Scope::Status => true,
            Scope::Events => self.events,
            Scope::Demographics => self.demographics,
        }
    }

    /// The set with one scope more.
    #[must_use]
    pub const fn with(mut self, scope: Scope) -> Self {
        match scope {
            Scope::Status => {}
            Scope::Events => self.events = true,
            Scope::Demographics => self.demographics = true,
        }
        self
    }

    /// The set without a scope; the status stays.
    #[must_use]
    pub const fn without(mut self, scope: Scope) -> Self {
        match scope {
            Scope::Status => {}
            Scope::Events => self.events = false,
            Scope::Demographics => self.demographics = false,
        }
        self
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self { events: self.events && other.events, demographics: self.demographics && other.demographics }
    }

    /// Whether every scope of this set is in the other.
    pub const fn is_subset(self, of: Self) -> bool {
        (!self.events || of.events) && (!self.demographics || of.demographics)
    }

    /// The scopes, in the order in which they are shown.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |scope| self.contains(*scope))
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::STATUS, Self::with)
    }
}

impl From<Vec<Scope>> for Scopes {
    fn from(scopes: Vec<Scope>) -> Self {
        scopes.into_iter().collect()
    }
}

impl From<Scopes> for Vec<Scope> {
    fn from(scopes: Scopes) -> Self {
        scopes.iter().collect()
    }
}
