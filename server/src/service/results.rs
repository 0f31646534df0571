//! A provider's server asks whether a result is genuine, meant for it, and not used before.

use std::sync::Arc;

use app::flow::Refusal;
use domain::{
    jws::{self, Expectation, VerifyError},
    problem::ErrorCode,
    provider::{Provider, Refused},
    result::Claims,
    time::Timestamp,
};

use super::StatusService;
use crate::{
    metrics::Step,
    ports::{Idempotency, Mark, Presentation, Presented, RecordId},
    signing::KnownKey,
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
        let read = self.read(&caller, &question, self.clock.wall());
        // What is no good in itself needs no record, unless its answer is to be kept.
        let read = match read {
            Err(code) if idempotency.is_none() => return Ok(Verdict::Invalid(code)),
            read => read,
        };
        let mark = self.mark(&caller, read.ok(), now);
        let presentation = Presentation { read, single_use: question.single_use, idempotency, mark };
        match self.store.present(presentation).await.map_err(|error| self.failed(&error))? {
            Presented::Good(stored) => Ok(Verdict::Valid(Box::new(stored.claims().clone()))),
            Presented::Refused(code) => Ok(Verdict::Invalid(code)),
            Presented::OtherRequest => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    /// What the result says in itself: signature, type, issuer, audience, nonce, times. Gives the record that it names; a
    /// good signature over a record that nobody has is not believed.
    fn read(&self, caller: &Provider, question: &Question, now: Timestamp) -> Result<RecordId, ErrorCode> {
        let expect = Expectation {
            issuer: &self.rules.issuer,
            audience: Some(&caller.id),
            nonce: question.nonce.as_deref(),
            env: self.rules.world.env(),
        };
        match jws::verify(&question.result, &self.signer.key_set(), &expect, now) {
            Ok(claims) => RecordId::parse(&claims.jti).ok_or(ErrorCode::ResultInvalid),
            Err(VerifyError::Expired) => Err(ErrorCode::ResultExpired),
            Err(VerifyError::UnknownKey) if self.is_under_revoked_key(&question.result) => {
                Err(ErrorCode::ResultRevoked)
            }
            Err(_) => Err(ErrorCode::ResultInvalid),
        }
    }

    fn is_under_revoked_key(&self, result: &str) -> bool {
        jws::key_id(result).is_some_and(|kid| self.signer.verify_key(&kid) == KnownKey::Revoked)
    }

    pub(super) fn mark(&self, caller: &Provider, record: Option<RecordId>, now: Timestamp) -> Mark {
        let reference = self.secrets.verification_pseudonym(&record.map_or([0; 22], |id| id.0));
        Mark { provider: caller.id.clone(), reference, salt: self.entropy.salt(), now }
    }
}
