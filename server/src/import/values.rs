//! Objects of a JSON file one after another: one object, a list of them, or one a line, all read alike.
//!
//! Only the outermost brackets are looked at here; each object's text goes to the JSON reader as a whole. One object has a
//! largest size, so that memory stays constant.

use std::io::{self, BufRead};

/// Largest object, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Something found at the outermost level.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An object; its text is in the buffer.
    Object {
        /// Line it begins on.
        line: u64,
    },
    /// An object that is too large; it was passed over.
    TooLarge {
        /// Line it begins on.
        line: u64,
    },
    /// Something else than an object. Nothing after it can be trusted.
    Stray {
        /// Its line.
        line: u64,
    },
    /// The file ends within an object or a list.
    Cut {
        /// Line of the unfinished object or list.
        line: u64,
    },
    /// The file ends well.
    End,
}

/// Finds objects.
pub(super) struct Values<R> {
    input: R,
    line: u64,
    /// Line of the list's bracket, while in a list.
    list: Option<u64>,
    /// What may come next.
    expected: Expected,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// An object, or a list at the start.
    First,
    /// An object, after a comma.
    Object,
    /// An object or the end of the list.
    ObjectOrEnd,
    /// A comma or the end of the list.
    Comma,
    /// An object, or the end of the file.
    ObjectOrFileEnd,
    /// Nothing.
    FileEnd,
}

impl<R: BufRead> Values<R> {
    pub(super) const fn new(input: R) -> Self {
        Self { input, line: 1, list: None, expected: Expected::First }
    }

    pub(super) const fn input(&self) -> &R {
        &self.input
    }

    /// The next object, with its text in the buffer.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Found> {
        buffer.clear();
        loop {
            let Some(byte) = self.byte()? else {
                return Ok(match self.list {
                    Some(line) => Found::Cut { line },
                    None => Found::End,
                });
            };
            match (byte, self.expected) {
                (b'\n', _) => self.line += 1,
                // Space; a byte order mark before everything.
                (b' ' | b'\t' | b'\r', _) | (0xef | 0xbb | 0xbf, Expected::First) => {}
                (b'[', Expected::First) => {
                    self.list = Some(self.line);
                    self.expected = Expected::ObjectOrEnd;
                }
                (b']', Expected::ObjectOrEnd | Expected::Comma) => {
                    self.list = None;
                    self.expected = Expected::FileEnd;
                }
                (b',', Expected::Comma) => self.expected = Expected::Object,
                (b'{', Expected::First | Expected::Object | Expected::ObjectOrEnd | Expected::ObjectOrFileEnd) => {
                    self.expected = if self.list.is_some() { Expected::Comma } else { Expected::ObjectOrFileEnd };
                    return self.object(buffer);
                }
                _ => return Ok(Found::Stray { line: self.line }),
            }
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.input.fill_buf()?.first().copied();
        if byte.is_some() {
            self.input.consume(1);
        }
        Ok(byte)
    }

    /// The rest of an object whose bracket was read.
    fn object(&mut self, buffer: &mut Vec<u8>) -> io::Result<Found> {
        let line = self.line;
        let mut scan = Scan { depth: 1, in_text: false, escaped: false };
        let mut too_large = false;
        buffer.push(b'{');
        while scan.depth > 0 {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(Found::Cut { line });
            }
            let used = scan.end_in(chunk);
            let part = &chunk[..used];
            too_large |= buffer.len() + part.len() > LARGEST;
            if !too_large {
                buffer.extend_from_slice(part);
            }
            self.line += part.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            self.input.consume(used);
        }
        Ok(if too_large { Found::TooLarge { line } } else { Found::Object { line } })
    }
}

/// How deep in brackets, and whether in a text.
struct Scan {
    depth: u64,
    in_text: bool,
    escaped: bool,
}

impl Scan {
    /// How many bytes of the chunk belong to the object.
    fn end_in(&mut self, chunk: &[u8]) -> usize {
        for (at, byte) in chunk.iter().enumerate() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_text => self.escaped = true,
                b'"' => self.in_text = !self.in_text,
                b'{' | b'[' if !self.in_text => self.depth += 1,
                b'}' | b']' if !self.in_text => self.depth -= 1,
                _ => {}
            }
            if self.depth == 0 {
                return at + 1;
            }
        }
        chunk.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Vec<(u64, String)>, Found) {
        // tiny reads, so that every state crosses a border
        let mut values = Values::new(io::BufReader::with_capacity(2, text.as_bytes()));
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        loop {
            match values.next(&mut buffer).unwrap() {
                Found::Object { line } => {
                    found.push((line, String::from_utf8(buffer.clone()).unwrap()));
                }
                end => return (found, end),
            }
        }
    }

    #[test]
    fn one_list_and_lines_are_read_alike() {
        let (one, two) = (r#"{"a":"]}\"{","b":[{}]}"#, r#"{"c":1}"#);
        let both = vec![one.to_owned(), two.to_owned()];
        for text in [format!("[{one},\n{two}]"), format!("{one}\n{two}\n"), format!("\u{feff} [ {one} , {two} ]\n")] {
            let (found, end) = all(&text);
            assert_eq!(found.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), both, "{text}");
            assert_eq!(end, Found::End);
        }
        assert_eq!(all(one).0, [(1, one.to_owned())]);
        assert_eq!(all("[]\n"), (vec![], Found::End));
        assert_eq!(all("\n\n{}\n{\n}\n{}").0.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 6]);
    }

    #[test]
    fn what_is_broken_is_said_where() {
        assert_eq!(all("{}\n{\"a\":").1, Found::Cut { line: 2 });
        assert_eq!(all("[{},").1, Found::Cut { line: 1 });
        for stray in ["1", "{} x", "[{}{}]", "[,{}]", "[{},]", "[{}] {}", "{},{}", "[[{}]]", "null"] {
            assert_eq!(all(stray).1, Found::Stray { line: 1 }, "{stray}");
        }
    }

    #[test]
    fn a_huge_object_is_passed_over() {
        let huge = format!("{{\"a\":\"{}\"}}", "x".repeat(LARGEST));
        let text = format!("{huge}\n{{}}");
        let mut values = Values::new(text.as_bytes());
        let mut buffer = Vec::new();
        assert_eq!(values.next(&mut buffer).unwrap(), Found::TooLarge { line: 1 });
        assert_eq!(values.next(&mut buffer).unwrap(), Found::Object { line: 2 });
        assert_eq!(buffer, b"{}");
    }
}
