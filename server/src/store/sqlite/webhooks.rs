//! The queue of messages to providers' servers.

use async_trait::async_trait;
use domain::{
    audit::entry::Act,
    provider::Provider,
    time::Timestamp,
    webhook::{Event, EventKind, Webhook},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, Tools, audit::Deed, fault::Fault, job::Turn, providers};
use crate::{
    ports::{
        Acting, Notice, Replay, StoreError, StoredResult, TakenWebhook, Taking, VerificationId, WebhookDepth,
        WebhookId, WebhookOutcome, WebhookQueue, WebhookRow, webhook_id_text,
    },
    store::{entries, sealed::Place},
};

/// Puts a message into the queue, in the transaction of the act that it tells of.
pub(super) fn enqueue(turn: &Turn<'_>, notice: &Notice) -> Result<(), Fault> {
    let at = notice.event.at;
    let mut random = [0; 16];
    turn.tools.entropy.fill(&mut random);
    let id = WebhookId::new(at, random);
    turn.db
        .prepare_cached(
            "INSERT INTO webhooks (id, provider, about, state, first, due, attempts, cell)
             VALUES (?1, ?2, ?3, 0, ?4, ?4, 0, ?5)",
        )?
        .execute(params![
            id.0,
            notice.provider,
            notice.about.0,
            at.as_millis(),
            turn.tools.sealer.seal_json(place(&id), &notice.event)?
        ])?;
    Ok(())
}

/// Tells the provider that a result was given to what became of it, when it is told anything at all.
pub(super) fn tell_of(turn: &Turn<'_>, kind: EventKind, result: &StoredResult, at: Timestamp) -> Result<(), Fault> {
    let claims = result.claims();
    if !providers::by_id(turn.db, &claims.aud)?.is_some_and(|provider| provider.is_told()) {
        return Ok(());
    }
    let event = Event { kind, at, id: claims.jti.clone(), reference: claims.reference.clone() };
    enqueue(turn, &Notice { provider: claims.aud.clone(), about: result.id(), event })
}

fn take(turn: &Turn<'_>, taking: &Taking) -> Result<Vec<TakenWebhook>, Fault> {
    let mut taken = Vec::new();
    // One of each provider, then a second one of each, … so that no provider's many keep others' few waiting.
    let mut providers = providers_waiting(turn.db)?;
    providers.sort_by_key(|provider| taking.has(provider));
    let mut waiting = providers
        .into_iter()
        .map(|provider| Ok::<_, Fault>(due_of(turn.db, taking, &provider)?.into_iter()))
        .collect::<Result<Vec<_>, _>>()?;
    while taken.len() < taking.most && !waiting.is_empty() {
        waiting.retain_mut(|due| {
            let next = if taken.len() < taking.most { due.next() } else { None };
            taken.extend(next);
            !due.as_slice().is_empty()
        });
    }
    taken.into_iter().filter_map(|id| take_one(turn, id, taking).transpose()).collect()
}

/// Who has messages waiting: one step in the index for each.
fn providers_waiting(db: &Connection) -> Result<Vec<String>, Fault> {
    let mut after = db.prepare_cached("SELECT min(provider) FROM webhooks WHERE state = 0 AND provider > ?1")?;
    let (mut found, mut last) = (Vec::new(), String::new());
    while let Some(next) = after.query_row([&last], |row| row.get::<_, Option<String>>(0))? {
        found.push(next.clone());
        last = next;
    }
    Ok(found)
}

fn due_of(db: &Connection, taking: &Taking, provider: &str) -> Result<Vec<WebhookId>, Fault> {
    let room = i64::try_from(taking.room_of(provider).min(taking.most)).unwrap_or(i64::MAX);
    let mut due = db.prepare_cached(
        "SELECT id FROM webhooks INDEXED BY webhooks_waiting
         WHERE state = 0 AND provider = ?1 AND due <= ?2 ORDER BY due, id LIMIT ?3",
    )?;
    let ids = due.query_map(params![provider, taking.now.as_millis(), room], |row| row.get(0).map(VerificationId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A damaged cell must not hold up the queue: it is put off, and `kyvs check` names it.
fn take_one(turn: &Turn<'_>, id: WebhookId, taking: &Taking) -> Result<Option<TakenWebhook>, Fault> {
    turn.db
        .prepare_cached("UPDATE webhooks SET due = ?2, attempts = attempts + 1 WHERE id = ?1")?
        .execute(params![id.0, taking.until.as_millis()])?;
    let (provider, first, attempts, cell) = turn
        .db
        .prepare_cached("SELECT provider, first, attempts, cell FROM webhooks WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, Vec<u8>>(3)?)))?;
    match turn.tools.sealer.open_json(place(&id), &cell) {
        Ok(event) => Ok(Some(TakenWebhook { id, provider, event, first: Timestamp::from_millis(first), attempts })),
        Err(error) => {
            tracing::error!(message = webhook_id_text(id), %error, "a queued webhook cannot be sent");
            Ok(None)
        }
    }
}

fn next(db: &Connection) -> Result<Option<Timestamp>, Fault> {
    let mut first = db.prepare_cached(
        "SELECT due FROM webhooks INDEXED BY webhooks_waiting WHERE state = 0 AND provider = ?1 ORDER BY due LIMIT 1",
    )?;
    let mut next = None;
    for provider in providers_waiting(db)? {
        let due: Option<i64> = first.query_row([provider], |row| row.get(0)).optional()?;
        next = [next, due].into_iter().flatten().min();
    }
    Ok(next.map(Timestamp::from_millis))
}

fn settle(turn: &mut Turn<'_>, taken: &TakenWebhook, outcome: &WebhookOutcome) -> Result<bool, Fault> {
    let (id, attempts) = (taken.id.0, taken.attempts);
    let dead = "UPDATE webhooks SET state = 1, died = ?3, reason = ?4 WHERE id = ?1 AND state = 0 AND attempts = ?2";
    let settled = match outcome {
        WebhookOutcome::Done => turn
            .db
            .prepare_cached("DELETE FROM webhooks WHERE id = ?1 AND state = 0 AND attempts = ?2")?
            .execute(params![id, attempts])?,
        WebhookOutcome::Retry { at, why } => turn
            .db
            .prepare_cached("UPDATE webhooks SET due = ?3, reason = ?4 WHERE id = ?1 AND state = 0 AND attempts = ?2")?
            .execute(params![id, attempts, at.as_millis(), why.text()])?,
        WebhookOutcome::Dead { at, why } => {
            turn.db.prepare_cached(dead)?.execute(params![id, attempts, at.as_millis(), why.text()])?
        }
        WebhookOutcome::Gone { url, act } => {
            let why = crate::ports::WebhookFailure::Gone.text();
            let settled = turn.db.prepare_cached(dead)?.execute(params![id, attempts, act.now.as_millis(), why])?;
            let provider = providers::by_id(turn.db, &taken.provider)?;
            let open =
                provider.filter(|one| one.webhook.as_ref().is_some_and(|hook| hook.is_open() && hook.url == *url));
            if let Some(provider) = open {
                let webhook = Some(Webhook { url: url.clone(), gone: Some(act.now) });
                providers::put(turn.db, &Provider { webhook, ..provider })?;
                turn.deeds.push(Deed::of_operator(Act::WebhookGone, &taken.provider, *act));
            }
            settled
        }
    };
    Ok(settled == 1)
}

fn list(db: &Connection, tools: &Tools, dead: bool, most: usize) -> Result<Vec<WebhookRow>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT id, provider, attempts, due, reason, died, cell FROM webhooks WHERE state = ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query(params![dead, i64::try_from(most).unwrap_or(i64::MAX)])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row, tools)?);
    }
    Ok(list)
}

fn read(row: &Row<'_>, tools: &Tools) -> Result<WebhookRow, Fault> {
    let id = VerificationId(row.get(0)?);
    let cell: Vec<u8> = row.get(6)?;
    Ok(WebhookRow {
        id,
        provider: row.get(1)?,
        attempts: row.get(2)?,
        due: Timestamp::from_millis(row.get(3)?),
        reason: row.get(4)?,
        died: row.get::<_, Option<i64>>(5)?.map(Timestamp::from_millis),
        event: tools.sealer.open_json(place(&id), &cell)?,
    })
}

fn replay(turn: &mut Turn<'_>, which: &Replay, act: Acting) -> Result<u64, Fault> {
    let now = act.now.as_millis();
    let again = "UPDATE webhooks SET state = 0, first = ?1, due = ?1, attempts = 0, died = NULL";
    let replayed = match which {
        Replay::One(id) => turn.db.execute(&format!("{again} WHERE id = ?2"), params![now, id.0])?,
        Replay::Dead(None) => turn.db.execute(&format!("{again} WHERE state = 1"), [now])?,
        Replay::Dead(Some(provider)) => {
            turn.db.execute(&format!("{again} WHERE state = 1 AND provider = ?2"), params![now, provider])?
        }
    } as u64;
    if replayed > 0 {
        turn.deeds.push(Deed::of_operator(Act::WebhooksReplayed, &entries::of_replay(which, replayed), act));
    }
    Ok(replayed)
}

fn depth(db: &Connection) -> Result<WebhookDepth, Fault> {
    let count = |sql: &str| -> Result<u64, Fault> {
        let rows: i64 = db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(rows).unwrap_or_default())
    };
    Ok(WebhookDepth {
        waiting: count("SELECT count(*) FROM webhooks INDEXED BY webhooks_waiting WHERE state = 0")?,
        dead: count("SELECT count(*) FROM webhooks INDEXED BY webhooks_dead WHERE state = 1")?,
    })
}

fn place(id: &WebhookId) -> Place<'_> {
    Place { table: "webhooks", column: "cell", row: &id.0 }
}

#[async_trait]
impl WebhookQueue for SqliteStore {
    async fn take_webhooks(&self, taking: Taking) -> Result<Vec<TakenWebhook>, StoreError> {
        self.write(move |turn| take(turn, &taking)).await
    }

    async fn next_webhook(&self) -> Result<Option<Timestamp>, StoreError> {
        self.look(|db, _| next(db)).await
    }

    async fn settle_webhook(&self, taken: &TakenWebhook, outcome: WebhookOutcome) -> Result<bool, StoreError> {
        let taken = taken.clone();
        self.write(move |turn| settle(turn, &taken, &outcome)).await
    }

    async fn webhooks(&self, dead: bool, most: usize) -> Result<Vec<WebhookRow>, StoreError> {
        self.read(move |db, tools| list(db, tools, dead, most)).await
    }

    async fn replay_webhooks(&self, which: Replay, act: Acting) -> Result<u64, StoreError> {
        self.write(move |turn| replay(turn, &which, act)).await
    }

    async fn webhook_depth(&self) -> Result<WebhookDepth, StoreError> {
        self.read(|db, _| depth(db)).await
    }
}
