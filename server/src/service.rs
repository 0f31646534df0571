//! The use cases: who asks, start, resend, confirm, decline. Each reads as its story; rules are in `domain`, durable steps in the store.

mod api;
mod ask;
mod book;
mod carry;
mod confirm;
mod ids;
mod legacy;
mod limits;
mod own;
mod passes;
mod receipt;
mod results;
mod schedule;
mod sharing;
mod start;
mod started;
mod view;
mod world;

use std::{sync::Arc, time::Duration};

use app::{
    flow::{Answer, AskForm, Asker, Receipts, Refusal, Sent},
    service::Service,
};
use async_trait::async_trait;
use domain::{
    code::{FailurePolicy, Phase, Policy},
    pass::Lifetime,
    problem::ErrorCode,
    provider::Provider,
    webhook::public_key,
};
use tokio::sync::Notify;

use self::start::Outcome;
pub use self::{
    api::{ApiAsk, ApiConsent, Given, Standing},
    book::Book,
    results::{Question, Verdict},
    started::Started,
    world::{Stage, World},
};
use crate::{
    config::{Config, Limits, Texts},
    metrics::{Metrics, Step, count},
    ports::{Clock, CounterKey, Entropy, Store, StoreError, Verification, VerificationId},
    secrets::Secrets,
    signing::Signer,
    sms::Hands,
    stop::{Reason, Stopper},
};

/// Seconds after which a store that could not take a write may be tried again.
const RETRY_AFTER: u32 = 2;

/// Path of the page where people see their own status, and what was asked about them.
const OWN_PAGE: &str = "/status";

/// What the operator decides about the use cases.
pub struct Rules {
    /// Of the one-time code.
    pub code: Policy,
    /// Of failed guesses in a row.
    pub failures: FailurePolicy,
    /// Of messages.
    pub limits: Limits,
    /// Words of the messages.
    pub texts: Texts,
    /// How long a person sees their own status.
    pub session: Duration,
    /// How long a share link lives.
    pub share_life: Duration,
    /// How long a pass may be good.
    pub pass_limit: Lifetime,
    /// Who gets a receipt by SMS.
    pub receipts: Receipts,
    /// The host that codes for a person's own status are bound to.
    pub host: String,
    /// `iss` of every result.
    pub issuer: String,
    /// Address of the page where people see what was asked about them.
    pub own_page: String,
    /// Live, or test mode.
    pub world: World,
}

impl From<&Config> for Rules {
    fn from(config: &Config) -> Self {
        Self {
            code: config.otp_policy(),
            failures: config.failure_policy(),
            limits: config.limits.clone(),
            texts: config.texts.clone(),
            session: config.citizen.session,
            share_life: config.citizen.share,
            pass_limit: config.citizen.pass,
            receipts: config.citizen.receipts,
            host: config.server.public_host().to_owned(),
            issuer: config.server.public_origin(),
            own_page: [&config.server.public_origin(), OWN_PAGE].concat(),
            world: World::Live,
        }
    }
}

/// The status service over its ports.
pub struct StatusService {
    /// Durable state.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Derived keys.
    pub secrets: Arc<Secrets>,
    /// Signs stored results.
    pub signer: Arc<Signer>,
    /// The operator's rules.
    pub rules: Rules,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// Workers that carry messages.
    pub hands: Hands,
    /// Who may ask.
    pub book: Book,
    /// Rung when a message waits for a provider's server.
    pub bell: Arc<Notify>,
    /// The service's own row of counters.
    pub service_counter: CounterKey,
    /// Told when the store breaks.
    pub stopper: Stopper,
}

#[async_trait]
impl Service for StatusService {
    async fn asker(&self, ask: &AskForm) -> Result<Asker, Refusal> {
        Ok(self.known(ask).await?.into_asker(self.rules.receipts))
    }

    async fn start(&self, ask: &AskForm, full_name: &str, mobile: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Start);
        let asking = self.known(ask).await?;
        let outcome = self.open(&asking, full_name, mobile, None).await?;
        count(&self.metrics.opened);
        self.sent_now(outcome)
    }

    async fn resend(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Resend);
        let asking = self.known(ask).await?;
        let verification = self.bound(&asking, id).await?;
        let outcome = self.send_again(&asking, &verification, None).await?;
        self.sent_now(outcome)
    }

    async fn current(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Current);
        let asking = self.known(ask).await?;
        let verification = self.bound(&asking, id).await?;
        self.still_open(&verification)
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
        let _timer = self.metrics.step(Step::Confirm);
        let asking = self.known(ask).await?;
        let verification = self.bound(&asking, id).await?;
        let agreed = confirm::Agreed::ticked(events, demographics, receipt);
        let code = self.typed(otp, &verification)?;
        let shared = self.share(&asking, &verification, code, agreed, None).await;
        self.count_confirmed(shared.is_ok());
        let (stored, doses) = shared?;
        self.answer(&asking, &verification, &stored, doses)
    }

    async fn decline(&self, ask: &AskForm, id: &str) -> Result<(), Refusal> {
        let _timer = self.metrics.step(Step::Decline);
        let asking = self.known(ask).await?;
        let verification = self.bound(&asking, id).await?;
        let witness = self.witness_of(&asking, &verification);
        let (tell, now) = (asking.provider.is_told(), self.clock.now());
        self.store.cancel(verification.id, witness, tell, now).await.map_err(|error| self.failed(&error))?;
        self.rang(&asking.provider);
        Ok(())
    }
}

impl StatusService {
    /// The verification with this id, when it is this asker's and for this purpose: any other looks like none (design 2, rule 5).
    async fn bound(&self, asking: &ask::Asking, id: &str) -> Result<Arc<Verification>, Refusal> {
        let none = || Refusal::of(ErrorCode::VerificationNotFound);
        let id = VerificationId::parse(id).ok_or_else(none)?;
        let found = self.store.verification(id).await.map_err(|error| self.failed(&error))?;
        found
            .filter(|found| {
                let ask = &found.ask;
                ask.provider == asking.provider.id
                    && ask.origin == asking.origin
                    && ask.purpose == asking.purpose.as_str()
            })
            .map(Arc::new)
            .ok_or_else(none)
    }

    /// A verification to go back to: one that is over looks like none.
    fn still_open(&self, verification: &Verification) -> Result<Sent, Refusal> {
        let is_open = verification.code.phase == Phase::Open;
        is_open.then(|| self.sent(verification)).ok_or_else(|| Refusal::of(ErrorCode::VerificationNotFound))
    }

    /// What a page shows; pages have no idempotency keys, so nothing is answered from before.
    fn sent_now(&self, outcome: Outcome) -> Result<Sent, Refusal> {
        match outcome {
            Outcome::Now(verification, _) => Ok(self.sent(&verification)),
            Outcome::Before(_) => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    /// The key that messages to providers' servers are verified with: `whpk_…`.
    pub fn webhook_key(&self) -> String {
        public_key(&self.secrets.webhook_key().verifying_key())
    }

    /// A message may wait for this provider's server.
    fn rang(&self, provider: &Provider) {
        if provider.is_told() {
            self.bell.notify_one();
        }
    }

    fn count_confirmed(&self, confirmed: bool) {
        count(if confirmed { &self.metrics.confirmed } else { &self.metrics.codes_refused });
    }

    /// What the outside hears of a failing store; the log has the rest.
    fn failed(&self, error: &StoreError) -> Refusal {
        tracing::error!(%error, "the store failed");
        if matches!(error, StoreError::Broken(_)) {
            self.stopper.stop(Reason::StoreBroken);
        }
        Refusal { retry_after: Some(RETRY_AFTER), ..Refusal::of(ErrorCode::ServiceUnavailable) }
    }
}
