//! People's own side: the records about a person, withdrawing, pausing, and the proofs that go with a record.

use async_trait::async_trait;
use domain::{
    audit::{
        entry::Act,
        proof::inclusion_proof,
        tree::{Hash, leaf_hash},
    },
    consent::Consent,
    webhook::EventKind,
};

use super::{MemoryStore, results::stored, state::State};
use crate::{
    ports::{AuditHead, AuditProof, Check, History, Objections, Own, OwnDeed, PersonKey, RecordId, StoreError},
    store::{entries, record},
};
use jiff::civil::Date;

#[async_trait]
impl History for MemoryStore {
    async fn checks(&self, own: &Own, before: Option<RecordId>, most: usize) -> Result<Vec<Check>, StoreError> {
        let state = self.state();
        let newest = state.records.keys().rev().filter(|id| before.is_none_or(|before| **id < before));
        let theirs = newest.filter_map(|id| check(&state, own.person(), *id).transpose());
        theirs.take(most).collect()
    }

    async fn check(&self, own: &Own, id: RecordId) -> Result<Option<Check>, StoreError> {
        check(&self.state(), own.person(), id)
    }

    async fn objections(&self, own: &Own) -> Result<Objections, StoreError> {
        let state = self.state();
        let mut found = Objections::default();
        for ((person, provider), since) in &state.objections {
            match provider {
                _ if *person != own.person().0 => {}
                None => found.paused = Some(*since),
                Some(provider) => found.withdrawn.push((provider.clone(), *since)),
            }
        }
        found.withdrawn.sort_by_key(|(_, since)| *since);
        Ok(found)
    }

    async fn withdraw(&self, own: &Own, id: RecordId, deed: OwnDeed) -> Result<bool, StoreError> {
        withdraw(&mut self.state(), own.person(), id, &deed, || self.random())
    }

    async fn end_withdrawal(&self, own: &Own, provider: &str, deed: OwnDeed) -> Result<bool, StoreError> {
        let mut state = self.state();
        let ended = state.objections.remove(&(own.person().0, Some(provider.to_owned()))).is_some();
        if ended {
            state.append(&entries::of_person(Act::WithdrawalEnded, Some(provider), &deed));
        }
        Ok(ended)
    }

    async fn set_paused(&self, own: &Own, paused: bool, deed: OwnDeed) -> Result<bool, StoreError> {
        let mut state = self.state();
        let key = (own.person().0, None);
        if state.objections.contains_key(&key) == paused {
            return Ok(false);
        }
        let act = if paused {
            state.objections.insert(key, deed.now);
            Act::ChecksPaused
        } else {
            state.objections.remove(&key);
            Act::ChecksResumed
        };
        state.append(&entries::of_person(act, None, &deed));
        Ok(true)
    }

    async fn consent(&self, id: RecordId) -> Result<Option<(Consent, Date)>, StoreError> {
        let state = self.state();
        let bytes = state.records.get(&id);
        bytes.map(|bytes| record::decode(bytes).map(|(_, consent, claims)| (consent, claims.as_of))).transpose()
    }

    async fn audit_proof(&self, index: u64) -> Result<Option<AuditProof>, StoreError> {
        let state = self.state();
        let head = AuditHead { size: state.frontier.size(), root: state.frontier.root() };
        let Some(leaf) = usize::try_from(index).ok().and_then(|index| state.leaves.get(index)) else { return Ok(None) };
        let hashes: Vec<Hash> = state.leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        let path = inclusion_proof(hashes.as_slice(), index, head.size)
            .map_err(|error| StoreError::Damaged(format!("the audit log: {error}")))?;
        Ok(Some(AuditProof { leaf: leaf.clone(), head, path }))
    }
}

/// A record, when it is about this person.
fn check(state: &State, person: PersonKey, id: RecordId) -> Result<Option<Check>, StoreError> {
    let Some(bytes) = state.records.get(&id) else { return Ok(None) };
    let (whose, consent, claims) = record::decode(bytes)?;
    let marks = state.marks.get(&id).copied().unwrap_or_default();
    let check = || Check {
        id,
        consent,
        as_of: claims.as_of,
        expires: claims.expires_at(),
        used: marks.used,
        revoked: marks.revoked,
        entry: state.entries.get(&id).copied(),
    };
    Ok((whose == person).then(check))
}

/// With random bytes for each message to the provider.
fn withdraw(
    state: &mut State,
    person: PersonKey,
    id: RecordId,
    deed: &OwnDeed,
    random: impl Fn() -> [u8; 16],
) -> Result<bool, StoreError> {
    let Some(Check { consent: Consent { provider_id: provider, .. }, .. }) = check(state, person, id)? else {
        return Ok(false);
    };
    let mut changed = false;
    let all: Vec<RecordId> = state.records.keys().copied().collect();
    for other in all {
        if check(state, person, other)?.is_some_and(|other| other.consent.provider_id == provider) {
            let revoked = state.marks.entry(other).or_default().revoke(deed.now);
            if let Some(result) = stored(state, other)?.filter(|_| revoked) {
                state.tell_of(EventKind::ConsentWithdrawn, &result, deed.now, random());
            }
            changed |= revoked;
        }
    }
    state.objections.entry((person.0, Some(provider.clone()))).or_insert_with(|| {
        changed = true;
        deed.now
    });
    if changed {
        state.append(&entries::of_person(Act::ConsentWithdrawn, Some(&provider), deed));
    }
    Ok(true)
}
