//! Messages to providers' servers: a durable queue that a running service empties.

use async_trait::async_trait;
use domain::{
    time::Timestamp,
    webhook::{Event, EventKind, WebhookUrl},
};

use super::{Acting, Ask, StoreError, VerificationId};

/// Id of a message, made like a verification's, so that messages lie in the order of their time.
pub type WebhookId = VerificationId;

/// What the text form of a message's id begins with.
const PREFIX: &str = "msg_";

/// The header `webhook-id`: `msg_` and 30 characters of base64url.
pub fn webhook_id_text(id: WebhookId) -> String {
    format!("{PREFIX}{}", id.to_text())
}

/// Reads the text form of a message's id; `None` for anything else.
pub fn parse_webhook_id(text: &str) -> Option<WebhookId> {
    text.strip_prefix(PREFIX).and_then(WebhookId::parse)
}

/// A message to be put into the queue, in the transaction of the act that it tells of.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whom it is for.
    pub provider: String,
    /// The verification or record that it is about: whoever erases that erases this.
    pub about: VerificationId,
    /// What it says.
    pub event: Event,
}

impl Notice {
    /// What happened to a verification.
    pub(crate) fn of(kind: EventKind, about: VerificationId, ask: &Ask, at: Timestamp) -> Self {
        let event = Event { kind, at, id: about.to_text(), reference: ask.reference.clone() };
        Self { provider: ask.provider.clone(), about, event }
    }
}

/// How many messages are wanted, and who has enough.
#[derive(Clone, Debug)]
pub struct Taking {
    /// Now.
    pub now: Timestamp,
    /// Until then nobody else takes them. Whoever has not said by then what came of a message has lost it, and it is sent again.
    pub until: Timestamp,
    /// At most so many.
    pub most: usize,
    /// At most so many of one provider, together with those that it has already.
    pub of_one: usize,
    /// How many each provider has already.
    pub busy: Vec<(String, usize)>,
}

impl Taking {
    /// How many more a provider may have.
    pub(crate) fn room_of(&self, provider: &str) -> usize {
        self.of_one.saturating_sub(self.has(provider))
    }

    /// How many it has. Who has few comes first, or those whose servers hang would take every hand that comes free.
    pub(crate) fn has(&self, provider: &str) -> usize {
        self.busy.iter().find(|(busy, _)| busy == provider).map_or(0, |(_, has)| *has)
    }
}

/// A message in the hands of one worker.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenWebhook {
    /// Which.
    pub id: WebhookId,
    /// Whom it is for.
    pub provider: String,
    /// What it says.
    pub event: Event,
    /// Since when it is tried.
    pub first: Timestamp,
    /// Attempts, with the one that begins now.
    pub attempts: u32,
}

/// What an attempt led to, where the message did not arrive. The word is what operators read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WebhookFailure {
    /// No connection: nobody listens, TLS failed, or the name does not resolve.
    Unreachable,
    /// The name leads to an address that is not of the public internet.
    AddressRefused,
    /// No answer in time.
    TimedOut,
    /// An answer that is no success.
    Status(u16),
    /// The server said that it takes no messages any more (status 410).
    Gone,
    /// The provider is suspended, or its time is over.
    Suspended,
    /// There is no such provider.
    UnknownProvider,
}

impl WebhookFailure {
    /// The words, as they are stored and shown.
    pub fn text(self) -> String {
        match self {
            Self::Unreachable => "unreachable".to_owned(),
            Self::AddressRefused => "address-refused".to_owned(),
            Self::TimedOut => "timed-out".to_owned(),
            Self::Status(status) => format!("status-{status}"),
            Self::Gone => "gone".to_owned(),
            Self::Suspended => "suspended".to_owned(),
            Self::UnknownProvider => "unknown-provider".to_owned(),
        }
    }
}

/// What became of a message.
#[derive(Clone)]
pub enum WebhookOutcome {
    /// It arrived, or nobody wants it any more: it is forgotten.
    Done,
    /// Try again.
    Retry {
        /// Not before.
        at: Timestamp,
        /// Why.
        why: WebhookFailure,
    },
    /// Given up; it is kept for [`DEAD_KEPT`], and can be replayed.
    Dead {
        /// When.
        at: Timestamp,
        /// Why.
        why: WebhookFailure,
    },
    /// Given up, and nothing more is sent to this address.
    Gone {
        /// The address that said so; another one that was registered meanwhile stays.
        url: WebhookUrl,
        /// Entry in the audit log.
        act: Acting,
    },
}

/// How long a message that was given up is kept.
pub const DEAD_KEPT: std::time::Duration = std::time::Duration::from_hours(24 * 30);

/// A message in the queue, as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookRow {
    /// Which.
    pub id: WebhookId,
    /// Whom it is for.
    pub provider: String,
    /// What it says.
    pub event: Event,
    /// Attempts so far.
    pub attempts: u32,
    /// The next attempt.
    pub due: Timestamp,
    /// What came of the last attempt.
    pub reason: Option<String>,
    /// When it was given up; `None` while it waits.
    pub died: Option<Timestamp>,
}

/// Which messages are to be sent again, now and for another day.
#[derive(Clone, PartialEq, Eq)]
pub enum Replay {
    /// This one, whether it waits or was given up.
    One(WebhookId),
    /// All that were given up; with a provider, that one's.
    Dead(Option<String>),
}

/// How many messages there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookDepth {
    /// Waiting, or being sent.
    pub waiting: u64,
    /// Given up.
    pub dead: u64,
}

/// The queue of messages to providers' servers. A message gets in with the act that it tells of, and leaves when it arrived: it
/// is sent at least once, and always under the same id.
#[async_trait]
pub trait WebhookQueue: Send + Sync + 'static {
    /// Takes messages that are due, oldest first for each provider, no provider's before all others'.
    async fn take_webhooks(&self, taking: Taking) -> Result<Vec<TakenWebhook>, StoreError>;
    /// When the next message is due; `None` when none waits.
    async fn next_webhook(&self) -> Result<Option<Timestamp>, StoreError>;
    /// Says what became of a message. `false`, and nothing is changed, when it was taken again since, or is gone.
    async fn settle_webhook(&self, taken: &TakenWebhook, outcome: WebhookOutcome) -> Result<bool, StoreError>;
    /// Up to `most` messages, oldest first: those that wait, or those that were given up.
    async fn webhooks(&self, dead: bool, most: usize) -> Result<Vec<WebhookRow>, StoreError>;
    /// Has messages sent again; gives their number.
    async fn replay_webhooks(&self, which: Replay, act: Acting) -> Result<u64, StoreError>;
    /// How many there are.
    async fn webhook_depth(&self) -> Result<WebhookDepth, StoreError>;
}
