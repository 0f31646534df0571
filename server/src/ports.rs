//! Ports outwards: what the service needs from the world, as small traits.
//!
//! Every adapter of a trait passes the same suite (`tests/store_story`, `tests/senders.rs`). The comments here are the contract.

mod history;
mod keys;
mod own;
mod passes;
mod providers;
mod results;
mod shares;
mod steps;
mod values;
mod webhooks;

use std::time::Duration;

use async_trait::async_trait;
use domain::{mobile::Mobile, person::ReferenceId, provider::Provider, time::Timestamp};
use jiff::civil::Date;

pub use crate::store::{Own, OwnRecord, Redeemed, RevokedPasses, StoredPass, StoredResult};
pub use history::*;
pub use keys::*;
pub use own::*;
pub use passes::*;
pub use providers::*;
pub use results::*;
pub use shares::*;
pub use steps::*;
pub use values::*;
pub use webhooks::*;

/// What can go wrong in a store. "Not there" is never an error, it is `None`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store cannot take this now; the caller may try again (503).
    #[error("the store is busy or unavailable: {0}")]
    Unavailable(String),
    /// A write failed at commit: nothing is known about it, no more writes are taken, the process must restart.
    #[error("a write could not be made durable: {0}")]
    Broken(String),
    /// A row does not open or does not read: damaged, or under another master key.
    #[error("a stored row is damaged: {0}")]
    Damaged(String),
    /// A row with this key exists already and is different.
    #[error("{0} exists already")]
    Conflict(String),
}

/// Who the time is asked from.
pub trait Clock: Send + Sync + 'static {
    /// Now, in milliseconds since 1970: what codes, limits and sessions go by.
    fn now(&self) -> Timestamp;

    /// What the clock on the wall says, for what others read by theirs: times that are signed, and whether they are over. It differs
    /// from [`Clock::now`] where somebody has set the system's clock.
    fn wall(&self) -> Timestamp {
        self.now()
    }
}

/// Where randomness comes from: the operating system's generator, or a seed in tests.
pub trait Entropy: Send + Sync + 'static {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
    /// Fresh bytes that make an entry of the audit log like no other.
    fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.fill(&mut salt);
        salt
    }
}

/// The people of one import, in the order that the store wants.
pub trait ImportSource: Send {
    /// The next person; `None` at the end.
    fn next(&mut self) -> Result<Option<ImportedPerson>, StoreError>;
    /// Told from time to time, after the end: so many of them have been filed by reference id.
    fn filed(&mut self, _people: u64) {}
}

impl<F: FnMut() -> Result<Option<ImportedPerson>, StoreError> + Send> ImportSource for F {
    fn next(&mut self) -> Result<Option<ImportedPerson>, StoreError> {
        self()
    }
}

/// The durable state of the service; what it keeps for people about the checks on them is in [`History`]. Every method is one atomic step: after `Ok` of a writing method its effect survives a
/// crash; after `Err` nothing of it is there, except after [`StoreError::Broken`], where it is unknown until a restart.
///
/// Adapters must not depend on one another's quirks: conditional updates are compare-and-swap on the stored state.
#[async_trait]
pub trait Store: OwnStore + History + PassStore + ShareStore + WebhookQueue {
    /// The people registered with a mobile, at most a handful. Names only: no doses, no reference id.
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError>;

    /// Where a person stands in the order in which [`Store::import`] takes people. Different people stand in different places;
    /// the same pair always stands in the same.
    fn import_order(&self, mobile: &Mobile, reference: &ReferenceId) -> ImportOrder;
    /// Writes people all together or not at all; merges doses by number (a changed dose replaces, a new one is added).
    /// The people come once each, in ascending order of [`Store::import_order`], and each carries it. `Conflict` when one
    /// comes twice; an `Err` from the source rolls everything back. The source is read while the store writes: whoever can
    /// sort beforehand keeps other writers waiting for less long. What was imported is an act of the operator.
    async fn import(&self, people: Box<dyn ImportSource>, act: Acting) -> Result<ImportCounts, StoreError>;
    /// How many people are registered.
    async fn count_people(&self) -> Result<u64, StoreError>;

    /// Adds a provider with the hash of its first secret key. `Conflict` when id or site key is taken.
    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32], act: Acting) -> Result<(), StoreError>;
    /// By id.
    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError>;
    /// A number that changes whenever a provider or one of its keys does; cheap to ask.
    async fn provider_changes(&self) -> Result<u64, StoreError>;
    /// All secret keys, oldest first, with those that are no longer good.
    async fn secret_keys(&self) -> Result<Vec<SecretKey>, StoreError>;
    /// Adds a secret key, and ends the provider's others in good time; `false` when there is no such provider. `Conflict` when
    /// the provider has or had a key of this name.
    async fn rotate_key(&self, rotation: KeyRotation) -> Result<bool, StoreError>;
    /// Withdraws a secret key at once; `false` when there is none of this name, or it was withdrawn before.
    async fn revoke_key(&self, provider: &str, name: &str, act: Acting) -> Result<bool, StoreError>;
    /// Notes when keys were last used. It is no change of a provider.
    async fn note_key_uses(&self, uses: Vec<([u8; 32], Timestamp)>) -> Result<(), StoreError>;
    /// All, by name.
    async fn providers(&self) -> Result<Vec<Provider>, StoreError>;
    /// Replaces a provider's registration; `false`, and nothing changed, when it is not `before` (any more). Suspension, id and
    /// site key stay what they are.
    async fn change_provider(&self, before: &Provider, after: &Provider, act: Acting) -> Result<bool, StoreError>;
    /// Suspends or resumes; `false` when there is no such provider.
    async fn set_suspended(&self, id: &str, suspended: bool, act: Acting) -> Result<bool, StoreError>;

    /// Opens a verification, charges limits, records its message and an entry of the audit log: one transaction.
    async fn open(&self, opening: Opening) -> Result<Opened, StoreError>;
    /// Reads a verification.
    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError>;
    /// Puts a new code in force and records its message; the older code is dead, an unsent older message is never sent.
    /// Counters stay as they are.
    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError>;
    /// Counts a guess, compares, and when it is right consumes the code and records consent and result: see [`Attempt`].
    async fn attempt(&self, attempt: Attempt) -> Result<Attempted, StoreError>;
    /// What a provider asked, day by day, from one day to another and with both; days without anything are left out.
    async fn usage(&self, provider: CounterKey, from: Date, to: Date) -> Result<Vec<DayUsage>, StoreError>;

    /// Looks at a result that is presented, and marks it as used when it is good once only: one presentation finds it good.
    async fn present(&self, presentation: Presentation) -> Result<Presented, StoreError>;
    /// Gives a recorded result once more, and once only: to whoever was given a token for it in its place.
    async fn collect(&self, id: RecordId, now: Timestamp) -> Result<Option<StoredResult>, StoreError>;
    /// Revokes a result, and tells its provider; `false` when there is no such record, or it was revoked before.
    async fn revoke_result(&self, id: RecordId, mark: Mark) -> Result<bool, StoreError>;

    /// Closes a verification. Idempotent. With `tell` its provider's server is told, in the same transaction.
    async fn cancel(&self, id: VerificationId, witness: Witness, tell: bool, now: Timestamp) -> Result<(), StoreError>;

    /// Takes up to `most` waiting messages that are due, and marks them taken so that no other worker ever sends them.
    async fn due_sms(&self, now: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError>;
    /// When the next waiting message is due; `None` when none waits.
    async fn next_sms(&self) -> Result<Option<Timestamp>, StoreError>;
    /// Records what became of a message, with the next write that succeeds or within a second. The end of the process may lose it,
    /// and then a message that was to be tried again is not: what was taken is never sent twice.
    fn settle_sms(&self, settled: Settled);

    /// All signing keys, oldest first.
    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError>;
    /// Adds a signing key, its seed sealed.
    async fn add_signing_key(&self, key: SigningKeyRow, act: Acting) -> Result<(), StoreError>;
    /// Changes signing keys, all together. `false`, and nothing changed, when one of them has not the state that it is moved
    /// from.
    async fn change_signing_keys(&self, change: SigningKeyChange, act: Acting) -> Result<bool, StoreError>;
    /// A number that changes whenever a signing key or a data key does; cheap to ask.
    async fn key_changes(&self) -> Result<u64, StoreError>;

    /// The keys that data is sealed under, and how far a rotation is.
    async fn data_keys(&self) -> Result<DataKeys, StoreError>;
    /// Begins a rotation of the data keys: what is written from now on is sealed under a new one, and [`Store::reseal`] takes the
    /// rest along. Everything is found all the while. `false` when one is running already.
    async fn rotate_data_keys(&self, act: Acting) -> Result<bool, StoreError>;
    /// Goes on with a rotation, whoever began it: looks at up to `most` rows. An import is refused while one runs.
    async fn reseal(&self, most: usize, act: Acting) -> Result<Resealed, StoreError>;

    /// The head of the audit log.
    async fn audit_head(&self) -> Result<AuditHead, StoreError>;
    /// Up to `most` leaves of the audit log from index `from` on, each with its stored hash.
    async fn audit_leaves(&self, from: u64, most: usize) -> Result<Vec<([u8; 32], Vec<u8>)>, StoreError>;
    /// `count` hashes of a level of the audit log's tree (see `domain::audit::tile`); `None` when one of them is not there.
    async fn audit_hashes(&self, level: u8, first: u64, count: u16) -> Result<Option<Vec<[u8; 32]>>, StoreError>;

    /// Deletes what is past its time: OTP rows after 24 h, limit rows after 48 h (design 5). Gives the number of rows.
    async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError>;
}

/// What a gateway said of one SMS.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Surely not taken; another gateway or a later try may.
    #[error("the gateway did not take it: {0}")]
    NotTaken(String),
    /// Nobody knows (time-out after the request went out): it must not be sent again.
    #[error("the gateway did not answer in time: {0}")]
    Unknown(String),
    /// This message will never be taken.
    #[error("the gateway refuses this message: {0}")]
    Refused(String),
}

/// An SMS gateway.
#[async_trait]
pub trait CodeSender: Send + Sync + 'static {
    /// Name in the configuration.
    fn name(&self) -> &str;
    /// Hands one message over. `message_id` is stable over retries; `good_for` is what is left of its life.
    async fn send(&self, sms: &Sms, message_id: i64, good_for: Duration) -> Result<(), SendError>;
    /// Whether somebody is there to take messages. It is asked now and then, apart from any message, and sends none.
    async fn is_there(&self) -> bool {
        true
    }
}
