//! What a store keeps for people about the checks on them: who asked, what became of the answers, and what they have said no to.

use async_trait::async_trait;
use domain::{consent::Consent, time::Timestamp};
use jiff::civil::Date;

use super::{AuditHead, Own, RecordId, StoreError};

/// People's own side of a store: a person sees, withdraws and pauses what concerns this one person. The rules of
/// [`super::Store`] hold here too.
#[async_trait]
pub trait History: Send + Sync + 'static {
    /// The checks on a person that were answered, newest first: up to `most` of those before `before`.
    async fn checks(&self, own: &Own, before: Option<RecordId>, most: usize) -> Result<Vec<Check>, StoreError>;
    /// One of them; `None` also when it is about somebody else.
    async fn check(&self, own: &Own, id: RecordId) -> Result<Option<Check>, StoreError>;
    /// What the person has said no to.
    async fn objections(&self, own: &Own) -> Result<Objections, StoreError>;
    /// Withdraws the consent that a record holds: what its provider was given about this person is revoked, and whatever the
    /// provider begins for this person from now on is a decoy; what it has begun cannot be confirmed. `false` when the record
    /// is not this person's. Idempotent.
    async fn withdraw(&self, own: &Own, id: RecordId, deed: OwnDeed) -> Result<bool, StoreError>;
    /// Takes a withdrawal back; what was revoked stays revoked. `false` when there is none for this provider.
    async fn end_withdrawal(&self, own: &Own, provider: &str, deed: OwnDeed) -> Result<bool, StoreError>;
    /// Pauses all checks on a person, or lets them go on: while they are paused, whatever a provider begins is a decoy, and what
    /// was begun cannot be confirmed. `false` when it was so already.
    async fn set_paused(&self, own: &Own, paused: bool, deed: OwnDeed) -> Result<bool, StoreError>;

    /// The consent of a record and the day that the answer is about, without the answer: for whoever has the record's id, which the person and the provider have.
    async fn consent(&self, id: RecordId) -> Result<Option<(Consent, Date)>, StoreError>;
    /// An entry of the audit log, and the proof that it is in the log as it stands; `None` when there is no such entry.
    async fn audit_proof(&self, index: u64) -> Result<Option<AuditProof>, StoreError>;
}

/// A check that was answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Check {
    /// Its record; the result's `jti` is the text form.
    pub id: RecordId,
    /// Who asked, what for, and what the person agreed to.
    pub consent: Consent,
    /// The day that the answer is about.
    pub as_of: Date,
    /// When the result expires.
    pub expires: Timestamp,
    /// When the provider presented the result to have it verified, if it did.
    pub used: Option<Timestamp>,
    /// When the result was revoked, if it was.
    pub revoked: Option<Timestamp>,
    /// Index of its entry in the audit log; older records do not say it.
    pub entry: Option<u64>,
}

/// What a person has said no to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objections {
    /// Since when all checks are paused, if they are.
    pub paused: Option<Timestamp>,
    /// Providers, by id, from which the consent is withdrawn, and since when.
    pub withdrawn: Vec<(String, Timestamp)>,
}

/// What an entry of the audit log says about an act of a person's own.
#[derive(Clone, Copy)]
pub struct OwnDeed {
    /// Keyed pseudonym of the person.
    pub subject: [u8; 16],
    /// Keyed pseudonym of the record that it is about, if it is about one.
    pub reference: Option<[u8; 16]>,
    /// Fresh random bytes, as in [`super::Witness`].
    pub salt: [u8; 16],
    /// Now.
    pub now: Timestamp,
}

/// An entry of the audit log with the proof that it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditProof {
    /// The entry, byte for byte as it was logged.
    pub leaf: Vec<u8>,
    /// The log that it is proved to be in.
    pub head: AuditHead,
    /// Hashes from the entry up to the root (RFC 9162, section 2.1.3).
    pub path: Vec<[u8; 32]>,
}
