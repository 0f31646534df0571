//! A small pool of connections that only read.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{fault::Fault, schema};
use crate::ports::StoreError;

/// Idle connections, and as many permits.
pub(super) struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> rusqlite::Result<Self> {
        let idle = (0..count.max(1)).map(|_| schema::reader(path)).collect::<Result<Vec<_>, _>>()?;
        let permits = Arc::new(Semaphore::new(idle.len()));
        Ok(Self { idle: Arc::new(Mutex::new(idle)), permits })
    }

    /// Runs `work` on a thread that may block, on a snapshot that holds every write answered so far.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let closed = || StoreError::Unavailable("the store is closing".into());
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| closed())?;
        let idle = Arc::clone(&self.idle);
        let reading = spawn_blocking(move || {
            let lock = || idle.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(db) = lock().pop() else { return Err(closed()) };
            let outcome = work(&db);
            lock().push(db);
            drop(permit);
            outcome.map_err(StoreError::from)
        });
        reading.await.map_err(|_| StoreError::Unavailable("a read failed unexpectedly".into()))?
    }
}
