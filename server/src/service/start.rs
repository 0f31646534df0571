//! Starting a verification and sending another code. The same work is done whether or not the pair is registered.

use app::flow::{Field, Refusal, Sent};
use domain::{
    code::{Binding, Code, CodeState, mac},
    mobile::Mobile,
    names::{self, Choice, FullName},
    problem::ErrorCode,
    provider::Provider,
};

use super::{StatusService, ask::Asking, ids, view};
use crate::{
    config::CodeText,
    ports::{
        Ask, Candidate, CounterKey, Opened, Opening, PersonKey, Resend, Resent, Sms, Typed, Verification,
        VerificationId,
    },
};

/// Name of the text in the configuration.
const TEMPLATE: &str = "code";

impl StatusService {
    /// Reads what was typed, matches it, and opens a verification: a real one, or a decoy that looks the same.
    pub(super) async fn open(&self, asking: &Asking, full_name: &str, mobile: &str) -> Result<Sent, Refusal> {
        let mobile_as_typed = mobile.trim().to_owned();
        let (name, mobile) = read(full_name, mobile)?;
        let candidates = self.store.candidates(&mobile).await.map_err(|error| self.failed(&error))?;
        let person = matched(&name, &candidates, &asking.provider);
        let subject = self.subject(person, &name, &mobile);

        let now = self.clock.now();
        let id = ids::verification(&*self.entropy, now);
        let sms_ref = ids::sms_ref(&*self.entropy, "");
        let code = self.fresh_code();
        let state = CodeState::start(now, &self.rules.code);
        let verification = Verification {
            id,
            ask: asked(asking),
            typed: Typed { full_name: name.as_str().to_owned(), mobile, mobile_as_typed },
            person,
            subject,
            code: state,
            sms_ref,
        };
        let opening = Opening {
            id,
            mac: self.mac(asking, id, 0, &code),
            budgets: self.budgets(&asking.provider),
            quiet_limits: self.quiet_limits(subject, &verification.typed.mobile, person.is_none()),
            sms: self.sms(asking, &verification.typed.mobile, &code, &verification.sms_ref),
            ask: verification.ask.clone(),
            typed: verification.typed.clone(),
            person,
            subject,
            code: verification.code,
            sms_ref: verification.sms_ref.clone(),
            now,
        };
        match self.store.open(opening).await.map_err(|error| self.failed(&error))? {
            Opened::Open => Ok(self.sent(&verification)),
            Opened::Limited(at) => {
                Err(Refusal { retry_after: Some(self.wait(at)), ..Refusal::of(ErrorCode::RateLimited) })
            }
        }
    }

    /// Puts a new code in force. Guesses and failures stay counted (design 2, rule 5).
    pub(super) async fn send_again(&self, asking: &Asking, verification: &Verification) -> Result<Sent, Refusal> {
        let generation = verification.code.resends.saturating_add(1);
        let code = self.fresh_code();
        let sms_ref = ids::sms_ref(&*self.entropy, &verification.sms_ref);
        let mobile = &verification.typed.mobile;
        let resend = Resend {
            id: verification.id,
            mac: self.mac(asking, verification.id, generation, &code),
            generation,
            sms: self.sms(asking, mobile, &code, &sms_ref),
            sms_ref,
            budgets: self.budgets(&asking.provider),
            quiet_limits: self.quiet_limits(verification.subject, mobile, verification.person.is_none()),
            policy: self.rules.code,
            now: self.clock.now(),
        };
        match self.store.resend(resend).await.map_err(|error| self.failed(&error))? {
            Resent::Sent(now) => Ok(self.sent(&now)),
            Resent::Refused(refused) => Err(self.resend_refusal(refused, verification)),
            Resent::Limited(at) => Err(self.limited(at, verification)),
            Resent::Gone => Err(Refusal::of(ErrorCode::VerificationNotFound)),
        }
    }

    /// Whose failed guesses are counted. Both keys are made every time: the same work for a match and for none.
    fn subject(&self, person: Option<PersonKey>, name: &FullName, mobile: &Mobile) -> CounterKey {
        let of_pair = self.secrets.pair_subject(mobile, &names::key(name.as_str()));
        let of_person = self.secrets.person_subject(person.unwrap_or(PersonKey([0; 16])));
        if person.is_some() { of_person } else { of_pair }
    }

    fn fresh_code(&self) -> Code {
        let mut bytes = [0; 8];
        self.entropy.fill(&mut bytes);
        Code::from_random(u64::from_be_bytes(bytes))
    }

    fn mac(&self, asking: &Asking, id: VerificationId, generation: u8, code: &Code) -> [u8; 32] {
        let binding =
            Binding { verification: &id.0, generation, provider: &asking.provider.id, origin: &asking.origin };
        mac(self.secrets.otp_key(), &binding, code)
    }

    /// The message: who asks and what for come from the registry, never from the address of the page.
    fn sms(&self, asking: &Asking, to: &Mobile, code: &Code, sms_ref: &str) -> Sms {
        let lang = asking.language.code();
        let with = CodeText {
            code: code.as_str(),
            provider: asking.provider_name(),
            purpose: &asking.purpose_words(),
            lifetime: self.rules.code.lifetime,
            reference: sms_ref,
        };
        Sms {
            to: to.e164().to_owned(),
            text: self.rules.texts.code(lang, &with),
            template: TEMPLATE.to_owned(),
            lang: lang.to_owned(),
        }
    }
}

/// Reads name and mobile; what is wrong with either is told at once, for it says nothing about anybody.
fn read(full_name: &str, mobile: &str) -> Result<(FullName, Mobile), Refusal> {
    match (FullName::parse(full_name), Mobile::parse(mobile)) {
        (Ok(name), Ok(mobile)) => Ok((name, mobile)),
        (name, mobile) => {
            let code = if name.is_err() { ErrorCode::InvalidName } else { ErrorCode::InvalidMobile };
            let name = name.err().map(|error| (Field::FullName, view::name_key(error).into()));
            let mobile = mobile.err().map(|error| (Field::Mobile, view::mobile_key(error).into()));
            Err(Refusal { fields: name.into_iter().chain(mobile).collect(), ..Refusal::of(code) })
        }
    }
}

/// The one person of the mobile whom the name chooses; several are none.
fn matched(name: &FullName, candidates: &[Candidate], provider: &Provider) -> Option<PersonKey> {
    let registered: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    match names::choose(name, &registered, provider.name_match) {
        Choice::One(index) => candidates.get(index).map(|candidate| candidate.person),
        Choice::None | Choice::Several => None,
    }
}

fn asked(asking: &Asking) -> Ask {
    Ask {
        provider: asking.provider.id.clone(),
        origin: asking.origin.clone(),
        purpose: asking.purpose.as_str().to_owned(),
        scopes: asking.provider.scopes,
        nonce: asking.nonce.clone(),
        reference: asking.reference.clone(),
        lang: asking.language.code().to_owned(),
    }
}
