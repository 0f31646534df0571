//! The use cases as servers called them that were written in 2021: start, confirm for a token, a result for the token.

use std::{sync::Arc, time::Duration};

use app::flow::Refusal;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::{
    code::CodeHash,
    problem::ErrorCode,
    provider::{Provider, Refused, Scopes},
};
use subtle::ConstantTimeEq as _;

use super::{Given, StatusService, api::has_screens, confirm::Agreed};
use crate::{
    metrics::Step,
    ports::{RecordId, VerificationId},
};

/// How long a token is good.
const TOKEN_LIFETIME: Duration = Duration::from_mins(5);

/// A record's id, and a keyed hash of it and of the provider.
const TOKEN: usize = 22 + 16;

impl StatusService {
    /// Takes the code, plain or as its SHA-256, and with it the consent to the status alone. Gives a token for the result.
    pub async fn legacy_confirm(&self, caller: Arc<Provider>, id: &str, otp: &str) -> Result<String, Refusal> {
        let _timer = self.metrics.step(Step::Confirm);
        has_screens(&caller)?;
        let (asking, verification) = self.own(Arc::clone(&caller), id).await?;
        let code = CodeHash::parse(otp).map_err(|error| self.not_a_code(error, &verification))?;
        let shared = self.share(&asking, &verification, code, Agreed::to(Scopes::STATUS, false), None).await;
        self.count_confirmed(shared.is_ok());
        let (stored, _) = shared?;
        Ok(self.token(&caller, stored.id()))
    }

    /// The result that a token stands for: once, within five minutes, for the provider that the token was given to. Any other
    /// token looks like none.
    pub async fn legacy_result(&self, caller: Arc<Provider>, token: &str) -> Result<Given, Refusal> {
        let _timer = self.metrics.step(Step::Current);
        let now = self.clock.now();
        caller.may_call(now).map_err(Refused::error_code).map_err(Refusal::of)?;
        has_screens(&caller)?;
        let none = || Refusal::of(ErrorCode::VerificationNotFound);
        let id = self.record_of(&caller, token).ok_or_else(none)?;
        if now.since(id.time()) >= TOKEN_LIFETIME {
            return Err(none());
        }
        let stored = self.store.collect(id, now).await.map_err(|error| self.failed(&error))?.ok_or_else(none)?;
        self.given(&stored)
    }

    fn token(&self, caller: &Provider, record: RecordId) -> String {
        let mut token = [0; TOKEN];
        token[..22].copy_from_slice(&record.0);
        token[22..].copy_from_slice(&self.secrets.token_tag(&caller.id, &record.0));
        Base64UrlUnpadded::encode_string(&token)
    }

    fn record_of(&self, caller: &Provider, token: &str) -> Option<RecordId> {
        let mut bytes = [0; TOKEN];
        let read = Base64UrlUnpadded::decode(token, &mut bytes).ok()?.len();
        let (id, tag) = bytes.split_first_chunk::<22>()?;
        let genuine = tag.ct_eq(&self.secrets.token_tag(&caller.id, id));
        (read == TOKEN && bool::from(genuine)).then_some(VerificationId(*id))
    }
}
