//! The registry of providers as this process has read it: looked into at every call, read again when it has changed, so that a
//! suspension takes effect within a quarter of a second.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{provider::Provider, time::Timestamp};
use tokio::time::Instant;

use crate::ports::{SecretKey, Store, StoreError};

/// How long what was read is taken as true.
const FRESH: Duration = Duration::from_millis(250);
/// Uses of keys are noted by the hour, in milliseconds.
const HOUR: i64 = 3_600_000;

/// Providers by the keys that they come with.
pub struct Book {
    store: Arc<dyn Store>,
    read: RwLock<Option<Read>>,
    /// Hours in which keys were used that are not written yet, by the keys' hashes.
    uses: Mutex<HashMap<[u8; 32], Arc<Use>>>,
}

#[derive(Clone)]
struct Read {
    at: Instant,
    changes: u64,
    pages: Arc<Pages>,
}

struct Pages {
    providers: HashMap<String, Arc<Provider>>,
    by_site_key: HashMap<String, Arc<Provider>>,
    by_secret: HashMap<[u8; 32], Entry>,
}

struct Entry {
    key: SecretKey,
    provider: Arc<Provider>,
    last_use: Arc<Use>,
}

/// The hour in which a key was last used, and the last one that was written.
#[derive(Default)]
struct Use {
    hour: AtomicI64,
    written: AtomicI64,
}

impl Book {
    /// A book that is read when it is needed.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, read: RwLock::new(None), uses: Mutex::default() }
    }

    /// By site key.
    pub async fn by_site_key(&self, site_key: &str) -> Result<Option<Arc<Provider>>, StoreError> {
        Ok(self.pages().await?.by_site_key.get(site_key).cloned())
    }

    /// By the hash of a secret key that is good at this moment.
    pub async fn by_secret(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<Arc<Provider>>, StoreError> {
        let pages = self.pages().await?;
        let Some(entry) = pages.by_secret.get(hash).filter(|entry| entry.key.is_good(now)) else { return Ok(None) };
        // Most calls find their hour there already, and write nothing that other processors would have to read again.
        let hour = now.as_millis() / HOUR;
        if entry.last_use.hour.load(Ordering::Relaxed) < hour {
            entry.last_use.hour.store(hour, Ordering::Relaxed);
        }
        Ok(Some(Arc::clone(&entry.provider)))
    }

    /// By id.
    pub async fn by_id(&self, id: &str) -> Result<Option<Arc<Provider>>, StoreError> {
        Ok(self.pages().await?.providers.get(id).cloned())
    }

    /// By id, as far as the book has been read: for the provider that another one is a part of.
    pub fn known(&self, id: &str) -> Option<Arc<Provider>> {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        read.as_ref().and_then(|read| read.pages.providers.get(id).cloned())
    }

    /// Writes down when keys were used, as far as that has changed.
    pub async fn write_uses(&self) -> Result<(), StoreError> {
        let changed: Vec<_> = {
            let uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
            let hours = uses.iter().map(|(hash, used)| (*hash, Arc::clone(used), used.hour.load(Ordering::Relaxed)));
            hours.filter(|(_, used, hour)| used.written.load(Ordering::Relaxed) < *hour).collect()
        };
        if changed.is_empty() {
            return Ok(());
        }
        let moments = changed.iter().map(|(hash, _, hour)| (*hash, Timestamp::from_millis(hour * HOUR))).collect();
        self.store.note_key_uses(moments).await?;
        for (_, used, hour) in changed {
            used.written.store(hour, Ordering::Relaxed);
        }
        Ok(())
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
        let providers = in_force(self.store.providers().await?);
        let keys = self.store.secret_keys().await?;
        let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        let mut entry = |key: SecretKey| {
            let (hash, provider) = (key.hash, Arc::clone(providers.get(&key.provider)?));
            let last_use = Arc::clone(uses.entry(hash).or_default());
            Some((hash, Entry { key, provider, last_use }))
        };
        let by_secret = keys.into_iter().filter(|key| key.revoked.is_none()).filter_map(&mut entry).collect();
        let by_site_key =
            providers.values().map(|provider| (provider.site_key.clone(), Arc::clone(provider))).collect();
        Ok(Pages { providers, by_site_key, by_secret })
    }
}

/// Providers by id, each as far as the one reaches that it is a part of. A part of nobody that is known is suspended.
fn in_force(providers: Vec<Provider>) -> HashMap<String, Arc<Provider>> {
    let registered: HashMap<String, Provider> =
        providers.into_iter().map(|provider| (provider.id.clone(), provider)).collect();
    let narrowed = |provider: &Provider| match &provider.parent {
        None => provider.clone(),
        Some(parent) => match registered.get(parent) {
            Some(parent) => provider.narrowed_to(parent),
            None => Provider { suspended: true, ..provider.clone() },
        },
    };
    registered.iter().map(|(id, provider)| (id.clone(), Arc::new(narrowed(provider)))).collect()
}
