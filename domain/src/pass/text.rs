//! Bytes as text for QR codes: three characters for two bytes, two for a last single one.
//!
//! A QR code packs 45 characters into eleven bits a pair. Four of them are left out here (space, `%`, `$` and the colon), so that the
//! text can be set in groups, typed, pasted and put through forms without harm; the 41 others are enough, for 41³ exceeds 65,536.

/// What a pass begins with. The number changes with the form.
pub const PREFIX: &str = "KYVS1:";

/// The longest text that is looked at, in bytes, white space included.
pub const MAX_TEXT: usize = 1024;

const ALPHABET: &[u8; 41] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*+-./";
const BASE: u32 = 41;

/// Writes bytes as text, with the prefix.
///
/// ```
/// use domain::pass::text;
///
/// assert_eq!(text::encode(&[0, 1, 255]), "KYVS1:00169");
/// assert_eq!(text::decode("kyvs1: 00 169"), Some(vec![0, 1, 255]));
/// ```
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(PREFIX.len() + bytes.len().div_ceil(2) * 3);
    text.push_str(PREFIX);
    for pair in bytes.chunks(2) {
        let (number, length) = match *pair {
            [high, low] => (u32::from(high) << 8 | u32::from(low), 3),
            [last] => (u32::from(last), 2),
            _ => (0, 0),
        };
        for place in (0..length).rev() {
            let digit = number / BASE.pow(place) % BASE;
            text.push(char::from(ALPHABET[digit as usize]));
        }
    }
    text
}

/// Reads what [`encode`] wrote; white space and case do not matter. `None` for any other text.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    if text.len() > MAX_TEXT {
        return None;
    }
    let dense: Vec<u8> = text.chars().filter(|c| !c.is_whitespace()).map(byte).collect::<Option<_>>()?;
    let digits = dense.strip_prefix(PREFIX.as_bytes())?;
    let mut bytes = Vec::with_capacity(digits.len() / 3 * 2 + 1);
    for group in digits.chunks(3) {
        let number = group.iter().try_fold(0, |number, digit| Some(number * BASE + value(*digit)?))?;
        match group.len() {
            3 => bytes.extend_from_slice(&u16::try_from(number).ok()?.to_be_bytes()),
            2 => bytes.push(u8::try_from(number).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

/// An ASCII character in capitals.
fn byte(c: char) -> Option<u8> {
    u8::try_from(c).ok().filter(u8::is_ascii).map(|byte| byte.to_ascii_uppercase())
}

fn value(digit: u8) -> Option<u32> {
    ALPHABET.iter().position(|known| *known == digit).and_then(|place| u32::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = encode(&bytes);
            prop_assert_eq!(decode(&text), Some(bytes.clone()));
            prop_assert_eq!(decode(&format!(" {}\n", text.to_lowercase())), Some(bytes));
            let fits = |c: char| c == ':' || ALPHABET.contains(&u8::try_from(c).unwrap());
            prop_assert!(text.chars().all(fits), "a QR code holds it as alphanumeric");
        }

        #[test]
        fn there_is_one_text_for_some_bytes(digits in "[0-9A-Z*+./-]{0,60}") {
            let text = format!("{PREFIX}{digits}");
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }

    #[test]
    fn other_texts_are_refused() {
        // a lone character, numbers that two bytes or one do not hold, other characters, other prefixes, too long
        for text in [
            "",
            "KYVS1",
            "KYVS1:0",
            "KYVS1:0000",
            "KYVS1:///",
            "KYVS1://",
            "KYVS1:00%",
            "KYVS2:000",
            "000",
            "KYVS1:00०",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(&format!("{PREFIX}{}", "000".repeat(400))), None);
    }
}
