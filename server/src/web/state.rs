//! What handlers share.

use std::{sync::Arc, time::Duration};

use app::{
    flow::Refusal,
    service::{SharedOwnService, SharedService, SharedSharingService},
};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::provider::{Env, Provider};

use super::{admission::Admission, assets::Assets, sms_report::Reporting};
use crate::{
    audit::LogIdentity,
    config::{Embed, Network},
    graphic::Painter,
    logging::RequestLog,
    maintenance::Maintenance,
    metrics::Metrics,
    ports::{Entropy, Store},
    service::StatusService,
    signing::Signer,
    stop::Stopper,
    test_mode::{TestMode, belongs_here},
};

/// What handlers share, made once at the start; cheap to clone.
pub type AppState = Arc<Shared>;

/// What handlers share.
pub struct Shared {
    /// The use cases of the pages, of both worlds.
    pub service: SharedService,
    /// The use cases of the page on which people see their own status: there is no test mode of it.
    pub own: SharedOwnService,
    /// What people share.
    pub sharing: SharedSharingService,
    /// Draws graphics and papers.
    pub painter: Painter,
    /// The live service, as a provider's server calls it.
    pub api: Arc<StatusService>,
    /// What the operator has announced.
    pub maintenance: Arc<Maintenance>,
    /// Test mode, unless the operator has switched it off.
    pub test: Option<TestMode>,
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
    /// Where every request gets a line, unless the operator has switched it off.
    pub access_log: Option<RequestLog>,
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
    /// The provider that a secret key belongs to, of the world that the key names. During maintenance there is none.
    pub async fn caller(&self, secret_key: &str) -> Result<Arc<Provider>, Refusal> {
        self.maintenance.is_over()?;
        self.service_of(belongs_here(secret_key)).caller(secret_key).await
    }

    /// The service that a caller asks: the live one, or test mode.
    pub fn api_of(&self, caller: &Provider) -> &StatusService {
        self.service_of(caller.env == Env::Test)
    }

    /// Without test mode the live service gets all, and knows no test key.
    fn service_of(&self, is_test: bool) -> &StatusService {
        self.test.as_ref().filter(|_| is_test).map_or(&*self.api, |test| test.service())
    }

    /// Fresh random text for a nonce of a page's policy: 128 bits, base64url.
    pub fn nonce(&self) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        Base64UrlUnpadded::encode_string(&bytes)
    }
}
