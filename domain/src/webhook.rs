//! Webhooks after Standard Webhooks 1.0: what a provider's server is told by itself, how that is signed, when it is tried again,
//! and where it may be sent.
//!
//! What is told is thin: what happened and the id of what it happened to. Who wants to know more asks, with a key.

mod address;
mod event;
mod retry;
mod signature;
mod url;

use serde::{Deserialize, Serialize};

pub use self::{
    address::is_public,
    event::{Event, EventKind, UnknownEvent},
    retry::{LIFETIME, next_attempt},
    signature::{public_key, sign},
    url::{WebhookUrl, WebhookUrlError},
};
use crate::time::Timestamp;

/// Where a provider is told, as the registry of providers has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Where to.
    pub url: WebhookUrl,
    /// When its server answered that nothing is there any more (status 410): nothing is sent until the operator sets it anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Timestamp>,
}

impl Webhook {
    /// A place that has not been tried yet.
    pub const fn new(url: WebhookUrl) -> Self {
        Self { url, gone: None }
    }

    /// Whether anything is sent there.
    pub const fn is_open(&self) -> bool {
        self.gone.is_none()
    }
}
