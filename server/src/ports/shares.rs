//! What a store keeps for people who share their status: links, and what each of them shows.

use std::time::Duration;

use async_trait::async_trait;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{language::Language, time::Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{SessionId, StoreError, Witness};

/// The time in which a person's links are counted.
pub const COUNTED_FOR: Duration = Duration::from_hours(24);

/// Id of a share link: 128 random bits. Whoever has it sees the badge; a store keeps only a keyed hash of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShareId([u8; Self::BYTES]);

impl ShareId {
    /// How many bytes an id has.
    pub const BYTES: usize = 16;

    /// An id of fresh random bytes.
    pub const fn new(random: [u8; Self::BYTES]) -> Self {
        Self(random)
    }

    /// The bytes.
    pub(crate) const fn bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// As in the link: 22 characters of base64url.
    pub fn to_text(self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// Reads the text form; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut id = [0; Self::BYTES];
        let length = Base64UrlUnpadded::decode(text, &mut id).ok()?.len();
        (length == id.len()).then_some(Self(id))
    }
}

/// Where a link lies in the store: it names the link for the person, and leads nobody to what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShareKey(pub [u8; 16]);

impl ShareKey {
    /// As in the person's page: 22 characters of base64url.
    pub fn to_text(self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// Reads the text form; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        ShareId::parse(text).map(|id| Self(id.0))
    }
}

/// What a link shows: what the person chose, as it was on that day. What becomes of the person later does not change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareContent {
    /// 0, 1 or 2.
    pub status: u8,
    /// The day that the status is about.
    pub as_of: Date,
    /// Language of the words.
    pub language: Language,
    /// First name, where the person wants it shown.
    pub name: Option<String>,
}

/// A link as its owner sees it. The link itself was shown once, when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Names it.
    pub key: ShareKey,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends by itself.
    pub ends: Timestamp,
    /// What it shows.
    pub content: ShareContent,
}

/// A link to be made for the person of a session.
pub struct Sharing {
    /// Whose.
    pub session: SessionId,
    /// Fresh.
    pub id: ShareId,
    /// What it is to show.
    pub content: ShareContent,
    /// When it ends.
    pub ends: Timestamp,
    /// How many a person may make in [`COUNTED_FOR`], those counted that were taken back.
    pub most: u32,
    /// Entry in the audit log.
    pub witness: Witness,
    /// Now.
    pub now: Timestamp,
}

/// What came of a link to be made.
#[derive(Debug, PartialEq, Eq)]
pub enum Shared {
    /// It is there.
    Made(Share),
    /// So many were made in a day already.
    TooMany,
    /// The session is over.
    Over,
}

/// The part of a store that share links need. Each method is one atomic step.
#[async_trait]
pub trait ShareStore: Send + Sync + 'static {
    /// Makes a link for the person of a session.
    async fn share(&self, sharing: Sharing) -> Result<Shared, StoreError>;
    /// What a link shows; `None` when it never was, is over, was taken back, or the person was erased.
    async fn shared(&self, id: ShareId, now: Timestamp) -> Result<Option<Share>, StoreError>;
    /// The links of the person of a session that still show something, newest first; `None` when the session is over.
    async fn shares(&self, session: SessionId, now: Timestamp) -> Result<Option<Vec<Share>>, StoreError>;
    /// Takes a link of the person of a session back. `false` when it is not theirs, or shows nothing any more.
    async fn unshare(
        &self,
        session: SessionId,
        share: ShareKey,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_text() {
        let id = ShareId::new([0xA5; 16]);
        assert_eq!(id.to_text().len(), 22);
        assert!(ShareId::parse(&id.to_text()) == Some(id));
        for text in ["", "pQ", &format!("{}A", id.to_text()), "paWlpaWlpaWlpaWlpaWlp!", "paWlpaWlpaWlpaWlpaWlpf"] {
            assert!(ShareId::parse(text).is_none(), "{text}");
        }
    }
}
