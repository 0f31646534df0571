//! Signs results and passes, and publishes the keys to verify them with.
//!
//! The signer takes only what the store has made durable: there is no way to sign free claims (design 2, rule 7). Keys rotate
//! by the rules of `domain::signing_keys`; see [`rotate`] and [`revoke`].

mod rotation;

use std::sync::{Arc, PoisonError, RwLock};

use domain::{
    algorithm::{Algorithm, PrivateKey, PublicKey, SEED, Signs as _},
    jws,
    keyset::{self, KeySet},
    pass,
    signing_keys::Standing,
    time::Timestamp,
};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

pub use self::rotation::{RotateError, Rotated, revoke, rotate};
use crate::ports::{Entropy, KeyState, RevokedPasses, SigningKeyRow, Store, StoreError, StoredPass, StoredResult};

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// No key signs in this way now.
    #[error("there is no active signing key for {0}; see them with `kyvs keys list`")]
    NoActiveKey(Algorithm),
    /// The claims do not write as JSON.
    #[error(transparent)]
    Claims(#[from] jws::SignError),
}

/// What is known of the key that a result names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownKey {
    /// In the key set: results are verified with it.
    Published(KeyState, Box<PublicKey>),
    /// Compromised: what it signed is refused.
    Revoked,
    /// Never ours, or gone for so long that everything it signed has expired.
    Unknown,
}

/// Holds the signing keys, unsealed, as long as the process lives. The key type zeroes itself when it is dropped.
pub struct Signer(RwLock<Arc<Ring>>);

/// The keys as they were read last.
struct Ring {
    /// At most one for each algorithm.
    active: Vec<(String, PrivateKey)>,
    known: Vec<(String, KeyState, PublicKey)>,
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

    /// Whether there is an active key for the usual algorithm.
    pub fn can_sign(&self) -> bool {
        self.algorithms().contains(&Algorithm::default())
    }

    /// The algorithms that there is an active key for.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        self.ring().active.iter().map(|(_, key)| key.algorithm()).collect()
    }

    /// Signs a stored result: a compact JWS (design 4.3).
    pub fn sign(&self, stored: &StoredResult, algorithm: Algorithm) -> Result<String, SigningError> {
        let ring = self.ring();
        let active = ring.active.iter().find(|(_, key)| key.algorithm() == algorithm);
        let (kid, key) = active.ok_or(SigningError::NoActiveKey(algorithm))?;
        Ok(jws::sign(stored.claims(), kid, key)?)
    }

    /// Signs a stored pass: its text, as it goes into a QR code. The same pass has the same text as long as the same key signs.
    pub fn sign_pass(&self, stored: &StoredPass) -> Result<String, SigningError> {
        let ring = self.ring();
        Ok(pass::sign(stored.claims(), ring.ed25519()?))
    }

    /// Signs the list of revoked passes.
    pub fn sign_revoked(&self, revoked: &RevokedPasses) -> Result<Vec<u8>, SigningError> {
        let ring = self.ring();
        Ok(revoked.list().sign(ring.ed25519()?))
    }

    /// What is known of a key, by its id: whoever verifies a result here asks this first.
    pub fn verify_key(&self, kid: &str) -> KnownKey {
        let ring = self.ring();
        let found = ring.known.iter().find(|(known, ..)| known == kid);
        found.map_or(KnownKey::Unknown, |(_, state, key)| match state {
            KeyState::Revoked => KnownKey::Revoked,
            state => KnownKey::Published(*state, Box::new(*key)),
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
        let keys = rows.iter().map(private_key).collect::<Result<Vec<_>, _>>()?;
        let public = rows.iter().zip(&keys).map(|(row, key)| (row, key.public()));
        let known: Vec<_> = public.map(|(row, key)| (row.kid.clone(), row.state, key)).collect();
        let published = known.iter().filter(|(_, state, _)| *state != KeyState::Revoked).map(|(.., key)| key);
        let published = KeySet::new(published);
        let json = serde_json::to_string(&published).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let mut active: Vec<(String, PrivateKey)> = Vec::new();
        // The newest wins should two of a kind be active.
        for (row, key) in rows.iter().zip(keys).rev().filter(|(row, _)| row.state == KeyState::Active) {
            if active.iter().all(|(_, other)| other.algorithm() != key.algorithm()) {
                active.push((row.kid.clone(), key));
            }
        }
        active.sort_by_key(|(_, key)| key.algorithm() != Algorithm::default());
        Ok(Self { active, known, published, json })
    }

    /// The active key of the kind that passes and their list are signed with.
    fn ed25519(&self) -> Result<&SigningKey, SigningError> {
        let found = self.active.iter().find_map(|(_, key)| match key {
            PrivateKey::Ed25519(key) => Some(key),
            PrivateKey::P256(_) => None,
        });
        found.ok_or(SigningError::NoActiveKey(Algorithm::EdDsa))
    }
}

fn standing(row: &SigningKeyRow) -> Standing<'_> {
    Standing { kid: &row.kid, state: row.state, since: row.since }
}

fn private_key(row: &SigningKeyRow) -> Result<PrivateKey, StoreError> {
    let key = PrivateKey::from_seed(row.algorithm, &row.seed);
    key.ok_or_else(|| StoreError::Damaged(format!("the signing key {} is no key", row.kid)))
}

/// A new signing key from fresh randomness.
pub fn new_key(entropy: &dyn Entropy, algorithm: Algorithm, state: KeyState, now: Timestamp) -> SigningKeyRow {
    let mut seed = Zeroizing::new([0; SEED]);
    loop {
        entropy.fill(seed.as_mut());
        // For P-256 one seed in four billion is none.
        if let Some(key) = PrivateKey::from_seed(algorithm, &seed) {
            let kid = keyset::kid(key.public());
            return SigningKeyRow { kid, state, since: now, algorithm, seed, created: now };
        }
    }
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
            let row = new_key(&OsEntropy, Algorithm::EdDsa, state, NOW);
            let kid = row.kid.clone();
            store.add_signing_key(row, ACTING).await.unwrap();
            assert_eq!(signer.verify_key(&kid), KnownKey::Unknown, "keys are read at the start and when reloaded");
            signer.reload(&store, NOW).await.unwrap();
            match signer.verify_key(&kid) {
                KnownKey::Published(known, key) => {
                    assert_eq!((known, keyset::kid(*key)), (state, kid.clone()));
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
        let row = new_key(&OsEntropy, Algorithm::EdDsa, KeyState::Active, NOW);
        let seed = Base64UrlUnpadded::encode_string(row.seed.as_ref());
        store.add_signing_key(row, ACTING).await.unwrap();
        assert!(!Signer::load(&store, NOW).await.unwrap().key_set_json().contains(&seed));
    }
}
