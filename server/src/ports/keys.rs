//! Keys that change: those that sign results, and those that data is sealed under.

use domain::{algorithm::Algorithm, audit::entry::Act, time::Timestamp};
use serde::Serialize;

pub use domain::signing_keys::KeyState;

/// A signing key, unsealed.
#[derive(Clone)]
pub struct SigningKeyRow {
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// State.
    pub state: KeyState,
    /// Since when it has this state.
    pub since: Timestamp,
    /// What it signs with.
    pub algorithm: Algorithm,
    /// Seed of the private key.
    pub seed: zeroize::Zeroizing<[u8; 32]>,
    /// When it was made.
    pub created: Timestamp,
}

/// A change of the signing keys, all of it in one transaction.
pub struct SigningKeyChange {
    /// Keys by id, the state that each must have, and the one that it gets.
    pub moves: Vec<(String, KeyState, KeyState)>,
    /// New keys.
    pub add: Vec<SigningKeyRow>,
    /// Keys by id to be deleted.
    pub delete: Vec<String>,
    /// What the audit log calls it.
    pub act: Act,
    /// The id of the key that it is about.
    pub about: String,
}

/// State of a version of the data keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DataKeyState {
    /// New rows are sealed under it.
    Active,
    /// Rows that are sealed under it are being sealed anew.
    Retiring,
    /// Nothing is sealed under it. Only the first one is kept then: pseudonyms come from its root.
    Retired,
}

/// A version of the data keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataKey {
    /// Stored with everything that is sealed under it.
    pub version: u8,
    /// State.
    pub state: DataKeyState,
    /// When it was made; `None` for the one that the store began with.
    pub created: Option<Timestamp>,
}

/// The data keys, and how far a rotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataKeys {
    /// Oldest first.
    pub keys: Vec<DataKey>,
    /// `None` when no rotation runs.
    pub resealing: Option<Resealing>,
}

/// How far a rotation of the data keys is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Resealing {
    /// Rows that were looked at and, where they needed it, sealed anew.
    pub done: u64,
    /// Rows in all, as they were counted at the beginning.
    pub total: u64,
}

/// What a step of a rotation led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resealed {
    /// No rotation runs.
    Nothing,
    /// There is more to do.
    Some(Resealing),
    /// Nothing is left under an older key, and that key is gone.
    Finished,
    /// So many cells do not open: the older key stays until they are mended or gone. The next step begins from the start.
    Stuck(u64),
}
