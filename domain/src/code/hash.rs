//! A code as its SHA-256: what is compared, however the code came.

use std::fmt;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{Code, CodeError};

/// Hexadecimal digits of a SHA-256.
const HEX: usize = 64;

/// The SHA-256 of a code's six digits. Some callers send this in place of the code, and nobody has to try a million codes to
/// compare the two forms: the hash is what is kept, under a key (see [`super::mac`]).
///
/// ```
/// use domain::code::{Code, CodeHash};
///
/// let plain = CodeHash::from(&Code::parse("123456")?);
/// let hashed = CodeHash::parse("8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92")?;
/// assert_eq!(plain.as_bytes(), hashed.as_bytes());
/// # Ok::<(), domain::code::CodeError>(())
/// ```
#[derive(Clone)]
pub struct CodeHash(Zeroizing<[u8; 32]>);

impl CodeHash {
    /// Reads a code, or its SHA-256 as 64 hexadecimal digits.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        match from_hex(typed.trim()) {
            Some(hash) => Ok(Self(hash)),
            None => Code::parse(typed).map(|code| Self::from(&code)),
        }
    }

    /// The hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<&Code> for CodeHash {
    fn from(code: &Code) -> Self {
        Self(Zeroizing::new(Sha256::digest(code.as_str()).into()))
    }
}

/// A million hashes are soon tried: this one says as much as the code.
impl fmt::Debug for CodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeHash(hidden)")
    }
}

fn from_hex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    if text.len() != HEX {
        return None;
    }
    let mut hash = Zeroizing::new([0_u8; 32]);
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = u8::try_from(digit(0)? << 4 | digit(1)?).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HASH: &str = "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92";

    #[test]
    fn both_forms_are_one_and_nothing_is_shown() {
        let plain = CodeHash::parse(" 123 456").unwrap();
        for form in [HASH, &HASH.to_uppercase(), &format!(" {HASH}\n")] {
            assert_eq!(CodeHash::parse(form).unwrap().as_bytes(), plain.as_bytes(), "{form}");
        }
        assert_ne!(CodeHash::parse("123457").unwrap().as_bytes(), plain.as_bytes());
        assert_eq!(format!("{plain:?}"), "CodeHash(hidden)");
    }

    #[test]
    fn a_hash_that_is_none_is_a_code_that_is_none() {
        for text in [&HASH[1..], &HASH.replace('8', "g"), &format!("{HASH}0"), &HASH.replacen('8', "é", 1), "0x12", ""]
        {
            assert!(CodeHash::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_may_come(text in any::<String>(), hex in "[0-9a-fA-F]{60,68}") {
            let _ = CodeHash::parse(&text);
            prop_assert_eq!(CodeHash::parse(&hex).is_ok(), hex.len() == HEX);
        }
    }
}
