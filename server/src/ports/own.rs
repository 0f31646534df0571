//! What a store keeps for people who look at their own status: sessions, and cases.

use async_trait::async_trait;
use domain::{
    case::{CaseNumber, Outcome, Report},
    code::{FailurePolicy, GuessRefused, Policy},
    person::ReferenceId,
    session::Session,
    time::Timestamp,
};

use super::{Comparison, CounterKey, Mark, Own, StoreError, VerificationId, Witness};

/// Id of a session: made like a verification's. Whoever has it sees what the person sees, until the session ends; a store
/// keeps only a keyed hash of it.
pub type SessionId = VerificationId;

/// The part of a store that the person's own page needs. It is a part of every [`super::Store`], and each method is one atomic step.
#[async_trait]
pub trait OwnStore: Send + Sync + 'static {
    /// Counts a guess as [`super::Store::attempt`] does, and when it is right consumes the code, opens a session and says so in the
    /// audit log, all in one transaction. `Gone` also for a verification that a provider began.
    async fn enter(&self, entrance: Entrance) -> Result<Entered, StoreError>;
    /// What a person may see of themselves while their session is open; `None` when it is over, unknown, or the person was erased.
    async fn own(&self, session: SessionId, now: Timestamp) -> Result<Option<Own>, StoreError>;
    /// Ends a session at the person's wish. Idempotent.
    async fn end_session(&self, session: SessionId, witness: Witness, now: Timestamp) -> Result<(), StoreError>;
    /// Opens a case for the person of a session. The same report while its case is open is the same case. `Conflict` when the
    /// number is taken.
    async fn report(&self, filing: Filing) -> Result<Option<Case>, StoreError>;
    /// Cases in the order in which they were opened; those that are closed only when they are asked for.
    async fn cases(&self, closed_too: bool) -> Result<Vec<Case>, StoreError>;
    /// Closes a case; `false` when there is none of this number, or it was closed before.
    async fn close_case(&self, number: CaseNumber, outcome: Outcome, mark: Mark) -> Result<bool, StoreError>;
}

/// A code typed by a person for themselves, and the session that it opens when it is right.
pub struct Entrance {
    /// Which verification.
    pub id: VerificationId,
    /// Whether the typed code is the one with this generation and HMAC.
    pub is_right: Comparison,
    /// Code rules.
    pub policy: Policy,
    /// Rules of failed guesses in a row.
    pub failures: FailurePolicy,
    /// The own page's row of counters.
    pub counter: CounterKey,
    /// Id of the session.
    pub session: SessionId,
    /// How long it lives.
    pub lives: Session,
    /// Entry in the audit log.
    pub witness: Witness,
    /// Now.
    pub now: Timestamp,
}

/// What came of an entrance.
pub enum Entered {
    /// Right: the session is open.
    Open(Box<Own>),
    /// Wrong, with the guesses left. Every code is wrong for a decoy, and for a person who is paused.
    Wrong {
        /// Guesses left.
        left: u8,
    },
    /// Not evaluated.
    Refused(GuessRefused),
    /// No such verification.
    Gone,
}

/// A report by the person of a session.
pub struct Filing {
    /// Whose.
    pub session: SessionId,
    /// The number of the case, should it be a new one.
    pub number: CaseNumber,
    /// What is reported.
    pub report: Report,
    /// Entry in the audit log, should the case be a new one.
    pub witness: Witness,
    /// Now.
    pub now: Timestamp,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its number.
    pub number: CaseNumber,
    /// Whose record is said to be wrong.
    pub reference_id: ReferenceId,
    /// What was reported.
    pub report: Report,
    /// When.
    pub opened: Timestamp,
    /// When and how it ended; `None` while it is open.
    pub closed: Option<(Timestamp, Outcome)>,
}
