//! Sessions and cases.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    case::{CaseNumber, Outcome},
    session::Session,
    time::Timestamp,
};

use super::{
    MemoryStore,
    attempt::{Guessed, guess, succeeded},
    state::State,
};
use crate::{
    ports::{Case, Entered, Entrance, Filing, Mark, Own, OwnStore, PersonKey, SessionId, StoreError, Witness},
    store::{entries, guess::Guess, own::OwnRecord},
};

#[async_trait]
impl OwnStore for MemoryStore {
    async fn enter(&self, entrance: Entrance) -> Result<Entered, StoreError> {
        Ok(enter(&mut self.state(), entrance))
    }

    async fn own(&self, session: SessionId, now: Timestamp) -> Result<Option<Own>, StoreError> {
        let state = self.state();
        let found = state.person_of(session, now);
        Ok(found.and_then(|(person, lives)| Some(Own::new(person, lives, state.record_of(person)?))))
    }

    async fn end_session(&self, session: SessionId, witness: Witness, now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.sessions.remove(&session).is_some() {
            state.log(Act::OwnStatusClosed, &witness, now);
        }
        Ok(())
    }

    async fn report(&self, filing: Filing) -> Result<Option<Case>, StoreError> {
        self.state().report(filing)
    }

    async fn cases(&self, closed_too: bool) -> Result<Vec<Case>, StoreError> {
        let state = self.state();
        let mut cases: Vec<_> = state.cases.values().map(|(_, case)| case.clone()).collect();
        cases.retain(|case| closed_too || case.closed.is_none());
        cases.sort_by(|a, b| (a.opened, &a.number).cmp(&(b.opened, &b.number)));
        Ok(cases)
    }

    async fn close_case(&self, number: CaseNumber, outcome: Outcome, mark: Mark) -> Result<bool, StoreError> {
        let mut state = self.state();
        let found = state.cases.get_mut(&number).filter(|(_, case)| case.closed.is_none());
        let Some((_, case)) = found else { return Ok(false) };
        case.closed = Some((mark.now, outcome));
        state.append(&entries::of_closed_case(outcome, &mark));
        Ok(true)
    }
}

fn enter(state: &mut State, entrance: Entrance) -> Entered {
    let right = match guess(state, Guess::from(&entrance)) {
        Guessed::Right(right) => *right,
        Guessed::Wrong { left } => return Entered::Wrong { left },
        Guessed::Refused(refused) => return Entered::Refused(refused),
        Guessed::Gone => return Entered::Gone,
    };
    let Entrance { counter, session, lives, witness, now, .. } = entrance;
    let found = right.verification.person.and_then(|person| Some((person, state.record_of(person)?)));
    let Some((person, record)) = found else {
        return Entered::Refused(domain::code::GuessRefused::Used);
    };
    succeeded(state, right.subject, counter, now);
    state.sessions.insert(session, (person, lives));
    state.log(Act::OwnStatusOpened, &witness, now);
    Entered::Open(Box::new(Own::new(person, lives, record)))
}

impl State {
    pub(super) fn person_of(&self, session: SessionId, now: Timestamp) -> Option<(PersonKey, Session)> {
        self.sessions.get(&session).copied().filter(|(_, lives)| lives.is_open(now))
    }

    fn record_of(&self, key: PersonKey) -> Option<OwnRecord> {
        let person = self.person(key)?;
        Some(OwnRecord {
            name: person.name.clone(),
            mobile: person.mobile.masked(),
            birth_year: person.birth_year,
            gender: person.gender,
            doses: person.doses.clone(),
            cases: self.cases_of(key),
            imported: self.imported,
        })
    }

    fn cases_of(&self, key: PersonKey) -> Vec<Case> {
        let mut cases: Vec<_> =
            self.cases.values().filter(|(person, _)| *person == key).map(|(_, case)| case.clone()).collect();
        cases.sort_by(|a, b| (a.opened, &a.number).cmp(&(b.opened, &b.number)));
        cases
    }

    fn report(&mut self, filing: Filing) -> Result<Option<Case>, StoreError> {
        let Filing { session, number, report, witness, now } = filing;
        let Some((key, _)) = self.person_of(session, now) else { return Ok(None) };
        let Some(reference_id) = self.person(key).map(|person| person.reference_id.clone()) else { return Ok(None) };
        let known = self.cases_of(key).into_iter().find(|case| case.closed.is_none() && case.report == report);
        if known.is_some() {
            return Ok(known);
        }
        if self.cases.contains_key(&number) {
            return Err(StoreError::Conflict("a case with this number".into()));
        }
        let case = Case { number: number.clone(), reference_id, report, opened: now, closed: None };
        self.cases.insert(number, (key, case.clone()));
        self.log(Act::CaseOpened, &witness, now);
        Ok(Some(case))
    }
}
