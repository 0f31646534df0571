//! The store in one SQLite file.
//!
//! Writes go through `writer`, one thread that groups commits; reads run on a pool of connections. Each file here holds
//! the statements of one subject and nothing about threads.

mod audit;
mod counters;
mod erase;
mod fault;
mod filing;
mod horizon;
mod idempotency;
mod import;
mod inspect;
mod job;
mod keys;
mod migrate;
mod migrate_registry;
mod people;
mod plan;
mod providers;
mod readers;
mod records;
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
    audit::{entry::Act, tile::TileSource as _},
    mobile::Mobile,
    person::ReferenceId,
    provider::Provider,
    time::Timestamp,
};
use rusqlite::Connection;

pub use self::inspect::{Checked, Inspector};
use self::{
    audit::Deed,
    fault::Fault,
    horizon::Horizon,
    job::Turn,
    readers::Readers,
    writer::{Start, Writer},
};
use super::{OpenError, Retention, StoreMeter, sealed::Sealer};
use crate::{
    audit::{Anchor, AnchorMode, LogIdentity},
    ports::{
        Acting, Attempt, Attempted, AuditHead, Candidate, Entropy, ImportCounts, ImportOrder, ImportSource, Opened,
        Opening, QueuedSms, Resend, Resent, Settled, SigningKeyRow, Store, StoreError, Verification, VerificationId,
        Witness,
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
    /// What to do about a database that is not where its anchor says.
    pub anchor: AnchorMode,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, waiting: 4_096, retention: Retention::default(), anchor: AnchorMode::Check }
    }
}

/// What the statements need besides a connection.
struct Tools {
    secrets: Arc<Secrets>,
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
    retention: Retention,
}

#[cfg(test)]
impl Tools {
    /// With a master key of their own.
    fn for_tests() -> Self {
        use crate::{secrets::MasterKey, system::OsEntropy};
        let (secrets, entropy) = (Arc::new(Secrets::derive(&MasterKey::generate(&OsEntropy))), Arc::new(OsEntropy));
        let sealer = Sealer::new(&secrets, Arc::clone(&entropy) as Arc<dyn Entropy>);
        Self { secrets, sealer, entropy, retention: Retention::default() }
    }
}

/// The store in one SQLite file.
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    horizon: Arc<Horizon>,
    tools: Arc<Tools>,
    meter: Arc<StoreMeter>,
    file: PathBuf,
}

impl SqliteStore {
    /// Opens or makes the database at `path`, brings its schema up to date, checks the master key, and that the audit log is
    /// where its anchor beside the database says. Blocks for as long as that takes.
    pub fn open(
        path: &Path,
        secrets: Arc<Secrets>,
        entropy: Arc<dyn Entropy>,
        options: Options,
    ) -> Result<Self, OpenError> {
        let sealer = Sealer::new(&secrets, Arc::clone(&entropy));
        let tools = Arc::new(Tools { secrets, sealer, entropy, retention: options.retention });
        let db = schema::writer(path, &tools)?;
        let identity = LogIdentity::of(&tools.secrets).ok_or(OpenError::Foreign)?;
        let meter = Arc::new(StoreMeter::default());
        let root_at = |size| audit::root(&db, size);
        let head = || audit::head(&db).map_err(StoreError::from);
        let anchor = Anchor::open(path, identity, options.anchor, Arc::clone(&meter), head, root_at)?;
        let readers = Readers::open(path, options.readers)?;
        let horizon = Arc::new(Horizon::new());
        let writer = Writer::start(Start {
            db,
            file: path,
            tools: Arc::clone(&tools),
            anchor,
            horizon: Arc::clone(&horizon),
            meter: Arc::clone(&meter),
            waiting: options.waiting,
        });
        let writer = writer.map_err(|error| OpenError::Unusable(error.to_string()))?;
        Ok(Self { writer, readers, horizon, tools, meter, file: path.to_owned() })
    }

    /// Erases a person; `false` when nobody has this reference id. The log must be emptied afterwards
    /// ([`SqliteStore::empty_log`]).
    pub async fn erase(&self, reference: &ReferenceId, act: Acting) -> Result<bool, StoreError> {
        let reference = reference.clone();
        self.writer.run_alone(move |turn| erase::erase(turn, &reference, act)).await
    }

    /// Empties the log of a database, so that no older picture of a page is left in it. Waits for readers up to ten seconds.
    pub fn empty_log(path: &Path) -> Result<(), OpenError> {
        erase::empty_log(path)
    }

    /// Says in the audit log that an operator took a database that lay behind its anchor.
    pub async fn note_override(&self, act: Acting) -> Result<(), StoreError> {
        self.write(move |turn| {
            turn.deeds.push(Deed::of_operator(Act::AnchorOverridden, "rolled-back", act));
            Ok(())
        })
        .await
    }

    /// What the store says about itself.
    pub fn meter(&self) -> Arc<StoreMeter> {
        Arc::clone(&self.meter)
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
        F: FnOnce(&mut Turn<'_>) -> Result<T, Fault> + Send + 'static,
    {
        self.writer.run(work).await
    }

    /// A read of many rows, on a thread that may block. What it gives is durable.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &Tools) -> Result<T, Fault> + Send + 'static,
    {
        let tools = Arc::clone(&self.tools);
        let found = self.readers.run(move |db| work(db, &tools)).await?;
        self.horizon.reached().await?;
        Ok(found)
    }

    /// A read of a few rows by their key, here and now: handing it to another thread would take several times as long. What it
    /// gives may still have to become durable, so it only goes into further writes, which are durable later, or the caller
    /// waits for the horizon.
    async fn look<T>(&self, work: impl FnOnce(&Connection, &Tools) -> Result<T, Fault>) -> Result<T, StoreError> {
        self.readers.here(|db| work(db, &self.tools)).await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError> {
        self.look(|db, tools| people::candidates(db, tools, mobile)).await
    }

    fn import_order(&self, mobile: &Mobile, reference: &ReferenceId) -> ImportOrder {
        people::import_order(&self.tools.secrets, mobile, reference)
    }

    async fn import(&self, people: Box<dyn ImportSource>) -> Result<ImportCounts, StoreError> {
        let file = self.file.clone();
        let tools = Arc::clone(&self.tools);
        self.writer.run_alone(move |turn| import::import(turn.db, &tools, &file, people)).await
    }

    async fn count_people(&self) -> Result<u64, StoreError> {
        self.read(|db, _| people::count(db)).await
    }

    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32], act: Acting) -> Result<(), StoreError> {
        let provider = provider.clone();
        self.write(move |turn| providers::add(turn, &provider, &secret_hash, act)).await
    }

    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError> {
        self.look(|db, _| providers::by_id(db, id)).await
    }

    async fn provider_changes(&self) -> Result<u64, StoreError> {
        self.look(|db, _| providers::changes(db)).await
    }

    async fn secret_keys(&self) -> Result<Vec<([u8; 32], String)>, StoreError> {
        self.read(|db, _| providers::secret_keys(db)).await
    }

    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        self.read(|db, _| providers::all(db)).await
    }

    async fn set_suspended(&self, id: &str, suspended: bool, act: Acting) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.write(move |turn| providers::set_suspended(turn, &id, suspended, act)).await
    }

    async fn open(&self, opening: Opening) -> Result<Opened, StoreError> {
        self.writer.run_plain(move |turn| verifications::open(turn, opening)).await
    }

    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError> {
        let found = self.look(|db, tools| verifications::read(db, tools, id)).await?;
        self.horizon.reached_by(id).await?;
        Ok(found)
    }

    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError> {
        self.writer.run_plain(move |turn| verifications::resend(turn, resend)).await
    }

    async fn attempt(&self, attempt: Attempt) -> Result<Attempted, StoreError> {
        self.writer.run_plain(move |turn| records::attempt(turn, attempt)).await
    }

    async fn cancel(&self, id: VerificationId, witness: Witness, now: Timestamp) -> Result<(), StoreError> {
        self.writer.run_plain(move |turn| verifications::cancel(turn, id, &witness, now)).await
    }

    async fn due_sms(&self, now: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError> {
        self.write(move |turn| sms::take_due(turn.db, turn.tools, now, most)).await
    }

    async fn next_sms(&self) -> Result<Option<Timestamp>, StoreError> {
        self.look(|db, _| sms::next(db)).await
    }

    fn settle_sms(&self, settled: Settled) {
        self.writer.lay_aside(move |turn| sms::settle(turn.db, turn.tools, &settled));
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError> {
        self.read(keys::all).await
    }

    async fn add_signing_key(&self, key: SigningKeyRow, act: Acting) -> Result<(), StoreError> {
        self.write(move |turn| keys::add(turn, &key, act)).await
    }

    async fn audit_head(&self) -> Result<AuditHead, StoreError> {
        let head = self.look(|db, _| audit::head(db)).await?;
        self.horizon.reached().await?;
        Ok(head)
    }

    async fn audit_leaves(&self, from: u64, most: usize) -> Result<Vec<([u8; 32], Vec<u8>)>, StoreError> {
        self.read(move |db, _| audit::lines(db, from, most)).await
    }

    async fn audit_hashes(&self, level: u8, first: u64, count: u16) -> Result<Option<Vec<[u8; 32]>>, StoreError> {
        self.read(move |db, _| Ok(audit::Hashes(db).hashes(level, first, count))).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        sweep::sweep(self, now).await
    }
}
