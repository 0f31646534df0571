//! Lines of a file whatever the file holds: a line of a gigabyte costs no memory.

use std::io::{self, BufRead};

/// The byte order mark that spreadsheets put in front of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// All of it is in the buffer, without its line break.
    Whole,
    /// Likewise, but the file ends in it.
    Last,
    /// Longer than the limit; what is in the buffer is only its start.
    TooLong,
    /// There is no more.
    End,
}

/// Reads a line of at most `most` bytes into the buffer; of a longer one the rest is passed over.
pub(super) fn read_line(input: &mut impl BufRead, buffer: &mut Vec<u8>, most: usize) -> io::Result<Line> {
    buffer.clear();
    let (mut too_long, mut any) = (false, false);
    let ended = loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            break false;
        }
        any = true;
        let found = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..found.unwrap_or(chunk.len())];
        let room = most - buffer.len();
        buffer.extend_from_slice(&part[..part.len().min(room)]);
        too_long |= part.len() > room;
        let used = part.len() + usize::from(found.is_some());
        input.consume(used);
        if found.is_some() {
            break true;
        }
    };
    if ended && buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(match (any, too_long, ended) {
        (false, ..) => Line::End,
        (_, true, _) => Line::TooLong,
        (_, _, true) => Line::Whole,
        (_, _, false) => Line::Last,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_they_should() {
        let mut input = io::BufReader::with_capacity(3, &b"ab\r\n\nlonger than eight\n12345678\nend"[..]);
        let mut buffer = Vec::new();
        let expected: [(Line, &[u8]); 6] = [
            (Line::Whole, b"ab"),
            (Line::Whole, b""),
            (Line::TooLong, b"longer t"),
            (Line::Whole, b"12345678"),
            (Line::Last, b"end"),
            (Line::End, b""),
        ];
        for (line, text) in expected {
            assert_eq!(read_line(&mut input, &mut buffer, 8).unwrap(), line);
            assert_eq!(buffer, text);
        }
    }

    #[test]
    fn a_huge_line_takes_no_memory() {
        use std::io::Read;
        let mut input = io::BufReader::new(io::repeat(b'x').take(300_000_000).chain(&b"\nnext\n"[..]));
        let mut buffer = Vec::new();
        assert_eq!(read_line(&mut input, &mut buffer, 1000).unwrap(), Line::TooLong);
        assert!(buffer.capacity() < 10_000);
        assert_eq!(read_line(&mut input, &mut buffer, 1000).unwrap(), Line::Whole);
        assert_eq!(buffer, b"next");
    }
}
