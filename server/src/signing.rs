//! Signs results and passes, and publishes the keys to verify them with.
//!
//! The signer takes only what the store has made durable: there is no way to sign free claims (design 2, rule 7). Keys rotate
//! by the rules of `domain::signing_keys`; see [`rotate`] and [`revoke`].

mod rotation;

use std::sync::{Arc, PoisonError, RwLock};

use domain::{
    jws,
    keyset::{self, KeySet},
    pass,
    signing_keys::Standing,
    time::Timestamp,
};
use ed25519_dalek::{SigningKey, VerifyingKey};
use zeroize::Zeroizing;

pub use self::rotation::{RotateError, Rotated, revoke, rotate};
use crate::ports::{Entropy, KeyState, RevokedPasses, SigningKeyRow, Store, StoreError, StoredPass, StoredResult};

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// No key signs now.
    #[error("there is no active signing key; make one with `kyvs keys init`")]
    NoActiveKey,
    /// The claims do not write as JSON.
    #[error(transparent)]
    Claims(#[from] jws::SignError),
}

/// What is known of the key that a result names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownKey {
    /// In the key set: results are verified with it.
    Published(KeyState, VerifyingKey),
    /// Compromised: what it signed is refused.
    Revoked,
    /// Never ours, or gone for so long that everything it signed has expired.
    Unknown,
}

/// Holds the signing keys, unsealed, as long as the process lives. The key type zeroes itself when it is dropped.
pub struct Signer(RwLock<Arc<Ring>>);

/// The keys as they were read last.
struct Ring {
    active: Option<(String, SigningKey)>,
    known: Vec<(String, KeyState, VerifyingKey)>,
    published: KeySet,
    json: String,
}

impl Signer {
    /// Reads the keys.
    pub async fn load(store: &dyn Store, now: Timestamp) -> Result<Self, StoreError> {
        Ok(Self(RwLock::new(Arc::new(Ring::read(store, now).await?))))
    }

    /// Reads the keys again: they may have been rotated, and passive ones are published for a time only.
    pub async fn reload(&self, store: &dyn Store, now: Timestamp) -> Result<(), StoreError> {
        let ring = Arc::new(Ring::read(store, now).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether there is an active key.
    pub fn can_sign(&self) -> bool {
        self.ring().active.is_some()
    }

    /// Signs a stored result: a compact JWS (design 4.3).
    pub fn sign(&self, stored: &StoredResult) -> Result<String, SigningError> {
        let ring = self.ring();
        let (kid, key) = ring.active.as_ref().ok_or(SigningError::NoActiveKey)?;
        Ok(jws::sign(stored.claims(), kid, key)?)
    }

    /// Signs a stored pass: its text, as it goes into a QR code. The same pass has the same text as long as the same key signs.
    pub fn sign_pass(&self, stored: &StoredPass) -> Result<String, SigningError> {
        let ring = self.ring();
        let (_, key) = ring.active.as_ref().ok_or(SigningError::NoActiveKey)?;
        Ok(pass::sign(stored.claims(), key))
    }

    /// Signs the list of revoked passes.
    pub fn sign_revoked(&self, revoked: &RevokedPasses) -> Result<Vec<u8>, SigningError> {
        let ring = self.ring();
        let (_, key) = ring.active.as_ref().ok_or(SigningError::NoActiveKey)?;
        Ok(revoked.list().sign(key))
    }

    /// What is known of a key, by its id: whoever verifies a result here asks this first.
    pub fn verify_key(&self, kid: &str) -> KnownKey {
        let ring = self.ring();
        let found = ring.known.iter().find(|(known, ..)| known == kid);
        found.map_or(KnownKey::Unknown, |(_, state, key)| match state {
            KeyState::Revoked => KnownKey::Revoked,
            state => KnownKey::Published(*state, *key),
        })
    }

    /// The published keys: next, active and passive.
    pub fn key_set(&self) -> KeySet {
        self.ring().published.clone()
    }

    /// The same as the JSON document of RFC 7517.
    pub fn key_set_json(&self) -> String {
        self.ring().json.clone()
    }
}

impl Ring {
    async fn read(store: &dyn Store, now: Timestamp) -> Result<Self, StoreError> {
        let mut rows = store.signing_keys().await?;
        rows.retain(|row| row.state == KeyState::Revoked || standing(row).is_published(now));
        let public = |row: &SigningKeyRow| signing_key(row).verifying_key();
        let published: Vec<_> = rows.iter().filter(|row| row.state != KeyState::Revoked).map(public).collect();
        let published = KeySet::new(&published);
        // The newest wins should two be active.
        let active = rows.iter().rev().find(|row| row.state == KeyState::Active);
        let active = active.map(|row| (row.kid.clone(), signing_key(row)));
        let json = serde_json::to_string(&published).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let known = rows.iter().map(|row| (row.kid.clone(), row.state, public(row))).collect();
        Ok(Self { active, known, published, json })
    }
}

fn standing(row: &SigningKeyRow) -> Standing<'_> {
    Standing { kid: &row.kid, state: row.state, since: row.since }
}

fn signing_key(row: &SigningKeyRow) -> SigningKey {
    SigningKey::from_bytes(&row.seed)
}

/// A new signing key from fresh randomness.
pub fn new_key(entropy: &dyn Entropy, state: KeyState, now: Timestamp) -> SigningKeyRow {
    let mut seed = Zeroizing::new([0; 32]);
    entropy.fill(seed.as_mut());
    let kid = keyset::kid(&SigningKey::from_bytes(&seed).verifying_key());
    SigningKeyRow { kid, state, since: now, seed, created: now }
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding as _};
    use domain::signing_keys::PASSIVE;

    use super::*;
    use crate::{
        ports::Acting,
        store::{Retention, memory::MemoryStore},
        system::OsEntropy,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    const ACTING: Acting = Acting { now: NOW, salt: [0; 16] };

    fn store() -> MemoryStore {
        MemoryStore::new(Arc::new(OsEntropy), Retention::default())
    }

    #[tokio::test]
    async fn all_but_revoked_keys_are_published_and_one_signs() {
        let store = store();
        let signer = Signer::load(&store, NOW).await.unwrap();
        assert!(!signer.can_sign());
        assert_eq!(signer.key_set_json(), r#"{"keys":[]}"#);

        let mut published = Vec::new();
        for state in [KeyState::Passive, KeyState::Active, KeyState::Next, KeyState::Revoked] {
            let row = new_key(&OsEntropy, state, NOW);
            let kid = row.kid.clone();
            store.add_signing_key(row, ACTING).await.unwrap();
            assert_eq!(signer.verify_key(&kid), KnownKey::Unknown, "keys are read at the start and when reloaded");
            signer.reload(&store, NOW).await.unwrap();
            match signer.verify_key(&kid) {
                KnownKey::Published(known, key) => {
                    assert_eq!((known, keyset::kid(&key)), (state, kid.clone()));
                    published.push(kid);
                }
                known => assert_eq!((known, state), (KnownKey::Revoked, KeyState::Revoked)),
            }
        }
        assert!(signer.can_sign());
        let kids = |signer: &Signer| -> Vec<String> {
            let mut kids: Vec<_> = signer.key_set().keys.into_iter().map(|key| key.kid).collect();
            kids.sort();
            kids
        };
        let passive = published[0].clone();
        published.sort();
        assert_eq!(kids(&signer), published);

        signer.reload(&store, NOW.plus(PASSIVE)).await.unwrap();
        published.retain(|kid| *kid != passive);
        assert_eq!(kids(&signer), published, "everything that a passive key signed has expired");
        assert_eq!(signer.verify_key(&passive), KnownKey::Unknown);
    }

    #[tokio::test]
    async fn no_seed_is_in_what_is_published() {
        let store = store();
        let row = new_key(&OsEntropy, KeyState::Active, NOW);
        let seed = Base64UrlUnpadded::encode_string(row.seed.as_ref());
        store.add_signing_key(row, ACTING).await.unwrap();
        assert!(!Signer::load(&store, NOW).await.unwrap().key_set_json().contains(&seed));
    }
}
