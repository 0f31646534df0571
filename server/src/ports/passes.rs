//! Passes: what a store keeps of them, so that people can see theirs and take them back.

use async_trait::async_trait;
use domain::{
    pass::{PassClaims, PassId},
    time::Timestamp,
};

use super::{PersonKey, RevokedPasses, StoreError, StoredPass, Witness};

/// The part of a store that keeps passes. It is a part of every [`super::Store`], and each method is one atomic step.
#[async_trait]
pub trait PassStore: Send + Sync + 'static {
    /// Keeps a pass, with an entry in the audit log, so that it may be signed. `Conflict` when the id is taken.
    async fn add_pass(&self, pass: NewPass) -> Result<PassAdded, StoreError>;
    /// The passes of a person that are good now, the newest first.
    async fn passes_of(&self, person: PersonKey, now: Timestamp) -> Result<Vec<StoredPass>, StoreError>;
    /// Takes a pass back, with an entry in the audit log; `false` when this person has none of this id that is good now.
    async fn revoke_pass(
        &self,
        person: PersonKey,
        id: PassId,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
    /// The passes that were taken back and would be good otherwise, those of people who were erased among them.
    async fn revoked_passes(&self, now: Timestamp) -> Result<RevokedPasses, StoreError>;
}

/// A pass to be kept.
pub struct NewPass {
    /// Whose.
    pub person: PersonKey,
    /// What it says; its time of making is now.
    pub claims: PassClaims,
    /// How many passes a person may have that are good at the same time, this one among them.
    pub most: u32,
    /// Entry in the audit log: no provider, and the pass as reference.
    pub witness: Witness,
}

/// What became of a new pass.
#[derive(Debug)]
pub enum PassAdded {
    /// It is kept.
    Added(StoredPass),
    /// The person has as many as may be.
    TooMany,
}
