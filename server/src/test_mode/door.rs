//! Which of the two services a page is for: its site key says so.

use std::sync::Arc;

use app::{
    flow::{Answer, AskForm, Asker, Refusal, Sent},
    service::{Service, SharedService},
};
use async_trait::async_trait;
use domain::fixtures::TestProvider;

use super::TestMode;
use crate::maintenance::Maintenance;

/// Whether a key is for test mode, by its prefix.
pub fn belongs_here(key: &str) -> bool {
    key.starts_with(TestProvider::SITE_KEY) || key.starts_with(TestProvider::SECRET_KEY)
}

/// The use cases of the pages: test mode's for its keys, the live ones for all others; during maintenance neither. People's own page asks by itself.
pub struct Door {
    live: SharedService,
    test: Option<SharedService>,
    maintenance: Arc<Maintenance>,
}

impl Door {
    /// The live service, with test mode beside it when that is there.
    pub fn open(live: SharedService, test: Option<&TestMode>, maintenance: Arc<Maintenance>) -> SharedService {
        let test = test.map(|test| Arc::clone(test.service()) as SharedService);
        Arc::new(Self { live, test, maintenance })
    }

    /// Without test mode the live service gets all, and knows no test key.
    fn to(&self, ask: &AskForm) -> Result<&dyn Service, Refusal> {
        self.maintenance.is_over()?;
        Ok(self.test.as_deref().filter(|_| belongs_here(&ask.site_key)).unwrap_or(&*self.live))
    }
}

#[async_trait]
impl Service for Door {
    async fn asker(&self, ask: &AskForm) -> Result<Asker, Refusal> {
        self.to(ask)?.asker(ask).await
    }

    async fn start(&self, ask: &AskForm, full_name: &str, mobile: &str) -> Result<Sent, Refusal> {
        self.to(ask)?.start(ask, full_name, mobile).await
    }

    async fn resend(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal> {
        self.to(ask)?.resend(ask, id).await
    }

    async fn current(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal> {
        self.to(ask)?.current(ask, id).await
    }

    async fn confirm(
        &self,
        ask: &AskForm,
        id: &str,
        otp: &str,
        events: bool,
        demographics: bool,
        receipt: bool,
    ) -> Result<Answer, Refusal> {
        self.to(ask)?.confirm(ask, id, otp, events, demographics, receipt).await
    }

    async fn decline(&self, ask: &AskForm, id: &str) -> Result<(), Refusal> {
        self.to(ask)?.decline(ask, id).await
    }
}
