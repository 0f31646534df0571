//! The store in one SQLite file.
//!
//! Writes go through `writer`, one thread that groups commits; reads run on a pool of connections. Each file here holds
//! the statements of one subject and nothing about threads.

mod audit;
mod backup;
mod cases;
mod cells;
mod counters;
mod erase;
mod fault;
mod filing;
mod guess;
mod history;
mod horizon;
mod idempotency;
mod import;
mod inspect;
mod job;
mod keyring;
mod keys;
mod migrate;
mod migrate_registry;
mod notices;
mod objections;
mod operator;
mod options;
mod own;
mod owned;
mod passes;
mod people;
mod plan;
mod provider_keys;
mod providers;
mod quotas;
mod readers;
mod records;
mod reseal;
mod results;
mod schema;
mod shares;
mod sms;
mod steps;
mod sweep;
mod tally;
mod usage;
mod value;
mod verification;
mod verifications;
mod webhooks;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use domain::{audit::tile::TileSource as _, mobile::Mobile, person::ReferenceId, provider::Provider, time::Timestamp};
use jiff::civil::Date;
use rusqlite::Connection;

use self::{
    fault::Fault,
    horizon::Horizon,
    job::Turn,
    readers::Readers,
    writer::{Start, Writer},
};
pub use self::{
    inspect::{Checked, Inspector},
    options::Options,
    writer::COPY_AFTER,
};
use super::{OpenError, Retention, StoreMeter, sealed::Sealer};
use crate::{
    audit::{Anchor, LogIdentity},
    ports::{
        Acting, Attempt, Attempted, AuditHead, Candidate, CounterKey, DataKeys, DayUsage, Entropy, ImportCounts,
        ImportOrder, ImportSource, KeyRotation, Mark, Opened, Opening, Presentation, Presented, QueuedSms, RecordId,
        Resealed, Resend, Resent, SecretKey, Settled, SigningKeyChange, SigningKeyRow, Store, StoreError, StoredResult,
        Verification, VerificationId, Witness,
    },
    secrets::Secrets,
};

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
        let identity = LogIdentity::of(&tools.secrets).ok_or(OpenError::Foreign)?;
        // What lies behind its anchor is refused before its log is touched; migrations come before the anchor is opened.
        let look = |db: &Connection| audit::compare(db, path, &identity, options.anchor);
        let db = schema::writer_of(path, &tools, look)?;
        let meter = Arc::new(StoreMeter::default());
        let root_at = |size| audit::root(&db, size);
        let head = || audit::head(&db).map_err(StoreError::from);
        let anchor = Anchor::open(path, identity, options.anchor, Arc::clone(&meter), head, root_at)?;
        let readers = Readers::open(path, options.readers)?;
        let horizon = Arc::new(Horizon::new());
        // SQLite follows links, and its log lies beside what they lead to.
        let file = path.canonicalize().map_err(|error| OpenError::Unusable(format!("{}: {error}", path.display())))?;
        let writer = Writer::start(Start {
            db,
            file: &file,
            tools: Arc::clone(&tools),
            anchor,
            horizon: Arc::clone(&horizon),
            meter: Arc::clone(&meter),
            waiting: options.waiting,
            copy_after: usize::try_from(options.copy_after).unwrap_or(usize::MAX),
        });
        let writer = writer.map_err(|error| OpenError::Unusable(error.to_string()))?;
        Ok(Self { writer, readers, horizon, tools, meter, file: path.to_owned() })
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

    /// A read of many rows, on a thread that may block, all in one state of the database. What it gives is durable.
    async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection, &Tools) -> Result<T, Fault> + Send + 'static,
    {
        let tools = Arc::clone(&self.tools);
        let found = self.readers.run(move |db| with_keys(&*db.unchecked_transaction()?, &tools, work)).await?;
        self.horizon.reached().await?;
        Ok(found)
    }

    /// A read of a few rows by their key, here and now: handing it to another thread would take several times as long. What it
    /// gives may still have to become durable, so it only goes into further writes, which are durable later, or the caller
    /// waits for the horizon.
    async fn look<T>(&self, work: impl Fn(&Connection, &Tools) -> Result<T, Fault>) -> Result<T, StoreError> {
        self.readers.here(|db| with_keys(db, &self.tools, work)).await
    }
}

/// Another process may have added a key of which this one has not heard: what does not open is tried again with the keys as
/// they are stored.
fn with_keys<T>(
    db: &Connection,
    tools: &Tools,
    work: impl Fn(&Connection, &Tools) -> Result<T, Fault>,
) -> Result<T, Fault> {
    match work(db, tools) {
        Err(Fault::Store(StoreError::Damaged(_))) if keyring::refresh(db, tools)? => work(db, tools),
        outcome => outcome,
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError> {
        self.look(|db, tools| people::candidates(db, tools, mobile)).await
    }

    fn import_order(&self, mobile: &Mobile, reference: &ReferenceId) -> ImportOrder {
        let ring = self.tools.sealer.keyring().now();
        people::import_order(&self.tools.secrets, ring.newest(), mobile, reference)
    }

    async fn import(&self, people: Box<dyn ImportSource>, act: Acting) -> Result<ImportCounts, StoreError> {
        let file = self.file.clone();
        let tools = Arc::clone(&self.tools);
        self.writer.run_alone(move |turn| import::import(turn, &tools, &file, people, act)).await
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

    async fn secret_keys(&self) -> Result<Vec<SecretKey>, StoreError> {
        self.read(|db, _| provider_keys::all(db)).await
    }

    async fn rotate_key(&self, rotation: KeyRotation) -> Result<bool, StoreError> {
        self.write(move |turn| provider_keys::rotate(turn, &rotation)).await
    }

    async fn revoke_key(&self, provider: &str, name: &str, act: Acting) -> Result<bool, StoreError> {
        let (provider, name) = (provider.to_owned(), name.to_owned());
        self.write(move |turn| provider_keys::revoke(turn, &provider, &name, act)).await
    }

    async fn note_key_uses(&self, uses: Vec<([u8; 32], Timestamp)>) -> Result<(), StoreError> {
        self.write(move |turn| provider_keys::note_uses(turn.db, &uses)).await
    }

    async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        self.read(|db, _| providers::all(db)).await
    }

    async fn change_provider(&self, before: &Provider, after: &Provider, act: Acting) -> Result<bool, StoreError> {
        let (before, after) = (before.clone(), after.clone());
        self.write(move |turn| providers::change(turn, &before, after, act)).await
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

    async fn usage(&self, provider: CounterKey, from: Date, to: Date) -> Result<Vec<DayUsage>, StoreError> {
        self.read(move |db, _| usage::read(db, provider, from, to)).await
    }

    async fn present(&self, presentation: Presentation) -> Result<Presented, StoreError> {
        self.write(move |turn| results::present(turn, presentation)).await
    }

    async fn collect(&self, id: RecordId, now: Timestamp) -> Result<Option<StoredResult>, StoreError> {
        self.write(move |turn| results::collect(turn, id, now)).await
    }

    async fn revoke_result(&self, id: RecordId, mark: Mark) -> Result<bool, StoreError> {
        self.write(move |turn| results::revoke(turn, id, &mark)).await
    }

    async fn cancel(&self, id: VerificationId, witness: Witness, tell: bool, now: Timestamp) -> Result<(), StoreError> {
        self.writer.run_plain(move |turn| verifications::cancel(turn, id, &witness, tell, now)).await
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

    async fn change_signing_keys(&self, change: SigningKeyChange, act: Acting) -> Result<bool, StoreError> {
        self.write(move |turn| keys::change(turn, &change, act)).await
    }

    async fn key_changes(&self) -> Result<u64, StoreError> {
        self.look(|db, tools| keyring::refresh(db, tools).and_then(|_| keyring::changes(db))).await
    }

    async fn data_keys(&self) -> Result<DataKeys, StoreError> {
        self.look(|db, _| Ok(DataKeys { keys: keyring::all(db)?, resealing: reseal::progress(db)? })).await
    }

    async fn rotate_data_keys(&self, act: Acting) -> Result<bool, StoreError> {
        let rows = self.read(|db, _| reseal::count(db)).await?;
        self.write(move |turn| reseal::begin(turn, rows, act)).await
    }

    async fn reseal(&self, most: usize, act: Acting) -> Result<Resealed, StoreError> {
        let resealed = reseal::step(self, most, act).await?;
        if resealed == Resealed::Finished {
            self.try_to_empty_log().await;
        }
        self.meter.resealing(match resealed {
            Resealed::Some(rows) => rows.total.saturating_sub(rows.done).max(1),
            Resealed::Stuck(cells) => cells,
            Resealed::Nothing | Resealed::Finished => 0,
        });
        Ok(resealed)
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
