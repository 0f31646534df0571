//! The stub gateway: a named pipe that servers write messages to, one JSON object a line, and that clients take their codes from.

use std::fmt::Write as _;

/// A code and the ten digits of the mobile it was sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Ten digits.
    pub mobile: u64,
    /// Six digits, in ASCII.
    pub code: [u8; 6],
}

/// Reads a line of the outbox: the number after `"to":"+91`, and the first six digits in a row of `text`.
///
/// Nothing else is looked at: the generator shares its processor with the server that it measures.
pub fn parse(line: &[u8]) -> Option<Message> {
    let to = after(line, b"\"to\":\"+91")?;
    let mobile = to
        .get(..10)?
        .iter()
        .try_fold(0_u64, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u64::from(digit - b'0')))?;
    let text = after(line, b"\"text\":\"")?;
    let mut run = text.split(|byte| !byte.is_ascii_digit());
    let code = run.find(|digits| digits.len() == 6)?.try_into().ok()?;
    Some(Message { mobile, code })
}

/// What follows the first `mark`.
pub(crate) fn after<'t>(text: &'t [u8], mark: &[u8]) -> Option<&'t [u8]> {
    let at = text.windows(mark.len()).position(|part| part == mark)?;
    text.get(at + mark.len()..)
}

/// A line as an outbox writes it.
pub fn line(mobile: &str, code: &str, id: i64) -> String {
    let mut line = String::with_capacity(256);
    // writing to a string cannot fail
    let _ = writeln!(
        line,
        "{{\"message_id\":{id},\"to\":\"+91{mobile}\",\"text\":\"{code} is the code to share your vaccination status with \
         Hotel for check-in. Valid 3 min. Never tell it to anyone on the phone. Ref KD\",\"template\":\"code\",\"lang\":\"en\"}}"
    );
    line
}

/// Lines of a stream that arrives in pieces.
#[derive(Default)]
pub struct Lines {
    rest: Vec<u8>,
}

impl Lines {
    /// Adds a piece and hands every complete line to `take`.
    pub fn add(&mut self, piece: &[u8], mut take: impl FnMut(&[u8])) {
        self.rest.extend_from_slice(piece);
        let mut start = 0;
        while let Some(length) = self.rest[start..].iter().position(|byte| *byte == b'\n') {
            take(&self.rest[start..start + length]);
            start += length + 1;
        }
        self.rest.drain(..start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_code_are_found() {
        let expected = Message { mobile: 9_810_000_001, code: *b"123456" };
        let own = line("9810000001", "123456", 7);
        let late = r#"{"message_id":1234567,"to":"+919810000001","text":"Room 12345: 1234567, code 123456. Ref KD"}"#;
        for line in [own.trim_end(), late] {
            assert_eq!(parse(line.as_bytes()), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_holds_no_code_is_nothing() {
        for line in [
            "",
            r#"{"to":"+9198100","text":"123456"}"#,
            r#"{"to":"+449810000001","text":"123456"}"#,
            r#"{"to":"+919810000001","text":"12345 is short, 1234567 is long"}"#,
            r#"{"to":"+919810000001"}"#,
        ] {
            assert_eq!(parse(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn lines_come_whole_however_the_pieces_fall() {
        for size in 1..12 {
            let (mut lines, mut met) = (Lines::default(), Vec::new());
            for piece in b"one\ntwo\n\nthree\nrest".chunks(size) {
                lines.add(piece, |line| met.push(String::from_utf8(line.to_vec()).unwrap()));
            }
            assert_eq!(met, ["one", "two", "", "three"], "{size}");
        }
    }
}
