//! The code comes back: count the guess, compare, consume with the consent, then sign what was stored. In this order.

use std::sync::{Arc, OnceLock};

use app::flow::{Answer, Refusal, SharedDose};
use domain::{
    code::{Binding, Code, GuessRefused, Phase, verify_mac},
    consent::Consent,
    problem::ErrorCode,
    provider::{Scope, Scopes},
    result::{Claims, Env, EventClaim, LIFETIME},
    time::Timestamp,
    vaccination::Rules,
};

use super::{StatusService, ask::Asking, ids, view};
use crate::{
    ports::{Guess, Guessing, Redeemed, Redemption, StoredResult, Verification},
    secrets::Secrets,
};

/// What the person left ticked.
#[derive(Clone, Copy)]
pub(super) struct Agreed {
    pub(super) events: bool,
    pub(super) demographics: bool,
}

impl StatusService {
    /// Takes the code and with it the consent.
    pub(super) async fn share(
        &self,
        asking: &Asking,
        verification: &Verification,
        otp: &str,
        agreed: Agreed,
    ) -> Result<Answer, Refusal> {
        // What is no code at all costs no guess.
        let code = Code::parse(otp)
            .map_err(|error| self.code_refusal(ErrorCode::InvalidRequest, view::code_key(error), verification))?;
        let guess = self.counted(verification).await?;
        if !self.is_right(verification, &guess, &code) {
            return Err(self.wrong(&guess, verification));
        }
        let scopes = asking.provider.scopes.intersection(verification.ask.scopes).intersection(agreed.scopes());
        let doses = Arc::new(OnceLock::new());
        let redemption = self.redemption(asking, verification, guess.generation, scopes, Arc::clone(&doses));
        match self.store.redeem(redemption).await.map_err(|error| self.failed(&error))? {
            Some(stored) => self.answer(verification, &stored, doses.get().copied().unwrap_or_default()),
            None => Err(self.overtaken(verification).await?),
        }
    }

    /// Counts the guess in a durable step of its own, before anything is compared (design 2, rule 6).
    async fn counted(&self, verification: &Verification) -> Result<Guess, Refusal> {
        let rules = &self.rules;
        let guessing = self
            .store
            .guess(verification.id, rules.code, rules.failures, self.clock.now())
            .await
            .map_err(|error| self.failed(&error))?;
        match guessing {
            Guessing::Counted(guess) => Ok(guess),
            Guessing::Refused(refused) => Err(self.guess_refusal(refused, verification)),
            Guessing::Gone => Err(Refusal::of(ErrorCode::VerificationNotFound)),
        }
    }

    fn is_right(&self, verification: &Verification, guess: &Guess, code: &Code) -> bool {
        let binding = Binding {
            verification: &verification.id.0,
            generation: guess.generation,
            provider: &verification.ask.provider,
            origin: &verification.ask.origin,
        };
        verify_mac(self.secrets.otp_key(), &binding, code, &guess.mac)
    }

    fn wrong(&self, guess: &Guess, verification: &Verification) -> Refusal {
        if guess.left == 0 {
            return self.guess_refusal(GuessRefused::AttemptsExceeded, verification);
        }
        Refusal {
            attempts_left: Some(guess.left),
            ..self.code_refusal(ErrorCode::OtpIncorrect, "error-code-incorrect", verification)
        }
    }

    /// What the right code brings together: the consent that the button gave, and how to word the result.
    fn redemption(
        &self,
        asking: &Asking,
        verification: &Verification,
        generation: u8,
        scopes: Scopes,
        doses: Arc<OnceLock<Doses>>,
    ) -> Redemption {
        let now = self.clock.now();
        let consent = Consent {
            receipt: ids::receipt(&*self.entropy),
            provider_id: asking.provider.id.clone(),
            purpose: asking.purpose.clone(),
            scopes,
            lang: asking.language.code().to_owned(),
            given: now,
            origin: Some(verification.ask.origin.clone()).filter(|origin| !origin.is_empty()),
        };
        let jti = ids::jti(&*self.entropy);
        let draft = Draft {
            issuer: self.rules.issuer.clone(),
            jti: jti.clone(),
            secrets: Arc::clone(&self.secrets),
            consent: consent.clone(),
            now,
            doses,
        };
        let claims = Box::new(move |redeemed: &Redeemed| draft.claims(redeemed));
        Redemption { id: verification.id, generation, consent, jti, now, claims }
    }

    /// The code was right, yet something else came first: another submission, a new code, the end of its time.
    async fn overtaken(&self, verification: &Verification) -> Result<Refusal, Refusal> {
        let now = self.store.verification(verification.id).await.map_err(|error| self.failed(&error))?;
        let Some(now) = now else { return Ok(Refusal::of(ErrorCode::VerificationNotFound)) };
        let refused = match now.code.phase {
            Phase::Consumed => GuessRefused::Used,
            Phase::Cancelled => GuessRefused::Cancelled,
            Phase::Open => GuessRefused::Expired,
        };
        Ok(self.guess_refusal(refused, &now))
    }

    /// Signs the stored result, and says the same to the page.
    fn answer(&self, verification: &Verification, stored: &StoredResult, doses: Doses) -> Result<Answer, Refusal> {
        let result = self.signer.sign(stored).map_err(|error| {
            tracing::error!(%error, "a stored result was not signed");
            Refusal::of(ErrorCode::ServiceUnavailable)
        })?;
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
            receipt: claims.consent.clone(),
            events: claims.events.iter().flatten().map(told).collect(),
            demographics: claims
                .birth_year
                .zip(claims.gender)
                .map(|(year, gender)| (year.get(), gender.code().to_owned())),
        })
    }
}

impl Agreed {
    fn scopes(self) -> Scopes {
        let mut scopes = Scopes::STATUS;
        if self.events {
            scopes = scopes.with(Scope::Events);
        }
        if self.demographics {
            scopes = scopes.with(Scope::Demographics);
        }
        scopes
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
struct Doses {
    counted: u8,
    needed: u8,
}

/// Everything of the claims that is known before the code is consumed.
struct Draft {
    issuer: String,
    jti: String,
    secrets: Arc<Secrets>,
    consent: Consent,
    now: Timestamp,
    doses: Arc<OnceLock<Doses>>,
}

impl Draft {
    /// The claims of design 4.3. Runs inside the transaction that consumed the code.
    fn claims(self, redeemed: &Redeemed) -> Claims {
        let Self { issuer, jti, secrets, consent, now, doses } = self;
        let (ask, typed, found) = (redeemed.ask(), redeemed.typed(), redeemed.vaccinations());
        let assessment = Rules::builtin().assess(&found.doses, now.date());
        let _ = doses.set(Doses { counted: assessment.doses_counted, needed: assessment.doses_needed });
        let shares = |scope| consent.scopes.contains(scope);
        let iat = now.as_seconds();
        Claims {
            iss: issuer,
            aud: ask.provider.clone(),
            jti,
            iat,
            nbf: iat,
            exp: iat + LIFETIME,
            auth_time: iat,
            amr: Claims::amr_sms(),
            env: Env::Live,
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
