//! Providers: who may ask, from where, for what, and for how much.

mod chain;
mod purpose;
mod scopes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use chain::TooWide;
pub use purpose::{Purpose, PurposeError};
pub use scopes::{Scope, Scopes, UnknownScope};

use crate::{
    algorithm::Algorithm, names::Level, origin::Origin, problem::ErrorCode, time::Timestamp, webhook::Webhook,
};

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
    /// Whether its own screens may take the one-time code: its server then confirms with it.
    #[serde(default)]
    pub own_otp_screen: bool,
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
    /// The provider that this one is a part of, as a property is of a chain: it then has at most what that one has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// How much it may ask.
    #[serde(default)]
    pub quotas: Quotas,
    /// How its results are signed.
    #[serde(default)]
    pub algorithm: Algorithm,
    /// Where its server is told what happened; `None` where it is told nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook: Option<Webhook>,
    /// When it was added.
    pub created: Timestamp,
    /// Live or test.
    #[serde(default)]
    pub env: Env,
}

/// How much a provider may ask, itself and its parts together; `None` sets no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotas {
    /// Verifications begun in 24 hours.
    #[serde(default)]
    pub day: Option<u32>,
    /// Different people, by what was typed, in an hour.
    #[serde(default)]
    pub people_hour: Option<u32>,
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

    /// Whether anything of this provider is answered now.
    pub fn may_call(&self, now: Timestamp) -> Result<(), Refused> {
        if self.suspended {
            return Err(Refused::Suspended);
        }
        if self.expires.is_some_and(|end| now >= end) { Err(Refused::Expired) } else { Ok(()) }
    }

    /// Whether a page of this origin may embed this provider's checks (`None` for a full page or the API). A test provider without
    /// registered pages may be embedded anywhere.
    pub fn may_be_at(&self, origin: Option<&Origin>) -> Result<(), Refused> {
        let anywhere = self.env == Env::Test && self.origins.is_empty();
        let known = origin.is_none_or(|origin| self.origins.contains(origin));
        if anywhere || known { Ok(()) } else { Err(Refused::OriginNotAllowed) }
    }

    /// Whether this provider may ask now, for this purpose, from a page of this origin. The origin comes first: whoever is told
    /// anything else may frame the page that tells it.
    pub fn may_ask(&self, origin: Option<&Origin>, purpose: &Purpose, now: Timestamp) -> Result<(), Refused> {
        self.may_be_at(origin)?;
        self.may_call(now)?;
        if self.purposes.contains(purpose) { Ok(()) } else { Err(Refused::PurposeNotAllowed) }
    }

    /// Whether its server is told what happens.
    pub fn is_told(&self) -> bool {
        self.webhook.as_ref().is_some_and(Webhook::is_open)
    }

    /// Whether a full page may return to this address: exactly one of the registered ones. A test provider may have the page
    /// return to any address of the visitor's own machine, where integrators try things out.
    pub fn may_return_to(&self, url: &str) -> bool {
        let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\#@".contains(&byte));
        let local = plain && Origin::of_url(url).is_some_and(|origin| origin.is_local());
        (self.env == Env::Test && local) || self.return_urls.iter().any(|registered| registered == url)
    }
}
