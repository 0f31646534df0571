//! The steps of a verification: what goes into a store and what comes out.

use std::sync::Arc;

use domain::{
    code::{CodeState, FailurePolicy, GuessRefused, Policy, ResendRefused},
    consent::Consent,
    limits::Rate,
    person::{BirthYear, Gender, ReferenceId},
    time::Timestamp,
    vaccination::DoseEvent,
};

use super::{
    Ask, CounterKey, Idempotency, PersonKey, ProviderBudget, QuietLimits, QuotaCharge, RecordId, Redeemed, Sms,
    StoredResult, Subject, Typed, VerificationId, Witness,
};

/// A new verification, with everything that is written in the same transaction.
pub struct Opening {
    /// Its id.
    pub id: VerificationId,
    /// What was asked.
    pub ask: Ask,
    /// What was typed.
    pub typed: Typed,
    /// The matched person; `None` makes a decoy.
    pub person: Option<PersonKey>,
    /// Whom messages and failed guesses count for.
    pub subject: Subject,
    /// State of the first code.
    pub code: CodeState,
    /// HMAC of the first code. Never the code.
    pub mac: [u8; 16],
    /// Two letters that the SMS and the page both show.
    pub sms_ref: String,
    /// When one of these is spent the opening is refused as a whole.
    pub budgets: Budgets,
    /// Likewise: what the provider may ask in a day and an hour.
    pub quotas: QuotaCharge,
    /// When one of these is spent, the subject is paused, or the person has said no, the verification opens as a decoy.
    pub limits: QuietLimits,
    /// The message.
    pub message: Message,
    /// Entry in the audit log.
    pub witness: Witness,
    /// Makes a repeated request harmless, with the answer that it gets.
    pub idempotency: Option<(Idempotency, Vec<u8>)>,
    /// Now.
    pub now: Timestamp,
}

/// Budgets whose end the asker is told of.
#[derive(Clone, Copy)]
pub struct Budgets {
    /// Of the provider.
    pub provider: ProviderBudget,
    /// Of the whole service.
    pub service: (CounterKey, Rate),
}

/// A message and how it starts its way.
pub enum Message {
    /// A worker of this process has a hand free and takes it at once: the row says so, and holds no text. Should the process
    /// die before it is sent, nobody sends it.
    Handed,
    /// It waits in the queue, sealed, until a worker takes it.
    Queued(Sms),
}

/// What came of an opening.
pub enum Opened {
    /// Durable. A void message is not sent, and takes every other step.
    Open {
        /// Whether there is nothing to send.
        void: bool,
        /// The quiet limit that holds the message back; of a decoy too, which has none to send. For counting only: it follows from
        /// who is registered.
        held: Option<QuietAxis>,
        /// Whether the mobile was asked about more often than it gets messages, by pairs that match or not: the answer may be
        /// one of many that somebody times.
        often: bool,
        /// Whether the provider is slowed, because its codes are hardly ever completed.
        slowed: bool,
    },
    /// A budget is spent; nothing was written. Try again at this time.
    Limited(Limited),
    /// The same request came before: this was its answer.
    Again(Vec<u8>),
    /// Another request came under this idempotency key.
    OtherRequest,
}

/// Which budget is spent, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limited {
    /// Try again at this time.
    pub until: Timestamp,
    /// Whose.
    pub axis: Axis,
}

/// Whose budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The provider's.
    Provider,
    /// The provider's quota, or that of the one it is a part of.
    Quota,
    /// The whole service's.
    Service,
}

/// What holds a message back without anybody being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietAxis {
    /// The limit of the person, or of a pair that matched nobody.
    Person,
    /// The limit of everybody on the mobile.
    Mobile,
    /// The pause after wrong codes.
    Pause,
}

/// A verification as stored.
#[derive(Clone)]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// What was asked.
    pub ask: Ask,
    /// What was typed.
    pub typed: Typed,
    /// The matched person; `None` for a decoy.
    pub person: Option<PersonKey>,
    /// Whom failed guesses count for.
    pub subject: Subject,
    /// State of the code.
    pub code: CodeState,
    /// Two letters of the newest SMS.
    pub sms_ref: String,
    /// As it was read from a store, what the store compares a typed code with.
    pub lock: Option<Lock>,
}

/// What a typed code is compared with. Only a store makes one.
#[derive(Clone, Copy)]
pub struct Lock {
    /// HMAC of the code in force.
    pub(crate) mac: [u8; 16],
    /// Whether any code can be right.
    pub(crate) redeemable: bool,
}

/// A new code for an open verification.
pub struct Resend {
    /// Which.
    pub id: VerificationId,
    /// HMAC of the new code, made for generation `resends + 1`.
    pub mac: [u8; 16],
    /// The generation the MAC was made for; a race makes it wrong and the resend is refused.
    pub generation: u8,
    /// New two letters.
    pub sms_ref: String,
    /// As at the opening.
    pub budgets: Budgets,
    /// As at the opening: spent means the new code is never sent, and nobody is told.
    pub limits: QuietLimits,
    /// The message.
    pub message: Message,
    /// Entry in the audit log.
    pub witness: Witness,
    /// As at the opening.
    pub idempotency: Option<(Idempotency, Vec<u8>)>,
    /// Code rules.
    pub policy: Policy,
    /// Now.
    pub now: Timestamp,
}

/// What came of a resend.
pub enum Resent {
    /// Durable; the verification as it is now.
    Sent {
        /// As it is now.
        verification: Box<Verification>,
        /// Whether there is nothing to send.
        void: bool,
        /// As at the opening.
        held: Option<QuietAxis>,
    },
    /// The code's rules refuse.
    Refused(ResendRefused),
    /// A budget is spent until then.
    Limited(Limited),
    /// No such verification, or another resend came first.
    Gone,
    /// The same request came before: this was its answer.
    Again(Vec<u8>),
    /// Another request came under this idempotency key.
    OtherRequest,
}

/// A typed code, and everything that it brings together when it is right, in one transaction.
///
/// The store does it in this order: count the guess on the verification and on its subject, compare, and only when the code is
/// right consume it with a conditional update, read the doses, and write consent and result. Nothing of it is answered before
/// all of it is durable, so that no crash gives a guess back (design 2, rule 6).
pub struct Attempt {
    /// Which verification.
    pub id: VerificationId,
    /// The verification as the caller has read it. It spares the store to read it once more: the conditional update says
    /// whether it still is so.
    pub seen: Option<Arc<Verification>>,
    /// Whether the typed code is the one with this generation and HMAC.
    pub is_right: Comparison,
    /// Code rules.
    pub policy: Policy,
    /// Rules of failed guesses in a row.
    pub failures: FailurePolicy,
    /// The provider's row of counters: a completed code is counted there.
    pub provider: CounterKey,
    /// The record's id; the result's `jti` is its text form.
    pub record: RecordId,
    /// The consent that the button gives.
    pub consent: Consent,
    /// Entry in the audit log.
    pub witness: Witness,
    /// Whether the provider's server is told of a right code, in the same transaction.
    pub tell: bool,
    /// Makes a repeated request harmless.
    pub idempotency: Option<Idempotency>,
    /// The receipt, where the person wishes for one by SMS: it waits in the queue from the same transaction on.
    pub notice: Option<Sms>,
    /// Now.
    pub now: Timestamp,
    /// Makes the result's claims from the person's vaccinations. Called by the store, inside the transaction, after the
    /// conditional update took one row: there is no other way from a mobile number to a status.
    pub claims: Box<dyn FnOnce(&Redeemed) -> domain::result::Claims + Send>,
}

/// Compares a typed code with the generation and HMAC of the code in force.
pub type Comparison = Box<dyn Fn(u8, &[u8; 16]) -> bool + Send>;

/// What came of a typed code.
pub enum Attempted {
    /// Right: consent and result are recorded. The same again for a repeated request.
    Right(Box<StoredResult>),
    /// Wrong, with the guesses left. Every code is wrong for a decoy, for a person who is paused, and for one who has said no to
    /// this provider or to all.
    Wrong {
        /// Guesses left.
        left: u8,
    },
    /// Not evaluated.
    Refused(GuessRefused),
    /// No such verification.
    Gone,
    /// Another request came under this idempotency key.
    OtherRequest,
}

/// What a consumed code gives access to.
pub struct Vaccinations {
    /// Fourteen digits.
    pub reference_id: ReferenceId,
    /// Year of birth.
    pub birth_year: BirthYear,
    /// Gender.
    pub gender: Gender,
    /// Dose events as recorded.
    pub doses: Vec<DoseEvent>,
}
