//! What pages and their forms send: read leniently, checked by the service.

use app::{
    flow::AskForm,
    pages::{Links, Mode, PageContext, Surface, Theme},
    words::Words,
};
use axum::http::{HeaderMap, header::ACCEPT_LANGUAGE};
use domain::language::Language;
use serde::Deserialize;

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
}

impl PageForm {
    /// Whether dose details are ticked.
    pub fn events(&self) -> bool {
        !self.events.is_empty()
    }

    /// Whether year of birth and gender are ticked.
    pub fn demographics(&self) -> bool {
        !self.demographics.is_empty()
    }
}

/// What the footer leads to.
pub(super) fn links(embed: &crate::config::Embed) -> Links {
    Links {
        privacy: embed.privacy_url.clone().unwrap_or_else(|| "/#privacy".to_owned()),
        help: embed.help_url.clone().unwrap_or_else(|| "/#help".to_owned()),
    }
}

impl PageQuery {
    /// Everything of the page that is not its step; who asks is still unknown.
    pub fn context(self, surface: Surface, embed: &crate::config::Embed, headers: &HeaderMap) -> PageContext {
        let asked = (!self.lang.is_empty() && self.lang != "auto").then_some(self.lang.as_str());
        let preferred =
            headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or(&embed.default_lang);
        let language = Language::negotiate(asked, Some(preferred));
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
            links: links(embed),
        }
    }
}
