//! Signing keys, sealed.

use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use super::{
    Tools,
    audit::Deed,
    fault::{Fault, unreadable},
    job::Turn,
};
use crate::{
    ports::{Acting, KeyState, SigningKeyRow},
    secrets::Secrets,
    store::sealed::Place,
};

pub(super) fn all(db: &Connection, tools: &Tools) -> Result<Vec<SigningKeyRow>, Fault> {
    let mut statement =
        db.prepare_cached("SELECT kid, state, created, cell FROM signing_keys ORDER BY created, kid")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let kid: String = row.get(0)?;
        let state: String = row.get(1)?;
        let cell: Vec<u8> = row.get(3)?;
        let opened = tools.sealer.open(place(&kid), &cell)?;
        let seed = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| unreadable("signing_keys", "cell"))?;
        let state = parse(&state).ok_or_else(|| unreadable("signing_keys", "state"))?;
        let created = Timestamp::from_millis(row.get(2)?);
        keys.push(SigningKeyRow { kid, state, seed: Zeroizing::new(seed), created });
    }
    Ok(keys)
}

pub(super) fn add(turn: &mut Turn<'_>, key: &SigningKeyRow, act: Acting) -> Result<(), Fault> {
    let cell = turn.tools.sealer.seal(place(&key.kid), key.seed.as_ref())?;
    turn.db
        .prepare_cached(
            "INSERT INTO signing_keys (kid, state, created, key_version, cell) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key.kid, text(key.state), key.created.as_millis(), Secrets::VERSION, cell])?;
    turn.deeds.push(Deed::of_operator(Act::KeysRotated, &key.kid, act));
    Ok(())
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
