//! What happened.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// A kind of event, by its name on the wire. Receivers pass over names that they do not know: there may be more later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// The person agreed, and a result was given.
    #[serde(rename = "verification.completed")]
    VerificationCompleted,
    /// The person called the verification off.
    #[serde(rename = "verification.declined")]
    VerificationDeclined,
    /// A result is good no more.
    #[serde(rename = "result.revoked")]
    ResultRevoked,
    /// The person took a consent back.
    #[serde(rename = "consent.withdrawn")]
    ConsentWithdrawn,
    /// Nothing: the operator tries whether messages arrive.
    #[serde(rename = "webhook.test")]
    Test,
}

/// A text that names no kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of event")]
pub struct UnknownEvent;

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::VerificationCompleted,
        Self::VerificationDeclined,
        Self::ResultRevoked,
        Self::ConsentWithdrawn,
        Self::Test,
    ];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerificationCompleted => "verification.completed",
            Self::VerificationDeclined => "verification.declined",
            Self::ResultRevoked => "result.revoked",
            Self::ConsentWithdrawn => "consent.withdrawn",
            Self::Test => "webhook.test",
        }
    }
}

impl FromStr for EventKind {
    type Err = UnknownEvent;

    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownEvent)
    }
}

/// Something that happened, as much of it as a provider is told. Nothing in it is about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// What to: the id of a verification, or of a result (its `jti`).
    pub id: String,
    /// The provider's own reference, when the verification had one.
    pub reference: Option<String>,
}

/// The body, in the order in which it is written.
#[derive(Serialize)]
struct Body<'e> {
    r#type: &'static str,
    timestamp: String,
    data: Data<'e>,
}

#[derive(Serialize)]
struct Data<'e> {
    id: &'e str,
    provider: &'e str,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<&'e str>,
}

impl Event {
    /// The body of the message to a provider: JSON, byte for byte the same at every attempt. It names whom it is for, because one key
    /// signs for all.
    pub fn payload(&self, provider: &str) -> String {
        let moment = jiff::Timestamp::from_millisecond(self.at.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let body = Body {
            r#type: self.kind.as_str(),
            timestamp: moment.to_string(),
            data: Data { id: &self.id, provider, reference: self.reference.as_deref() },
        };
        // texts as keys and values: there is nothing that could not be written
        serde_json::to_string(&body).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_says_what_and_when_and_which() {
        let event = Event {
            kind: EventKind::VerificationCompleted,
            at: Timestamp::from_millis(1_790_000_000_123),
            id: "AAAA".to_owned(),
            reference: Some("booking \"7\"".to_owned()),
        };
        assert_eq!(
            event.payload("prv_a"),
            r#"{"type":"verification.completed","timestamp":"2026-09-21T14:13:20.123Z","data":{"id":"AAAA","provider":"prv_a","ref":"booking \"7\""}}"#
        );
        let bare = Event { reference: None, ..event };
        assert!(bare.payload("prv_a").ends_with(r#""data":{"id":"AAAA","provider":"prv_a"}}"#));
    }

    #[test]
    fn kinds_have_one_name_everywhere() {
        for kind in EventKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert_eq!("verification.expired".parse::<EventKind>(), Err(UnknownEvent));
    }
}
