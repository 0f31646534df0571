//! Share links.

use async_trait::async_trait;
use domain::{audit::entry::Act, time::Timestamp};

use super::{MemoryStore, state::State};
use crate::ports::{
    COUNTED_FOR, PersonKey, SessionId, Share, ShareId, ShareKey, ShareStore, Shared, Sharing, StoreError, Witness,
};

/// A link, and whether it was taken back.
pub(super) struct SharedBy {
    pub(super) person: PersonKey,
    pub(super) share: Share,
    pub(super) taken_back: bool,
}

impl SharedBy {
    fn shows(&self, now: Timestamp) -> bool {
        !self.taken_back && self.share.ends > now
    }
}

#[async_trait]
impl ShareStore for MemoryStore {
    async fn share(&self, sharing: Sharing) -> Result<Shared, StoreError> {
        Ok(make(&mut self.state(), sharing))
    }

    async fn shared(&self, id: ShareId, now: Timestamp) -> Result<Option<Share>, StoreError> {
        let state = self.state();
        let found = state.shares.get(&key(id)).filter(|shared| shared.shows(now));
        Ok(found.map(|shared| shared.share.clone()))
    }

    async fn shares(&self, session: SessionId, now: Timestamp) -> Result<Option<Vec<Share>>, StoreError> {
        let state = self.state();
        let Some((person, _)) = state.person_of(session, now) else { return Ok(None) };
        let theirs = state.shares.values().filter(|shared| shared.person == person && shared.shows(now));
        let mut shares: Vec<_> = theirs.map(|shared| shared.share.clone()).collect();
        shares.sort_by_key(|share| (std::cmp::Reverse(share.made), share.key));
        Ok(Some(shares))
    }

    async fn unshare(
        &self,
        session: SessionId,
        share: ShareKey,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let Some((person, _)) = state.person_of(session, now) else { return Ok(false) };
        let found = state.shares.get_mut(&share).filter(|shared| shared.person == person && shared.shows(now));
        let Some(shared) = found else { return Ok(false) };
        shared.taken_back = true;
        state.log(Act::ShareTakenBack, &witness, now);
        Ok(true)
    }
}

fn make(state: &mut State, sharing: Sharing) -> Shared {
    let Sharing { session, id, content, ends, most, witness, now } = sharing;
    let Some((person, _)) = state.person_of(session, now) else { return Shared::Over };
    let lately =
        state.shares.values().filter(|shared| shared.person == person && shared.share.made > now.minus(COUNTED_FOR));
    if lately.count() >= most as usize {
        return Shared::TooMany;
    }
    let share = Share { key: key(id), made: now, ends, content };
    state.shares.insert(share.key, SharedBy { person, share: share.clone(), taken_back: false });
    state.log(Act::StatusShared, &witness, now);
    Shared::Made(share)
}

/// Nothing is kept from anybody here: the id is its own name.
const fn key(id: ShareId) -> ShareKey {
    ShareKey(*id.bytes())
}
