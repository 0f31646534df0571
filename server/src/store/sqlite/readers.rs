//! A small pool of connections that only read.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
};

use super::{fault::Fault, schema};
use crate::ports::StoreError;

/// Idle connections, and as many permits.
pub(super) struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn open(path: &Path, count: usize) -> rusqlite::Result<Self> {
        let idle = (0..count.max(1)).map(|_| connect(path)).collect::<Result<Vec<_>, _>>()?;
        let permits = Arc::new(Semaphore::new(idle.len()));
        Ok(Self { idle: Arc::new(Mutex::new(idle)), permits })
    }

    /// Runs `work` on this thread, for a few rows by their key.
    pub(super) async fn here<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        let closed = || StoreError::Unavailable("the store is closing".into());
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| closed())?;
        let lent = Lent::take(Arc::clone(&self.idle), permit);
        let db = lent.db.as_ref().ok_or_else(closed)?;
        work(db).map_err(StoreError::from)
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
            let lent = Lent::take(idle, permit);
            let db = lent.db.as_ref().ok_or_else(closed)?;
            work(db).map_err(StoreError::from)
        });
        reading.await.map_err(|_| StoreError::Unavailable("a read failed unexpectedly".into()))?
    }
}

/// A reader takes its pages anew after every write, and a look at each of their cells costs as much again. The writer looks, and so
/// does `kyvs check`.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let db = schema::reader(path)?;
    db.pragma_update(None, "cell_size_check", false)?;
    Ok(db)
}

/// A connection that goes back when it is done with, whatever happens to the work; only then its permit is given back.
struct Lent {
    db: Option<Connection>,
    idle: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

impl Lent {
    fn take(idle: Arc<Mutex<Vec<Connection>>>, permit: OwnedSemaphorePermit) -> Self {
        let db = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Self { db, idle, _permit: permit }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.db.take());
    }
}
