//! What pages and their forms send: read leniently, checked by the service.

use app::{
    flow::{AskForm, Refusal},
    pages::{Links, Mode, PageContext, Surface, Theme, Ticked},
    words::Words,
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::{HeaderMap, header::ACCEPT_LANGUAGE},
};
use domain::{language::Language, problem::ErrorCode};
use serde::Deserialize;

use super::{render::refusal_of_request, same_site};

/// The address of a page: who asks and how. Nothing personal is ever in it (design 4.4).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    k: String,
    o: String,
    i: String,
    lang: String,
    mode: String,
    theme: String,
    purpose: String,
    nonce: String,
    #[serde(rename = "ref")]
    reference: String,
    #[serde(rename = "return-url")]
    return_url: String,
}

/// What a form of a page posts: the same, and what the person typed and pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PageForm {
    /// Who asks and how, carried from step to step.
    #[serde(flatten)]
    pub query: PageQuery,
    /// The button.
    pub action: String,
    /// The verification, from step 2 on.
    pub id: String,
    /// Full name as typed.
    pub full_name: String,
    /// Mobile as typed.
    pub mobile: String,
    /// Code as typed.
    pub otp: String,
    events: String,
    demographics: String,
    receipt: String,
}

impl PageForm {
    /// What is ticked.
    pub const fn ticked(&self) -> Ticked {
        Ticked {
            events: !self.events.is_empty(),
            demographics: !self.demographics.is_empty(),
            receipt: !self.receipt.is_empty(),
        }
    }
}

/// The language of a page: the one asked for, else the browser's, else the operator's.
pub(super) fn language_of(asked: &str, embed: &crate::config::Embed, headers: &HeaderMap) -> Language {
    let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::negotiate(Some(asked), Some(preferred.unwrap_or(&embed.default_lang)))
}

impl PageQuery {
    /// Nobody asks: only how the page is shown.
    pub(super) fn of_nobody(self) -> Self {
        Self { lang: self.lang, theme: self.theme, ..Self::default() }
    }

    /// Everything of the page that is not its step; who asks is still unknown.
    pub fn context(self, surface: Surface, embed: &crate::config::Embed, headers: &HeaderMap) -> PageContext {
        let language = language_of(&self.lang, embed, headers);
        let framed = surface == Surface::Frame;
        let plain_instance =
            self.i.len() <= 64 && self.i.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        PageContext {
            words: Words::of(language),
            ask: AskForm {
                site_key: self.k,
                origin: if framed { self.o } else { String::new() },
                purpose: self.purpose,
                nonce: self.nonce,
                reference: self.reference,
                lang: language.code().to_owned(),
                return_url: if framed { String::new() } else { self.return_url },
            },
            asker: None,
            mode: Mode::parse(&self.mode),
            theme: Theme::parse(&self.theme),
            instance: if framed && plain_instance { self.i } else { String::new() },
            surface,
            brand: embed.brand.get(language.code()).cloned().unwrap_or_default(),
            links: links(embed, language),
        }
    }
}

/// A form as it came, and why it is not taken: it does not read, or another site's page sent it.
pub(super) fn taken<T: Default>(
    form: Result<Form<T>, FormRejection>,
    headers: &HeaderMap,
    public_url: &str,
) -> (T, Option<Refusal>) {
    match form {
        Ok(Form(form)) if same_site::is_ours(headers, public_url) => (form, None),
        Ok(Form(form)) => (form, Some(Refusal::of(ErrorCode::OriginNotAllowed))),
        Err(rejection) => (T::default(), Some(refusal_of_request(&rejection))),
    }
}

/// Links below pages, on consent notices and on receipts. What the operator has no page for is a section of the home page.
pub(super) fn links(embed: &crate::config::Embed, language: Language) -> Links {
    let section = |id: &str| format!("/?lang={}#{id}", language.code());
    let complaint = embed.complaint_url.as_ref().or(embed.help_url.as_ref());
    Links {
        privacy: embed.privacy_url.clone().unwrap_or_else(|| section("privacy")),
        help: embed.help_url.clone().unwrap_or_else(|| section("help")),
        complaint: complaint.cloned().unwrap_or_else(|| section("complaints")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_lead_to_the_operators_page_else_to_its_help_else_to_the_home_page() {
        let mut embed = crate::config::Embed {
            default_lang: "en".to_owned(),
            brand: [].into(),
            privacy_url: None,
            help_url: None,
            complaint_url: None,
        };
        let complaint = |embed: &crate::config::Embed| links(embed, Language::Hi).complaint;
        assert_eq!(complaint(&embed), "/?lang=hi#complaints");
        assert_eq!(links(&embed, Language::Ta).help, "/?lang=ta#help");
        embed.help_url = Some("https://status.example/help".to_owned());
        assert_eq!(complaint(&embed), "https://status.example/help");
        embed.complaint_url = Some("https://status.example/complaints".to_owned());
        assert_eq!(complaint(&embed), "https://status.example/complaints");
    }
}
