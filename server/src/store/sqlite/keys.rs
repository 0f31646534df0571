//! Signing keys, sealed.

use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use super::{
    Tools,
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
    keyring,
};
use crate::{
    ports::{Acting, KeyState, SigningKeyChange, SigningKeyRow},
    store::sealed::Place,
};

pub(super) fn all(db: &Connection, tools: &Tools) -> Result<Vec<SigningKeyRow>, Fault> {
    let mut statement = db
        .prepare_cached("SELECT kid, state, created, since, cell, algorithm FROM signing_keys ORDER BY created, kid")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let kid: String = row.get(0)?;
        let state: String = row.get(1)?;
        let cell: Vec<u8> = row.get(4)?;
        let opened = tools.sealer.open(place(&kid), &cell)?;
        let mut seed = Zeroizing::new([0; 32]);
        if opened.len() != seed.len() {
            return Err(unreadable("signing_keys", "cell"));
        }
        seed.copy_from_slice(&opened);
        let state = parse(&state).ok_or_else(|| unreadable("signing_keys", "state"))?;
        let moment = |column| row.get(column).map(Timestamp::from_millis);
        let (created, since) = (moment(2)?, moment(3)?);
        let algorithm = row.get::<_, String>(5)?.parse().map_err(|_| unreadable("signing_keys", "algorithm"))?;
        keys.push(SigningKeyRow { kid, state, since, algorithm, seed, created });
    }
    Ok(keys)
}

pub(super) fn add(turn: &mut Turn<'_>, key: &SigningKeyRow, act: Acting) -> Result<(), Fault> {
    insert(turn, key)?;
    keyring::changed(turn.db)?;
    turn.deeds.push(Deed::of_operator(Act::KeysRotated, &key.kid, act));
    Ok(())
}

fn insert(turn: &Turn<'_>, key: &SigningKeyRow) -> Result<(), Fault> {
    let cell = turn.tools.sealer.seal(place(&key.kid), key.seed.as_ref())?;
    turn.db
        .prepare_cached(
            "INSERT INTO signing_keys (kid, state, created, since, cell, algorithm) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            key.kid,
            text(key.state),
            key.created.as_millis(),
            key.since.as_millis(),
            cell,
            key.algorithm.as_str()
        ])?;
    Ok(())
}

/// Compare and swap on the states: all of it, or nothing.
pub(super) fn change(turn: &mut Turn<'_>, change: &SigningKeyChange, act: Acting) -> Result<bool, Fault> {
    for (kid, from, _) in &change.moves {
        let held: bool = turn
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM signing_keys WHERE kid = ?1 AND state = ?2)")?
            .query_row([kid, text(*from)], |row| row.get(0))?;
        if !held {
            return Ok(false);
        }
    }
    for (kid, _, to) in &change.moves {
        turn.db.prepare_cached("UPDATE signing_keys SET state = ?2, since = ?3 WHERE kid = ?1")?.execute(params![
            kid,
            text(*to),
            act.now.as_millis()
        ])?;
    }
    for key in &change.add {
        insert(turn, key)?;
    }
    for kid in &change.delete {
        turn.db.prepare_cached("DELETE FROM signing_keys WHERE kid = ?1")?.execute([kid])?;
    }
    keyring::changed(turn.db)?;
    turn.deeds.push(Deed::of_operator(change.act, &change.about, act));
    Ok(true)
}

fn place(kid: &str) -> Place<'_> {
    Place { table: "signing_keys", column: "cell", row: kid.as_bytes() }
}

const fn text(state: KeyState) -> &'static str {
    match state {
        KeyState::Next => "next",
        KeyState::Active => "active",
        KeyState::Passive => "passive",
        KeyState::Revoked => "revoked",
    }
}

fn parse(text: &str) -> Option<KeyState> {
    match text {
        "next" => Some(KeyState::Next),
        "active" => Some(KeyState::Active),
        "passive" => Some(KeyState::Passive),
        "revoked" => Some(KeyState::Revoked),
        _ => None,
    }
}
