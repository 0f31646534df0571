//! What a leaf says: one act, as a line of JSON that people and other programs can read.

use std::fmt::{self, Write};

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Deserialize;

use super::text;
use crate::time::Timestamp;

pub use super::act::Act;

/// The form of an entry, its member `v`.
pub const VERSION: u8 = 1;

/// The longest entry, in bytes.
pub const MAX_ENTRY: usize = 1024;

/// One act. Nothing in it is personal: people and verifications appear as keyed pseudonyms, which the server's keys make.
///
/// ```
/// use domain::{audit::entry::{Act, Entry, Pseudonym, Word}, time::Timestamp};
///
/// let entry = Entry {
///     at: Timestamp::from_seconds(1_790_000_000),
///     act: Act::ResultGiven,
///     provider: Some(Word::parse("prv_hotel")?),
///     subject: Some(Pseudonym::new([1; 16])),
///     reference: None,
///     note: None,
///     salt: [2; 16],
/// };
/// let leaf = entry.encode();
/// assert_eq!(
///     String::from_utf8_lossy(&leaf),
///     r#"{"v":1,"at":1790000000000,"act":"result-given","provider":"prv_hotel","subject":"AQEBAQEBAQEBAQEBAQEBAQ","salt":"AgICAgICAgICAgICAgICAg"}"#
/// );
/// assert_eq!(Entry::parse(&leaf)?, entry);
/// # Ok::<(), domain::audit::entry::EntryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it was done.
    pub at: Timestamp,
    /// What was done.
    pub act: Act,
    /// The provider that did it, or that it was done to.
    pub provider: Option<Word>,
    /// The person whom it concerns.
    pub subject: Option<Pseudonym>,
    /// The verification, key or other object; `ref` in the leaf.
    pub reference: Option<Pseudonym>,
    /// More about the act, in fixed words; never anything personal.
    pub note: Option<Word>,
    /// Random bytes, so that the hash of a leaf tells nothing to somebody who guesses what the leaf says.
    pub salt: [u8; 16],
}

/// A leaf that is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Not the JSON of an entry, or not written as [`Entry::encode`] writes it.
    #[error("the leaf is not an entry as this version writes it")]
    Malformed,
    /// An entry of another version.
    #[error("the entry is of another version")]
    Version,
    /// The act is none that this version knows.
    #[error("the entry's act is not known")]
    Act,
    /// The text of a member is no word.
    #[error("a word has 1 to 64 letters, digits, dashes, dots, colons and underscores")]
    Word,
}

/// Text that stands in an entry as it is: 1 to 64 out of `A-Z a-z 0-9 - . : _`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word(String);

impl Word {
    /// Reads a word.
    pub fn parse(text: &str) -> Result<Self, EntryError> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_');
        let is_word = (1..=64).contains(&text.len()) && text.bytes().all(fits);
        if is_word { Ok(Self(text.to_owned())) } else { Err(EntryError::Word) }
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Sixteen bytes that stand for somebody or something; only who holds the key can tell for whom or what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// The pseudonym of these bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads the 22 characters of base64url.
    pub fn parse(text: &str) -> Result<Self, EntryError> {
        text::from_base64url(text).map(Self).ok_or(EntryError::Malformed)
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        push(f, &self.0)
    }
}

/// Writes sixteen bytes as 22 characters of base64url.
fn push(out: &mut impl Write, bytes: &[u8; 16]) -> fmt::Result {
    let mut room = [0_u8; 22];
    out.write_str(Base64UrlUnpadded::encode(bytes, &mut room).map_err(|_| fmt::Error)?)
}

/// The members as JSON has them, in their order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members<'l> {
    v: u8,
    at: i64,
    act: &'l str,
    provider: Option<&'l str>,
    subject: Option<&'l str>,
    r#ref: Option<&'l str>,
    note: Option<&'l str>,
    salt: &'l str,
}

/// The one member that every version has.
#[derive(Deserialize)]
struct Versioned {
    v: u64,
}

impl Entry {
    /// The bytes of the leaf: compact JSON with its members in a fixed order.
    pub fn encode(&self) -> Vec<u8> {
        let mut json = String::with_capacity(256);
        // a string takes everything: there is no error to handle
        let _ = self.write(&mut json);
        json.into_bytes()
    }

    fn write(&self, json: &mut String) -> fmt::Result {
        write!(json, r#"{{"v":{VERSION},"at":{},"act":""#, self.at.as_millis())?;
        json.push_str(self.act.as_str());
        if let Some(provider) = &self.provider {
            json.push_str(r#"","provider":""#);
            json.push_str(provider.as_str());
        }
        if let Some(subject) = &self.subject {
            json.push_str(r#"","subject":""#);
            push(json, &subject.0)?;
        }
        if let Some(reference) = &self.reference {
            json.push_str(r#"","ref":""#);
            push(json, &reference.0)?;
        }
        if let Some(note) = &self.note {
            json.push_str(r#"","note":""#);
            json.push_str(note.as_str());
        }
        json.push_str(r#"","salt":""#);
        push(json, &self.salt)?;
        json.push_str(r#""}"#);
        Ok(())
    }

    /// Reads a leaf. There is one way to write each entry.
    pub fn parse(leaf: &[u8]) -> Result<Self, EntryError> {
        if leaf.len() > MAX_ENTRY {
            return Err(EntryError::Malformed);
        }
        let Ok(members) = serde_json::from_slice::<Members<'_>>(leaf) else {
            let other = serde_json::from_slice::<Versioned>(leaf).is_ok_and(|entry| entry.v != u64::from(VERSION));
            return Err(if other { EntryError::Version } else { EntryError::Malformed });
        };
        if members.v != VERSION {
            return Err(EntryError::Version);
        }
        let entry = Self {
            at: Timestamp::from_millis(members.at),
            act: Act::parse(members.act).ok_or(EntryError::Act)?,
            provider: members.provider.map(Word::parse).transpose()?,
            subject: members.subject.map(Pseudonym::parse).transpose()?,
            reference: members.r#ref.map(Pseudonym::parse).transpose()?,
            note: members.note.map(Word::parse).transpose()?,
            salt: text::from_base64url(members.salt).ok_or(EntryError::Malformed)?,
        };
        if entry.encode() == leaf { Ok(entry) } else { Err(EntryError::Malformed) }
    }
}
