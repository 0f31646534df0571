//! What a person sees of themselves: only a store makes it, for a session that is open.

use domain::{
    person::{BirthYear, Gender},
    session::Session,
    time::Timestamp,
    vaccination::DoseEvent,
};

use crate::ports::{Case, PersonKey};

/// A person's own record, for the person. Like [`super::Redeemed`] it can be made only by a store: either in the transaction that
/// consumes the person's code, or for the session that was opened in it and is not over.
pub struct Own {
    person: PersonKey,
    session: Session,
    record: OwnRecord,
}

/// What is recorded.
pub struct OwnRecord {
    /// Registered name.
    pub name: String,
    /// Masked mobile, `******0001`.
    pub mobile: String,
    /// Year of birth.
    pub birth_year: BirthYear,
    /// Gender.
    pub gender: Gender,
    /// Dose events as recorded.
    pub doses: Vec<DoseEvent>,
    /// The person's cases, oldest first.
    pub cases: Vec<Case>,
    /// When records were last imported into the registry; `None` where that is not known.
    pub imported: Option<Timestamp>,
}

impl Own {
    // Private: visible in the store and its adapters, nowhere else.
    pub(super) const fn new(person: PersonKey, session: Session, record: OwnRecord) -> Self {
        Self { person, session, record }
    }

    /// Whose.
    pub const fn person(&self) -> PersonKey {
        self.person
    }

    /// How long it may be looked at.
    pub const fn session(&self) -> Session {
        self.session
    }

    /// What is recorded.
    pub const fn record(&self) -> &OwnRecord {
        &self.record
    }
}
