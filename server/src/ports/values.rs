//! Keys, questions and records: the values that ports take and give.

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::{language::Language, limits::Rate, mobile::Mobile, provider::Scopes, time::Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Clock, Entropy};

/// A person in the registry, as far as may be known before that person's code: a pseudonym and a name to match.
#[derive(Clone)]
pub struct Candidate {
    /// Whose name it is; not the reference id.
    pub person: PersonKey,
    /// The registered name.
    pub name: String,
}

/// A person's pseudonym, the same through every change of the person's record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonKey(pub [u8; 16]);

/// Key of a row of counters: 63 bits of a keyed hash, never a number or a name. Two of a state's billion numbers may share a
/// row by chance; they then share a limit, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounterKey(pub i64);

/// Whom messages and failed guesses count for: a mobile, and somebody on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The mobile's row of counters.
    pub mobile: CounterKey,
    /// Who of that mobile: a keyed hash of the person, or of the typed pair when it matched nobody.
    pub who: u32,
    /// Whether the pair matched nobody. Such pairs are counted beside the people, so that whoever types wrong names cannot
    /// use up the messages of the people on that mobile.
    pub decoy: bool,
}

/// How many messages a person and a mobile may get, over a short and a long time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietLimits {
    /// A person, or a pair that matched nobody.
    pub person: [Rate; 2],
    /// Everybody on a mobile together.
    pub mobile: [Rate; 2],
}

/// A provider's budget, and when the provider counts as one whose codes hardly ever come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderBudget {
    /// The provider's row.
    pub key: CounterKey,
    /// Messages it may cause.
    pub rate: Rate,
    /// When it is slowed.
    pub pumping: Pumping,
    /// Whether a verification begins with the message, for the figures of the day.
    pub begins: bool,
}

/// When a provider is slowed, because the codes it causes are hardly ever completed: it wastes messages or guesses by volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pumping {
    /// Codes that are looked at, at least.
    pub least: u32,
    /// Completed of a hundred; below this the provider is slowed.
    pub percent: u32,
    /// The budget is divided by this.
    pub divisor: u32,
}

/// A verification's id: 6 bytes of time, then 16 random bytes; its text form is base64url (30 characters).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerificationId(pub [u8; 22]);

impl Subject {
    /// Whom is counted for when the person has said no: nobody who could be kept from anything by it.
    pub(crate) const fn set_aside(self, objected: bool) -> Self {
        Self { decoy: self.decoy || objected, ..self }
    }
}

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

    /// When it was made, to the millisecond.
    pub fn time(self) -> Timestamp {
        let mut millis = [0; 8];
        millis[2..].copy_from_slice(&self.0[..6]);
        Timestamp::from_millis(i64::from_be_bytes(millis))
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
    /// The day that the status is to be about; `None` means the day of the answer.
    pub as_of: Option<Date>,
}

/// What was typed, kept sealed with the verification.
#[derive(Clone, Serialize, Deserialize)]
pub struct Typed {
    /// Full name as typed.
    pub full_name: String,
    /// Mobile in E.164.
    pub mobile: Mobile,
    /// Mobile as typed, to be shown back unmodified.
    pub mobile_as_typed: String,
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

impl Sms {
    /// A message to a mobile; the template is named as in the configuration.
    pub fn new(to: &Mobile, language: Language, template: &str, text: String) -> Self {
        Self { to: to.e164().to_owned(), text, template: template.to_owned(), lang: language.code().to_owned() }
    }
}

/// Id of a record of consent and result: made like a verification's, so that records lie in the order of their time.
pub type RecordId = VerificationId;

/// Which message: the verification and which of its codes, or a receipt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageKey {
    /// Whose code it carries.
    pub verification: VerificationId,
    /// Number of resends before it.
    pub generation: u8,
}

impl MessageKey {
    /// Stands in the place of the number of resends, which are a handful.
    const NOTICE: u8 = u8::MAX;

    /// The message with the receipt of a record: at most one.
    pub const fn notice(record: RecordId) -> Self {
        Self { verification: record, generation: Self::NOTICE }
    }

    /// Whether it is a receipt and carries no code.
    pub const fn is_notice(self) -> bool {
        self.generation == Self::NOTICE
    }

    /// The number that gateways see: stable over retries, and nothing leads from it back to the verification.
    pub fn number(self) -> i64 {
        let hash = Sha256::new().chain_update(self.verification.0).chain_update([self.generation]).finalize();
        let mut number = [0; 8];
        number.copy_from_slice(&hash[..8]);
        i64::from_be_bytes(number) & i64::MAX
    }
}

/// An SMS in the hands of one worker.
pub struct QueuedSms {
    /// Which.
    pub key: MessageKey,
    /// What to send.
    pub sms: Sms,
    /// Nothing is sent after this.
    pub expires: Timestamp,
    /// Attempts before this one.
    pub attempts: u32,
}

/// What became of a message.
pub struct Settled {
    /// Which.
    pub key: MessageKey,
    /// What became of it.
    pub outcome: SmsOutcome,
}

/// What became of an SMS.
pub enum SmsOutcome {
    /// A gateway took it.
    Sent {
        /// Name of the gateway.
        gateway: String,
    },
    /// Surely not taken; try again then.
    Retry {
        /// Not before.
        at: Timestamp,
        /// What to send.
        sms: Box<Sms>,
        /// Attempts so far.
        attempts: u32,
    },
    /// Void: there was nothing to send. It takes every step but the sending, so that nobody can tell it by its cost.
    Void,
    /// Given up: expired, refused for good, or unknown whether it was taken (at most one SMS a code).
    Failed,
}

/// A place in the order in which a store takes people; what it is made of is the store's affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportOrder(pub [u8; 24]);

/// One person to be written by an import.
pub struct ImportedPerson {
    /// What the store's `import_order` gives for this person.
    pub order: ImportOrder,
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

/// Makes a write that is asked for again give the same answer, and have its effect once.
#[derive(Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// Keyed hash of the provider and its key.
    pub key: [u8; 16],
    /// Keyed hash of what was asked: another question under the same key is a mistake.
    pub request: [u8; 16],
}

/// Who and what an entry of the audit log is about. The store adds the act, which is known only when it is done.
#[derive(Clone)]
pub struct Witness {
    /// Provider's id; empty for none.
    pub provider: String,
    /// Keyed pseudonym of the beneficiary, or of the typed pair.
    pub subject: [u8; 16],
    /// Keyed pseudonym of the verification.
    pub reference: [u8; 16],
    /// Fresh random bytes, so that an entry's hash tells nothing about a guessed entry.
    pub salt: [u8; 16],
}

/// When an operator's act happens, with fresh random bytes for its entry in the audit log.
#[derive(Clone, Copy)]
pub struct Acting {
    /// Now.
    pub now: Timestamp,
    /// As in [`Witness`].
    pub salt: [u8; 16],
}

impl Acting {
    /// An act of this moment.
    pub fn now(clock: &dyn Clock, entropy: &dyn Entropy) -> Self {
        Self { now: clock.now(), salt: entropy.salt() }
    }
}

/// The head of the audit log: how many entries it has and what they hash to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// Entries.
    pub size: u64,
    /// Root of the tree.
    pub root: [u8; 32],
}
