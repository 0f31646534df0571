//! Starting a verification and sending another code. The same work is done whether or not the pair is registered.

use std::sync::Arc;

use app::flow::{Field, Pace, Refusal};
use domain::{
    code::{Binding, Code, CodeHash, mac},
    mobile::Mobile,
    names::{Choice, FullName, Reading},
    problem::ErrorCode,
    provider::Provider,
};

use super::{
    Started, StatusService,
    ask::Asking,
    carry::{Carrier, to_the_end},
    ids,
    schedule::Schedule,
    view,
};
use crate::{
    config::CodeText,
    metrics::Metrics,
    ports::{
        Ask, Axis, Candidate, Idempotency, Limited, Message, MessageKey, Opened, Opening, PersonKey, QuietAxis, Resend,
        Resent, Sms, Typed, Verification, VerificationId, Witness,
    },
    sms::Hand,
};

/// Name of the text in the configuration.
const TEMPLATE: &str = "code";

/// What a request for a code led to.
pub(super) enum Outcome {
    /// A code is on its way, or seems to be; with how messages went when it was asked for.
    Now(Box<Verification>, Pace),
    /// The same request came before; this was its answer.
    Before(Started),
}

impl StatusService {
    /// Reads what was typed, matches it, and opens a verification: a real one, or a decoy that looks the same.
    pub(super) async fn open(
        &self,
        asking: &Asking,
        full_name: &str,
        mobile: &str,
        idempotency: Option<Idempotency>,
    ) -> Result<Outcome, Refusal> {
        let schedule = Schedule::begin();
        let mobile_as_typed = mobile.trim().to_owned();
        let (name, mobile) = read(full_name, mobile)?;
        self.rules.world.enter(&mobile).await?;
        let candidates = self.store.candidates(&mobile).await.map_err(|error| self.failed(&error))?;
        let (person, pair) = self.matched(&name, &mobile, &candidates, &asking.provider);
        let typed = Typed { full_name: name.as_str().to_owned(), mobile, mobile_as_typed };
        let about = self.about(person, &typed);

        let now = self.clock.now();
        let id = ids::verification(&*self.entropy, now);
        let code = self.rules.world.code(&*self.entropy);
        let first = self.rules.world.first_code(&typed.mobile, now, &self.rules.code);
        let verification = Verification {
            id,
            ask: asked(asking),
            subject: self.subject(&typed.mobile, if person.is_some() { about } else { pair }, person.is_none()),
            typed,
            person,
            code: first,
            sms_ref: ids::sms_ref(&*self.entropy, ""),
            lock: None,
        };
        let sms = self.sms(asking, &verification.typed.mobile, &code, &verification.sms_ref);
        let (pace, hand) = (self.pace(&verification.typed.mobile), self.hands.free());
        let opening = Opening {
            id,
            mac: self.mac(asking, id, 0, &code),
            budgets: self.budgets(asking, true),
            quotas: self.quotas(&asking.provider, &pair),
            limits: self.quiet_limits(),
            message: message(hand.as_ref(), &sms),
            witness: self.witness(asking, about, id),
            idempotency: idempotency.map(|idempotency| (idempotency, Started::of(&verification, pace).to_bytes())),
            ask: verification.ask.clone(),
            typed: verification.typed.clone(),
            person,
            subject: verification.subject,
            code: verification.code,
            sms_ref: verification.sms_ref.clone(),
            now,
        };
        let (store, metrics, carrier) = (Arc::clone(&self.store), Arc::clone(&self.metrics), self.carrier(hand, sms));
        let (key, expires) = (MessageKey { verification: id, generation: 0 }, verification.code.expires);
        let opening = to_the_end(async move { store.open(opening).await }, move |opened| match opened {
            Opened::Open { void, held, .. } => Some(afterwards(metrics, *held, carrier.carry(key, expires, *void))),
            _ => None,
        });
        let opened = opening.await.map_err(|error| self.failed(&error))?;
        if !matches!(opened, Opened::Open { often: false, .. }) {
            // Whoever asks this often may be measuring how many people a phone has. Not `held`, which a wrong name fills in its own way.
            schedule.reached().await;
        }
        match opened {
            Opened::Open { slowed, .. } => {
                if slowed {
                    self.slowed(&asking.provider);
                }
                Ok(Outcome::Now(Box::new(verification), pace))
            }
            Opened::Limited(limited) => Err(self.spent(limited)),
            Opened::Again(answer) => Started::from_bytes(&answer).map(Outcome::Before),
            Opened::OtherRequest => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    /// Puts a new code in force. Guesses and failures stay counted (design 2, rule 5).
    pub(super) async fn send_again(
        &self,
        asking: &Asking,
        verification: &Verification,
        idempotency: Option<Idempotency>,
    ) -> Result<Outcome, Refusal> {
        let (id, now) = (verification.id, self.clock.now());
        let generation = verification.code.resends.saturating_add(1);
        let code = self.rules.world.code(&*self.entropy);
        let sms_ref = ids::sms_ref(&*self.entropy, &verification.sms_ref);
        let sms = self.sms(asking, &verification.typed.mobile, &code, &sms_ref);
        let expected = Verification {
            code: verification.code.resend(now, &self.rules.code).unwrap_or(verification.code),
            sms_ref: sms_ref.clone(),
            ..verification.clone()
        };
        let (pace, hand) = (self.pace(&verification.typed.mobile), self.hands.free());
        let resend = Resend {
            id,
            mac: self.mac(asking, id, generation, &code),
            generation,
            sms_ref,
            budgets: self.budgets(asking, false),
            limits: self.quiet_limits(),
            message: message(hand.as_ref(), &sms),
            witness: self.witness_of(asking, verification),
            idempotency: idempotency.map(|idempotency| (idempotency, Started::of(&expected, pace).to_bytes())),
            policy: self.rules.code,
            now,
        };
        let (store, metrics, carrier) = (Arc::clone(&self.store), Arc::clone(&self.metrics), self.carrier(hand, sms));
        let key = MessageKey { verification: id, generation };
        let sending = to_the_end(async move { store.resend(resend).await }, move |resent| match resent {
            Resent::Sent { verification, void, held } => {
                Some(afterwards(metrics, *held, carrier.carry(key, verification.code.expires, *void)))
            }
            _ => None,
        });
        match sending.await.map_err(|error| self.failed(&error))? {
            Resent::Sent { verification, .. } => Ok(Outcome::Now(verification, pace)),
            Resent::Refused(refused) => Err(self.resend_refusal(refused, verification)),
            Resent::Limited(limited) => {
                let spent = self.spent(limited);
                Err(Refusal { retry_after: spent.retry_after, ..self.refusal(spent.code, verification) })
            }
            Resent::Gone => Err(Refusal::of(ErrorCode::VerificationNotFound)),
            Resent::Again(answer) => Started::from_bytes(&answer).map(Outcome::Before),
            Resent::OtherRequest => Err(Refusal::of(ErrorCode::IdempotencyConflict)),
        }
    }

    fn carrier(&self, hand: Option<Hand>, sms: Sms) -> Carrier {
        Carrier::new(self.hands.clone(), hand, sms)
    }

    /// A budget is spent: the asker is told until when.
    fn spent(&self, limited: Limited) -> Refusal {
        self.metrics.limit_hit(match limited.axis {
            Axis::Provider => "provider",
            Axis::Quota => "quota",
            Axis::Service => "service",
        });
        Refusal { retry_after: Some(self.wait(limited.until)), ..Refusal::of(ErrorCode::RateLimited) }
    }

    /// The operator hears of a provider whose codes hardly ever come back.
    fn slowed(&self, provider: &Provider) {
        self.metrics.limit_hit("pumping");
        tracing::warn!(
            provider = provider.id,
            "hardly any code that this provider asks for is completed; it is slowed"
        );
    }

    /// The one person of the mobile whom the name chooses, several being none, and the pseudonym of the pair, whatever its spelling.
    fn matched(
        &self,
        name: &FullName,
        mobile: &Mobile,
        candidates: &[Candidate],
        provider: &Provider,
    ) -> (Option<PersonKey>, [u8; 16]) {
        let mut registered: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
        if registered.is_empty() {
            registered.push(NOBODY);
        }
        let name = Reading::of(name);
        let person = match name.choose(&registered, provider.name_match) {
            Choice::One(index) => candidates.get(index).map(|candidate| candidate.person),
            Choice::None | Choice::Several => None,
        };
        (person, self.secrets.pair_pseudonym(mobile, &name.key()))
    }

    /// Whom an act is about in the audit log: the person, or what was typed where that is nobody. Both pseudonyms are made every time: the
    /// same work for a match and for none.
    fn about(&self, person: Option<PersonKey>, typed: &Typed) -> [u8; 16] {
        let of_typed = self.secrets.typed_pseudonym(&typed.mobile, &typed.full_name);
        let of_person = self.secrets.person_pseudonym(person.unwrap_or(PersonKey([0; 16])));
        if person.is_some() { of_person } else { of_typed }
    }

    fn witness(&self, asking: &Asking, subject: [u8; 16], id: VerificationId) -> Witness {
        let reference = self.secrets.verification_pseudonym(&id.0);
        Witness { provider: asking.provider.id.clone(), subject, reference, salt: self.entropy.salt() }
    }

    /// What the audit log says about an act on a verification.
    pub(super) fn witness_of(&self, asking: &Asking, verification: &Verification) -> Witness {
        self.witness(asking, self.about(verification.person, &verification.typed), verification.id)
    }

    fn mac(&self, asking: &Asking, id: VerificationId, generation: u8, code: &Code) -> [u8; 16] {
        let binding =
            Binding { verification: &id.0, generation, provider: &asking.provider.id, origin: &asking.origin };
        mac(self.secrets.otp_key(), &binding, &CodeHash::from(code))
    }

    /// The message: who asks and what for come from the registry, never from the address of the page.
    fn sms(&self, asking: &Asking, to: &Mobile, code: &Code, sms_ref: &str) -> Sms {
        if asking.is_own() {
            return self.own_sms(asking.language, to, code, sms_ref);
        }
        let language = asking.language;
        let with = CodeText {
            code: code.as_str(),
            provider: asking.provider_name(),
            purpose: &asking.purpose_words(),
            lifetime: self.rules.code.lifetime,
            reference: sms_ref,
        };
        Sms::new(to, language, TEMPLATE, self.rules.texts.code(language.code(), &with))
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

/// A name to compare with where nobody has the mobile: the time must not tell that there is none.
const NOBODY: &str = "Ananya Ramachandran Pillai";

/// What is done once the answer is out: a message that is held back quietly is counted, and every message goes its way.
async fn afterwards(metrics: Arc<Metrics>, held: Option<QuietAxis>, carrying: impl Future<Output = ()>) {
    if let Some(axis) = held {
        metrics.limit_hit(match axis {
            QuietAxis::Person => "person",
            QuietAxis::Mobile => "mobile",
            QuietAxis::Pause => "pause",
        });
    }
    carrying.await;
}

/// Handed over at once when a worker is free, else queued.
fn message(hand: Option<&Hand>, sms: &Sms) -> Message {
    if hand.is_some() { Message::Handed } else { Message::Queued(sms.clone()) }
}

fn asked(asking: &Asking) -> Ask {
    Ask {
        provider: asking.provider.id.clone(),
        origin: asking.origin.clone(),
        purpose: asking.purpose.as_str().to_owned(),
        scopes: asking.scopes,
        nonce: asking.nonce.clone(),
        reference: asking.reference.clone(),
        lang: asking.language.code().to_owned(),
        as_of: asking.as_of,
    }
}
