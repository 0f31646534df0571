//! Ports outwards: what the service needs from the world, as small traits.
//!
//! Every adapter of a trait passes the same suite (`tests/store_story.rs`, `tests/senders.rs`). The comments here are the contract.

use std::collections::BTreeMap;

use async_trait::async_trait;
use base64ct::{Base64UrlUnpadded, Encoding};
use domain::{
    code::{CodeState, FailurePolicy, GuessRefused, Policy, ResendRefused},
    consent::Consent,
    limits::Rate,
    mobile::Mobile,
    person::{BirthYear, Gender, ReferenceId},
    provider::{Provider, Scopes},
    time::Timestamp,
    vaccination::DoseEvent,
};
use serde::{Deserialize, Serialize};

pub use crate::store::{Redeemed, StoredResult};

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
    /// Now, in milliseconds since 1970.
    fn now(&self) -> Timestamp;
}

/// Where randomness comes from: the operating system's generator, or a seed in tests.
pub trait Entropy: Send + Sync + 'static {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// A person in the registry, as far as may be known before that person's code: an opaque row and a name to match.
#[derive(Clone)]
pub struct Candidate {
    /// Row of the person; not the reference id.
    pub person: PersonKey,
    /// The registered name.
    pub name: String,
}

/// Opaque row key of a person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonKey(pub [u8; 16]);

/// Key of a limit or failure counter: a keyed hash, never a number or a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounterKey(pub [u8; 16]);

/// A verification's id: 6 bytes of time, then 16 random bytes; its text form is base64url (30 characters).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerificationId(pub [u8; 22]);

impl VerificationId {
    /// A new id: the time in milliseconds (big-endian, so that ids sort by it), then what the generator gave.
    pub fn new(now: Timestamp, random: [u8; 16]) -> Self {
        let mut id = Self::first_at(now);
        id.0[6..].copy_from_slice(&random);
        id
    }

    /// The smallest id of a moment: all earlier ones are below it.
    pub fn first_at(moment: Timestamp) -> Self {
        let mut id = [0; 22];
        id[..6].copy_from_slice(&moment.as_millis().max(0).to_be_bytes()[2..]);
        Self(id)
    }

    /// The text form, 30 characters of base64url.
    pub fn to_text(self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// Reads the text form; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut id = [0; 22];
        let length = Base64UrlUnpadded::decode(text, &mut id).ok()?.len();
        (length == id.len()).then_some(Self(id))
    }
}

/// One charge against a rate limit.
#[derive(Clone, Copy)]
pub struct Charge {
    /// Whose.
    pub key: CounterKey,
    /// At most this many.
    pub rate: Rate,
}

/// What a verification is bound to and what was asked.
#[derive(Clone, Serialize, Deserialize)]
pub struct Ask {
    /// Provider's id.
    pub provider: String,
    /// Origin of the embedding page; empty for a full page or the API.
    pub origin: String,
    /// Purpose slug.
    pub purpose: String,
    /// What is asked for at most.
    pub scopes: Scopes,
    /// The asker's nonce, echoed in the answer.
    pub nonce: Option<String>,
    /// The asker's own reference, echoed in the answer.
    pub reference: Option<String>,
    /// Language of page and SMS.
    pub lang: String,
}

/// What was typed, kept sealed with the verification.
#[derive(Clone, Serialize, Deserialize)]
pub struct Typed {
    /// Full name as typed.
    pub full_name: String,
    /// Mobile in E.164.
    pub mobile: Mobile,
}

/// An SMS to be sent once, before it expires.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sms {
    /// E.164.
    pub to: String,
    /// The text, complete.
    pub text: String,
    /// Name of the text in the configuration, for gateways with registered templates.
    pub template: String,
    /// Language code.
    pub lang: String,
}

/// A new verification, with everything that is written in the same transaction.
pub struct Opening {
    /// Its id.
    pub id: VerificationId,
    /// What was asked.
    pub ask: Ask,
    /// What was typed.
    pub typed: Typed,
    /// The matched person; `None` makes a decoy.
    pub person: Option<PersonKey>,
    /// Counter for failed guesses: of the person, or of the typed pair for a decoy.
    pub subject: CounterKey,
    /// State of the first code.
    pub code: CodeState,
    /// HMAC of the first code. Never the code.
    pub mac: [u8; 32],
    /// Two letters that the SMS and the page both show.
    pub sms_ref: String,
    /// Budgets of provider and service: when one is spent the opening is refused as a whole.
    pub budgets: Vec<Charge>,
    /// Limits of person and mobile: when one is spent, or the subject is paused, the verification opens as a decoy.
    pub quiet_limits: Vec<Charge>,
    /// The SMS; sealed and queued when the verification is no decoy, sealed and void when it is (the same work).
    pub sms: Sms,
    /// Now.
    pub now: Timestamp,
}

/// What came of an opening.
pub enum Opened {
    /// Durable.
    Open,
    /// A budget is spent; nothing was written but the charges. Try again at this time.
    Limited(Timestamp),
}

/// A verification as stored.
#[derive(Clone)]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// What was asked.
    pub ask: Ask,
    /// What was typed.
    pub typed: Typed,
    /// The matched person; `None` for a decoy.
    pub person: Option<PersonKey>,
    /// Counter of failed guesses.
    pub subject: CounterKey,
    /// State of the code.
    pub code: CodeState,
    /// Two letters of the newest SMS.
    pub sms_ref: String,
}

/// A new code for an open verification.
pub struct Resend {
    /// Which.
    pub id: VerificationId,
    /// HMAC of the new code, made for generation `resends + 1`.
    pub mac: [u8; 32],
    /// The generation the MAC was made for; a race makes it wrong and the resend is refused.
    pub generation: u8,
    /// New two letters.
    pub sms_ref: String,
    /// As at the opening.
    pub budgets: Vec<Charge>,
    /// As at the opening: spent means the new code is never sent, and nobody is told.
    pub quiet_limits: Vec<Charge>,
    /// The SMS.
    pub sms: Sms,
    /// Code rules.
    pub policy: Policy,
    /// Now.
    pub now: Timestamp,
}

/// What came of a resend.
pub enum Resent {
    /// Durable; the verification as it is now.
    Sent(Box<Verification>),
    /// The code's rules refuse.
    Refused(ResendRefused),
    /// A budget is spent until then.
    Limited(Timestamp),
    /// No such verification, or another resend came first.
    Gone,
}

/// One guess that may be evaluated, already counted.
pub struct Guess {
    /// HMAC of the code in force; random bytes for a decoy or a paused subject.
    pub mac: [u8; 32],
    /// Generation of the code in force.
    pub generation: u8,
    /// Guesses left after this one.
    pub left: u8,
}

/// What came of asking for a guess.
pub enum Guessing {
    /// Counted and durable: compare now.
    Counted(Guess),
    /// Not to be evaluated.
    Refused(GuessRefused),
    /// No such verification.
    Gone,
}

/// Everything a right code brings together, in one transaction.
pub struct Redemption {
    /// Which verification.
    pub id: VerificationId,
    /// Generation of the code that was right.
    pub generation: u8,
    /// The consent that the button gave.
    pub consent: Consent,
    /// Unique id of the result.
    pub jti: String,
    /// Now.
    pub now: Timestamp,
    /// Makes the result's claims from the person's vaccinations. Called by the store, inside the transaction, after the
    /// conditional update took one row: there is no other way from a mobile number to a status.
    pub claims: Box<dyn FnOnce(&Redeemed) -> domain::result::Claims + Send>,
}

/// What a consumed code gives access to.
pub struct Vaccinations {
    /// Fourteen digits.
    pub reference_id: ReferenceId,
    /// Year of birth.
    pub birth_year: BirthYear,
    /// Gender.
    pub gender: Gender,
    /// Dose events as recorded.
    pub doses: Vec<DoseEvent>,
}

/// An SMS waiting in the queue.
pub struct QueuedSms {
    /// Row of the queue; also the message id that gateways see.
    pub id: i64,
    /// What to send.
    pub sms: Sms,
    /// Nothing is sent after this.
    pub expires: Timestamp,
    /// Attempts before this one.
    pub attempts: u32,
}

/// What became of an SMS.
pub enum SmsOutcome {
    /// A gateway took it.
    Sent {
        /// Name of the gateway.
        gateway: String,
    },
    /// Surely not taken; try again then.
    Retry(Timestamp),
    /// Given up: expired, refused for good, or unknown whether it was taken (at most one SMS a code).
    Failed,
}

/// State of a signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// Published, does not sign yet.
    Next,
    /// Signs.
    Active,
    /// Signs no more, still published.
    Passive,
    /// Compromised or gone: not published.
    Revoked,
}

/// A signing key, unsealed.
pub struct SigningKeyRow {
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// State.
    pub state: KeyState,
    /// Ed25519 seed.
    pub seed: zeroize::Zeroizing<[u8; 32]>,
    /// When it was made.
    pub created: Timestamp,
}

/// One person to be written by an import.
pub struct ImportedPerson {
    /// The person with all doses of this file.
    pub person: domain::person::Person,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct ImportCounts {
    /// New people.
    pub added: u64,
    /// People with something changed.
    pub changed: u64,
    /// People that were the same already.
    pub unchanged: u64,
}

/// The durable state of the service. Every method is one atomic step: after `Ok` of a writing method its effect survives a
/// crash; after `Err` nothing of it is there, except after [`StoreError::Broken`], where it is unknown until a restart.
///
/// Adapters must not depend on one another's quirks: conditional updates are compare-and-swap on the stored state.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// The people registered with a mobile, at most a handful. Names only: no doses, no reference id.
    async fn candidates(&self, mobile: &Mobile) -> Result<Vec<Candidate>, StoreError>;

    /// Writes people all together or not at all; merges doses by number (a changed dose replaces, a new one is added).
    /// `next` is called for the next person until it gives `None`; an `Err` from it rolls everything back.
    async fn import(
        &self,
        next: Box<dyn FnMut() -> Result<Option<ImportedPerson>, StoreError> + Send>,
    ) -> Result<ImportCounts, StoreError>;
    /// How many people are registered.
    async fn count_people(&self) -> Result<u64, StoreError>;

    /// Adds a provider with the hash of its first secret key. `Conflict` when id or site key is taken.
    async fn add_provider(&self, provider: &Provider, secret_hash: [u8; 32]) -> Result<(), StoreError>;
    /// By id.
    async fn provider(&self, id: &str) -> Result<Option<Provider>, StoreError>;
    /// By site key.
    async fn provider_by_site_key(&self, site_key: &str) -> Result<Option<Provider>, StoreError>;
    /// All, by name.
    async fn providers(&self) -> Result<Vec<Provider>, StoreError>;
    /// Suspends or resumes; `false` when there is no such provider.
    async fn set_suspended(&self, id: &str, suspended: bool) -> Result<bool, StoreError>;

    /// Opens a verification, charges limits, queues the SMS: one transaction.
    async fn open(&self, opening: Opening) -> Result<Opened, StoreError>;
    /// Reads a verification.
    async fn verification(&self, id: VerificationId) -> Result<Option<Verification>, StoreError>;
    /// Puts a new code in force and queues its SMS; the older code is dead, an unsent older SMS is never sent. Counters stay as they are.
    async fn resend(&self, resend: Resend) -> Result<Resent, StoreError>;
    /// Counts a guess, on the verification and on its subject, before anything is compared.
    /// A guess on a paused subject is counted on the verification and answered with a random MAC.
    async fn guess(
        &self,
        id: VerificationId,
        policy: Policy,
        failures: FailurePolicy,
        now: Timestamp,
    ) -> Result<Guessing, StoreError>;
    /// Consumes the code with a conditional update of exactly one row, clears the subject's failures, writes consent and
    /// result. `None` when another submission came first, a new code is in force, it expired, or the verification is a decoy.
    async fn redeem(&self, redemption: Redemption) -> Result<Option<StoredResult>, StoreError>;
    /// Closes a verification at the person's wish. Idempotent.
    async fn cancel(&self, id: VerificationId, now: Timestamp) -> Result<(), StoreError>;

    /// Takes up to `most` messages that are due, and marks them taken until `lease` so that no other worker sends them.
    async fn due_sms(&self, now: Timestamp, lease: Timestamp, most: usize) -> Result<Vec<QueuedSms>, StoreError>;
    /// Records what became of a message.
    async fn settle_sms(&self, id: i64, outcome: SmsOutcome, now: Timestamp) -> Result<(), StoreError>;

    /// All signing keys, oldest first.
    async fn signing_keys(&self) -> Result<Vec<SigningKeyRow>, StoreError>;
    /// Adds a signing key, its seed sealed.
    async fn add_signing_key(&self, key: SigningKeyRow) -> Result<(), StoreError>;

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
    /// Hands one message over. `message_id` is stable over retries.
    async fn send(&self, sms: &Sms, message_id: i64) -> Result<(), SendError>;
}

/// Texts of the SMS by language, then by template name.
pub type Texts = BTreeMap<String, BTreeMap<String, String>>;
