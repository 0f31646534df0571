//! A provider's server asks whether a result is genuine, meant for it, and not used before.

use std::sync::Arc;

use app::flow::Refusal;
use domain::{
    jws::{self, Expectation, VerifyError},
    problem::ErrorCode,
    provider::{Env, Provider, Refused},
    result::Claims,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::StatusService;
use crate::{
    metrics::Step,
    ports::{Idempotency, Mark, Presentable, Presentation, Presented, RecordId},
};

/// A result, and what is asked about it.
pub struct Question {
    /// The compact JWS.
    pub result: String,
    /// The nonce that it must echo; `None` does not look.
    pub nonce: Option<String>,
    /// Whether it is good once only.
    pub single_use: bool,
}

/// What is told about a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It is good.
    Valid(Box<Claims>),
    /// It is not: one of the codes of family 5.
    Invalid(ErrorCode),
}

impl StatusService {
    /// Whether a result is good for this caller. One that is good once only is good to the first who asks.
    pub async fn api_verify(
        &self,
        caller: Arc<Provider>,
        question: Question,
        idempotency: Option<Idempotency>,
    ) -> Result<Verdict, Refusal> {
        let _timer = self.metrics.step(Step::Verify);
        let now = self.clock.now();
        caller.may_call(now).map_err(Refused::error_code).map_err(Refusal::of)?;
        let read = self.read(&caller, &question, now);
        // What is no good in itself needs no record, unless its answer is to be kept.
        let read = match read {
            Verdict::Invalid(_) if idempotency.is_none() => return Ok(read),
            read => read,
        };
        let record = match &read {
            Verdict::Valid(claims) => RecordId::parse(&claims.jti),
            Verdict::Invalid(_) => None,
        };
        let presentation = Presentation {
            record,
            single_use: question.single_use,
            idempotency,
            mark: self.mark(&caller, record, now),
            answer: Box::new(move |found| to_bytes(&read.found(found))),
        };
        match self.store.present(presentation).await.map_err(|error| self.failed(&error))? {
            Presented::Answer(answer) => from_bytes(&answer),
            Presented::OtherRequest => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    /// What the result says in itself: signature, type, issuer, audience, nonce, times.
    fn read(&self, caller: &Provider, question: &Question, now: Timestamp) -> Verdict {
        let expect = Expectation {
            issuer: &self.rules.issuer,
            audience: Some(&caller.id),
            nonce: question.nonce.as_deref(),
            env: Env::Live,
        };
        match jws::verify(&question.result, &self.signer.key_set(), &expect, now) {
            Ok(claims) => Verdict::Valid(Box::new(claims)),
            Err(VerifyError::Expired) => Verdict::Invalid(ErrorCode::ResultExpired),
            Err(_) => Verdict::Invalid(ErrorCode::ResultInvalid),
        }
    }

    fn mark(&self, caller: &Provider, record: Option<RecordId>, now: Timestamp) -> Mark {
        let mut salt = [0; 16];
        self.entropy.fill(&mut salt);
        let reference = self.secrets.verification_pseudonym(&record.map(|id| id.0).unwrap_or([0; 22]));
        Mark { provider: caller.id.clone(), reference, salt, now }
    }
}

impl Verdict {
    /// The verdict, now that the records were looked at. A good signature over a record that nobody has is not believed.
    fn found(self, found: Presentable) -> Self {
        match (self, found) {
            (good @ Self::Valid(_), Presentable::Good) => good,
            (Self::Valid(_), Presentable::Used) => Self::Invalid(ErrorCode::ResultAlreadyUsed),
            (Self::Valid(_), Presentable::Revoked) => Self::Invalid(ErrorCode::ResultRevoked),
            (Self::Valid(_), Presentable::Unknown) => Self::Invalid(ErrorCode::ResultInvalid),
            (bad @ Self::Invalid(_), _) => bad,
        }
    }
}

/// As it is kept for a request that comes again. Claims always write: they have been written before.
fn to_bytes(verdict: &Verdict) -> Vec<u8> {
    serde_json::to_vec(verdict).unwrap_or_default()
}

fn from_bytes(bytes: &[u8]) -> Result<Verdict, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        tracing::error!(%error, "a kept answer does not read");
        Refusal::of(ErrorCode::ServiceUnavailable)
    })
}
