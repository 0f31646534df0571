//! The code comes back: count the guess, compare, consume with the consent, then sign what was stored. In this order.

use std::sync::{Arc, OnceLock};

use app::flow::{Answer, Receipts, Refusal, SharedDose};
use domain::{
    code::{Binding, Code, CodeError, CodeHash, verify_mac},
    consent::Consent,
    problem::ErrorCode,
    provider::{Scope, Scopes},
    result::{Claims, Env, EventClaim, LIFETIME},
    time::Timestamp,
    vaccination::Rules,
};
use jiff::civil::Date;

use super::{StatusService, ask::Asking, ids, receipt, view};
use crate::{
    ports::{Ask, Attempt, Attempted, Comparison, Idempotency, Redeemed, StoredResult, Verification},
    secrets::Secrets,
};

/// What the person has agreed to, and wishes for.
#[derive(Clone, Copy)]
pub(super) struct Agreed {
    scopes: Scopes,
    /// A receipt by SMS.
    receipt: bool,
}

impl StatusService {
    /// A typed code. What is no code at all costs no guess.
    pub(super) fn typed(&self, otp: &str, verification: &Verification) -> Result<CodeHash, Refusal> {
        let read = Code::parse(otp).map(|code| CodeHash::from(&code));
        read.map_err(|error| self.not_a_code(error, verification))
    }

    /// What was typed is no code.
    pub(super) fn not_a_code(&self, error: CodeError, verification: &Verification) -> Refusal {
        self.code_refusal(ErrorCode::InvalidRequest, view::code_key(error), verification)
    }

    /// Takes the code and with it the consent.
    pub(super) async fn share(
        &self,
        asking: &Asking,
        verification: &Arc<Verification>,
        code: CodeHash,
        agreed: Agreed,
        idempotency: Option<Idempotency>,
    ) -> Result<(StoredResult, Doses), Refusal> {
        let scopes = asking.provider.scopes.intersection(verification.ask.scopes).intersection(agreed.scopes);
        let doses = Arc::new(OnceLock::new());
        let agreed = Agreed { scopes, receipt: agreed.receipt || self.rules.receipts == Receipts::Always };
        let attempt = self.attempt(asking, verification, code, agreed, idempotency, Arc::clone(&doses));
        match self.store.attempt(attempt).await.map_err(|error| self.failed(&error))? {
            Attempted::Right(stored) => {
                self.rang(&asking.provider);
                if agreed.receipt {
                    self.hands.wake();
                }
                self.after_result(asking, verification, &stored).await?;
                Ok((*stored, doses.get().copied().unwrap_or_default()))
            }
            Attempted::Wrong { left } => Err(self.wrong_code(left, verification)),
            Attempted::Refused(refused) => Err(self.guess_refusal(refused, verification)),
            Attempted::Gone => Err(Refusal::of(ErrorCode::VerificationNotFound)),
            Attempted::OtherRequest => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    /// The typed code, and what it brings together when it is right: the consent that the button gave, and how to word the
    /// result.
    fn attempt(
        &self,
        asking: &Asking,
        verification: &Arc<Verification>,
        code: CodeHash,
        agreed: Agreed,
        idempotency: Option<Idempotency>,
        doses: Arc<OnceLock<Doses>>,
    ) -> Attempt {
        let now = self.clock.now();
        let record = ids::verification(&*self.entropy, now);
        let consent = Consent {
            receipt: ids::receipt(&*self.entropy),
            provider_id: asking.provider.id.clone(),
            purpose: asking.purpose.clone(),
            scopes: agreed.scopes,
            lang: asking.language.code().to_owned(),
            given: now,
            origin: Some(verification.ask.origin.clone()).filter(|origin| !origin.is_empty()),
        };
        let notice = agreed.receipt.then(|| self.receipt_sms(asking, &verification.typed.mobile, &consent.receipt));
        let wall = self.clock.wall();
        let draft = Draft {
            issuer: self.rules.issuer.clone(),
            env: self.rules.world.env(),
            issued: self.rules.world.issued(&verification.typed.mobile, wall),
            jti: record.to_text(),
            secrets: Arc::clone(&self.secrets),
            consent: consent.clone(),
            today: wall.date(),
            doses,
        };
        Attempt {
            id: verification.id,
            seen: Some(Arc::clone(verification)),
            is_right: self.comparison(verification, code),
            policy: self.rules.code,
            failures: self.rules.failures,
            provider: self.provider_counter(&asking.provider),
            record,
            consent,
            witness: self.witness_of(asking, verification),
            tell: asking.provider.is_told(),
            idempotency,
            notice,
            now,
            claims: Box::new(move |redeemed: &Redeemed| draft.claims(redeemed)),
        }
    }

    /// Compares the typed code with what is stored, in constant time. It runs in the store, after the guess is counted.
    pub(super) fn comparison(&self, verification: &Arc<Verification>, code: CodeHash) -> Comparison {
        let (secrets, verification) = (Arc::clone(&self.secrets), Arc::clone(verification));
        Box::new(move |generation, stored| {
            let Verification { id, ask: Ask { provider, origin, .. }, .. } = &*verification;
            let binding = Binding { verification: &id.0, generation, provider, origin };
            verify_mac(secrets.otp_key(), &binding, &code, stored)
        })
    }

    /// Signs what was stored, as the provider that it is for can verify it.
    pub(super) fn signed(&self, stored: &StoredResult) -> Result<String, Refusal> {
        let algorithm = self.book.known(&stored.claims().aud).map(|provider| provider.algorithm).unwrap_or_default();
        self.signer.sign(stored, algorithm).map_err(|error| {
            tracing::error!(%error, "a stored result was not signed");
            Refusal::of(ErrorCode::ServiceUnavailable)
        })
    }

    /// Signs the stored result, and says the same to the page.
    pub(super) fn answer(
        &self,
        asking: &Asking,
        verification: &Verification,
        stored: &StoredResult,
        doses: Doses,
    ) -> Result<Answer, Refusal> {
        let result = self.signed(stored)?;
        let claims = stored.claims();
        Ok(Answer {
            id: verification.id.to_text(),
            result,
            expires_at: claims.expires_at().as_millis(),
            status: claims.vaccination_status.code(),
            reason: claims.status_reason.as_str().to_owned(),
            doses_counted: doses.counted,
            doses_needed: doses.needed,
            flags: claims.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
            name: claims.name.clone(),
            as_of: claims.as_of.to_string(),
            receipt: receipt::of_claims(claims, asking.provider_name().to_owned()),
            events: claims.events.iter().flatten().map(told).collect(),
            demographics: claims
                .birth_year
                .zip(claims.gender)
                .map(|(year, gender)| (year.get(), gender.code().to_owned())),
        })
    }
}

impl Agreed {
    /// What was ticked on a page.
    pub(super) fn ticked(events: bool, demographics: bool, receipt: bool) -> Self {
        let ticked = [(events, Scope::Events), (demographics, Scope::Demographics)];
        let scopes = ticked.into_iter().filter(|(ticked, _)| *ticked).map(|(_, scope)| scope);
        Self { scopes: scopes.fold(Scopes::STATUS, Scopes::with), receipt }
    }

    /// To these scopes, on a screen of the provider's, which asks for a receipt or not.
    pub(super) const fn to(scopes: Scopes, receipt: bool) -> Self {
        Self { scopes, receipt }
    }
}

fn told(event: &EventClaim) -> SharedDose {
    let known = Rules::builtin().product(&event.product);
    SharedDose {
        product: known.map_or_else(|| event.product.to_string(), |product| product.name.clone()),
        dose: event.dose,
        of: event.of,
        date: event.date.to_string(),
        precaution: event.precaution,
    }
}

/// Doses counted and needed: said on the page, not signed.
#[derive(Clone, Copy, Default)]
pub(super) struct Doses {
    counted: u8,
    needed: u8,
}

/// Everything of the claims that is known before the code is consumed.
struct Draft {
    issuer: String,
    env: Env,
    issued: Timestamp,
    jti: String,
    secrets: Arc<Secrets>,
    consent: Consent,
    today: Date,
    doses: Arc<OnceLock<Doses>>,
}

impl Draft {
    /// The claims of design 4.3. Runs inside the transaction that consumed the code.
    fn claims(self, redeemed: &Redeemed) -> Claims {
        let Self { issuer, env, issued, jti, secrets, consent, today, doses } = self;
        let (ask, typed, found) = (redeemed.ask(), redeemed.typed(), redeemed.vaccinations());
        let assessment = Rules::builtin().assess(&found.doses, ask.as_of.unwrap_or(today));
        let _ = doses.set(Doses { counted: assessment.doses_counted, needed: assessment.doses_needed });
        let shares = |scope| consent.scopes.contains(scope);
        let iat = issued.as_seconds();
        Claims {
            iss: issuer,
            aud: ask.provider.clone(),
            jti,
            iat,
            nbf: iat,
            exp: iat + LIFETIME,
            auth_time: iat,
            amr: Claims::amr_sms(),
            env,
            origin: consent.origin.clone(),
            nonce: ask.nonce.clone(),
            purpose: consent.purpose.clone(),
            reference: ask.reference.clone(),
            sub: secrets.pairwise_sub(&ask.provider, redeemed.person()),
            name: typed.full_name.clone(),
            mobile: typed.mobile.masked(),
            vaccination_status: assessment.status,
            status_reason: assessment.reason,
            as_of: assessment.as_of,
            rule_version: assessment.rule_version,
            flags: assessment.flags,
            events: shares(Scope::Events).then(|| assessment.events.iter().map(EventClaim::from).collect()),
            birth_year: shares(Scope::Demographics).then_some(found.birth_year),
            gender: shares(Scope::Demographics).then_some(found.gender),
            consent: consent.receipt,
        }
    }
}
