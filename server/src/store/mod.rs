//! The durable state: what only a store can make, what every adapter decides alike, and the adapters.
//!
//! [`sqlite`] is the real one; [`memory`] keeps everything in the process and passes the same story.

pub(crate) mod counters;
mod entries;
mod guess;
mod keyring;
pub mod memory;
mod own;
mod passes;
pub(crate) mod quotas;
mod record;
mod rules;
pub(crate) mod sealed;
pub mod sqlite;

use std::{sync::Arc, time::Duration};

use domain::result::Claims;

pub use self::own::{Own, OwnRecord};
pub use self::passes::{RevokedPasses, StoredPass};
pub use crate::metrics::StoreMeter;
use crate::ports::{Ask, PersonKey, RecordId, StoreError, Typed, Vaccinations, Verification};

/// A person's vaccinations, after that person's code was consumed. Only a store makes one, inside the transaction that
/// consumes the code: whoever holds it has proof that the person agreed.
pub struct Redeemed {
    person: PersonKey,
    verification: Arc<Verification>,
    vaccinations: Vaccinations,
}

impl Redeemed {
    // Private: visible in this module and its adapters, nowhere else.
    fn new(person: PersonKey, verification: Arc<Verification>, vaccinations: Vaccinations) -> Self {
        Self { person, verification, vaccinations }
    }

    /// Whose, for the pairwise subject of the result.
    pub const fn person(&self) -> PersonKey {
        self.person
    }

    /// What was asked.
    pub fn ask(&self) -> &Ask {
        &self.verification.ask
    }

    /// What was typed and matched.
    pub fn typed(&self) -> &Typed {
        &self.verification.typed
    }

    /// What is recorded.
    pub const fn vaccinations(&self) -> &Vaccinations {
        &self.vaccinations
    }
}

/// A result whose row is durable. The signer takes nothing else, so that no token is without a row.
pub struct StoredResult {
    id: RecordId,
    claims: Claims,
}

impl StoredResult {
    fn new(id: RecordId, claims: Claims) -> Self {
        Self { id, claims }
    }

    /// Id of the record; the result's `jti` is its text form.
    pub const fn id(&self) -> RecordId {
        self.id
    }

    /// What is to be signed, as stored.
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }
}

/// How long a receipt by SMS may take: one that comes much later than the answer only confuses.
pub(crate) const NOTICE_LIFETIME: Duration = Duration::from_mins(10);

/// How long rows are kept (design 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Verifications and messages, from their start. Default 24 hours.
    pub one_time: Duration,
    /// Limits, from when they were full again. Default 48 hours: a clock that was wrong for a day refills none.
    pub limits: Duration,
    /// Counters of failed guesses, from the last one. They are cleared by a right code; the others would stay for ever.
    /// Default 30 days, so that waiting gives back next to nothing.
    pub failures: Duration,
    /// Consents and results, from when they were given. At least one year; default 400 days.
    pub records: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            one_time: Duration::from_hours(24),
            limits: Duration::from_hours(48),
            failures: Duration::from_hours(24 * 30),
            records: Duration::from_hours(24 * 400),
        }
    }
}

/// Why a database is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database was sealed under another master key.
    #[error("this master key is not the one that the database was made with; nothing in it can be opened")]
    WrongMasterKey,
    /// A newer version of the program has written it.
    #[error("the database has schema version {found}, this program knows {known} at most; run the newer program")]
    Newer {
        /// Version of the database.
        found: u32,
        /// The newest version that this program knows.
        known: usize,
    },
    /// A database, but of another program.
    #[error("the database was not made by this program")]
    Foreign,
    /// The database lies behind what was recorded beside it: an older copy was put back, or the end of its log was lost.
    #[error(
        "the audit log has {found} entries and the anchor beside it says {anchored}: an older database was put back, or \
         writes that were acknowledged are lost. Put the right one back; to go on with this one: kyvs audit accept"
    )]
    Behind {
        /// Entries in the database.
        found: u64,
        /// Entries that the anchor names.
        anchored: u64,
    },
    /// The audit log is not the one that the anchor beside it names.
    #[error(
        "the audit log is not the one that was recorded beside it, from entry {0} on or before; look at it with: kyvs audit verify"
    )]
    Forked(u64),
    /// The file cannot be made, opened or read.
    #[error("the database cannot be opened: {0}")]
    Unusable(String),
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        Self::Unusable(error.to_string())
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}
