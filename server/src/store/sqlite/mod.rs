//! The store in one SQLite file.
//!
//! Writes go through `writer`, one thread that groups commits; reads run on a pool of connections. Each file here holds
//! the statements of one subject and nothing about threads.

mod fault;
mod filing;
mod import;
mod job;
mod keys;
mod ledger;
mod limits;
mod migrate_registry;
mod people;
mod plan;
mod providers;
mod readers;
mod schema;
mod sms;
mod steps;
mod sweep;
mod verification;
mod verifications;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use domain::{
    code::{FailurePolicy, Policy},
    mobile::Mobile,
    person::ReferenceId,
    provider::Provider,
    time::Timestamp,
};
use rusqlite::Connection;

use self::{fault::Fault, readers::Readers, writer::Writer};
use super::{OpenError, Retention, StoredResult, sealed::Sealer};
use crate::{
    ports::{
        Candidate, Entropy, Guessing, ImportCounts, ImportOrder, ImportSource, Opened, Opening, QueuedSms, Redemption,
        Resend, Resent, SigningKeyRow, SmsOutcome, Store, StoreError, Verification, VerificationId,
    },
    secrets::Secrets,
};

/// Sizes and times of a store.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Connections that read.
    pub readers: usize,
    /// Writes that may wait; one more is refused as unavailable.
    pub waiting: usize,
    /// How long rows are kept.
    pub retention: Retention,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, waiting: 4_096, retention: Retention::default() }
    }
}

/// What the statements need besides a connection.
struct Tools {
    secrets: Arc<Secrets>,
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
}

/// The store in one SQLite file.
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    tools: Arc<Tools>,
    retention: Retention,
    file: PathBuf,
}

impl SqliteStore {
    /// Opens or makes the database at `path`, brings its schema up to date, and checks the master key. Blocks for as long
    /// as that takes.
    pub fn open(
        path: &Path,
        secrets: Arc<Secrets>,
        entropy: Arc<dyn Entropy>,
        options: Options,
    ) -> Result<Self, OpenError> {
        let sealer = Sealer::new(&secrets, Arc::clone(&entropy));
        let tools = Arc::new(Tools { secrets, sealer, entropy });
        let db = schema::writer(path, &tools)?;
        let readers = Readers::open(path, options.readers)?;
        let writer = Writer::start(db, options.waiting).map_err(|error| OpenError::Unusable(error.to_string()))?;
        Ok(Self { writer, readers, tools, retention: options.retention, file: path.to_owned() })
    }

    /// Whether a write could not be made durable. All further writes are refused; the process should end.
    pub fn is_broken(&self) -> bool {
        self.writer.broken().borrow().is_some()
    }

    /// Waits until the store is broken, and says why. Never ends while it is not.
    pub fn until_broken(&self) -> impl Future<Output = String> + Send + use<> {
        let mut broken = self.writer.broken();
        async move {
            match broken.wait_for(Option::is_some).await.map(|why| why.clone()) {
                Ok(Some(why)) => why,
                // The store was closed in good order.
                _ => std::future::pending().await,
            }
        }
    }

    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &Tools) -> Result<T, Fault> + Send + 'static,
    {
        let tools = Arc::clone(&self.tools);
        self.writer.run(move |db| work(db, &tools)).await
    }

    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &Tools) -> Result<T, Fault> + Send + 'static,
    {
        let tools = Arc::clone(&self.tools);
        self.readers.run(move |db| work(db, &tools)).await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError> {
        let mobile = mobile.clone();
        self.read(move |db, tools| people::candidates(db, tools, &mobile)).await
    }

    fn import_order(&self, mobile: &Mobile, reference: &ReferenceId) -> ImportOrder {
        people::import_order(&self.tools.secrets, mobile, reference)
    }

    async fn import(&self, people: Box<dyn ImportSource>) -> Result<ImportCounts, StoreError> {
        let (tools, file) = (Arc::clone(&self.tools), self.file.clone());
        self.writer.run_alone(move |db| import::import(db, &tools, &file, people)).await
    }

    async fn count_people(&self) -> Result<u64, StoreError> {
        self.read(|db, _| people::count(db)).await
    }

    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32]) -> Result<(), StoreError> {
        let provider = provider.clone();
        self.write(move |db, _| providers::add(db, &provider, &secret_hash)).await
    }

    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError> {
        let id = id.to_owned();
        self.read(move |db, _| providers::by_id(db, &id)).await
    }

    async fn provider_by_site_key(&self, site_key: &str) -> Result<Option<Provider>, StoreError> {
        let site_key = site_key.to_owned();
        self.read(move |db, _| providers::by_site_key(db, &site_key)).await
    }

    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        self.read(|db, _| providers::all(db)).await
    }

    async fn set_suspended(&self, id: &str, suspended: bool) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.write(move |db, _| providers::set_suspended(db, &id, suspended)).await
    }

    async fn open(&self, opening: Opening) -> Result<Opened, StoreError> {
        self.write(move |db, tools| verifications::open(db, tools, &opening)).await
    }

    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError> {
        self.read(move |db, tools| verifications::read(db, tools, id)).await
    }

    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError> {
        self.write(move |db, tools| verifications::resend(db, tools, &resend)).await
    }

    async fn guess(
        &self,
        id: VerificationId,
        policy: Policy,
        failures: FailurePolicy,
        now: Timestamp,
    ) -> Result<Guessing, StoreError> {
        self.write(move |db, tools| verifications::guess(db, tools, id, &policy, &failures, now)).await
    }

    async fn redeem(&self, redemption: Redemption) -> Result<Option<StoredResult>, StoreError> {
        self.write(move |db, tools| ledger::redeem(db, tools, redemption)).await
    }

    async fn cancel(&self, id: VerificationId, _now: Timestamp) -> Result<(), StoreError> {
        self.write(move |db, _| verifications::cancel(db, id)).await
    }

    async fn due_sms(&self, now: Timestamp, lease: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError> {
        self.write(move |db, tools| sms::take_due(db, tools, now, lease, most)).await
    }

    async fn settle_sms(&self, id: i64, outcome: SmsOutcome, _now: Timestamp) -> Result<(), StoreError> {
        self.write(move |db, _| sms::settle(db, id, &outcome)).await
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError> {
        self.read(keys::all).await
    }

    async fn add_signing_key(&self, key: SigningKeyRow) -> Result<(), StoreError> {
        self.write(move |db, tools| keys::add(db, tools, &key)).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        sweep::sweep(self, now).await
    }
}
