//! Whether six digits are a code in clear, or there by chance. A run has some seventy codes, so that one in 14,000 numbers of six digits
//! is one of them: where such numbers are usual, the bytes beside them must tell.

use super::super::client::Answer;

/// What a place is made of, as far as digits in it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    /// A code is bare when neither a letter nor a digit touches it. Our text hardly has other numbers of six digits: times in the log
    /// end with a `Z`, sums in the metrics have nine decimals, messages have numbers of some nineteen digits, and in base64 a given
    /// code stands between two signs in one of 2^46 places. Letters beside it do not count because of those times, and of ids in hex.
    Text,
    /// Files that are no text, the database above all: cells touch each other, so that a code may have any letter beside it, but no
    /// digit. A given code is there by chance in one of 2^48 places of random bytes, and in one of 2^36 of base64, which is what the
    /// database has of text. In hex it would be one of 2^24: too many for this rule, should the database come to hold much of it.
    Bytes,
    /// Pictures and papers are full of coordinates, lengths and offsets: only what is quoted, a word, an element or a value counts.
    Drawn,
}

impl Matter {
    /// Of a file or a body. Zero bytes are in every database and in no text.
    pub(super) fn of(bytes: &[u8]) -> Self {
        if bytes.contains(&0) { Self::Bytes } else { Self::Text }
    }

    /// Of what a browser is shown.
    pub(super) fn of_page(answer: &Answer) -> Self {
        let kind = answer.header("content-type").unwrap_or_default();
        let is_drawn = ["image/", "application/pdf"].iter().any(|start| kind.starts_with(start));
        if is_drawn { Self::Drawn } else { Self::of(&answer.body) }
    }

    /// Whether the digits from `at` on, so many, stand as a code would.
    pub(super) fn shows(self, bytes: &[u8], at: usize, length: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let after = bytes.get(at + length);
        let touched = |by: fn(&u8) -> bool| [before, after].into_iter().flatten().any(by);
        match self {
            Self::Text => !touched(u8::is_ascii_alphanumeric),
            Self::Bytes => !touched(u8::is_ascii_digit),
            Self::Drawn => matches!(
                (before, after),
                (Some(b'"'), Some(b'"')) | (Some(b' '), Some(b' ')) | (Some(b'>'), Some(b'<')) | (Some(b'='), _)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &[u8] = b"123456";

    fn shows(matter: Matter, text: &[u8]) -> bool {
        let at = text.windows(CODE.len()).position(|window| window == CODE).unwrap();
        matter.shows(text, at, CODE.len())
    }

    #[test]
    fn a_code_in_text_touches_no_letter_and_no_digit() {
        for text in
            ["123456", "\"otp\":123456,", "/123456", ">123456<", "text=123456%20is", "code_123456.", "123456 is"]
        {
            assert!(shows(Matter::Text, text.as_bytes()), "{text}");
        }
        for text in ["10:20:30.123456Z", "0.123456789", "9123456", "\"f123456e\"", "1790123456"] {
            assert!(!shows(Matter::Text, text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_code_in_a_cell_may_touch_letters() {
        for bytes in [&b"\x00123456\x00"[..], b"\x00K123456KD", b"\x19f123456\xff", b"123456"] {
            assert!(shows(Matter::Bytes, bytes), "{bytes:?}");
        }
        for bytes in [&b"\x009123456\x00"[..], b"\x001234567\x00"] {
            assert!(!shows(Matter::Bytes, bytes), "{bytes:?}");
        }
    }

    #[test]
    fn numbers_of_a_picture_are_no_codes() {
        for text in ["x=\"123456\"", "<text>123456</text>", "is 123456 for", "otp=123456&"] {
            assert!(shows(Matter::Drawn, text.as_bytes()), "{text}");
        }
        for text in ["M1.123456 2", "/Length 123456>>", "startxref\n123456\n"] {
            assert!(!shows(Matter::Drawn, text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn places_are_told_apart() {
        assert_eq!(Matter::of(b"SQLite format 3\0"), Matter::Bytes);
        assert_eq!(Matter::of("{\"name\":\"आशा\"}\n".as_bytes()), Matter::Text);
        for (kind, matter) in [("image/svg+xml", Matter::Drawn), ("text/html; charset=utf-8", Matter::Text)] {
            let headers = vec![("content-type".to_owned(), kind.to_owned())];
            assert_eq!(Matter::of_page(&Answer { status: 200, headers, body: Vec::new() }), matter);
        }
    }
}
