//! Signs results, and publishes the keys to verify them with.
//!
//! The signer takes only what the store has made durable: there is no way to sign free claims (design 2, rule 7).

use std::sync::{Arc, PoisonError, RwLock};

use domain::{
    jws,
    keyset::{self, KeySet},
    time::Timestamp,
};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use crate::ports::{Entropy, KeyState, SigningKeyRow, Store, StoreError, StoredResult};

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

/// Holds the signing keys, unsealed, as long as the process lives. The key type zeroes itself when it is dropped.
pub struct Signer(RwLock<Arc<Ring>>);

/// The keys as they were read last.
struct Ring {
    active: Option<(String, SigningKey)>,
    published: KeySet,
    json: String,
}

impl Signer {
    /// Reads the keys.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self(RwLock::new(Arc::new(Ring::read(store).await?))))
    }

    /// Reads the keys again: another process may have rotated them.
    pub async fn reload(&self, store: &dyn Store) -> Result<(), StoreError> {
        let ring = Arc::new(Ring::read(store).await?);
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
    async fn read(store: &dyn Store) -> Result<Self, StoreError> {
        let rows = store.signing_keys().await?;
        let published = rows.iter().filter(|row| row.state != KeyState::Revoked);
        let published: Vec<_> = published.map(|row| signing_key(row).verifying_key()).collect();
        let published = KeySet::new(&published);
        // The newest wins should two be active after an interrupted rotation.
        let active = rows.iter().rev().find(|row| row.state == KeyState::Active);
        let json = serde_json::to_string(&published).map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Self { active: active.map(|row| (row.kid.clone(), signing_key(row))), published, json })
    }
}

fn signing_key(row: &SigningKeyRow) -> SigningKey {
    SigningKey::from_bytes(&row.seed)
}

/// A new signing key from fresh randomness.
pub fn new_key(entropy: &dyn Entropy, state: KeyState, now: Timestamp) -> SigningKeyRow {
    let mut seed = Zeroizing::new([0; 32]);
    entropy.fill(seed.as_mut());
    let kid = keyset::kid(&SigningKey::from_bytes(&seed).verifying_key());
    SigningKeyRow { kid, state, seed, created: now }
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding as _};

    use super::*;
    use crate::{
        ports::Acting,
        store::{Retention, memory::MemoryStore},
        system::OsEntropy,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    const ACTING: Acting = Acting { now: NOW, salt: [0; 16] };

    #[tokio::test]
    async fn all_but_revoked_keys_are_published_and_one_signs() {
        let store = MemoryStore::new(Arc::new(OsEntropy), Retention::default());
        let signer = Signer::load(&store).await.unwrap();
        assert!(!signer.can_sign());
        assert_eq!(signer.key_set_json(), r#"{"keys":[]}"#);

        let mut published = Vec::new();
        for state in [KeyState::Passive, KeyState::Active, KeyState::Next, KeyState::Revoked] {
            let row = new_key(&OsEntropy, state, NOW);
            if state != KeyState::Revoked {
                published.push(row.kid.clone());
            }
            store.add_signing_key(row, ACTING).await.unwrap();
        }
        assert!(!signer.can_sign(), "keys are read at the start and when reloaded");
        signer.reload(&store).await.unwrap();
        assert!(signer.can_sign());
        let mut kids: Vec<String> = signer.key_set().keys.into_iter().map(|key| key.kid).collect();
        kids.sort();
        published.sort();
        assert_eq!(kids, published);
    }

    #[tokio::test]
    async fn no_seed_is_in_what_is_published() {
        let store = MemoryStore::new(Arc::new(OsEntropy), Retention::default());
        let row = new_key(&OsEntropy, KeyState::Active, NOW);
        let seed = Base64UrlUnpadded::encode_string(row.seed.as_ref());
        store.add_signing_key(row, ACTING).await.unwrap();
        assert!(!Signer::load(&store).await.unwrap().key_set_json().contains(&seed));
    }
}
