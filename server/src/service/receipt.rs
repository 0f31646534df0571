//! Receipts: what a person has agreed to, on the page and, for whoever wishes, by SMS. None says what the answer was.

use app::flow::{Receipt, Refusal};
use domain::{consent::Consent, mobile::Mobile, provider::Scope, result::Claims, time::Timestamp};
use jiff::civil::Date;

use super::{StatusService, ask::Asking};
use crate::{
    config::ReceiptText,
    ports::{RecordId, Sms},
};

/// Name of the text in the configuration.
const TEMPLATE: &str = "receipt";

/// The receipt that goes with an answer.
pub(super) fn of_claims(claims: &Claims, provider: String) -> Receipt {
    let given = Timestamp::from_seconds(claims.auth_time);
    Receipt {
        record: claims.jti.clone(),
        number: claims.consent.clone(),
        provider,
        purpose: claims.purpose.as_str().to_owned(),
        events: claims.events.is_some(),
        demographics: claims.birth_year.is_some(),
        day: given.date().to_string(),
        time: given.time_of_day(),
        as_of: claims.as_of.to_string(),
    }
}

/// The receipt of a recorded consent, and the day that the answer was about.
pub(super) fn of_consent(record: RecordId, consent: &Consent, as_of: Date, provider: String) -> Receipt {
    Receipt {
        record: record.to_text(),
        number: consent.receipt.clone(),
        provider,
        purpose: consent.purpose.as_str().to_owned(),
        events: consent.scopes.contains(Scope::Events),
        demographics: consent.scopes.contains(Scope::Demographics),
        day: consent.given.date().to_string(),
        time: consent.given.time_of_day(),
        as_of: as_of.to_string(),
    }
}

impl StatusService {
    /// The receipt of a record, for whoever has its id: the person, from the page of the answer, and the provider, from the
    /// result. Neither learns anything by it that was not on that page. `None` when there is no such record.
    pub async fn receipt(&self, record: &str, lang: &str) -> Result<Option<Receipt>, Refusal> {
        let Some(id) = RecordId::parse(record) else { return Ok(None) };
        let found = self.store.consent(id).await.map_err(|error| self.failed(&error))?;
        let Some((consent, as_of)) = found else { return Ok(None) };
        let name = self.name_of(&consent.provider_id, lang).await?;
        Ok(Some(of_consent(id, &consent, as_of, name)))
    }

    /// A provider's name in a language. One that was removed is known by its id.
    pub(super) async fn name_of(&self, provider: &str, lang: &str) -> Result<String, Refusal> {
        let known = self.store.provider(provider).await.map_err(|error| self.failed(&error))?;
        Ok(known.map_or_else(|| provider.to_owned(), |known| known.name_in(lang).to_owned()))
    }

    /// The receipt as a message. It is charged to no limit of its own: there is one at most for each right code, and codes are
    /// limited.
    pub(super) fn receipt_sms(&self, asking: &Asking, to: &Mobile, number: &str) -> Sms {
        let language = asking.language;
        let with = ReceiptText {
            provider: asking.provider_name(),
            purpose: &asking.purpose_words(),
            receipt: number,
            address: &self.rules.own_page,
        };
        Sms::new(to, language, TEMPLATE, self.rules.texts.receipt(language.code(), &with))
    }
}
