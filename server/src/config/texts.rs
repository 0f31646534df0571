//! `[texts]`: the words of the messages, in each language. Without an operator's they are those of the language's file.
//!
//! A message names who asks and what for, says that the code is not to be told on the phone, and ends with the two letters
//! that the page shows too. Indian operators deliver registered templates only, whose variables have at most 40 characters.

use std::{sync::OnceLock, time::Duration};

use app::words::Words;
use domain::language::Language;

use super::{
    ConfigError,
    own_text::{self, OwnText},
    receipt_text::{self, ReceiptText},
    section::Section,
};

/// Longest variable of a registered template, in characters.
const LONGEST_VARIABLE: usize = 40;

/// Placeholders of the message with a code; all but `{minutes}` must be there.
const CODE_NAMES: [&str; 5] = ["code", "provider", "purpose", "minutes", "ref"];

/// Most parts a message may need when every variable is as long as it may be.
const MOST_PARTS: usize = 6;

/// The words of the messages: the operator's where there are some, else those of the language's own file.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    templates: [Templates; Language::ALL.len()],
}

/// One language's texts that the operator has set.
#[derive(Clone, Debug, Default, PartialEq)]
struct Templates {
    code: Option<String>,
    own: Option<String>,
    receipt: Option<String>,
}

/// What goes into the message with a code.
pub struct CodeText<'a> {
    /// Six digits.
    pub code: &'a str,
    /// Who asks, in the message's language.
    pub provider: &'a str,
    /// What for, in the message's language.
    pub purpose: &'a str,
    /// How long the code is good for; shown in whole minutes, rounded down, at least one.
    pub lifetime: Duration,
    /// The two letters that the page shows too.
    pub reference: &'a str,
}

impl Texts {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let mut templates: [Templates; Language::ALL.len()] = Default::default();
        for language in Language::ALL {
            let mut texts = section.section(language.code())?;
            templates[language as usize] = Templates {
                code: texts.parsed("code", template)?,
                own: texts.parsed("own", own_text::template)?,
                receipt: texts.parsed("receipt", receipt_text::template)?,
            };
            texts.finish()?;
        }
        section.finish()?;
        Ok(Self { templates })
    }

    /// The message with a code, in the language or, where it is none of ours, in English. Variables are cut to 40 characters.
    pub fn code(&self, lang: &str, with: &CodeText<'_>) -> String {
        let template = self.template(lang, |set| &set.code);
        let minutes = minutes(with.lifetime, spoken(lang), template);
        fill(template, |name| {
            Some(match name {
                "code" => with.code,
                "provider" => with.provider,
                "purpose" => with.purpose,
                "minutes" => &minutes,
                "ref" => with.reference,
                _ => return None,
            })
        })
    }

    /// The message with a code for a person's own status, in the language or, where it is none of ours, in English.
    pub fn own(&self, lang: &str, with: &OwnText<'_>) -> String {
        own_text::message(self.template(lang, |set| &set.own), spoken(lang), with)
    }

    /// Length of a language's message with a code for a person's own status, when the host has so many characters.
    pub fn own_length(&self, lang: &str, host: usize) -> Length {
        own_text::message_length(self.template(lang, |set| &set.own), host)
    }

    /// The message with a receipt, in the language or, where it is none of ours, in English.
    pub fn receipt(&self, lang: &str, with: &ReceiptText<'_>) -> String {
        receipt_text::message(self.template(lang, |set| &set.receipt), with)
    }

    /// A language's texts by their names in the configuration, with their placeholders open: what an operator registers.
    pub fn templates(&self, language: Language) -> [(&'static str, &str); 3] {
        let lang = language.code();
        [
            ("code", self.template(lang, |set| &set.code)),
            ("own", self.template(lang, |set| &set.own)),
            ("receipt", self.template(lang, |set| &set.receipt)),
        ]
    }

    /// Length of a language's message with a receipt when every variable is as long as it may be, and the address has so many
    /// characters.
    pub fn receipt_length(&self, lang: &str, address: usize) -> Length {
        receipt_text::message_length(self.template(lang, |set| &set.receipt), address)
    }

    fn template(&self, lang: &str, which: impl Fn(&Templates) -> &Option<String>) -> &str {
        let language = spoken(lang);
        which(&self.templates[language as usize]).as_deref().unwrap_or_else(|| {
            // it has every one
            which(default_of(language)).as_deref().unwrap_or_default()
        })
    }

    /// Length of a language's message when provider and purpose have the given numbers of characters.
    pub fn code_length(&self, lang: &str, provider: usize, purpose: usize) -> Length {
        length(&self.code(
            lang,
            &CodeText {
                code: "000000",
                provider: &"x".repeat(provider),
                purpose: &"x".repeat(purpose),
                lifetime: Duration::from_mins(10),
                reference: "KD",
            },
        ))
    }
}

/// The words where an operator sets none, from the language's file (`sms-…`). Made when they are first needed.
fn default_of(language: Language) -> &'static Templates {
    static DEFAULTS: [OnceLock<Templates>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    DEFAULTS[language as usize].get_or_init(|| {
        let words = Words::of(language);
        Templates {
            code: Some(open(words, "sms-code", &CODE_NAMES)),
            own: Some(open(words, "sms-own", &own_text::NAMES) + own_text::LAST_LINE),
            receipt: Some(open(words, "sms-receipt", &receipt_text::NAMES)),
        }
    })
}

/// A message of the language's file with its placeholders still open.
fn open(words: Words, key: &str, names: &[&'static str]) -> String {
    let values: Vec<_> = names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
    words.with(key, &values)
}

/// The language of a code, or English where it is none of ours.
fn spoken(lang: &str) -> Language {
    Language::from_code(lang).unwrap_or_default()
}

/// Whole minutes of a code's life, rounded down, at least one, in the digits of the language. A template in Latin letters keeps
/// Latin digits: one other character would make the whole message a wide one.
pub(super) fn minutes(lifetime: Duration, language: Language, template: &str) -> String {
    let minutes = (lifetime.as_secs() / 60).max(1).to_string();
    if template.is_ascii() { minutes } else { language.digits(&minutes) }
}

/// Puts values into a template; a value longer than a registered template allows is cut.
pub(super) fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut text = String::with_capacity(template.len() + 2 * LONGEST_VARIABLE);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        rest = after;
        if let Some((name, after)) = after.split_once('}')
            && let Some(value) = value(name)
        {
            text.extend(value.chars().take(LONGEST_VARIABLE));
            rest = after;
        } else {
            text.push('{');
        }
    }
    text.push_str(rest);
    text
}

/// Length of a message as the networks count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Whether 16-bit characters are needed: anything outside the GSM 7-bit alphabet (3GPP TS 23.038).
    pub wide: bool,
    /// Septets, or 16-bit units.
    pub units: usize,
    /// Messages it is sent in: 160 septets or 70 units in one; 153 or 67 each in several.
    pub parts: usize,
}

/// Counts a message.
///
/// ```
/// use server::config::length;
/// assert_eq!(length(&"a".repeat(160)).parts, 1);
/// assert_eq!(length(&"a".repeat(161)).parts, 2);
/// assert_eq!(length(&"क".repeat(70)).parts, 1);
/// assert_eq!(length(&"क".repeat(71)).parts, 2);
/// ```
pub fn length(text: &str) -> Length {
    let septets: Option<usize> = text.chars().map(septets).sum();
    let (wide, units, one, several) = match septets {
        Some(units) => (false, units, 160, 153),
        None => (true, text.encode_utf16().count(), 70, 67),
    };
    Length { wide, units, parts: if units <= one { 1 } else { units.div_ceil(several) } }
}

/// How many septets a character takes in the GSM alphabet; `None` when it is not there.
fn septets(char: char) -> Option<usize> {
    const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                         abcdefghijklmnopqrstuvwxyzäöñüà";
    const EXTENDED: &str = "\u{c}^{}\\[~]|€";
    if BASIC.contains(char) {
        Some(1)
    } else if EXTENDED.contains(char) {
        Some(2)
    } else {
        None
    }
}

/// Checks the operator's own words.
fn template(text: &str) -> Result<String, String> {
    check_placeholders(text, &["code", "provider", "purpose", "ref"], &CODE_NAMES)?;
    check_length(length(&fill(text, |_| Some("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"))))?;
    Ok(text.to_owned())
}

/// Every placeholder that must be there is there once, and there is none that means nothing.
pub(super) fn check_placeholders(text: &str, once: &[&str], all: &[&str]) -> Result<(), String> {
    for name in once {
        if text.matches(&format!("{{{name}}}")).count() != 1 {
            return Err(format!("must hold {{{name}}} once"));
        }
    }
    if let Some(name) = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .find(|name| !all.contains(name))
    {
        return Err(format!("has an unknown placeholder {{{name}}}: there are {{{}}}", all.join("} {")));
    }
    if text.chars().any(|char| char.is_control() && char != '\n') {
        return Err("holds a control character".to_owned());
    }
    Ok(())
}

/// A message must not need too many parts, however long its values are.
pub(super) fn check_length(longest: Length) -> Result<(), String> {
    if longest.parts > MOST_PARTS {
        return Err(format!("may need {} messages a code; at most {MOST_PARTS} are sent", longest.parts));
    }
    Ok(())
}
