//! The audit log: its entries and hashes are written in the transaction of the acts that they are about.

use std::path::Path;

use domain::{
    audit::{
        entry::{Act, Entry},
        proof,
        tile::TileSource,
        tree::{Frontier, Hash, leaf_hash},
    },
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    fault::{Fault, unreadable},
    tally::Tally,
};
use crate::{
    audit::{AnchorMode, Anchored, LogIdentity},
    ports::{Acting, AuditHead, StoreError, Witness},
    store::{OpenError, entries},
};

/// Height of a tile: every eighth level of the tree is kept.
const TILE_HEIGHT: u32 = 8;

/// One act that a write has done, to be logged when the write is committed.
pub(super) struct Deed(Vec<u8>);

impl Deed {
    /// An act about a person and a verification.
    pub(super) fn of(act: Act, witness: &Witness, at: Timestamp) -> Self {
        Self::entry(&entries::of(act, witness, at))
    }

    /// An entry as it stands.
    pub(super) fn entry(entry: &Entry) -> Self {
        Self(entry.encode())
    }

    /// An act of the operator. What it is about is a word of the operator's, such as a provider's id.
    pub(super) fn of_operator(act: Act, about: &str, acting: Acting) -> Self {
        Self::entry(&entries::of_operator(act, about, acting))
    }
}

/// Adds what was done to the log, inside the open transaction. Gives the new head; `None` when nothing was added.
pub(super) fn append(db: &Connection, deeds: &[Deed], tally: &mut Tally) -> Result<Option<AuditHead>, Fault> {
    if deeds.is_empty() {
        return Ok(None);
    }
    // Of this transaction: another process may have added entries of its own before it.
    let mut frontier = tally.log(db)?.clone();
    let mut entry = db.prepare_cached("INSERT INTO audit_entries (n, hash, leaf) VALUES (?1, ?2, ?3)")?;
    let mut upper = db.prepare_cached("INSERT INTO audit_hashes (level, n, hash) VALUES (?1, ?2, ?3)")?;
    for Deed(leaf) in deeds {
        let (index, hash) = (frontier.size(), leaf_hash(leaf));
        entry.execute(params![row(index)?, hash, leaf])?;
        let mut kept: Result<(), Fault> = Ok(());
        frontier.append_seen(hash, |height, root| {
            if height > 0 && height.is_multiple_of(TILE_HEIGHT) && kept.is_ok() {
                let stored =
                    row(index >> height).and_then(|n| Ok(upper.execute(params![height / TILE_HEIGHT, n, root])?));
                kept = stored.map(drop);
            }
        });
        kept?;
    }
    db.prepare_cached("INSERT OR REPLACE INTO audit_head (id, frontier) VALUES (1, ?1)")?
        .execute([frontier.to_bytes()])?;
    Ok(Some(AuditHead { size: frontier.size(), root: frontier.root() }))
}

/// Where the entry of the deed after these will stand, when the log had so many entries as the transaction began.
pub(super) fn next_row(before: u64, deeds: &[Deed]) -> Result<i64, Fault> {
    row(before + deeds.len() as u64)
}

pub(super) fn head(db: &Connection) -> Result<AuditHead, Fault> {
    let frontier = frontier(db)?;
    Ok(AuditHead { size: frontier.size(), root: frontier.root() })
}

/// The root that the log had at an earlier size.
pub(super) fn root(db: &Connection, size: u64) -> Result<[u8; 32], StoreError> {
    let damaged = |error: proof::ProofError| StoreError::Damaged(format!("the audit log: {error}"));
    proof::root(&Hashes(db), size).map_err(damaged)
}

/// Whether the log is where its anchor beside the database says, unless an operator's word counts instead.
pub(super) fn compare(db: &Connection, path: &Path, identity: &LogIdentity, mode: AnchorMode) -> Result<(), OpenError> {
    match mode {
        AnchorMode::Accept => Ok(()),
        AnchorMode::Check => {
            // before the head: another process may be writing
            let anchored = Anchored::read(path, identity)?;
            anchored.check(head(db).map_err(StoreError::from)?, |size| root(db, size))
        }
    }
}

pub(super) fn frontier(db: &Connection) -> Result<Frontier, Fault> {
    let bytes: Option<Vec<u8>> = db
        .prepare_cached("SELECT frontier FROM audit_head WHERE id = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    bytes.map_or_else(
        || Ok(Frontier::default()),
        |bytes| Frontier::from_bytes(&bytes).map_err(|_| unreadable("audit_head", "frontier")),
    )
}

/// Stored hashes and leaves.
pub(super) fn lines(db: &Connection, from: u64, most: usize) -> Result<Vec<(Hash, Vec<u8>)>, Fault> {
    let mut statement = db.prepare_cached("SELECT hash, leaf FROM audit_entries WHERE n >= ?1 ORDER BY n LIMIT ?2")?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = statement
        .query_map(params![row(from)?, most], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(lines)
}

fn row(index: u64) -> Result<i64, Fault> {
    i64::try_from(index).map_err(|_| unreadable("audit_entries", "n"))
}

/// The hashes in the tables, as proofs and tiles need them.
pub(super) struct Hashes<'d>(pub(super) &'d Connection);

impl TileSource for Hashes<'_> {
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        let (from, end) = (i64::try_from(first).ok()?, i64::try_from(first.checked_add(u64::from(count))?).ok()?);
        let found: Vec<Hash> = if level == 0 {
            let mut rows =
                self.0.prepare_cached("SELECT hash FROM audit_entries WHERE n >= ?1 AND n < ?2 ORDER BY n").ok()?;
            rows.query_map([from, end], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?
        } else {
            let mut rows = self
                .0
                .prepare_cached("SELECT hash FROM audit_hashes WHERE level = ?1 AND n >= ?2 AND n < ?3 ORDER BY n")
                .ok()?;
            rows.query_map(params![level, from, end], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?
        };
        (found.len() == usize::from(count)).then_some(found)
    }
}
