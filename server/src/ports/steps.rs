//! The steps of a verification: what goes into a store and what comes out.

use domain::{
    code::{CodeState, GuessRefused, Policy, ResendRefused},
    consent::Consent,
    person::{BirthYear, Gender, ReferenceId},
    time::Timestamp,
    vaccination::DoseEvent,
};

use super::{Ask, Charge, CounterKey, PersonKey, Redeemed, Sms, Typed, VerificationId};

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
    /// Counter for failed guesses: of the person, or of the typed pair for a decoy.
    pub subject: CounterKey,
    /// State of the first code.
    pub code: CodeState,
    /// HMAC of the first code. Never the code.
    pub mac: [u8; 32],
    /// Two letters that the SMS and the page both show.
    pub sms_ref: String,
    /// Budgets of provider and service: when one is spent the opening is refused as a whole.
    pub budgets: Vec<Charge>,
    /// Limits of person and mobile: when one is spent, or the subject is paused, the verification opens as a decoy.
    pub quiet_limits: Vec<Charge>,
    /// The SMS; sealed and queued when the verification is no decoy, sealed and void when it is (the same work).
    pub sms: Sms,
    /// Now.
    pub now: Timestamp,
}

/// What came of an opening.
pub enum Opened {
    /// Durable.
    Open,
    /// A budget is spent; nothing was written but the charges. Try again at this time.
    Limited(Timestamp),
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
    /// Counter of failed guesses.
    pub subject: CounterKey,
    /// State of the code.
    pub code: CodeState,
    /// Two letters of the newest SMS.
    pub sms_ref: String,
}

/// A new code for an open verification.
pub struct Resend {
    /// Which.
    pub id: VerificationId,
    /// HMAC of the new code, made for generation `resends + 1`.
    pub mac: [u8; 32],
    /// The generation the MAC was made for; a race makes it wrong and the resend is refused.
    pub generation: u8,
    /// New two letters.
    pub sms_ref: String,
    /// As at the opening.
    pub budgets: Vec<Charge>,
    /// As at the opening: spent means the new code is never sent, and nobody is told.
    pub quiet_limits: Vec<Charge>,
    /// The SMS.
    pub sms: Sms,
    /// Code rules.
    pub policy: Policy,
    /// Now.
    pub now: Timestamp,
}

/// What came of a resend.
pub enum Resent {
    /// Durable; the verification as it is now.
    Sent(Box<Verification>),
    /// The code's rules refuse.
    Refused(ResendRefused),
    /// A budget is spent until then.
    Limited(Timestamp),
    /// No such verification, or another resend came first.
    Gone,
}

/// One guess that may be evaluated, already counted.
pub struct Guess {
    /// HMAC of the code in force; random bytes for a decoy or a paused subject.
    pub mac: [u8; 32],
    /// Generation of the code in force.
    pub generation: u8,
    /// Guesses left after this one.
    pub left: u8,
}

/// What came of asking for a guess.
pub enum Guessing {
    /// Counted and durable: compare now.
    Counted(Guess),
    /// Not to be evaluated.
    Refused(GuessRefused),
    /// No such verification.
    Gone,
}

/// Everything a right code brings together, in one transaction.
pub struct Redemption {
    /// Which verification.
    pub id: VerificationId,
    /// Generation of the code that was right.
    pub generation: u8,
    /// The consent that the button gave.
    pub consent: Consent,
    /// Unique id of the result.
    pub jti: String,
    /// Now.
    pub now: Timestamp,
    /// Makes the result's claims from the person's vaccinations. Called by the store, inside the transaction, after the
    /// conditional update took one row: there is no other way from a mobile number to a status.
    pub claims: Box<dyn FnOnce(&Redeemed) -> domain::result::Claims + Send>,
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
