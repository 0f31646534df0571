//! What a store keeps for a provider besides its registration: secret keys, and what it has asked.

use domain::{limits::Rate, time::Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Acting, CounterKey};

/// A secret key of a provider's server. Of the key itself only the hash is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretKey {
    /// Keyed hash of the key.
    pub hash: [u8; 32],
    /// Id of the provider that it belongs to.
    pub provider: String,
    /// What the operator calls it; a provider's keys have different names, also those that are gone.
    pub name: String,
    /// When it was made.
    pub created: Timestamp,
    /// Not good from this moment on; `None` for no end.
    pub expires: Option<Timestamp>,
    /// When it was withdrawn.
    pub revoked: Option<Timestamp>,
    /// The hour in which it was last used, as far as that has been written.
    pub used: Option<Timestamp>,
}

impl SecretKey {
    /// The key that a provider has from the beginning.
    pub const FIRST: &str = "first";

    /// Whether it opens anything at this moment.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|end| now < end)
    }
}

/// A new secret key for a provider, and what becomes of those it has.
#[derive(Clone)]
pub struct KeyRotation {
    /// Whose.
    pub provider: String,
    /// Keyed hash of the new key.
    pub hash: [u8; 32],
    /// Its name.
    pub name: String,
    /// When it ends.
    pub expires: Option<Timestamp>,
    /// When the others end, unless they end before; `None` leaves them as they are.
    pub others_until: Option<Timestamp>,
    /// The operator's act.
    pub act: Acting,
}

/// What a provider asked on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayUsage {
    /// Which day, in India.
    pub day: Date,
    /// Verifications begun.
    pub starts: u32,
    /// Codes asked for, first ones and new ones. Whether one was really sent is not counted: it would tell of people.
    pub messages: u32,
    /// Codes typed that were compared.
    pub confirms: u32,
    /// Results given.
    pub results: u32,
}

impl DayUsage {
    /// Whether anything was asked on this day, and the day is from one to another or one of both.
    pub(crate) fn is_within(&self, from: Date, to: Date) -> bool {
        (self.messages > 0 || self.confirms > 0) && (from..=to).contains(&self.day)
    }
}

/// What an opening is charged to, besides the budgets of messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaCharge {
    /// Of the provider, and of the one that it is a part of; those without an end are left out.
    pub quotas: Vec<Quota>,
    /// Keyed hash of the typed pair, matched or not: who counts as one of different people.
    pub who: CounterKey,
}

/// How much a provider, or the one it is a part of, may still ask. The end of either is told, and is the same whoever is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Whose.
    pub key: CounterKey,
    /// Verifications begun in a day.
    pub day: Option<Rate>,
    /// Different people in an hour.
    pub people: Option<Rate>,
}
