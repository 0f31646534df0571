//! The name a person typed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::script::{Script, is_format, is_join_control, is_name_punctuation};

/// A full name as it was typed, trimmed, with its spaces single and its stray format characters removed.
///
/// `Debug` never shows the name.
#[derive(Clone, PartialEq, Eq)]
pub struct FullName(String);

/// Why a text is not accepted as a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// Fewer than [`FullName::MIN_LETTERS`] letters.
    #[error("the name has too few letters")]
    TooShort,
    /// More than [`FullName::MAX_CHARS`] characters.
    #[error("the name is longer than {} characters", FullName::MAX_CHARS)]
    TooLong,
    /// A digit of any script, often a mobile number in the wrong field.
    #[error("a name has no digits")]
    Digit,
    /// A character that no name is written with.
    #[error("a name has letters, spaces, full stops, hyphens and apostrophes only, not {0:?}")]
    Symbol(char),
    /// A letter of another script that looks like a Latin one (Cyrillic `а` for Latin `a`).
    #[error("{0:?} looks like a Latin letter but belongs to another script")]
    LookAlike(char),
    /// A letter of a script in which names cannot be compared.
    #[error("names in the script of {0:?} cannot be compared")]
    OtherScript(char),
    /// One word with letters of two scripts.
    #[error("one word mixes letters of two scripts")]
    MixedScripts,
}

impl FullName {
    /// The longest name accepted, in characters.
    pub const MAX_CHARS: usize = 120;
    /// The fewest letters accepted.
    pub const MIN_LETTERS: usize = 2;

    /// Reads a typed name.
    ///
    /// # Errors
    /// [`NameError`] says what is wrong in the order in which a person would correct it.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let name = tidy(typed);
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if typed.chars().count() > Self::MAX_CHARS {
            return Err(NameError::TooLong);
        }
        check_letters(typed)?;
        Ok(Self(name))
    }

    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FullName(…)")
    }
}

/// Looks at every character in its compatibility form, so that a full-width `Ａ` counts as `A`.
fn check_letters(typed: &str) -> Result<(), NameError> {
    let mut letters = 0;
    let mut word: Option<Script> = None;
    for c in typed.nfkc() {
        if is_format(c) || is_join_control(c) {
            continue;
        }
        if c.is_whitespace() || is_name_punctuation(c) {
            word = None;
            continue;
        }
        // No digit is of any script here: looking for one last keeps its tables out of the way.
        let Some(script) = Script::of(c) else {
            return Err(if c.is_numeric() { NameError::Digit } else { refusal(c) });
        };
        match (word, script) {
            (_, Script::Common) => {}
            (Some(before), _) if before != script => return Err(NameError::MixedScripts),
            _ => word = Some(script),
        }
        letters += usize::from(letters < FullName::MIN_LETTERS && c.is_alphabetic());
    }
    if letters < FullName::MIN_LETTERS {
        return Err(NameError::TooShort);
    }
    Ok(())
}

fn refusal(c: char) -> NameError {
    if super::script::looks_latin(c) {
        NameError::LookAlike(c)
    } else if c.is_alphabetic() {
        NameError::OtherScript(c)
    } else {
        NameError::Symbol(c)
    }
}

/// Single spaces, no stray format characters; a joiner stays where it shapes an Indic letter.
fn tidy(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut before = None;
    for c in typed.chars().filter(|c| !is_format(*c)) {
        if is_join_control(c) && !before.and_then(Script::of).is_some_and(Script::is_indic) {
            continue;
        }
        before = Some(c);
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}
