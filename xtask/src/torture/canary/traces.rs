//! What was found where, and the search through it.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;

use anyhow::{Context, Result};
use base64ct::{Base64, Base64UrlUnpadded, Encoding};

use super::super::client::Answer;
use super::super::findings::Findings;
use super::super::people::Person;
use super::super::place::Place;
use super::super::signed::Keys;
use super::addresses;
use super::digits::Matter;
use crate::site::hex;

/// Length of a key.
const KEY: usize = 32;
/// Files that hold it by their nature, or are the drill's own: what the gateways were sent, the master key, the clock, whose
/// milliseconds are six digits.
const LEFT_OUT: [&str; 3] = ["outbox.ndjson", "kyvs.key", "clock"];
/// Every larger answer has six digits there.
const LENGTH: &str = "content-length";

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first word of a name, which people may choose to share.
    FirstName,
    /// A name, or the rest of it.
    Name,
    /// A mobile in full. Masked ones are shown to many.
    Mobile,
    /// A code.
    Code,
    /// The session of a person's own page, or the token of a call of 2021: whoever has it is shown what the person is, or the answer.
    Session,
    /// The master key, the provider's secret key.
    Secret,
}

/// What a place may show by design. Everything else is a finding.
pub(super) type May = &'static [Kind];

/// Nothing of anybody.
pub(super) const NOTHING: May = &[];
/// What somebody has chosen to share.
pub(super) const FIRST_NAME: May = &[Kind::FirstName];
/// An answer about somebody, to that person or to whom they share it with: the name, and the mobile masked.
pub(super) const NAME: May = &[Kind::FirstName, Kind::Name];
/// The person's own page, whose forms carry the session on.
pub(super) const OWN: May = &[Kind::FirstName, Kind::Name, Kind::Session];
/// An answer that gives a token.
pub(super) const TOKEN: May = &[Kind::Session];
/// A form that shows what was typed into it to whoever typed it.
pub(super) const TYPED: May = &[Kind::FirstName, Kind::Name, Kind::Mobile];
/// The same with a code: the one that was typed may be, by chance, the right one of somebody else.
pub(super) const TYPED_CODE: May = &[Kind::Code];

/// Something that the service has written or answered.
struct Trace {
    bytes: Vec<u8>,
    may: May,
    matter: Matter,
    /// Whether a key of the service is looked for in it: in what it keeps, logs and tells programs, not in pages and pictures.
    record: bool,
}

/// All of it, by what it is.
#[derive(Default)]
pub(super) struct Traces {
    all: Vec<(String, Trace)>,
    /// Sessions of own pages, tokens of the calls of 2021.
    pub(super) sessions: BTreeSet<String>,
    /// What is wrong with places themselves.
    pub(super) findings: Findings,
}

impl Traces {
    /// A file, a log, metrics, a message: nothing of anybody may be in it.
    pub(super) fn record(&mut self, what: impl Display, bytes: Vec<u8>) {
        let matter = Matter::of(&bytes);
        self.all.push((what.to_string(), Trace { bytes, may: NOTHING, matter, record: true }));
    }

    /// An answer to a program, which must show nothing.
    pub(super) fn answer(&mut self, what: impl Display, answer: &Answer) {
        self.around(&what, answer);
        self.record(what, answer.body.clone());
    }

    /// A page, a picture or a paper, which shows to people what is theirs. Headers and addresses show nothing in any case, for they
    /// stand in logs and histories.
    pub(super) fn page(&mut self, what: impl Display, answer: &Answer, may: May) {
        self.around(&what, answer);
        let (bytes, matter) = (answer.body.clone(), Matter::of_page(answer));
        self.all.push((what.to_string(), Trace { bytes, may, matter, record: false }));
    }

    fn around(&mut self, what: &impl Display, answer: &Answer) {
        let headers = answer.headers.iter().filter(|(name, _)| name != LENGTH);
        let headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
        let addresses: Vec<String> = addresses::of(answer).into_iter().collect();
        for (part, lines) in [("headers", headers), ("addresses", addresses)] {
            let bytes = lines.join("\n").into_bytes();
            let trace = Trace { bytes, may: NOTHING, matter: Matter::Text, record: false };
            self.all.push((format!("{what}, {part}"), trace));
        }
        for field in addresses::fields_of_forms(answer) {
            self.findings.add(format!("{what}: a form would write its field {field:?} into an address"));
        }
    }

    /// All files but [`LEFT_OUT`].
    pub(super) fn collect_files(&mut self, place: &Place, when: &str) -> Result<()> {
        for entry in fs::read_dir(&place.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_file() && !LEFT_OUT.contains(&name.as_str()) {
                self.record(format!("{name} ({when})"), fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// How many places there are, and their bytes.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.all.len(), self.all.iter().map(|(_, trace)| trace.bytes.len()).sum())
    }

    /// Looks for all of them everywhere.
    pub(super) fn search(&mut self, needles: &[Needle]) {
        // by first byte: one pass over each place instead of hundreds
        let mut by_first: Vec<Vec<&Needle>> = vec![Vec::new(); 256];
        for needle in needles {
            by_first[usize::from(needle.bytes[0])].push(needle);
        }
        for (place, Trace { bytes, may, matter, .. }) in &self.all {
            let mut found = BTreeSet::new();
            for (at, first) in bytes.iter().enumerate() {
                let here = by_first[usize::from(*first)].iter().filter(|needle| !may.contains(&needle.kind));
                found.extend(here.filter(|needle| needle.lies(bytes, at, *matter)).map(|needle| &needle.what));
            }
            for what in found {
                self.findings.add(format!("{what} is in {place}"));
            }
        }
    }

    /// Whether any 32 bytes of a record, as they are or as base64url or hex, are the seed of a published key. Gives how many were tried.
    pub(super) fn search_seeds(&mut self, keys: &Keys) -> usize {
        let mut tried = BTreeSet::new();
        for (place, Trace { bytes, .. }) in self.all.iter().filter(|(_, trace)| trace.record) {
            // plain text is no key as it is: among 32 random bytes there are some above 127
            let plain = bytes.windows(KEY).filter(|window| !window.is_ascii());
            let plain = plain.filter_map(|window| <[u8; KEY]>::try_from(window).ok());
            let in_base64 = bytes.windows(43).filter_map(|window| {
                let text = std::str::from_utf8(window).ok()?;
                Base64UrlUnpadded::decode_vec(text).ok()?.try_into().ok()
            });
            let in_hex = bytes.windows(2 * KEY).filter_map(from_hex);
            for window in plain.chain(in_base64).chain(in_hex) {
                // a key is 32 random bytes: hardly any value comes twice
                if distinct(&window) < 20 || !tried.insert(window) {
                    continue;
                }
                self.findings.expect(!keys.has_seed(window), || format!("the seed of a signing key is in {place}"));
            }
        }
        tried.len()
    }
}

/// How many different values there are.
fn distinct(window: &[u8; KEY]) -> usize {
    let mut seen = [false; 256];
    for byte in window {
        seen[usize::from(*byte)] = true;
    }
    seen.iter().filter(|seen| **seen).count()
}

fn from_hex(window: &[u8]) -> Option<[u8; KEY]> {
    let mut key = [0; KEY];
    for (byte, pair) in key.iter_mut().zip(window.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        *byte = digit(0)? << 4 | digit(1)?;
    }
    Some(key)
}

/// Something that must not be found where it may not be.
pub(super) struct Needle {
    what: String,
    bytes: Vec<u8>,
    kind: Kind,
}

impl Needle {
    fn new(kind: Kind, what: impl Display, bytes: impl Into<Vec<u8>>) -> Self {
        Self { what: what.to_string(), bytes: bytes.into(), kind }
    }

    /// Whether it is there. A code is only digits, and these must not be there by chance.
    fn lies(&self, bytes: &[u8], at: usize, matter: Matter) -> bool {
        let there = bytes[at..].starts_with(&self.bytes);
        there && (self.kind != Kind::Code || matter.shows(bytes, at, self.bytes.len()))
    }
}

/// What must not be found, in every form that it may take.
pub(super) fn needles(
    people: &[Person],
    codes: &BTreeSet<String>,
    sessions: &BTreeSet<String>,
    place: &Place,
) -> Result<Vec<Needle>> {
    let mut needles = Vec::new();
    for person in people {
        of_person(person, &mut needles)?;
    }
    needles.extend(codes.iter().map(|code| Needle::new(Kind::Code, "a code", code.as_str())));
    needles.extend(sessions.iter().map(|session| Needle::new(Kind::Session, "a session or token", session.as_str())));
    let master = fs::read_to_string(place.folder.join("kyvs.key"))?;
    let raw = Base64UrlUnpadded::decode_vec(master.trim()).ok().context("the master key is no base64url")?;
    needles.push(Needle::new(Kind::Secret, "the master key", master.trim()));
    needles.push(Needle::new(Kind::Secret, "the master key in hex", hex(&raw)));
    needles.push(Needle::new(Kind::Secret, "the master key in bytes", raw));
    needles.push(Needle::new(Kind::Secret, "the provider's secret key", place.secret_key.as_str()));
    Ok(needles)
}

fn of_person(Person { name, mobile }: &Person, needles: &mut Vec<Needle>) -> Result<()> {
    for (kind, what, text) in [(Kind::Name, "a name", name), (Kind::Mobile, "a mobile", mobile)] {
        let mut add = |form: &str, bytes: Vec<u8>| needles.push(Needle::new(kind, format!("{what}{form}"), bytes));
        add("", text.clone().into_bytes());
        if text.to_lowercase() != *text {
            add(" in small letters", text.to_lowercase().into_bytes());
        }
        add(" in UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        add(" in UTF-16, big end first", text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        add(" in hex", hex(text.as_bytes()).into_bytes());
        for form in in_base64(text.as_bytes()) {
            add(" in base64", form);
        }
    }
    for (kind, word) in [Kind::FirstName, Kind::Name].into_iter().zip(name.split(' ')) {
        needles.push(Needle::new(kind, "a word of a name", word));
        needles.push(Needle::new(kind, "a word of a name in small letters", word.to_lowercase()));
    }
    needles.push(Needle::new(Kind::Name, "a name as in a form", name.replace(' ', "+")));
    needles.push(Needle::new(Kind::Name, "a name as in an address", name.replace(' ', "%20")));
    for form in in_base64(format!("+91{mobile}").as_bytes()) {
        needles.push(Needle::new(Kind::Mobile, "a mobile in base64", form));
    }
    let number: u64 = mobile.parse().context("a mobile of digits")?;
    needles.push(Needle::new(Kind::Mobile, "a mobile as a number", &number.to_be_bytes()[3..]));
    needles.push(Needle::new(Kind::Mobile, "a mobile as a number, little end first", &number.to_le_bytes()[..5]));
    Ok(())
}

/// The three ways in which bytes may lie within a longer text in base64, without the letters that their neighbours share.
fn in_base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    let shifts = (0..3).map(|shift| {
        let text = Base64::encode_string(&[vec![0; shift], bytes.to_vec()].concat());
        let start = (shift * 8).div_ceil(6);
        let end = (shift + bytes.len()) * 8 / 6;
        text.as_bytes()[start..end].to_vec()
    });
    shifts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in ["", "a", "ab", "abc"] {
            let text = Base64::encode_string(format!("{before}+919810000001 and more").as_bytes());
            let found =
                in_base64(b"+919810000001").iter().any(|form| text.contains(std::str::from_utf8(form).unwrap()));
            assert!(found, "{before}");
        }
    }

    #[test]
    fn hex_is_read_and_nothing_else() {
        assert_eq!(from_hex("0f".repeat(KEY).as_bytes()), Some([15; KEY]));
        assert_eq!(from_hex("0g".repeat(KEY).as_bytes()), None);
    }

    fn found(traces: &mut Traces) -> usize {
        let mut needles = Vec::new();
        of_person(&Person::new("Rajesh Sharma", "9810000001"), &mut needles).unwrap();
        needles.push(Needle::new(Kind::Code, "a code", "123456"));
        traces.search(&needles);
        traces.findings.len()
    }

    fn answer(header: &str, body: &str) -> Answer {
        let headers = [("content-type", "text/html"), ("x", header)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Answer { status: 200, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn what_is_there_is_found() {
        let codes = ["code 123456 ", "{\"otp\":123456}", "GET /123456", "<p>123456</p>", "\0KD123456W"];
        for bytes in ["x Rajesh y", "sharma", "9810000001", "39383130303030303031"].iter().chain(&codes) {
            let mut traces = Traces::default();
            traces.record("log", bytes.as_bytes().to_vec());
            assert!(found(&mut traces) > 0, "{bytes}");
        }
        for bytes in ["nobody", "10:20:30.123456Z", "\0ref 9123456"] {
            let mut traces = Traces::default();
            traces.record("log", bytes.as_bytes().to_vec());
            assert_eq!(found(&mut traces), 0, "{bytes}");
        }
    }

    #[test]
    fn the_length_of_an_answer_is_no_code() {
        for (name, expected) in [("content-length", 0), ("x-length", 1)] {
            let headers = vec![(name.to_owned(), "123456".to_owned())];
            let mut traces = Traces::default();
            traces.answer("answer", &Answer { status: 200, headers, body: Vec::new() });
            assert_eq!(found(&mut traces), expected, "{name}");
        }
    }

    #[test]
    fn a_page_may_show_what_is_its_own_but_not_in_an_address_or_a_header() {
        for (header, body, may, expected) in [
            ("", "Rajesh Sharma ******0001", OWN, 0),
            ("", "Rajesh", FIRST_NAME, 0),
            ("", "Rajesh Sharma", FIRST_NAME, 2),
            ("", "Rajesh 9810000001", OWN, 1),
            ("", "Rajesh Sharma 123456 ", TYPED, 1),
            ("Sharma", "", OWN, 1),
            ("", "<a href=\"/x?q=9810000001\">", TYPED, 1),
            ("", "<form><input name=\"mobile\"/></form>", TYPED, 1),
        ] {
            let mut traces = Traces::default();
            traces.page("page", &answer(header, body), may);
            assert_eq!(found(&mut traces), expected, "{header} {body}");
        }
    }
}
