//! What handlers share.

use std::{sync::Arc, time::Duration};

use app::service::SharedService;
use base64ct::{Base64UrlUnpadded, Encoding as _};

use super::{admission::Admission, assets::Assets, sms_report::Reporting};
use crate::{
    audit::LogIdentity,
    config::{Embed, Network},
    metrics::Metrics,
    ports::{Entropy, Store},
    service::StatusService,
    signing::Signer,
    stop::Stopper,
};

/// What handlers share, made once at the start; cheap to clone.
pub type AppState = Arc<Shared>;

/// What handlers share.
pub struct Shared {
    /// The use cases of the pages.
    pub service: SharedService,
    /// The same service, as a provider's server calls it.
    pub api: Arc<StatusService>,
    /// Scripts, styles and the browser build.
    pub assets: Arc<Assets>,
    /// Publishes the key set.
    pub signer: Arc<Signer>,
    /// Signs the heads of the audit log.
    pub log: Arc<LogIdentity>,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// Asked by the readiness check only; handlers go through the service.
    pub store: Arc<dyn Store>,
    /// Nonces and request ids.
    pub entropy: Arc<dyn Entropy>,
    /// Where the world finds this service: scheme, host and port, without a slash at the end.
    pub public_url: Arc<str>,
    /// Proxies whose word about the client is taken.
    pub proxies: Arc<[Network]>,
    /// What is taken in at all.
    pub admission: Arc<Admission>,
    /// Whether every request gets a line in the log.
    pub access_log: bool,
    /// Gateways that report what became of messages.
    pub reporting: Reporting,
    /// What the page shows around the check.
    pub embed: Arc<Embed>,
    /// Whether the process is finishing.
    pub stopper: Stopper,
    /// What a request may take from its first header to its answer.
    pub request_time: Duration,
}

impl Shared {
    /// Fresh random text for a nonce of a page's policy: 128 bits, base64url.
    pub fn nonce(&self) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        Base64UrlUnpadded::encode_string(&bytes)
    }
}
