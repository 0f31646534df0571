//! `[embed]`: what the page shows around the check.

use std::collections::BTreeMap;

use domain::language::Language;

use super::{ConfigError, section::Section};

/// What the page shows around the check.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// Language where neither page nor browser asks for one that is there.
    pub default_lang: String,
    /// Name in the identity bar, by language code; where a language is missing the page says what the service is.
    pub brand: BTreeMap<String, String>,
    /// Where the privacy notice is.
    pub privacy_url: Option<String>,
    /// Where help is.
    pub help_url: Option<String>,
    /// Where a person complains about a check.
    pub complaint_url: Option<String>,
}

impl Embed {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let default_lang = section.parsed("default_lang", language)?.unwrap_or_else(|| "en".to_owned());
        let mut names = section.section("brand")?;
        let mut brand = BTreeMap::new();
        for code in Language::ALL.map(Language::code) {
            if let Some(name) = names.parsed(code, name)? {
                brand.insert(code.to_owned(), name);
            }
        }
        names.finish()?;
        let embed = Self {
            default_lang,
            brand,
            privacy_url: section.parsed("privacy_url", link)?,
            help_url: section.parsed("help_url", link)?,
            complaint_url: section.parsed("complaint_url", link)?,
        };
        section.finish()?;
        Ok(embed)
    }
}

fn language(text: &str) -> Result<String, String> {
    let codes = Language::ALL.map(Language::code);
    if codes.contains(&text) { Ok(text.to_owned()) } else { Err(format!("is one of {}", codes.join(", "))) }
}

fn name(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 60 || text.chars().any(char::is_control) {
        return Err("is a name of 1 to 60 characters");
    }
    Ok(text.to_owned())
}

fn link(text: &str) -> Result<String, &'static str> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\".contains(&byte));
    if plain && text.len() > "https://".len() && text.starts_with("https://") {
        Ok(text.to_owned())
    } else {
        Err("is an address that starts with https://")
    }
}
