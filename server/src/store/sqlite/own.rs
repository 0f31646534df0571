//! The person's own page: a right code opens a session, and while that is open the person's record may be read.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    case::{CaseNumber, Outcome},
    code::GuessRefused,
    session::Session,
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    SqliteStore, Tools,
    audit::Deed,
    cases,
    fault::{Fault, unless_damaged, unreadable},
    guess::{Guessed, guess, succeeded},
    job::Turn,
    people,
};
use crate::{
    ports::{Case, Entered, Entrance, Filing, Mark, Own, OwnStore, PersonKey, SessionId, StoreError, Witness},
    store::{guess::Guess, own::OwnRecord, sealed::Place},
};

#[async_trait]
impl OwnStore for SqliteStore {
    async fn enter(&self, entrance: Entrance) -> Result<Entered, StoreError> {
        self.write(move |turn| enter(turn, entrance)).await
    }

    async fn own(&self, session: SessionId, now: Timestamp) -> Result<Option<Own>, StoreError> {
        let found = self.look(|db, tools| open(&*db.unchecked_transaction()?, tools, session, now)).await?;
        self.horizon.reached().await?;
        Ok(found)
    }

    async fn end_session(&self, session: SessionId, witness: Witness, now: Timestamp) -> Result<(), StoreError> {
        self.write(move |turn| end(turn, session, &witness, now)).await
    }

    async fn report(&self, filing: Filing) -> Result<Option<Case>, StoreError> {
        self.write(move |turn| {
            let found = person_of(turn.db, turn.tools, filing.session, filing.now)?;
            found.map_or(Ok(None), |(person, _)| cases::open(turn, person, filing))
        })
        .await
    }

    async fn cases(&self, closed_too: bool) -> Result<Vec<Case>, StoreError> {
        self.read(move |db, tools| cases::all(db, tools, closed_too)).await
    }

    async fn close_case(&self, number: CaseNumber, outcome: Outcome, mark: Mark) -> Result<bool, StoreError> {
        self.write(move |turn| cases::close(turn, &number, outcome, &mark)).await
    }
}

fn enter(turn: &mut Turn<'_>, entrance: Entrance) -> Result<Entered, Fault> {
    let (verification, counters) = match guess(turn, Guess::from(&entrance))? {
        Guessed::Right(verification, counters) => (verification, counters),
        Guessed::Wrong { left } => return Ok(Entered::Wrong { left }),
        Guessed::Refused(refused) => return Ok(Entered::Refused(refused)),
        Guessed::Gone => return Ok(Entered::Gone),
    };
    let Entrance { counter, session, lives, witness, now, .. } = entrance;
    let Turn { db, tools, .. } = *turn;
    let found = verification.person.map(|person| Ok::<_, Fault>((person, record(db, tools, person)?)));
    // A person who was erased meanwhile has no page any more; the code stays used.
    let Some((person, Some(record))) = found.transpose()? else {
        return Ok(Entered::Refused(GuessRefused::Used));
    };
    succeeded(turn, &verification, counters, counter, now)?;
    let key = tools.secrets.session_key(session);
    db.prepare_cached("INSERT INTO sessions (key, ends, cell) VALUES (?1, ?2, ?3)")?.execute(params![
        key,
        lives.ends().as_millis(),
        tools.sealer.seal(place(&key), &person.0)?
    ])?;
    turn.deeds.push(Deed::of(Act::OwnStatusOpened, &witness, now));
    Ok(Entered::Open(Box::new(Own::new(person, lives, record))))
}

fn open(db: &Connection, tools: &Tools, session: SessionId, now: Timestamp) -> Result<Option<Own>, Fault> {
    let Some((person, lives)) = person_of(db, tools, session, now)? else { return Ok(None) };
    Ok(record(db, tools, person)?.map(|record| Own::new(person, lives, record)))
}

/// Whose session it is, while it is open.
pub(super) fn person_of(
    db: &Connection,
    tools: &Tools,
    session: SessionId,
    now: Timestamp,
) -> Result<Option<(PersonKey, Session)>, Fault> {
    let key = tools.secrets.session_key(session);
    let found: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT ends, cell FROM sessions WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((ends, cell)) = found else { return Ok(None) };
    let lives = Session::kept(session.time(), Timestamp::from_millis(ends));
    if lives.is_open(now) { Ok(Some((opened(tools, &key, &cell)?, lives))) } else { Ok(None) }
}

fn opened(tools: &Tools, key: &[u8; 22], cell: &[u8]) -> Result<PersonKey, Fault> {
    let plain = tools.sealer.open(place(key), cell)?;
    let person = plain.as_slice().try_into().map_err(|_| unreadable("sessions", "cell"))?;
    Ok(PersonKey(person))
}

fn record(db: &Connection, tools: &Tools, person: PersonKey) -> Result<Option<OwnRecord>, Fault> {
    let Some((identity, doses)) = people::own(db, tools, person)? else { return Ok(None) };
    let imported: Option<i64> =
        db.prepare_cached("SELECT imported FROM meta WHERE id = 1")?.query_row([], |row| row.get(0))?;
    Ok(Some(OwnRecord {
        name: identity.name,
        mobile: identity.mobile.masked(),
        birth_year: identity.birth_year,
        gender: identity.gender,
        doses,
        cases: cases::of(db, tools, person)?,
        imported: imported.map(Timestamp::from_millis),
    }))
}

fn end(turn: &mut Turn<'_>, session: SessionId, witness: &Witness, now: Timestamp) -> Result<(), Fault> {
    let key = turn.tools.secrets.session_key(session);
    if turn.db.prepare_cached("DELETE FROM sessions WHERE key = ?1")?.execute([key])? == 1 {
        turn.deeds.push(Deed::of(Act::OwnStatusClosed, witness, now));
    }
    Ok(())
}

/// Ends every session of a person. There are few sessions at a time: each is opened and looked at. One that does not open may be
/// theirs, and is of no use to anybody.
pub(super) fn end_all(db: &Connection, tools: &Tools, person: PersonKey) -> Result<(), Fault> {
    let mut statement = db.prepare("SELECT key, cell FROM sessions")?;
    let sessions: Vec<([u8; 22], Vec<u8>)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (key, cell) in sessions {
        if unless_damaged(opened(tools, &key, &cell))?.is_none_or(|owner| owner == person) {
            db.execute("DELETE FROM sessions WHERE key = ?1", [key])?;
        }
    }
    Ok(())
}

const fn place(key: &[u8; 22]) -> Place<'_> {
    Place { table: "sessions", column: "cell", row: key }
}
