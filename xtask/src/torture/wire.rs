//! As little of a caller as there can be: requests that are written beforehand, on one kept-alive connection, and of an answer no
//! more than what tells a refusal from a success. For load: a whole client costs more than what it asks for.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use super::client::PATIENCE;

/// As much as an answer of these may be.
const LONGEST: usize = 16 * 1024;

/// A connection.
pub(super) struct Wire {
    stream: TcpStream,
    answer: Vec<u8>,
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// HTTP status.
    pub(super) status: u16,
    /// Whether it says when to come back.
    pub(super) says_when: bool,
}

impl Wire {
    /// Connects to `host:port`.
    pub(super) fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, answer: vec![0; LONGEST] })
    }

    /// Sends a whole request and reads the whole answer.
    pub(super) fn ask(&mut self, request: &[u8]) -> io::Result<Told> {
        self.stream.write_all(request)?;
        let mut filled = 0;
        loop {
            match self.stream.read(&mut self.answer[filled..])? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                more => filled += more,
            }
            if let Some(told) = read(&self.answer[..filled])? {
                return Ok(told);
            }
        }
    }
}

/// The answer, once all of it is there.
fn read(answer: &[u8]) -> io::Result<Option<Told>> {
    let Some(end) = answer.windows(4).position(|part| part == b"\r\n\r\n") else { return Ok(None) };
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let header = |name: &str| head.lines().filter_map(|line| line.split_once(':')).find(|(found, _)| *found == name);
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    let length: usize = match header("content-length") {
        Some((_, length)) => length.trim().parse().map_err(|_| broken())?,
        None => return Err(broken()),
    };
    let status = head.get(9..12).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
    let told = Told { status, says_when: header("retry-after").is_some() };
    Ok((answer.len() >= end + 4 + length).then_some(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_once_it_is_whole() {
        let whole = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 2\r\n\r\n{}";
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]).unwrap(), None, "{end}");
        }
        assert_eq!(read(whole).unwrap(), Some(Told { status: 503, says_when: true }));
        let good = b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(read(good).unwrap(), Some(Told { status: 201, says_when: false }));
        assert!(read(b"HTTP/1.1 200 OK\r\n\r\n").is_err(), "nobody knows where it ends");
    }
}
