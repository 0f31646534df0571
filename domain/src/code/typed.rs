//! A code as it was typed or pasted.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::digits;

/// How many digits a code has.
const DIGITS: usize = 6;

/// Longest text that is looked at, in bytes: more than any SMS.
const MAX_TYPED: usize = 4096;

/// A one-time code: six digits. It is wiped from memory when dropped; `Debug` hides it; comparison takes constant time.
///
/// ```
/// use domain::code::{Code, CodeError};
///
/// assert_eq!(Code::parse(" 123-456\n")?.as_str(), "123456");
/// assert_eq!(Code::parse("१२३ ४५६")?.as_str(), "123456");
/// assert_eq!(Code::parse("Your code is 123456. It is good for 3 minutes.")?.as_str(), "123456");
/// assert_eq!(Code::parse("12345"), Err(CodeError::TooShort));
/// # Ok::<(), CodeError>(())
/// ```
#[derive(Clone)]
pub struct Code(Zeroizing<String>);

/// Why a typed text is no code. Each has its own message on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was typed.
    #[error("no code was given")]
    Empty,
    /// Fewer than six digits.
    #[error("the code is too short: it has 6 digits")]
    TooShort,
    /// More than six digits.
    #[error("the code is too long: it has 6 digits")]
    TooLong,
    /// Something that is no digit, and no one code stands out in it.
    #[error("the code has digits only")]
    NotDigits,
}

impl Code {
    /// Reads what was typed or pasted: six digits of any Indian script with spaces or dashes anywhere, or a whole message in
    /// which exactly one number of six digits stands alone (it may come more than once, as the last line of an SMS repeats it).
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        if typed.len() > MAX_TYPED {
            return Err(CodeError::TooLong);
        }
        if typed.chars().all(|c| c.is_whitespace() || digits::is_invisible(c)) {
            return Err(CodeError::Empty);
        }
        let mut code = Zeroizing::new(String::with_capacity(DIGITS));
        let mut count = 0_usize;
        for c in typed.chars().filter(|c| !digits::is_separator(*c)) {
            let Some(digit) = digits::latin(c) else {
                return from_message(typed);
            };
            count += 1;
            if count <= DIGITS {
                code.push(digit);
            }
        }
        match count {
            0 => Err(CodeError::NotDigits),
            1..DIGITS => Err(CodeError::TooShort),
            DIGITS => Ok(Self(code)),
            _ => Err(CodeError::TooLong),
        }
    }

    /// A code out of 64 random bits: every code is equally likely up to one part in 2^44.
    pub fn from_random(random: u64) -> Self {
        Self(Zeroizing::new(format!("{:06}", random % 1_000_000)))
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The one number of six digits that stands alone in a message.
fn from_message(message: &str) -> Result<Code, CodeError> {
    let text: Zeroizing<Vec<char>> = Zeroizing::new(message.chars().map(|c| digits::latin(c).unwrap_or(c)).collect());
    let mut found: Option<Code> = None;
    let mut start = 0;
    while start < text.len() {
        let length = text.iter().skip(start).take_while(|c| c.is_ascii_digit()).count();
        if length == DIGITS && stands_alone(&text, start, start + length) {
            let code = Code(Zeroizing::new(text.iter().skip(start).take(length).collect()));
            if found.as_ref().is_some_and(|earlier| *earlier != code) {
                return Err(CodeError::NotDigits);
            }
            found = Some(code);
        }
        start += length.max(1);
    }
    found.ok_or(CodeError::NotDigits)
}

/// Whether digits are a word of their own: no letter next to them, and no point, comma, dash, slash or colon that ties them
/// to other digits, as in an amount or a date.
fn stands_alone(text: &[char], start: usize, end: usize) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| text.get(place)).copied().unwrap_or(' ');
    let free = |next: char, beyond: char| {
        let tied = matches!(next, '.' | ',' | '/' | ':' | '+') || digits::is_dash(next);
        !next.is_alphanumeric() && next != '_' && next != '+' && !(tied && beyond.is_ascii_digit())
    };
    free(at(start.checked_sub(1)), at(start.checked_sub(2))) && free(at(Some(end)), at(Some(end + 1)))
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(******)")
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Code {}
