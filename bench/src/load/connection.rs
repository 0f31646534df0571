//! One kept-alive HTTP/1.1 connection, with as much of a client as these servers need.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep},
};

use crate::gateway::after;

/// How long a server that has just been started may take to listen.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection, and what it has read last.
pub(super) struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

/// What a server has answered.
pub(super) struct Answer<'c> {
    /// The status code.
    pub(super) status: u16,
    /// Status line and headers.
    pub(super) head: &'c [u8],
    /// The body; of a chunked one, with the marks between its chunks.
    pub(super) body: &'c [u8],
}

/// How far a body goes.
enum Length {
    Known(usize),
    Chunked,
}

impl Connection {
    /// Connects, as soon as somebody listens.
    pub(super) async fn open(address: SocketAddr) -> io::Result<Self> {
        let begun = Instant::now();
        let stream = loop {
            match TcpStream::connect(address).await {
                Ok(stream) => break stream,
                Err(_) if begun.elapsed() < PATIENCE => sleep(Duration::from_millis(1)).await,
                Err(error) => return Err(error),
            }
        };
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(4_096) })
    }

    /// Sends a whole request and reads the whole answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let head = loop {
            if let Some(at) = find(&self.answer, b"\r\n\r\n") {
                break at + 4;
            }
            self.read_more().await?;
        };
        let (status, length) = read_head(&self.answer[..head]).ok_or_else(|| broken("a head that cannot be read"))?;
        match length {
            Length::Known(length) => {
                while self.answer.len() < head + length {
                    self.read_more().await?;
                }
            }
            Length::Chunked => {
                while !self.answer[head..].ends_with(b"0\r\n\r\n") {
                    self.read_more().await?;
                }
            }
        }
        let (head, body) = self.answer.split_at(head);
        Ok(Answer { status, head, body })
    }

    /// A new connection to the same server.
    pub(super) async fn again(&self) -> io::Result<Self> {
        Self::open(self.stream.peer_addr()?).await
    }

    async fn read_more(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.answer).await? == 0 {
            return Err(broken("the connection was closed"));
        }
        Ok(())
    }
}

impl<'c> Answer<'c> {
    /// Whether the server did what it was asked.
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// For a report.
    pub(super) fn shown(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(self.body))
    }

    /// The text of a member of the body, which is JSON; escapes stay as they are.
    pub(super) fn member(&self, name: &str) -> Option<&'c [u8]> {
        up_to(after(self.body, format!("\"{name}\":\"").as_bytes())?, b'"')
    }

    /// The first cookie, name and value.
    pub(super) fn cookie(&self) -> Option<&'c [u8]> {
        let header = lines(self.head).find(|line| starts_with(line, b"set-cookie:"))?;
        up_to(header.get("set-cookie:".len()..)?.trim_ascii_start(), b';')
    }
}

fn read_head(head: &[u8]) -> Option<(u16, Length)> {
    let status = std::str::from_utf8(head.get(9..12)?).ok()?.parse().ok()?;
    for line in lines(head) {
        if starts_with(line, b"content-length:") {
            let value = std::str::from_utf8(line.get("content-length:".len()..)?).ok()?;
            return Some((status, Length::Known(value.trim().parse().ok()?)));
        }
        if starts_with(line, b"transfer-encoding:") {
            return Some((status, Length::Chunked));
        }
    }
    Some((status, Length::Known(0)))
}

fn lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end)
}

fn starts_with(line: &[u8], name: &[u8]) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn up_to(text: &[u8], end: u8) -> Option<&[u8]> {
    text.iter().position(|byte| *byte == end).map(|at| &text[..at])
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|part| part == mark)
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use tokio::{io::AsyncWriteExt, net::TcpListener};

    use super::*;

    async fn asked(pieces: &'static [&'static str]) -> (u16, Option<Vec<u8>>, Option<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await.unwrap();
                stream.flush().await.unwrap();
                tokio::task::yield_now().await;
            }
            stream
        });
        let mut connection = Connection::open(address).await.unwrap();
        let answer = connection.ask(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        let found = (answer.status, answer.member("id").map(<[u8]>::to_vec), answer.cookie().map(<[u8]>::to_vec));
        drop(server.await.unwrap());
        found
    }

    #[tokio::test]
    async fn an_answer_is_read_whole() {
        let known = asked(&["HTTP/1.1 201 Created\r\nContent-Length: 12\r", "\n\r\n{\"id\":", "\"abc\"}"]).await;
        assert_eq!(known, (201, Some(b"abc".to_vec()), None));
        let chunked = asked(&[
            "HTTP/1.1 200 OK\r\nSet-Cookie: s=1; Path=/\r\ntransfer-encoding: chunked\r\n\r\n",
            "b\r\n{\"id\":\"xyz\"}\r\n",
            "0\r\n\r\n",
        ])
        .await;
        assert_eq!(chunked, (200, Some(b"xyz".to_vec()), Some(b"s=1".to_vec())));
        assert_eq!(asked(&["HTTP/1.1 204 No Content\r\n\r\n"]).await, (204, None, None));
    }
}
