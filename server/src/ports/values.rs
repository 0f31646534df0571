//! Keys, questions and records: the values that ports take and give.

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::{limits::Rate, mobile::Mobile, provider::Scopes, time::Timestamp};
use serde::{Deserialize, Serialize};

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
