//! Share links: rows that show a badge until they end or are taken back.

use async_trait::async_trait;
use domain::{audit::entry::Act, time::Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, Tools, audit::Deed, fault::Fault, job::Turn, own};
use crate::{
    ports::{
        COUNTED_FOR, PersonKey, SessionId, Share, ShareContent, ShareId, ShareKey, ShareStore, Shared, Sharing,
        StoreError, Witness,
    },
    store::sealed::Place,
};

#[async_trait]
impl ShareStore for SqliteStore {
    async fn share(&self, sharing: Sharing) -> Result<Shared, StoreError> {
        self.write(move |turn| make(turn, &sharing)).await
    }

    async fn shared(&self, id: ShareId, now: Timestamp) -> Result<Option<Share>, StoreError> {
        let found = self.look(|db, tools| shown(db, tools, tools.secrets.share_key(id), now)).await?;
        self.horizon.reached().await?;
        Ok(found)
    }

    async fn shares(&self, session: SessionId, now: Timestamp) -> Result<Option<Vec<Share>>, StoreError> {
        let found = self
            .look(|db, tools| {
                let whose = own::person_of(db, tools, session, now)?;
                whose.map(|(person, _)| of(db, tools, person, now)).transpose()
            })
            .await?;
        self.horizon.reached().await?;
        Ok(found)
    }

    async fn unshare(
        &self,
        session: SessionId,
        share: ShareKey,
        witness: Witness,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(move |turn| take_back(turn, session, share, &witness, now)).await
    }
}

fn make(turn: &mut Turn<'_>, sharing: &Sharing) -> Result<Shared, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Sharing { session, id, content, ends, most, witness, now } = sharing;
    let Some((person, _)) = own::person_of(db, tools, *session, *now)? else { return Ok(Shared::Over) };
    let owner = tools.secrets.owner(person);
    let lately: u32 = db
        .prepare_cached("SELECT count(*) FROM shares WHERE owner = ?1 AND made > ?2")?
        .query_row(params![owner, now.minus(COUNTED_FOR).as_millis()], |row| row.get(0))?;
    if lately >= *most {
        return Ok(Shared::TooMany);
    }
    let key = tools.secrets.share_key(*id);
    db.prepare_cached("INSERT INTO shares (key, owner, made, ends, cell) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(
        params![key.0, owner, now.as_millis(), ends.as_millis(), tools.sealer.seal_json(place(&key), content)?],
    )?;
    turn.deeds.push(Deed::of(Act::StatusShared, witness, *now));
    Ok(Shared::Made(Share { key, made: *now, ends: *ends, content: content.clone() }))
}

fn shown(db: &Connection, tools: &Tools, key: ShareKey, now: Timestamp) -> Result<Option<Share>, Fault> {
    db.prepare_cached("SELECT key, made, ends, cell FROM shares WHERE key = ?1 AND ends > ?2 AND cell IS NOT NULL")?
        .query_row(params![key.0, now.as_millis()], |row| Ok(read(tools, row)))
        .optional()?
        .transpose()
}

fn of(db: &Connection, tools: &Tools, person: PersonKey, now: Timestamp) -> Result<Vec<Share>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT key, made, ends, cell FROM shares WHERE owner = ?1 AND ends > ?2 AND cell IS NOT NULL
         ORDER BY made DESC, key",
    )?;
    let mut rows = statement.query(params![tools.secrets.owner(person), now.as_millis()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(tools, row)?);
    }
    Ok(found)
}

/// What it showed goes at once; the row stays until its end, because it counts among those of its day.
fn take_back(
    turn: &mut Turn<'_>,
    session: SessionId,
    share: ShareKey,
    witness: &Witness,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Turn { db, tools, .. } = *turn;
    let Some((person, _)) = own::person_of(db, tools, session, now)? else { return Ok(false) };
    let emptied = db
        .prepare_cached(
            "UPDATE shares SET cell = NULL WHERE key = ?1 AND owner = ?2 AND ends > ?3 AND cell IS NOT NULL",
        )?
        .execute(params![share.0, tools.secrets.owner(person), now.as_millis()])?;
    if emptied == 1 {
        turn.deeds.push(Deed::of(Act::ShareTakenBack, witness, now));
    }
    Ok(emptied == 1)
}

fn read(tools: &Tools, row: &Row<'_>) -> Result<Share, Fault> {
    let key = ShareKey(row.get(0)?);
    let cell = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
    let content: ShareContent = tools.sealer.open_json(place(&key), cell)?;
    let (made, ends) = (Timestamp::from_millis(row.get(1)?), Timestamp::from_millis(row.get(2)?));
    Ok(Share { key, made, ends, content })
}

const fn place(key: &ShareKey) -> Place<'_> {
    Place { table: "shares", column: "cell", row: &key.0 }
}
