//! The registry of providers as this process has read it: looked into at every call, read again when it has changed, so that a
//! suspension takes effect within a quarter of a second.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use domain::provider::Provider;
use tokio::time::Instant;

use crate::ports::{Store, StoreError};

/// How long what was read is taken as true.
const FRESH: Duration = Duration::from_millis(250);

/// Providers by the keys that they come with.
pub struct Book {
    store: Arc<dyn Store>,
    read: RwLock<Option<Read>>,
}

#[derive(Clone)]
struct Read {
    at: Instant,
    changes: u64,
    pages: Arc<Pages>,
}

struct Pages {
    by_site_key: HashMap<String, Arc<Provider>>,
    by_secret: HashMap<[u8; 32], Arc<Provider>>,
}

impl Book {
    /// A book that is read when it is needed.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, read: RwLock::new(None) }
    }

    /// By site key.
    pub async fn by_site_key(&self, site_key: &str) -> Result<Option<Arc<Provider>>, StoreError> {
        Ok(self.pages().await?.by_site_key.get(site_key).cloned())
    }

    /// By the hash of a secret key.
    pub async fn by_secret(&self, hash: &[u8; 32]) -> Result<Option<Arc<Provider>>, StoreError> {
        Ok(self.pages().await?.by_secret.get(hash).cloned())
    }

    async fn pages(&self) -> Result<Arc<Pages>, StoreError> {
        let known = self.read.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(read) = &known
            && read.at.elapsed() < FRESH
        {
            return Ok(Arc::clone(&read.pages));
        }
        let at = Instant::now();
        // Asked before the providers are read: what changes in between is read again the next time.
        let changes = self.store.provider_changes().await?;
        let pages = match known {
            Some(read) if read.changes == changes => read.pages,
            _ => Arc::new(self.load().await?),
        };
        let read = Read { at, changes, pages: Arc::clone(&pages) };
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Some(read);
        Ok(pages)
    }

    async fn load(&self) -> Result<Pages, StoreError> {
        let providers: Vec<Arc<Provider>> = self.store.providers().await?.into_iter().map(Arc::new).collect();
        let by_id: HashMap<&str, &Arc<Provider>> =
            providers.iter().map(|provider| (provider.id.as_str(), provider)).collect();
        let keys = self.store.secret_keys().await?;
        let by_secret =
            keys.into_iter().filter_map(|(hash, id)| Some((hash, Arc::clone(by_id.get(id.as_str())?)))).collect();
        let by_site_key = providers.iter().map(|provider| (provider.site_key.clone(), Arc::clone(provider))).collect();
        Ok(Pages { by_site_key, by_secret })
    }
}
