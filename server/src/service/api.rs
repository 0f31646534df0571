//! The use cases as a provider's server calls them: with a secret key instead of a page.

use std::sync::Arc;

use app::flow::Refusal;
use domain::{
    code::Phase,
    language::Language,
    problem::ErrorCode,
    provider::{Provider, Purpose, Refused, Scopes},
    time::Timestamp,
    vaccination::Rules,
};
use jiff::civil::Date;

use super::{
    Started, StatusService,
    ask::{Asking, echo},
    confirm::Agreed,
    start::Outcome,
};
use crate::{
    metrics::Step,
    ports::{Idempotency, StoredResult, Verification, VerificationId},
};

/// What a provider's server asks. Texts are untrusted until they are checked here.
pub struct ApiAsk {
    /// Full name as typed.
    pub full_name: String,
    /// Mobile as typed.
    pub mobile: String,
    /// Purpose slug; `None` means the provider's first.
    pub purpose: Option<String>,
    /// What is asked for; `None` means all that the provider is entitled to.
    pub scopes: Option<Scopes>,
    /// Echoed in the answer.
    pub reference: Option<String>,
    /// Echoed in the answer.
    pub nonce: Option<String>,
    /// Language of the SMS.
    pub lang: Option<String>,
    /// The day that the status is to be about; `None` means the day of the answer.
    pub as_of: Option<Date>,
}

/// The signed answer.
pub struct Given {
    /// Compact JWS.
    pub result: String,
    /// 0, 1 or 2.
    pub vaccination_status: u8,
    /// When the result expires.
    pub expires_at: Timestamp,
}

/// A code that the person gave on the provider's own screen, and what they agree to by it.
#[derive(Clone, Copy)]
pub struct ApiConsent<'c> {
    /// Code as typed.
    pub otp: &'c str,
    /// Less than was asked for at the start; `None` means all of it.
    pub scopes: Option<Scopes>,
    /// Whether the person gets a receipt by SMS.
    pub receipt: bool,
}

/// How a verification stands, without anything personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A code is out.
    Open,
    /// The result was given.
    Confirmed,
    /// The person said no, or the provider closed it.
    Cancelled,
    /// The code is too old; a new one may be asked for as long as the window lasts.
    Expired,
    /// No guesses are left.
    Exhausted,
}

impl StatusService {
    /// The provider that a secret key belongs to. A key that is not known, and one of the other world, are refused alike.
    pub async fn caller(&self, secret_key: &str) -> Result<Arc<Provider>, Refusal> {
        let hash = self.secrets.hash_secret_key(secret_key);
        let found = self.book.by_secret(&hash, self.clock.now()).await.map_err(|error| self.failed(&error))?;
        found
            .filter(|provider| provider.env == self.rules.world.env())
            .ok_or_else(|| Refusal::of(ErrorCode::Unauthorized))
    }

    /// Starts a verification.
    pub async fn api_start(
        &self,
        caller: Arc<Provider>,
        ask: ApiAsk,
        idempotency: Option<Idempotency>,
    ) -> Result<Started, Refusal> {
        let _timer = self.metrics.step(Step::Start);
        has_screens(&caller)?;
        let asking = self.asking(caller, &ask)?;
        let outcome = self.open(&asking, &ask.full_name, &ask.mobile, idempotency).await?;
        if matches!(outcome, Outcome::Now(..)) {
            crate::metrics::count(&self.metrics.opened);
        }
        Ok(started(outcome))
    }

    /// Sends a new code.
    pub async fn api_resend(
        &self,
        caller: Arc<Provider>,
        id: &str,
        idempotency: Option<Idempotency>,
    ) -> Result<Started, Refusal> {
        let _timer = self.metrics.step(Step::Resend);
        has_screens(&caller)?;
        let (asking, verification) = self.own(caller, id).await?;
        self.send_again(&asking, &verification, idempotency).await.map(started)
    }

    /// Takes the code that the person typed on the provider's own screen, and with it the consent.
    pub async fn api_confirm(
        &self,
        caller: Arc<Provider>,
        id: &str,
        consent: ApiConsent<'_>,
        idempotency: Option<Idempotency>,
    ) -> Result<Given, Refusal> {
        let _timer = self.metrics.step(Step::Confirm);
        has_screens(&caller)?;
        let (asking, verification) = self.own(caller, id).await?;
        let code = self.typed(consent.otp, &verification)?;
        let agreed = Agreed::to(consent.scopes.unwrap_or(verification.ask.scopes), consent.receipt);
        let shared = self.share(&asking, &verification, code, agreed, idempotency).await;
        self.count_confirmed(shared.is_ok());
        let (stored, _) = shared?;
        self.given(&stored)
    }

    /// Signs the stored result for its provider's server.
    pub(super) fn given(&self, stored: &StoredResult) -> Result<Given, Refusal> {
        let claims = stored.claims();
        Ok(Given {
            result: self.signed(stored)?,
            vaccination_status: claims.vaccination_status.code(),
            expires_at: claims.expires_at(),
        })
    }

    /// How a verification stands.
    pub async fn api_standing(&self, caller: Arc<Provider>, id: &str) -> Result<(Started, Standing), Refusal> {
        let _timer = self.metrics.step(Step::Current);
        let (_, verification) = self.own(caller, id).await?;
        let code = &verification.code;
        let standing = match code.phase {
            Phase::Consumed => Standing::Confirmed,
            Phase::Cancelled => Standing::Cancelled,
            Phase::Open if code.guesses_left(&self.rules.code) == 0 => Standing::Exhausted,
            Phase::Open if code.is_expired(self.clock.now()) => Standing::Expired,
            Phase::Open => Standing::Open,
        };
        Ok((Started::of(&verification, self.pace(&verification.typed.mobile)), standing))
    }

    /// Closes a verification.
    pub async fn api_cancel(&self, caller: Arc<Provider>, id: &str) -> Result<(), Refusal> {
        let _timer = self.metrics.step(Step::Decline);
        let (asking, verification) = self.own(caller, id).await?;
        let witness = self.witness_of(&asking, &verification);
        self.store.cancel(verification.id, witness, false, self.clock.now()).await.map_err(|error| self.failed(&error))
    }

    fn asking(&self, provider: Arc<Provider>, ask: &ApiAsk) -> Result<Asking, Refusal> {
        let refused = |code| Refusal::of(code);
        let purpose = match &ask.purpose {
            None => provider.purposes.first().cloned().ok_or(ErrorCode::PurposeNotAllowed).map_err(refused)?,
            Some(text) => Purpose::parse(text).map_err(|_| refused(ErrorCode::PurposeNotAllowed))?,
        };
        let may = provider.may_ask(None, &purpose, self.clock.now()).map_err(Refused::error_code);
        may.map_err(refused)?;
        let scopes = ask.scopes.unwrap_or(provider.scopes);
        if !scopes.is_subset(provider.scopes) {
            return Err(refused(ErrorCode::ScopeNotAllowed));
        }
        let today = self.clock.wall().date();
        if ask.as_of.is_some_and(|day| !Rules::builtin().may_be_asked(day, today)) {
            return Err(refused(ErrorCode::InvalidRequest));
        }
        let echoed = |text: &Option<String>| echo(text.as_deref().unwrap_or_default()).map_err(refused);
        Ok(Asking {
            nonce: echoed(&ask.nonce)?,
            reference: echoed(&ask.reference)?,
            language: Language::negotiate(ask.lang.as_deref(), None),
            origin: String::new(),
            purpose,
            scopes,
            as_of: ask.as_of,
            provider,
        })
    }

    /// The verification with this id, when this provider's server opened it: any other looks like none.
    pub(super) async fn own(&self, caller: Arc<Provider>, id: &str) -> Result<(Asking, Arc<Verification>), Refusal> {
        let none = || Refusal::of(ErrorCode::VerificationNotFound);
        let id = VerificationId::parse(id).ok_or_else(none)?;
        let found = self.store.verification(id).await.map_err(|error| self.failed(&error))?;
        let verification =
            found.filter(|found| found.ask.provider == caller.id && found.ask.origin.is_empty()).ok_or_else(none)?;
        let purpose = Purpose::parse(&verification.ask.purpose).map_err(|_| none())?;
        let may = caller.may_ask(None, &purpose, self.clock.now()).map_err(Refused::error_code);
        may.map_err(Refusal::of)?;
        let ask = &verification.ask;
        let asking = Asking {
            nonce: ask.nonce.clone(),
            reference: ask.reference.clone(),
            language: Language::negotiate(Some(&ask.lang), None),
            origin: String::new(),
            purpose,
            scopes: ask.scopes,
            as_of: ask.as_of,
            provider: caller,
        };
        Ok((asking, Arc::new(verification)))
    }
}

/// The API is for providers whose own screens may take the code: the others' checks run on the page.
pub(super) fn has_screens(caller: &Provider) -> Result<(), Refusal> {
    if caller.own_otp_screen { Ok(()) } else { Err(Refusal::of(ErrorCode::ScopeNotAllowed)) }
}

fn started(outcome: Outcome) -> Started {
    match outcome {
        Outcome::Now(verification, pace) => Started::of(&verification, pace),
        Outcome::Before(started) => started,
    }
}
