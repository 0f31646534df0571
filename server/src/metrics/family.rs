//! The same thing measured for each of a few names.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

/// One `T` a name. Names come from the code and the settings, never from a request: there are few, and they are never removed.
#[derive(Debug)]
pub(super) struct Family<T>(RwLock<HashMap<Box<str>, Arc<T>>>);

impl<T> Default for Family<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T: Default> Family<T> {
    /// Does something with the one of this name. A name that is known takes no lock that others wait for.
    pub(super) fn with<R>(&self, name: &str, act: impl FnOnce(&T) -> R) -> R {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return act(known);
        }
        let new = {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(name.into()).or_default())
        };
        act(&new)
    }

    /// All of them, in the order of their names.
    pub(super) fn all(&self) -> BTreeMap<Box<str>, Arc<T>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(name, one)| (name.clone(), Arc::clone(one))).collect()
    }
}
