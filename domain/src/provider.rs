//! Providers: who may ask, from where, for what, and for how much.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{names::Level, origin::Origin, problem::ErrorCode, time::Timestamp};

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
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == text)
            .ok_or(UnknownScope)
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
    pub const STATUS: Self = Self {
        events: false,
        demographics: false,
    };
    /// Everything there is.
    pub const ALL: Self = Self {
        events: true,
        demographics: true,
    };

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
        Self {
            events: self.events && other.events,
            demographics: self.demographics && other.demographics,
        }
    }

    /// Whether every scope of this set is in the other.
    pub const fn is_subset(self, of: Self) -> bool {
        (!self.events || of.events) && (!self.demographics || of.demographics)
    }

    /// The scopes, in the order in which they are shown.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL
            .into_iter()
            .filter(move |scope| self.contains(*scope))
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

/// What an answer is wanted for, as a short slug: `check-in`, `booking`, `boarding`, `entry`, `employment`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Purpose(String);

/// A text that is no purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a purpose has 1 to 40 lower-case letters, digits and dashes, as in check-in")]
pub struct PurposeError;

impl Purpose {
    /// Reads a slug of 1 to 40 characters out of `a-z`, `0-9` and `-`.
    pub fn parse(text: &str) -> Result<Self, PurposeError> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PurposeError)
        }
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Purpose {
    type Err = PurposeError;

    fn from_str(text: &str) -> Result<Self, PurposeError> {
        Self::parse(text)
    }
}

impl From<Purpose> for String {
    fn from(purpose: Purpose) -> Self {
        purpose.0
    }
}

impl TryFrom<String> for Purpose {
    type Error = PurposeError;

    fn try_from(text: String) -> Result<Self, PurposeError> {
        Self::parse(&text)
    }
}

/// Which of the two worlds a key or a result belongs to. They share no issuer and no key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Env {
    /// Real people.
    #[default]
    Live,
    /// Fixture people, no SMS, any origin.
    Test,
}

impl Env {
    /// The name on the wire, which is also part of keys: `pk_live_…`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
        }
    }
}

/// An organisation that asks, as the registry of providers has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// `prv_…`, the audience of its results.
    pub id: String,
    /// The name that people see, in English or in whatever the provider calls itself.
    pub name: String,
    /// The name in other languages, by language code.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// `pk_live_…` or `pk_test_…`; public, it stands in the provider's page.
    pub site_key: String,
    /// Pages that may embed the check.
    pub origins: Vec<Origin>,
    /// What it may ask for; the first is meant when a page names none.
    pub purposes: Vec<Purpose>,
    /// How much it may learn at most.
    pub scopes: Scopes,
    /// How strictly names are matched.
    pub name_match: Level,
    /// Addresses that a full page may return to, compared whole.
    #[serde(default)]
    pub return_urls: Vec<String>,
    /// After this moment nothing may be asked; `None` for no end.
    #[serde(default)]
    pub expires: Option<Timestamp>,
    /// Nothing may be asked while this is set.
    #[serde(default)]
    pub suspended: bool,
    /// When it was added.
    pub created: Timestamp,
    /// Live or test.
    #[serde(default)]
    pub env: Env,
}

/// Why a provider may not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Suspended by the operator.
    #[error("the provider is suspended")]
    Suspended,
    /// Its time is over.
    #[error("the provider's registration has expired")]
    Expired,
    /// The page is not registered.
    #[error("the page's origin is not registered for this provider")]
    OriginNotAllowed,
    /// The purpose is not registered.
    #[error("the purpose is not registered for this provider")]
    PurposeNotAllowed,
}

impl Refused {
    /// The stable code that a caller sees. An expired provider looks suspended.
    pub const fn error_code(self) -> ErrorCode {
        match self {
            Self::Suspended | Self::Expired => ErrorCode::ProviderSuspended,
            Self::OriginNotAllowed => ErrorCode::OriginNotAllowed,
            Self::PurposeNotAllowed => ErrorCode::PurposeNotAllowed,
        }
    }
}

impl Provider {
    /// The name in a language, or the plain name.
    pub fn name_in(&self, lang: &str) -> &str {
        self.names.get(lang).unwrap_or(&self.name)
    }

    /// Whether this provider may ask now, for this purpose, from a page of this origin (`None` for a full page or the API).
    /// A test provider may be embedded anywhere.
    pub fn may_ask(
        &self,
        origin: Option<&Origin>,
        purpose: &Purpose,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if self.suspended {
            return Err(Refused::Suspended);
        }
        if self.expires.is_some_and(|end| now >= end) {
            return Err(Refused::Expired);
        }
        if self.env == Env::Live && origin.is_some_and(|origin| !self.origins.contains(origin)) {
            return Err(Refused::OriginNotAllowed);
        }
        if self.purposes.contains(purpose) {
            Ok(())
        } else {
            Err(Refused::PurposeNotAllowed)
        }
    }

    /// Whether a full page may return to this address: exactly one of the registered ones.
    pub fn may_return_to(&self, url: &str) -> bool {
        self.return_urls.iter().any(|registered| registered == url)
    }
}
