//! The person's own page. The asker is the person: the same two steps as for a provider, with the same answers, limits and
//! decoys; a right code opens a short session instead of making a result.

mod history;
mod sections;

use std::sync::{Arc, LazyLock};

use app::{
    flow::{Field, Refusal, Sent},
    own::{OwnStatus, Reported},
    service::OwnService,
};
use async_trait::async_trait;
use domain::{
    algorithm::Algorithm,
    case::{CaseNumber, DoseRef, RecordFault, Report},
    code::{Code, CodeHash},
    language::Language,
    mobile::Mobile,
    names::Level,
    problem::ErrorCode,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
    session::Session,
    time::Timestamp,
};

use super::{StatusService, ask::Asking, ids};
use crate::{
    config::OwnText,
    metrics::Step,
    ports::{
        Case, Entered, Entrance, Filing, Own, OwnRecord, SessionId, Sms, StoreError, Verification, VerificationId,
        Witness,
    },
};

/// Name of the text in the configuration.
const TEMPLATE: &str = "own";

/// What the person asks for themselves.
const PURPOSE: &str = "own-status";

/// How often a number for a case is drawn again when it is taken: two in a row are rarer than a disk that fails.
const DRAWS: u32 = 3;

/// The person as an asker: to the steps of a check an asker like any other, who is in no book, for no provider's id is empty. It
/// has a row of counters of its own, and entries of the audit log that name no provider.
static THE_PERSON: LazyLock<Arc<Provider>> = LazyLock::new(|| {
    Arc::new(Provider {
        id: String::new(),
        name: String::new(),
        names: [].into(),
        site_key: String::new(),
        origins: Vec::new(),
        purposes: Purpose::parse(PURPOSE).into_iter().collect(),
        scopes: Scopes::ALL,
        own_otp_screen: false,
        name_match: Level::Exact,
        return_urls: Vec::new(),
        expires: None,
        suspended: false,
        parent: None,
        quotas: Quotas::default(),
        created: Timestamp::EPOCH,
        env: Env::Live,
        algorithm: Algorithm::default(),
        webhook: None,
    })
});

impl Asking {
    /// The person asks, for their own eyes.
    fn of_the_person(lang: &str) -> Result<Self, Refusal> {
        let purpose = Purpose::parse(PURPOSE).map_err(|_| Refusal::of(ErrorCode::PurposeNotAllowed))?;
        Ok(Self {
            provider: Arc::clone(&THE_PERSON),
            scopes: Scopes::ALL,
            purpose,
            origin: String::new(),
            nonce: None,
            reference: None,
            language: Language::negotiate(Some(lang), None),
            as_of: None,
        })
    }

    /// Whether the person asks.
    pub(super) fn is_own(&self) -> bool {
        self.provider.id.is_empty()
    }
}

#[async_trait]
impl OwnService for StatusService {
    async fn start(&self, lang: &str, full_name: &str, mobile: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Start);
        let asking = Asking::of_the_person(lang)?;
        let outcome = self.open(&asking, full_name, mobile, None).await?;
        self.sent_now(outcome)
    }

    async fn resend(&self, lang: &str, id: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Resend);
        let asking = Asking::of_the_person(lang)?;
        let verification = self.bound(&asking, id).await?;
        let outcome = self.send_again(&asking, &verification, None).await?;
        self.sent_now(outcome)
    }

    async fn current(&self, lang: &str, id: &str) -> Result<Sent, Refusal> {
        let _timer = self.metrics.step(Step::Current);
        let asking = Asking::of_the_person(lang)?;
        let verification = self.bound(&asking, id).await?;
        self.still_open(&verification)
    }

    async fn decline(&self, lang: &str, id: &str) -> Result<(), Refusal> {
        let _timer = self.metrics.step(Step::Decline);
        let asking = Asking::of_the_person(lang)?;
        let verification = self.bound(&asking, id).await?;
        let witness = self.witness_of(&asking, &verification);
        self.store.cancel(verification.id, witness, false, self.clock.now()).await.map_err(|error| self.failed(&error))
    }

    async fn enter(&self, lang: &str, id: &str, otp: &str) -> Result<OwnStatus, Refusal> {
        let _timer = self.metrics.step(Step::Confirm);
        let asking = Asking::of_the_person(lang)?;
        let verification = self.bound(&asking, id).await?;
        let code = self.typed(otp, &verification)?;
        let entrance = self.entrance(&asking, &verification, code);
        let session = entrance.session;
        match self.store.enter(entrance).await.map_err(|error| self.failed(&error))? {
            Entered::Open(own) => Ok(self.seen(session, &own)),
            Entered::Wrong { left } => Err(self.wrong_code(left, &verification)),
            Entered::Refused(refused) => Err(self.guess_refusal(refused, &verification)),
            Entered::Gone => Err(Refusal::of(ErrorCode::VerificationNotFound)),
        }
    }

    async fn status(&self, session: &str) -> Result<OwnStatus, Refusal> {
        let (session, own) = self.in_session(session).await?;
        Ok(self.seen(session, &own))
    }

    async fn report(&self, session: &str, fault: &str, dose: &str) -> Result<Reported, Refusal> {
        let (id, own) = self.in_session(session).await?;
        let report = reported(own.record(), fault, dose)?;
        let case = self.file(id, &own, report).await?;
        let status = OwnService::status(self, session).await?;
        Ok(Reported { number: case.number.to_string(), status })
    }

    async fn end(&self, session: &str) -> Result<(), Refusal> {
        let (id, own) = self.in_session(session).await?;
        let witness = self.own_witness(&own, self.secrets.verification_pseudonym(&id.0));
        self.store.end_session(id, witness, self.clock.now()).await.map_err(|error| self.failed(&error))
    }
}

impl StatusService {
    /// The record of the person whose session it is. One that is over looks like one that never was.
    pub(super) async fn in_session(&self, session: &str) -> Result<(SessionId, Own), Refusal> {
        let over = || Refusal::of(ErrorCode::VerificationNotFound);
        let id = SessionId::parse(session).ok_or_else(over)?;
        let own = self.store.own(id, self.clock.now()).await.map_err(|error| self.failed(&error))?;
        own.map(|own| (id, own)).ok_or_else(over)
    }

    /// What the audit log says about an act of the person of a session.
    pub(super) fn own_witness(&self, own: &Own, reference: [u8; 16]) -> Witness {
        let (subject, salt) = (self.secrets.person_pseudonym(own.person()), self.entropy.salt());
        Witness { provider: String::new(), subject, reference, salt }
    }

    fn entrance(&self, asking: &Asking, verification: &Arc<Verification>, code: CodeHash) -> Entrance {
        let now = self.clock.now();
        let session: VerificationId = ids::verification(&*self.entropy, now);
        Entrance {
            id: verification.id,
            is_right: self.comparison(verification, code),
            policy: self.rules.code,
            failures: self.rules.failures,
            counter: self.provider_counter(&asking.provider),
            session,
            lives: Session::begin(session.time(), self.rules.session),
            witness: self.witness_of(asking, verification),
            now,
        }
    }

    async fn file(&self, session: SessionId, own: &Own, report: Report) -> Result<Case, Refusal> {
        let mut draws = 0;
        loop {
            let mut random = [0; 5];
            self.entropy.fill(&mut random);
            let number = CaseNumber::from_random(random);
            let witness = self.own_witness(own, self.secrets.case_pseudonym(&number));
            draws += 1;
            let filing = Filing { session, number, report, witness, now: self.clock.now() };
            match self.store.report(filing).await {
                Ok(case) => return case.ok_or_else(|| Refusal::of(ErrorCode::VerificationNotFound)),
                Err(StoreError::Conflict(_)) if draws < DRAWS => {}
                Err(error) => return Err(self.failed(&error)),
            }
        }
    }

    /// The message. It names nobody who asks, because nobody else learns anything.
    pub(super) fn own_sms(&self, language: Language, to: &Mobile, code: &Code, sms_ref: &str) -> Sms {
        let with = OwnText {
            code: code.as_str(),
            lifetime: self.rules.code.lifetime,
            reference: sms_ref,
            host: &self.rules.host,
        };
        Sms::new(to, language, TEMPLATE, self.rules.texts.own(language.code(), &with))
    }
}

/// What the form says is wrong. A dose must be one of the record.
fn reported(record: &OwnRecord, fault: &str, dose: &str) -> Result<Report, Refusal> {
    let blame = |key| Refusal::blaming(Field::Fault, ErrorCode::InvalidRequest, key);
    let fault = RecordFault::parse(fault).ok_or_else(|| blame("own-error-fault"))?;
    let dose = match dose {
        "" => None,
        text => Some(DoseRef::parse(text).ok_or_else(|| blame("own-error-dose"))?),
    };
    let is_recorded =
        |dose: DoseRef| record.doses.iter().any(|event| (event.dose, event.date) == (dose.number, dose.date));
    if dose.is_none_or(is_recorded) { Ok(Report { fault, dose }) } else { Err(blame("own-error-dose")) }
}
