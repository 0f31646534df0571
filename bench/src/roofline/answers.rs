//! The two requests.

use std::{
    cell::RefCell,
    fs::{File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{Json, extract::State, http::StatusCode};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer, SigningKey};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::{
    rows::{self, ID_BYTES, Id},
    writer::{self, Write, Writer},
};
use crate::{gateway, registry};

/// Bytes that are signed: as many as a result of kyvs has.
const CLAIMS: [u8; 500] = [0x5a; 500];

thread_local! {
    /// A connection a thread: a look-up by key takes microseconds, less than handing it to another thread would.
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

/// What the requests share.
pub(super) struct Server {
    db: PathBuf,
    writer: Writer,
    gateway: File,
    key: SigningKey,
    messages: AtomicI64,
}

impl Server {
    /// Opens the database and the gateway.
    pub(super) fn open(db: &Path, gateway: &Path) -> anyhow::Result<Self> {
        let connection = writer::open(db)?;
        rows::make_tables(&connection)?;
        Ok(Self {
            db: db.to_owned(),
            writer: Writer::start(connection)?,
            gateway: OpenOptions::new().append(true).create(true).open(gateway)?,
            key: SigningKey::from_bytes(&[7; 32]),
            messages: AtomicI64::new(1),
        })
    }

    /// Reads on this thread.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StatusCode> {
        READER
            .with_borrow_mut(|reader| {
                let db = match reader {
                    Some(db) => db,
                    None => reader.insert(Connection::open_with_flags(&self.db, OpenFlags::SQLITE_OPEN_READ_ONLY)?),
                };
                work(db)
            })
            .map_err(|_: rusqlite::Error| StatusCode::INTERNAL_SERVER_ERROR)
    }
}

#[derive(Deserialize)]
pub(super) struct Start {
    mobile: String,
    #[expect(dead_code, reason = "sent, as kyvs is sent it; compared with nothing")]
    full_name: String,
}

#[derive(Serialize)]
pub(super) struct Started {
    id: String,
}

/// One look-up, one durable step, one message.
pub(super) async fn start(
    State(server): State<Arc<Server>>,
    Json(asked): Json<Start>,
) -> Result<Json<Started>, StatusCode> {
    let key = registry::key(&asked.mobile);
    if !server.read(|db| rows::is_registered(db, key))? {
        return Err(StatusCode::NOT_FOUND);
    }
    let (id, code) = draw()?;
    if !server.writer.run(Write::Start(id, key, code)).await {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let number = server.messages.fetch_add(1, Ordering::Relaxed);
    let line = gateway::line(&asked.mobile, &format!("{code:06}"), number);
    (&server.gateway).write_all(line.as_bytes()).map_err(|_| StatusCode::BAD_GATEWAY)?;
    server.writer.leave(Write::Settle(id));
    Ok(Json(Started { id: Base64UrlUnpadded::encode_string(&id) }))
}

#[derive(Deserialize)]
pub(super) struct Confirm {
    id: String,
    otp: String,
}

#[derive(Serialize)]
pub(super) struct Confirmed {
    result: String,
}

/// One look-up, one durable step, one signature.
pub(super) async fn confirm(
    State(server): State<Arc<Server>>,
    Json(given): Json<Confirm>,
) -> Result<Json<Confirmed>, StatusCode> {
    let mut id = [0; ID_BYTES];
    Base64UrlUnpadded::decode(&given.id, &mut id).map_err(|_| StatusCode::BAD_REQUEST)?;
    let code = server.read(|db| rows::code(db, &id))?;
    if code.is_none() || code != given.otp.parse().ok() {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    if !server.writer.run(Write::Confirm(id)).await {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let signature = server.key.sign(&CLAIMS).to_bytes();
    let result = [CLAIMS.as_slice(), &signature].map(Base64UrlUnpadded::encode_string).join(".");
    Ok(Json(Confirmed { result }))
}

/// An id that grows with time, and a code.
fn draw() -> Result<(Id, u32), StatusCode> {
    let mut random = [0; ID_BYTES];
    getrandom::fill(&mut random).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let [one, two, three, four, ..] = random;
    let code = u32::from_be_bytes([one, two, three, four]) % 1_000_000;
    random[..6].copy_from_slice(&milliseconds().to_be_bytes()[2..]);
    Ok((random, code))
}

/// Since 1970.
#[expect(clippy::disallowed_methods, reason = "no rule of kyvs runs here, and nothing depends on the time")]
fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
