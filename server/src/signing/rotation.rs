//! Rotating and revoking signing keys in a store. A running service takes a change up within a second.

use domain::{
    algorithm::Algorithm,
    audit::entry::Act,
    signing_keys::{self, NotYet, Plan, RevokeError, Standing},
};

use super::{new_key, standing};
use crate::ports::{Acting, Entropy, KeyState, SigningKeyChange, SigningKeyRow, Store, StoreError};

/// Why the signing keys stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The next key must be published for longer.
    #[error(transparent)]
    NotYet(#[from] NotYet),
    /// This key cannot be revoked.
    #[error(transparent)]
    Revoke(#[from] RevokeError),
    /// Another process changed the keys at the same moment.
    #[error("another process has changed the keys just now; look at them with: kyvs keys list")]
    Raced,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The keys after a change, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The key that signs; `None` when no key does.
    pub active: Option<String>,
    /// Whether it has begun to sign with this change.
    pub activated: bool,
    /// The key that signs next.
    pub next: Option<String>,
}

/// The next key signs from now on, and a new next one is published. Without a next key, one is published and nothing else
/// changes; `at_once` makes a key sign that verifiers may not have yet. The keys of each algorithm rotate by themselves.
pub async fn rotate(
    store: &dyn Store,
    entropy: &dyn Entropy,
    algorithm: Algorithm,
    act: Acting,
    at_once: bool,
) -> Result<Rotated, RotateError> {
    let rows = keys_for(store, algorithm).await?;
    let plan = signing_keys::rotation(&standings(&rows), act.now, at_once)?;
    carry_out(store, entropy, act, &rows, Change { algorithm, plan, revoked: None }).await
}

/// A key is used no more, and what it signed is refused.
pub async fn revoke(store: &dyn Store, entropy: &dyn Entropy, act: Acting, kid: &str) -> Result<Rotated, RotateError> {
    let rows = store.signing_keys().await?;
    let algorithm = rows.iter().find(|row| row.kid == kid).ok_or(RevokeError::Unknown)?.algorithm;
    let rows = keys_for(store, algorithm).await?;
    let plan = signing_keys::revocation(&standings(&rows), kid)?;
    carry_out(store, entropy, act, &rows, Change { algorithm, plan, revoked: Some(kid) }).await
}

/// The signing keys of an algorithm, oldest first.
async fn keys_for(store: &dyn Store, algorithm: Algorithm) -> Result<Vec<SigningKeyRow>, StoreError> {
    let mut rows = store.signing_keys().await?;
    rows.retain(|row| row.algorithm == algorithm);
    Ok(rows)
}

/// What is to be done to the keys of an algorithm.
struct Change<'k> {
    algorithm: Algorithm,
    plan: Plan,
    revoked: Option<&'k str>,
}

fn standings(rows: &[SigningKeyRow]) -> Vec<Standing<'_>> {
    rows.iter().map(standing).collect()
}

async fn carry_out(
    store: &dyn Store,
    entropy: &dyn Entropy,
    act: Acting,
    rows: &[SigningKeyRow],
    change: Change<'_>,
) -> Result<Rotated, RotateError> {
    let Change { algorithm, plan, revoked } = change;
    let Plan { moves, add, delete } = plan;
    let add: Vec<_> = add.into_iter().map(|state| new_key(entropy, algorithm, state, act.now)).collect();
    let rotated = outcome(rows, &moves, &add);
    let about = revoked.or(if rotated.activated { rotated.active.as_deref() } else { rotated.next.as_deref() });
    let about = about.unwrap_or_default().to_owned();
    let act_of = if revoked.is_some() { Act::SigningKeyRevoked } else { Act::KeysRotated };
    let change = SigningKeyChange { moves, add, delete, act: act_of, about };
    if store.change_signing_keys(change, act).await? { Ok(rotated) } else { Err(RotateError::Raced) }
}

fn outcome(rows: &[SigningKeyRow], moves: &[(String, KeyState, KeyState)], add: &[SigningKeyRow]) -> Rotated {
    let put = |state| moves.iter().find(|(_, _, to)| *to == state).map(|(kid, ..)| kid.clone());
    let added = |state| add.iter().find(|row| row.state == state).map(|row| row.kid.clone());
    let stays = |state| {
        let unmoved = |row: &&SigningKeyRow| row.state == state && moves.iter().all(|(kid, ..)| *kid != row.kid);
        rows.iter().rev().find(unmoved).map(|row| row.kid.clone())
    };
    let new = put(KeyState::Active).or_else(|| added(KeyState::Active));
    Rotated {
        activated: new.is_some(),
        active: new.or_else(|| stays(KeyState::Active)),
        next: added(KeyState::Next).or_else(|| stays(KeyState::Next)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::{audit::entry::Entry, time::Timestamp};

    use super::*;
    use crate::{
        signing::{KnownKey, Signer},
        store::{Retention, memory::MemoryStore},
        system::OsEntropy,
    };

    const ED: Algorithm = Algorithm::EdDsa;
    const START: Timestamp = Timestamp::from_seconds(1_790_000_000);

    const fn at(seconds: i64) -> Acting {
        Acting { now: Timestamp::from_seconds(1_790_000_000 + seconds), salt: [0; 16] }
    }

    async fn store() -> MemoryStore {
        let store = MemoryStore::new(Arc::new(OsEntropy), Retention::default());
        store.add_signing_key(new_key(&OsEntropy, ED, KeyState::Active, START), at(0)).await.unwrap();
        store
    }

    async fn states(store: &MemoryStore) -> Vec<KeyState> {
        store.signing_keys().await.unwrap().iter().map(|row| row.state).collect()
    }

    #[tokio::test]
    async fn a_key_is_published_before_it_signs_and_verifies_after() {
        let store = store().await;
        let first = rotate(&store, &OsEntropy, ED, at(10), false).await.unwrap();
        assert!(!first.activated);
        assert!(matches!(rotate(&store, &OsEntropy, ED, at(314), false).await, Err(RotateError::NotYet(_))));
        let second = rotate(&store, &OsEntropy, ED, at(315), false).await.unwrap();
        assert!(second.activated && second.active == first.next && second.next != first.next);
        assert_eq!(states(&store).await, [KeyState::Passive, KeyState::Active, KeyState::Next]);
        let third = rotate(&store, &OsEntropy, ED, at(316), true).await.unwrap();
        assert_eq!(third.active, second.next);
        let over = Acting { now: at(317).now.plus(signing_keys::PASSIVE), salt: [0; 16] };
        rotate(&store, &OsEntropy, ED, over, false).await.unwrap();
        assert_eq!(states(&store).await, [KeyState::Passive, KeyState::Active, KeyState::Next]);
    }

    #[tokio::test]
    async fn a_revoked_key_is_remembered_and_replaced_and_the_log_says_so() {
        let store = store().await;
        let rotated = rotate(&store, &OsEntropy, ED, at(10), true).await.unwrap();
        let kid = rotated.active.unwrap();
        let revoked = revoke(&store, &OsEntropy, at(11), &kid).await.unwrap();
        assert!(revoked.activated && revoked.active == rotated.next);
        let again = revoke(&store, &OsEntropy, at(12), &kid).await;
        assert!(matches!(again, Err(RotateError::Revoke(RevokeError::Already))));
        let signer = Signer::load(&store, at(13).now).await.unwrap();
        assert_eq!(signer.verify_key(&kid), KnownKey::Revoked);
        assert!(signer.key_set().keys.iter().all(|key| key.kid != kid));
        let leaves = store.audit_leaves(0, 10).await.unwrap();
        let acts: Vec<_> = leaves.iter().map(|(_, leaf)| Entry::parse(leaf).unwrap()).collect();
        assert_eq!(acts[2].act, Act::SigningKeyRevoked);
        assert_eq!(acts[2].note.as_ref().map(ToString::to_string), Some(kid));
        assert_eq!(acts.len(), 3);
    }

    #[tokio::test]
    async fn of_two_who_rotate_at_once_one_is_refused() {
        let store = store().await;
        let rows = store.signing_keys().await.unwrap();
        let plan = signing_keys::rotation(&standings(&rows), START, true).unwrap();
        let other = plan.clone();
        let change = |plan| Change { algorithm: ED, plan, revoked: None };
        carry_out(&store, &OsEntropy, at(1), &rows, change(plan)).await.unwrap();
        let second = carry_out(&store, &OsEntropy, at(1), &rows, change(other)).await;
        assert!(matches!(second, Err(RotateError::Raced)));
        assert_eq!(states(&store).await.iter().filter(|state| **state == KeyState::Active).count(), 1);
    }

    #[tokio::test]
    async fn keys_of_each_algorithm_rotate_by_themselves() {
        let store = store().await;
        let es = Algorithm::Es256;
        let made = rotate(&store, &OsEntropy, es, at(1), true).await.unwrap();
        assert!(made.activated && made.next.is_some());
        let signer = Signer::load(&store, at(1).now).await.unwrap();
        assert_eq!(signer.algorithms(), [ED, es]);
        assert_eq!(signer.key_set().keys.len(), 3);
        assert!(matches!(rotate(&store, &OsEntropy, es, at(305), false).await, Err(RotateError::NotYet(_))));
        let rotated = rotate(&store, &OsEntropy, es, at(306), false).await.unwrap();
        assert_eq!(rotated.active, made.next);
        let revoked = revoke(&store, &OsEntropy, at(307), &rotated.active.unwrap()).await.unwrap();
        assert_eq!(revoked.active, rotated.next);
        signer.reload(&store, at(307).now).await.unwrap();
        assert_eq!(signer.verify_key(made.next.as_ref().unwrap()), KnownKey::Revoked);
        let of = |algorithm| {
            let rows = store.signing_keys();
            async move {
                let rows = rows.await.unwrap();
                let mut states: Vec<_> =
                    rows.iter().filter(|row| row.algorithm == algorithm).map(|row| row.state).collect();
                states.sort_by_key(|state| format!("{state:?}"));
                states
            }
        };
        assert_eq!(of(ED).await, [KeyState::Active], "they were left alone");
        assert_eq!(of(es).await, [KeyState::Active, KeyState::Next, KeyState::Passive, KeyState::Revoked]);
    }
}
