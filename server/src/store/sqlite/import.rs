//! Writing people: all of them in one transaction, or none.
//!
//! One thread reads the source and decides (`plan`, then `filing`), two seal (`steps`), and this one, the writer's, carries
//! out. New rows come in ascending order, so that pages fill up one after another and none is touched twice.

use std::{
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use domain::audit::entry::Act;
use rusqlite::{Connection, params};

use super::{
    Tools,
    audit::Deed,
    fault::Fault,
    job::Turn,
    plan, reseal, schema,
    steps::{self, Sealed, Step, Steps},
};
use crate::{
    paths::folder_of,
    ports::{Acting, Entropy, ImportCounts, ImportSource, StoreError},
    store::entries,
};

/// Threads that seal: it is most of the work, and a small machine has two cores.
const SEALERS: usize = 2;

/// Batches of steps that may wait for each of them, and behind each of them.
const WAITING: usize = 4;

/// Runs in a transaction of its own; an error from here or from the source takes everything back. `file` is the database.
pub(super) fn import(
    turn: &mut Turn<'_>,
    tools: &Tools,
    file: &Path,
    mut people: Box<dyn ImportSource>,
    act: Acting,
) -> Result<ImportCounts, Fault> {
    let db = turn.db;
    reseal::refuse_import(db)?;
    // Nobody else can write now: what the reader sees stays as it is.
    let before = if is_empty(db)? { None } else { Some(schema::reader(file)?) };
    // Working files go beside the database, whose disk has room for them.
    let counts = write(db, tools, before, folder_of(file), &mut *people)?;
    let added = i64::try_from(counts.added).unwrap_or(i64::MAX);
    db.execute(
        "UPDATE meta SET people = people + ?1, imported = ?2 WHERE id = 1",
        params![added, act.now.as_millis()],
    )?;
    turn.deeds.push(Deed::of_operator(Act::RegistryImported, &entries::of_import(&counts), act));
    Ok(counts)
}

fn is_empty(db: &Connection) -> Result<bool, Fault> {
    Ok(!db.query_row("SELECT EXISTS (SELECT 1 FROM people)", [], |row| row.get::<_, bool>(0))?)
}

/// Writes people into the open transaction. `before` reads the registry as it was; `None` when nobody was in it.
pub(super) fn write(
    db: &Connection,
    tools: &Tools,
    before: Option<Connection>,
    work: &Path,
    people: &mut dyn ImportSource,
) -> Result<ImportCounts, Fault> {
    thread::scope(|scope| {
        let (mut sealers, mut batches, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..SEALERS {
            let ((plain, to_seal), (sealed, batch)) = (sync_channel(WAITING), sync_channel(WAITING));
            ends.push(scope.spawn(move || steps::seal(&drawing(tools), &to_seal, &sealed)));
            sealers.push(plain);
            batches.push(batch);
        }
        let planning = scope.spawn(move || plan::run(tools, before.as_ref(), work, people, Steps::new(sealers)));
        let written = carry_out(db, &batches);
        // Threads whose steps nobody takes any more end by themselves.
        drop(batches);
        let ended = |end: thread::ScopedJoinHandle<'_, _>| end.join().unwrap_or_else(|_| Err(panicked()));
        let sealed = ends.into_iter().try_for_each(ended);
        let planned = planning.join().unwrap_or_else(|_| Err(panicked()));
        written.and(sealed).and(planned)
    })
}

/// The same tools with randomness of their own.
fn drawing(tools: &Tools) -> Tools {
    let entropy: Arc<dyn Entropy> = Arc::new(Drawn::from(&tools.entropy));
    let sealer = tools.sealer.drawing(Arc::clone(&entropy));
    Tools { secrets: Arc::clone(&tools.secrets), sealer, entropy, retention: tools.retention }
}

fn panicked() -> Fault {
    failed("an import failed unexpectedly")
}

fn failed(why: &str) -> Fault {
    Fault::Store(StoreError::Unavailable(why.into()))
}

/// Carries out steps until there are no more, a batch of each sealer in turn: the order in which they were decided.
fn carry_out(db: &Connection, batches: &[Receiver<Vec<Step<Sealed>>>]) -> Result<(), Fault> {
    let mut add = db.prepare_cached("INSERT INTO people (id, identity, doses) VALUES (?1, ?2, ?3)")?;
    let mut replace = db.prepare_cached("UPDATE people SET identity = ?2, doses = ?3 WHERE id = ?1")?;
    let mut replace_doses = db.prepare_cached("UPDATE people SET doses = ?2 WHERE id = ?1")?;
    let mut remove = db.prepare_cached("DELETE FROM people WHERE id = ?1")?;
    let mut file = db.prepare_cached("INSERT INTO people_by_reference (reference, person) VALUES (?1, ?2)")?;
    let mut refile = db.prepare_cached("UPDATE people_by_reference SET person = ?2 WHERE reference = ?1")?;
    for step in batches.iter().cycle().map_while(|batch| batch.recv().ok()).flatten() {
        let rows = match step {
            Step::Add { id, identity, doses } => add.execute(params![id, identity, doses]),
            Step::Replace { id, identity, doses } => replace.execute(params![id, identity, doses]),
            Step::ReplaceDoses { id, doses } => replace_doses.execute(params![id, doses]),
            Step::Remove { id } => remove.execute([id]),
            Step::File { place, id } => file.execute([place, id]),
            Step::Refile { place, id } => refile.execute([place, id]),
        }?;
        if rows != 1 {
            return Err(failed("the registry changed during the import"));
        }
    }
    Ok(())
}

/// Randomness drawn in large pieces: a nonce for each cell would otherwise be a call of the system for each.
struct Drawn {
    from: Arc<dyn Entropy>,
    /// What was drawn, and how much of it is used.
    piece: Mutex<(Vec<u8>, usize)>,
}

impl Drawn {
    const PIECE: usize = 16 * 1024;

    fn from(entropy: &Arc<dyn Entropy>) -> Self {
        Self { from: Arc::clone(entropy), piece: Mutex::new((vec![0; Self::PIECE], Self::PIECE)) }
    }
}

impl Entropy for Drawn {
    fn fill(&self, buffer: &mut [u8]) {
        let mut piece = self.piece.lock().unwrap_or_else(PoisonError::into_inner);
        let (bytes, used) = &mut *piece;
        if *used + buffer.len() > bytes.len() {
            if buffer.len() > bytes.len() {
                return self.from.fill(buffer);
            }
            self.from.fill(bytes);
            *used = 0;
        }
        let end = *used + buffer.len();
        buffer.copy_from_slice(&bytes[*used..end]);
        *used = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::OsEntropy;

    #[test]
    fn drawn_randomness_is_never_given_twice() {
        let os: Arc<dyn Entropy> = Arc::new(OsEntropy);
        let drawn = Drawn::from(&os);
        let mut met = std::collections::HashSet::new();
        for _ in 0..3 * Drawn::PIECE / 24 {
            let mut nonce = [0; 24];
            drawn.fill(&mut nonce);
            assert!(met.insert(nonce));
        }
        let mut large = vec![0; Drawn::PIECE + 1];
        drawn.fill(&mut large);
        assert!(large.iter().any(|byte| *byte != 0));
    }
}
