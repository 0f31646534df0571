//! How messages leave: gateways by configuration, behind the port [`CodeSender`].

mod breaker;
pub mod http;
pub mod outbox;
mod pace;
mod queue;
mod reports;
pub(crate) mod template;

use std::sync::Arc;

pub use self::{
    http::Http,
    outbox::Outbox,
    queue::{Hand, Hands},
};
use crate::{
    config::{self, GatewayKind},
    ports::CodeSender,
};

/// Words that a gateway's address and body may hold in braces.
pub const PLACEHOLDERS: [&str; 10] =
    ["to", "to_digits", "text", "message_id", "template", "lang", "coding", "unicode", "minutes", "seconds"];

/// Why the gateways cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// None is named.
    #[error("no SMS gateway is configured: name one in sms.gateways (kyvs config shows how)")]
    None,
    /// The outbox file cannot be opened.
    #[error("sms.{name}.file cannot be written: {reason}")]
    File {
        /// Gateway.
        name: String,
        /// What the system said.
        reason: String,
    },
    /// The HTTP client cannot be made: as a rule the system's certificates are missing.
    #[error("sms.{name} cannot make TLS connections ({reason}); install the package ca-certificates")]
    Client {
        /// Gateway.
        name: String,
        /// What the client said.
        reason: String,
    },
}

/// The gateways of a configuration, in the order they are tried.
#[derive(Clone)]
pub struct Senders {
    /// All of them.
    pub all: Vec<Arc<dyn CodeSender>>,
    /// Those that keep messages in memory.
    pub outboxes: Vec<Outbox>,
}

impl Senders {
    /// Sets the gateways up. No message goes out and no connection is made here.
    pub fn build(config: &config::Sms) -> Result<Self, SetupError> {
        let mut senders = Self { all: Vec::new(), outboxes: Vec::new() };
        for gateway in &config.gateways {
            match &gateway.kind {
                GatewayKind::Outbox { file } => {
                    let outbox = Outbox::new(&gateway.name, file.as_deref())
                        .map_err(|error| SetupError::File { name: gateway.name.clone(), reason: error.to_string() })?;
                    senders.outboxes.push(outbox.clone());
                    senders.all.push(Arc::new(outbox));
                }
                GatewayKind::Http(settings) => senders.all.push(Arc::new(Http::new(&gateway.name, settings)?)),
            }
        }
        if senders.all.is_empty() { Err(SetupError::None) } else { Ok(senders) }
    }
}
