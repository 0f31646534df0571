//! The requests of each server, written into a buffer that is used again.

use std::{io::Write as _, net::SocketAddr};

use super::connection::Answer;
use crate::people::Person;

/// Which server.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// The release binary, by its API.
    Kyvs,
    /// The bare server.
    Roofline,
    /// better-auth.
    Peer,
}

/// A server, and how it is spoken to.
pub(super) struct Target {
    kind: Kind,
    /// The headers that every request has.
    headers: String,
}

impl Target {
    /// `key` is the secret key of a provider; only kyvs asks for one.
    pub(super) fn new(kind: Kind, address: SocketAddr, key: &str) -> Self {
        let headers = match kind {
            Kind::Kyvs => format!("host: {address}\r\nauthorization: Bearer {key}\r\n"),
            Kind::Roofline | Kind::Peer => format!("host: {address}\r\n"),
        };
        Self { kind, headers }
    }

    /// The request that has a code sent.
    pub(super) fn start(&self, into: &mut Vec<u8>, person: Person) {
        let (mobile, (given, family)) = (person.mobile(), person.name());
        match self.kind {
            Kind::Kyvs => self.post(
                into,
                "/api/v1/verifications",
                &format!(r#"{{"full_name":"{given} {family}","mobile":"{mobile}","purpose":"check-in"}}"#),
            ),
            Kind::Roofline => {
                self.post(into, "/start", &format!(r#"{{"full_name":"{given} {family}","mobile":"{mobile}"}}"#));
            }
            Kind::Peer => {
                self.post(into, "/api/auth/phone-number/send-otp", &format!(r#"{{"phoneNumber":"+91{mobile}"}}"#));
            }
        }
    }

    /// What the next request must name, from the answer to the start.
    pub(super) fn id(&self, answer: &Answer<'_>) -> Option<String> {
        match self.kind {
            Kind::Kyvs | Kind::Roofline => text(answer.member("id")?),
            // it knows the verification by its number
            Kind::Peer => Some(String::new()),
        }
    }

    /// The request that hands in the code.
    pub(super) fn confirm(&self, into: &mut Vec<u8>, person: Person, id: &str, code: [u8; 6]) {
        let otp = code.map(char::from).iter().collect::<String>();
        match self.kind {
            Kind::Kyvs => self.post(
                into,
                &format!("/api/v1/verifications/{id}/confirm"),
                &format!(r#"{{"otp":"{otp}","consent":true}}"#),
            ),
            Kind::Roofline => self.post(into, "/confirm", &format!(r#"{{"id":"{id}","otp":"{otp}"}}"#)),
            Kind::Peer => {
                let mobile = person.mobile();
                let body = format!(r#"{{"phoneNumber":"+91{mobile}","code":"{otp}"}}"#);
                self.post(into, "/api/auth/phone-number/verify", &body);
            }
        }
    }

    /// What follows a confirmation that is not itself the signed answer: the peer signs in a request of its own. The answer is
    /// read for that, or for the signature.
    pub(super) fn after_confirm(&self, into: &mut Vec<u8>, answer: &Answer<'_>) -> Option<Next> {
        match self.kind {
            Kind::Kyvs | Kind::Roofline => answer.member("result").map(|_| Next::Done),
            Kind::Peer => {
                let cookie = text(answer.cookie()?)?;
                into.clear();
                // writing to memory cannot fail
                let _ = write!(into, "GET /api/auth/token HTTP/1.1\r\n{}cookie: {cookie}\r\n\r\n", self.headers);
                Some(Next::Ask)
            }
        }
    }

    fn post(&self, into: &mut Vec<u8>, path: &str, body: &str) {
        into.clear();
        // writing to memory cannot fail
        let _ = write!(
            into,
            "POST {path} HTTP/1.1\r\n{}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.headers,
            body.len()
        );
    }
}

/// What is left to do after a confirmation.
#[derive(PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing: the signed answer was there.
    Done,
    /// To ask for it, by the request in the buffer, and to find it as `token`.
    Ask,
}

fn text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}
