//! The list of revoked passes: what a gate keeps beside the public keys.
//!
//! In bytes: the moment it was made and the one until which it may be used, each as four bytes of seconds since 1970; the ids of the
//! revoked passes that have not expired, eight bytes each, ascending; an Ed25519 signature over `kyvs revoked v1`, a line feed,
//! and all that. Ids are whole, so that no pass is ever taken for a revoked one.

use std::time::Duration;

use ed25519_dalek::{Signature, Signer, SigningKey};

use super::PassId;
use crate::{keyset::KeySet, time::Timestamp};

/// How long a gate may go by a list, and by the keys that it fetched with it, without a network.
pub const GOOD_FOR: Duration = Duration::from_hours(24);

const CONTEXT: &[u8] = b"kyvs revoked v1\n";
const SIGNATURE: usize = 64;

/// Bytes that are no list of these keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Not the bytes of a list, or of one whose ids are out of order.
    #[error("this is not a list of revoked passes")]
    Malformed,
    /// None of the keys has signed it.
    #[error("the list's signature is wrong")]
    BadSignature,
}

/// The revoked passes, as of a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevocationList {
    made: u32,
    until: u32,
    ids: Vec<PassId>,
}

impl RevocationList {
    /// The list of these passes, in any order, made now. Moments before 1970 and after 2106 give the nearest one in between.
    pub fn new(ids: impl IntoIterator<Item = PassId>, now: Timestamp) -> Self {
        let mut ids: Vec<_> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self { made: seconds(now), until: seconds(now.plus(GOOD_FOR)), ids }
    }

    /// When it was made.
    pub const fn made(&self) -> Timestamp {
        Timestamp::from_seconds(self.made as i64)
    }

    /// From when on nobody may go by it any more.
    pub const fn until(&self) -> Timestamp {
        Timestamp::from_seconds(self.until as i64)
    }

    /// How many passes are on it.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no pass is revoked.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a pass is on it.
    pub fn has(&self, id: PassId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// The list in bytes, signed.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        let mut bytes = self.encode();
        let signature = key.sign(&[CONTEXT, &bytes].concat());
        bytes.extend_from_slice(&signature.to_bytes());
        bytes
    }

    /// Reads a signed list.
    pub fn verify(bytes: &[u8], keys: &KeySet) -> Result<Self, ListError> {
        let (body, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or(ListError::Malformed)?;
        let list = Self::decode(body).ok_or(ListError::Malformed)?;
        let signed = [CONTEXT, body].concat();
        let signature = Signature::from_bytes(signature);
        if keys.ed25519().any(|key| key.verify_strict(&signed, &signature).is_ok()) {
            Ok(list)
        } else {
            Err(ListError::BadSignature)
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + PassId::BYTES * self.ids.len() + SIGNATURE);
        bytes.extend_from_slice(&self.made.to_be_bytes());
        bytes.extend_from_slice(&self.until.to_be_bytes());
        bytes.extend(self.ids.iter().flat_map(PassId::as_bytes));
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (made, rest) = bytes.split_first_chunk()?;
        let (until, rest) = rest.split_first_chunk()?;
        let (ids, []) = rest.as_chunks() else { return None };
        let ids: Vec<_> = ids.iter().copied().map(PassId::new).collect();
        let list = Self { made: u32::from_be_bytes(*made), until: u32::from_be_bytes(*until), ids };
        list.ids.is_sorted_by(|one, next| one < next).then_some(list)
    }
}

fn seconds(at: Timestamp) -> u32 {
    u32::try_from(at.as_seconds().max(0)).unwrap_or(u32::MAX)
}
