//! The data keys as this process knows them: the newest seals, the others still open.

use std::sync::{Arc, PoisonError, RwLock};

use crate::secrets::{DataKeys, FIRST, Secrets};

/// Shared by everything that seals and opens. It follows what is stored; see `sqlite::keyring`.
pub(crate) struct Keyring(RwLock<Arc<Ring>>);

/// The keys at one moment.
pub(crate) struct Ring {
    /// The number that the store gives to its keys as they are here.
    pub(crate) changes: u64,
    newest: Arc<DataKeys>,
    /// While a rotation runs.
    older: Vec<Arc<DataKeys>>,
}

impl Ring {
    /// What new rows are sealed under.
    pub(crate) fn newest(&self) -> &DataKeys {
        &self.newest
    }

    /// What rows may be sealed under that are not sealed anew yet.
    pub(crate) fn older(&self) -> &[Arc<DataKeys>] {
        &self.older
    }

    /// The keys of a version, unless nothing is sealed under it any more.
    pub(crate) fn find(&self, version: u8) -> Option<&Arc<DataKeys>> {
        std::iter::once(&self.newest).chain(&self.older).find(|keys| keys.version() == version)
    }
}

impl Keyring {
    /// With the first version only.
    pub(crate) fn new(secrets: &Secrets) -> Self {
        let newest = Arc::new(DataKeys::derive(FIRST, secrets.root()));
        Self(RwLock::new(Arc::new(Ring { changes: 0, newest, older: Vec::new() })))
    }

    /// The same keys, which follow no change any more: threads that seal a lot each have their own and wait for nobody.
    pub(crate) fn snapshot(&self) -> Self {
        let Ring { changes, newest, older } = &*self.now();
        Self(RwLock::new(Arc::new(Ring { changes: *changes, newest: Arc::clone(newest), older: older.clone() })))
    }

    /// The keys now.
    pub(crate) fn now(&self) -> Arc<Ring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether these are the keys still.
    pub(crate) fn is_now(&self, ring: &Arc<Ring>) -> bool {
        Arc::ptr_eq(&self.0.read().unwrap_or_else(PoisonError::into_inner), ring)
    }

    /// Takes up keys that were read from the store, newest first, unless newer ones were taken up meanwhile.
    pub(crate) fn take_up(&self, changes: u64, mut keys: Vec<Arc<DataKeys>>) {
        let mut ring = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if changes > ring.changes && !keys.is_empty() {
            let newest = keys.remove(0);
            *ring = Arc::new(Ring { changes, newest, older: keys });
        }
    }
}
