//! Passes: kept so that they may be signed, listed for the person, taken back.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    pass::{PassClaims, PassId},
    time::Timestamp,
};

use super::MemoryStore;
use crate::{
    ports::{NewPass, PassAdded, PassStore, PersonKey, StoreError, Witness},
    store::passes::{KEPT_AFTER, RevokedPasses, StoredPass, newest_first},
};

/// A pass as it lies here.
pub(super) struct Kept {
    person: PersonKey,
    claims: PassClaims,
    revoked: bool,
}

impl Kept {
    fn is_good(&self, now: Timestamp) -> bool {
        !self.revoked && now < self.claims.expires()
    }

    /// Whether anybody may still ask for it.
    pub(super) fn is_kept(&self, now: Timestamp) -> bool {
        now.minus(KEPT_AFTER) < self.claims.expires()
    }
}

#[async_trait]
impl PassStore for MemoryStore {
    async fn add_pass(&self, pass: NewPass) -> Result<PassAdded, StoreError> {
        let NewPass { person, claims, most, witness } = pass;
        let (mut state, now) = (self.state(), claims.issued());
        let good = state.passes.values().filter(|kept| kept.person == person && kept.is_good(now)).count();
        if good >= most as usize {
            return Ok(PassAdded::TooMany);
        }
        if state.passes.contains_key(&claims.id()) {
            return Err(StoreError::Conflict("a pass with this id".into()));
        }
        state.passes.insert(claims.id(), Kept { person, claims: claims.clone(), revoked: false });
        state.log(Act::PassMade, &witness, now);
        Ok(PassAdded::Added(StoredPass::new(claims)))
    }

    async fn passes_of(&self, person: PersonKey, now: Timestamp) -> Result<Vec<StoredPass>, StoreError> {
        let state = self.state();
        let theirs = state.passes.values().filter(|kept| kept.person == person && kept.is_good(now));
        Ok(newest_first(theirs.map(|kept| kept.claims.clone()).collect()))
    }

    async fn revoke_pass(
        &self,
        person: PersonKey,
        id: PassId,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.passes.get_mut(&id).filter(|kept| kept.person == person && kept.is_good(now)) else {
            return Ok(false);
        };
        kept.revoked = true;
        state.log(Act::PassRevoked, &witness, now);
        Ok(true)
    }

    async fn revoked_passes(&self, now: Timestamp) -> Result<RevokedPasses, StoreError> {
        let state = self.state();
        let revoked = state.passes.values().filter(|kept| kept.revoked && kept.is_kept(now));
        Ok(RevokedPasses::new(revoked.map(|kept| kept.claims.id()), now))
    }
}
