//! A small HTTP server of the drills' own, for what the service calls: one request a connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

/// A request as it came.
pub(crate) struct Request {
    /// Its first line and its headers.
    pub(crate) head: String,
    /// As long as its headers say.
    pub(crate) body: Vec<u8>,
}

/// Works on each connection on a thread of its own, until the process ends; gives the address, as `host:port`.
pub(crate) fn serve(work: impl Fn(&TcpStream) -> Result<()> + Send + Sync + 'static) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    let work = Arc::new(work);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let work = Arc::clone(&work);
            // a service that goes away in the middle is what drills are about
            thread::spawn(move || drop(work(&stream)));
        }
    });
    Ok(address)
}

/// Reads the request. Its head is empty where the other side only looked whether somebody is there.
pub(crate) fn read(stream: &TcpStream) -> Result<Request> {
    let mut lines = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if line.trim().is_empty() {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    Ok(Request { head, body })
}

/// Answers with a status such as `200 OK`; the connection ends when it is dropped.
pub(crate) fn answer(mut stream: &TcpStream, status: &str) -> Result<()> {
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}")?;
    Ok(())
}

/// What is behind a lock, also after somebody has panicked with it.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
