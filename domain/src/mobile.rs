//! Indian mobile numbers: any usual spelling becomes one form.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digits;

/// Longest text that is looked at, in characters; a mobile number never needs more.
const MAX_TYPED: usize = 64;

/// A spelling that is always accepted, for messages.
pub const EXAMPLE: &str = "98100 00001";

/// An Indian mobile number, valid and in one form (E.164, `+91` and ten digits that start with 6 to 9).
///
/// It is personal: `Debug` shows the masked form only.
///
/// ```
/// use domain::mobile::Mobile;
///
/// let mobile = Mobile::parse(" 0-98100 00001 ")?;
/// assert_eq!(mobile.e164(), "+919810000001");
/// assert_eq!(mobile.national(), "9810000001");
/// assert_eq!(mobile.masked(), "******0001");
/// assert_eq!(Mobile::parse("+91 ९८१०० ००००१")?, mobile);
/// # Ok::<(), domain::mobile::MobileError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Mobile(String);

/// Why a typed mobile number is refused. The text never repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MobileError {
    /// Nothing was typed.
    #[error("no mobile number was given; an example is {EXAMPLE}")]
    Empty,
    /// There is something that is no digit and separates no digits.
    #[error("a mobile number has digits only; an example is {EXAMPLE}")]
    NotDigits,
    /// Fewer than ten digits.
    #[error("the mobile number is too short: it needs 10 digits, as in {EXAMPLE}")]
    TooShort,
    /// More digits than any Indian spelling has.
    #[error("the mobile number is too long: it needs 10 digits, as in {EXAMPLE}")]
    TooLong,
    /// The country code is not India's.
    #[error("only Indian mobile numbers can be checked, as in +91 {EXAMPLE}")]
    NotIndian,
    /// Ten digits, but of a land line or a service: Indian mobiles start with 6, 7, 8 or 9.
    #[error("an Indian mobile number starts with 6, 7, 8 or 9, as in {EXAMPLE}")]
    NotMobile,
}

impl Mobile {
    /// Reads a mobile as people write it: `9810000001`, `09810000001`, `+91 98100-00001`, `0091…`, `(+91) 98100.00001`,
    /// `tel:+91…`, with digits of any Indian script.
    pub fn parse(typed: &str) -> Result<Self, MobileError> {
        // As files have it: nothing is left out or translated.
        if typed.len() == 10
            && typed.starts_with(['6', '7', '8', '9'])
            && typed.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Ok(Self(["+91", typed].concat()));
        }
        let (international, digits) = read(typed)?;
        let national = if international { strip_country(&digits)? } else { strip_prefix(&digits)? };
        match national.len() {
            0..=9 => Err(MobileError::TooShort),
            10 if national.starts_with(['6', '7', '8', '9']) => Ok(Self(format!("+91{national}"))),
            10 => Err(MobileError::NotMobile),
            _ => Err(MobileError::TooLong),
        }
    }

    /// The E.164 form, `+919810000001`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The ten digits without the country code.
    pub fn national(&self) -> &str {
        self.0.trim_start_matches("+91")
    }

    /// What may be shown: the last four digits, `******0001`.
    pub fn masked(&self) -> String {
        let national = self.national();
        format!("******{}", national.get(6..).unwrap_or_default())
    }
}

/// Whether the number was written with a plus, and its Latin digits.
fn read(typed: &str) -> Result<(bool, String), MobileError> {
    if typed.chars().nth(MAX_TYPED).is_some() {
        return Err(MobileError::TooLong);
    }
    let typed = typed.trim_matches(|c: char| c.is_whitespace() || digits::is_invisible(c));
    let typed = match typed.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => typed.get(4..).unwrap_or_default(),
        _ => typed,
    };
    let mut international = false;
    let mut number = String::with_capacity(15);
    for c in typed.chars() {
        if let Some(digit) = digits::latin(c) {
            number.push(digit);
        } else if matches!(c, '+' | '\u{FF0B}') && number.is_empty() && !international {
            international = true;
        } else if !digits::is_separator(c) && !matches!(c, '(' | ')' | '.' | '/') {
            return Err(MobileError::NotDigits);
        }
    }
    if !number.is_empty() {
        return Ok((international, number));
    }
    let blank = typed.chars().all(|c| c.is_whitespace() || digits::is_invisible(c));
    Err(if blank { MobileError::Empty } else { MobileError::NotDigits })
}

/// What follows `+91`, without the zero that some write after it: `+91 (0) 98100 00001`.
fn strip_country(digits: &str) -> Result<&str, MobileError> {
    let national = digits.strip_prefix("91").ok_or(MobileError::NotIndian)?;
    Ok(if national.len() == 11 { national.strip_prefix('0').unwrap_or(national) } else { national })
}

/// The national number of one that was written without a plus, by its length and prefix.
fn strip_prefix(digits: &str) -> Result<&str, MobileError> {
    if digits.len() == 10 {
        return Ok(digits);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return strip_country(rest);
    }
    let trunk = digits.strip_prefix('0');
    match digits.len() {
        11 => Ok(trunk.unwrap_or(digits)),
        12 if digits.starts_with("91") => strip_country(digits),
        12 => Err(MobileError::NotIndian),
        13 => match trunk {
            Some(rest) => strip_country(rest),
            None if digits.starts_with("910") => strip_country(digits),
            None => Err(MobileError::TooLong),
        },
        _ => Ok(digits),
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

impl From<Mobile> for String {
    fn from(mobile: Mobile) -> Self {
        mobile.0
    }
}

impl TryFrom<String> for Mobile {
    type Error = MobileError;

    fn try_from(text: String) -> Result<Self, MobileError> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for Mobile {
    type Err = MobileError;

    fn from_str(text: &str) -> Result<Self, MobileError> {
        Self::parse(text)
    }
}
