//! Who asks: checked against the registry of providers on every call, so that a suspension works at once.

use std::sync::Arc;

use app::{
    flow::{AskForm, Asker, Receipts, Refusal},
    words::Words,
};
use domain::{
    language::Language,
    origin::Origin,
    problem::ErrorCode,
    provider::{Env, Provider, Purpose, Refused, Scope, Scopes},
};
use jiff::civil::Date;

use super::StatusService;

/// Longest nonce and reference that are echoed, in characters.
const LONGEST_ECHO: usize = 256;

/// A request to ask, allowed by the registry.
pub(super) struct Asking {
    pub(super) provider: Arc<Provider>,
    /// What is asked for, at most what the provider is entitled to.
    pub(super) scopes: Scopes,
    pub(super) purpose: Purpose,
    /// Exact origin of the embedding page; empty for a full page.
    pub(super) origin: String,
    pub(super) nonce: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) language: Language,
    /// The day that the status is to be about; only a provider's server names one.
    pub(super) as_of: Option<Date>,
}

impl Asking {
    /// The provider's name in the language of the page.
    pub(super) fn provider_name(&self) -> &str {
        self.provider.name_in(self.language.code())
    }

    /// The purpose in words.
    pub(super) fn purpose_words(&self) -> String {
        Words::of(self.language).purpose(self.purpose.as_str())
    }

    pub(super) fn into_asker(self, receipts: Receipts) -> Asker {
        Asker {
            name: self.provider_name().to_owned(),
            events: self.provider.scopes.contains(Scope::Events),
            demographics: self.provider.scopes.contains(Scope::Demographics),
            test: self.provider.env == Env::Test,
            receipts,
            purpose: self.purpose.as_str().to_owned(),
        }
    }
}

impl StatusService {
    /// Checks site key, suspension, expiry, origin, purpose and return address.
    pub(super) async fn known(&self, ask: &AskForm) -> Result<Asking, Refusal> {
        let found = self.book.by_site_key(&ask.site_key).await.map_err(|error| self.failed(&error))?;
        // A key of the other world is no key here: this service does not sign for it (design 4.5).
        let provider = found
            .filter(|provider| provider.env == self.rules.world.env())
            .ok_or_else(|| Refusal::of(ErrorCode::InvalidSiteKey))?;
        self.allowed(provider, ask).map_err(Refusal::of)
    }

    fn allowed(&self, provider: Arc<Provider>, ask: &AskForm) -> Result<Asking, ErrorCode> {
        let origin = match ask.origin.as_str() {
            "" => None,
            text => Some(Origin::parse(text).map_err(|_| ErrorCode::OriginNotAllowed)?),
        };
        provider.may_be_at(origin.as_ref()).map_err(Refused::error_code)?;
        let purpose = match ask.purpose.as_str() {
            "" => provider.purposes.first().cloned().ok_or(ErrorCode::PurposeNotAllowed)?,
            text => Purpose::parse(text).map_err(|_| ErrorCode::PurposeNotAllowed)?,
        };
        provider.may_ask(origin.as_ref(), &purpose, self.clock.now()).map_err(Refused::error_code)?;
        if !ask.return_url.is_empty() && !provider.may_return_to(&ask.return_url) {
            return Err(ErrorCode::BadParameter);
        }
        Ok(Asking {
            nonce: echo(&ask.nonce)?,
            reference: echo(&ask.reference)?,
            language: Language::negotiate(Some(&ask.lang), None),
            origin: origin.map(|origin| origin.as_str().to_owned()).unwrap_or_default(),
            purpose,
            scopes: provider.scopes,
            as_of: None,
            provider,
        })
    }
}

/// Text of the asker's that is only echoed in the answer.
pub(super) fn echo(text: &str) -> Result<Option<String>, ErrorCode> {
    if text.chars().count() > LONGEST_ECHO || text.chars().any(char::is_control) {
        return Err(ErrorCode::BadParameter);
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}
