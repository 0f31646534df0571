//! The lists of people's records, whatever becomes of these, beside a look through all of them.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use rusqlite::Connection;

use super::*;
use crate::{
    ports::VerificationId,
    store::sqlite::{Options, Tools, job::Turn, schema, tally::Tally},
    system::OsEntropy,
};

const OWNERS: u8 = 4;

/// What may become of records.
#[derive(Clone, Debug)]
enum Step {
    /// A new one, whose id is perhaps not beyond those that are there.
    Add {
        owner: u8,
        late: u64,
    },
    /// All that are in no run make one.
    File,
    /// Some owners, from this one on, are moved from all runs of the lowest level to one of the next.
    Move {
        owner: u8,
        share: i64,
    },
    Forget {
        owner: u8,
    },
    DeleteOldest {
        most: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..OWNERS, prop_oneof![3 => Just(0), 1 => 0..20_u64]).prop_map(|(owner, late)| Step::Add { owner, late }),
        2 => Just(Step::File),
        2 => (0..OWNERS, 1..4_i64).prop_map(|(owner, share)| Step::Move { owner, share }),
        1 => (0..OWNERS).prop_map(|owner| Step::Forget { owner }),
        1 => (1..5_i64).prop_map(|most| Step::DeleteOldest { most }),
    ]
}

/// Spread evenly, like pseudonyms.
fn owner(number: u8) -> [u8; 16] {
    [number * (u8::MAX / OWNERS) + 7; 16]
}

fn record(time: u64, unique: u64) -> RecordId {
    let mut id = [0; 22];
    id[..8].copy_from_slice(&time.to_be_bytes());
    id[8..16].copy_from_slice(&unique.to_be_bytes());
    VerificationId(id)
}

/// As a right code does.
fn add(db: &Connection, owner: [u8; 16], id: RecordId) {
    db.execute("INSERT INTO records (id, owner, cell) VALUES (?1, ?2, x'')", params![id.0, owner]).unwrap();
    if !Tally::default().is_latest(db, &id).unwrap() {
        put_late(db, &owner, id).unwrap();
    }
}

fn ids(db: &Connection, sql: &str, owner: [u8; 16]) -> Vec<[u8; 22]> {
    let mut ids: Vec<[u8; 22]> =
        db.prepare(sql).unwrap().query_map([owner], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    ids.sort_unstable();
    ids
}

struct World {
    db: Connection,
    added: u64,
    filed: u64,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = schema::writer(&folder.path().join("kyvs.db"), &Tools::for_tests()).unwrap();
        db.execute_batch("PRAGMA synchronous = OFF").unwrap();
        Self { db, added: 0, filed: 0, _folder: folder }
    }

    fn take(&mut self, step: &Step) {
        let db = &self.db;
        match *step {
            Step::Add { owner: of, late } => {
                self.added += 1;
                add(db, owner(of), record((self.added * 10).saturating_sub(late * 10), self.added));
            }
            Step::File => {
                self.filed += 1;
                file(db, (self.filed - 1) * EACH, self.filed * EACH).unwrap();
            }
            Step::Move { owner: of, share } => {
                let lowest: Vec<i64> = runs(db).unwrap().into_iter().filter(|run| level(*run) == 0).collect();
                let merge = Merge { share, ..Merge::of(lowest) };
                let next = merge.step(db, u128::from_be_bytes(owner(of))).unwrap();
                assert!(next.is_none_or(|next| next > u128::from_be_bytes(owner(of))), "it comes to an end");
            }
            Step::Forget { owner: of } => {
                db.execute(&format!("DELETE FROM records WHERE id IN ({IDS})"), [owner(of)]).unwrap();
                forget(db, &owner(of)).unwrap();
            }
            Step::DeleteOldest { most } => {
                let before = record(self.added * 10 / 2, 0);
                delete_oldest(db, &before, most).unwrap();
            }
        }
    }

    fn check(&self) {
        for of in (0..OWNERS).map(owner) {
            assert_eq!(ids(&self.db, IDS, of), ids(&self.db, "SELECT id FROM records WHERE owner = ?1", of));
        }
        assert_eq!(findings(&self.db).unwrap(), Vec::<String>::new());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everybody_finds_all_of_theirs_and_nothing_else(steps in vec(step(), 1..80)) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
            world.check();
        }
    }
}

#[test]
fn a_run_is_made_once_the_audit_log_has_come_far_enough() {
    let mut world = World::new();
    world.take(&Step::Add { owner: 1, late: 0 });
    file(&world.db, 1, EACH - 1).unwrap();
    assert_eq!(runs(&world.db).unwrap(), Vec::<i64>::new());
    file(&world.db, EACH - 1, EACH + 3).unwrap();
    assert_eq!(runs(&world.db).unwrap(), [i64::try_from(EACH + 3).unwrap()]);
    world.check();
}

#[test]
fn a_step_takes_no_more_than_the_share_of_each_run() {
    let mut world = World::new();
    for _ in 0..3 {
        for of in (0..OWNERS).flat_map(|of| [of; 5]) {
            world.take(&Step::Add { owner: of, late: 0 });
        }
        world.take(&Step::File);
    }
    let merge = Merge { share: 7, ..Merge::of(runs(&world.db).unwrap()) };
    let (mut from, mut moved) = (Some(0), Vec::<i64>::new());
    while let Some(owner) = from {
        from = merge.step(&world.db, owner).unwrap();
        let into =
            world.db.query_row("SELECT count(*) FROM records_owned WHERE run = ?1", [merge.into], |row| row.get(0));
        moved.push(into.unwrap());
        world.check();
    }
    // seven of each are those of the first owner and two of the second's, whose others come along
    assert_eq!(moved, [30, 60, 60]);
    assert_eq!(runs(&world.db).unwrap(), [merge.into]);
}

/// The clock was ahead, and is right again: what comes is late for as long as it was.
#[test]
fn what_is_late_is_taken_into_the_next_run() {
    let mut world = World::new();
    world.take(&Step::Add { owner: 1, late: 0 });
    add(&world.db, owner(2), record(1_000_000, 0));
    world.take(&Step::File);
    for _ in 0..3 {
        world.take(&Step::Add { owner: 1, late: 0 });
        assert!(runs(&world.db).unwrap().contains(&LATE));
        world.check();
        world.take(&Step::File);
        assert!(!runs(&world.db).unwrap().contains(&LATE));
        world.check();
    }
}

/// What a check says when an entry is lost, and when one is left behind.
#[test]
fn a_list_that_is_not_true_is_found() {
    let mut world = World::new();
    for _ in 0..3 {
        world.take(&Step::Add { owner: 1, late: 0 });
    }
    world.take(&Step::File);
    world.db.execute("DELETE FROM records_owned WHERE id = ?1", [record(20, 2).0]).unwrap();
    assert_eq!(findings(&world.db).unwrap(), ["records: 3 should be in the lists of their people, 2 are"]);
    world.db.execute("DELETE FROM records WHERE id IN (?1, ?2)", [record(20, 2).0, record(30, 3).0]).unwrap();
    assert_eq!(findings(&world.db).unwrap(), ["records_owned: 1 entries lead to no record"]);
}

#[tokio::test]
async fn many_runs_become_one_of_the_next_level_and_few_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kyvs.db");
    let store = SqliteStore::open(&path, Tools::for_tests().secrets, Arc::new(OsEntropy), Options::default()).unwrap();
    let levels = || async { store.read(|db, _| Ok(runs(db)?.into_iter().map(level).collect::<Vec<_>>())).await };
    let fill = |from: u64, to: u64| {
        store.write(move |turn| {
            for n in from..to {
                for of in 0..OWNERS {
                    add(turn.db, owner(of), record(n, of.into()));
                }
                file(turn.db, n * EACH, (n + 1) * EACH)?;
            }
            Ok(())
        })
    };
    let few = FEW as u64;
    fill(0, few - 1).await.unwrap();
    merge(&store).await.unwrap();
    assert_eq!(levels().await.unwrap(), vec![0; FEW - 1]);
    fill(few - 1, few + 1).await.unwrap();
    // left off after a step
    let left_off = |turn: &mut Turn<'_>| Merge { share: 1, ..Merge::next(turn.db)?.unwrap() }.step(turn.db, 0);
    assert!(store.write(left_off).await.unwrap().is_some());
    merge(&store).await.unwrap();
    assert_eq!(levels().await.unwrap(), [0, 1]);
    fill(few + 1, few + 3).await.unwrap();
    merge(&store).await.unwrap();
    assert_eq!(levels().await.unwrap(), [0, 0, 0, 1]);
    let db = schema::onlooker(&path).unwrap();
    assert_eq!(ids(&db, IDS, owner(2)).len(), FEW + 3);
    assert_eq!(findings(&db).unwrap(), Vec::<String>::new());
}
