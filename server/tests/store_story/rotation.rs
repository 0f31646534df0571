//! Keys that rotate: nobody is lost on the way, and nothing is left under an old key.

use std::{path::Path, sync::Arc};

use domain::{audit::entry::Act, person::Person};
use rusqlite::Connection;
use server::{
    ports::{Acting, Attempt, DataKeyState, Entropy, KeyState, Resealed, SigningKeyChange, Store, StoreError},
    store::sqlite::{Inspector, SqliteStore},
    system::OsEntropy,
};
use tokio::task::JoinSet;

use crate::{
    kit::{self, CODE, MOBILE, NAME, REFERENCE, Rig, START, acting, after},
    values::{dose, mobile, person, signing_key},
};

crate::on_every_store!(a_rotation_loses_nobody, signing_keys_change_all_together);

/// Goes on with a rotation to its end.
pub(crate) async fn to_the_end(store: &dyn Store, most: usize) {
    loop {
        match store.reseal(most, acting()).await.unwrap() {
            Resealed::Some(_) => {}
            Resealed::Finished => return,
            other => panic!("{other:?}"),
        }
    }
}

async fn states(store: &dyn Store) -> Vec<(u8, DataKeyState)> {
    store.data_keys().await.unwrap().keys.iter().map(|key| (key.version, key.state)).collect()
}

async fn a_rotation_loses_nobody(rig: Rig) {
    let start = rig.start().await;
    let family = |n: u64| person(&format!("8123456789{n:04}"), &format!("Person {n}"), &mobile_of(n), vec![]);
    let people: Vec<Person> = (0..20).map(family).collect();
    rig.import(people.clone()).await;
    let before = rig.store.candidates(&mobile(MOBILE)).await.unwrap().remove(0);
    let open = rig.open(&start).await;

    assert!(rig.store.rotate_data_keys(acting()).await.unwrap());
    assert!(!rig.store.rotate_data_keys(acting()).await.unwrap(), "one at a time");
    let refused = rig.try_import(Vec::new()).await.unwrap_err();
    assert!(refused.to_string().contains("being rotated"), "{refused}");
    let mut step = Resealed::Nothing;
    while step != Resealed::Finished {
        for n in 0..20 {
            let found = rig.store.candidates(&mobile(&mobile_of(n))).await.unwrap();
            assert!(found.iter().filter(|found| found.name == format!("Person {n}")).count() == 1, "{n} at {step:?}");
        }
        assert!(rig.store.candidates(&mobile("9899999999")).await.unwrap().is_empty());
        step = rig.store.reseal(3, acting()).await.unwrap();
    }
    assert_eq!(states(&*rig.store).await, [(1, DataKeyState::Retired), (2, DataKeyState::Active)]);
    assert_eq!(rig.store.data_keys().await.unwrap().resealing, None);
    assert_eq!(rig.store.reseal(3, acting()).await.unwrap(), Resealed::Nothing);

    let now = rig.store.candidates(&mobile(MOBILE)).await.unwrap().remove(0);
    assert!(now.person == before.person, "who a person is stays");
    assert!(rig.try_code(&open, CODE, after(1)).await.is_right(), "what was begun before is finished after");
    assert_eq!(rig.import(people).await.unchanged, 20);
    assert_eq!(rig.store.count_people().await.unwrap(), 21);
}

/// Two people share a mobile.
fn mobile_of(n: u64) -> String {
    (9_820_000_000 + n / 2).to_string()
}

async fn signing_keys_change_all_together(rig: Rig) {
    rig.store.add_signing_key(signing_key("one", 1, START), acting()).await.unwrap();
    let change = |from| SigningKeyChange {
        moves: vec![("one".into(), from, KeyState::Passive)],
        add: vec![signing_key("two", 2, after(1))],
        delete: Vec::new(),
        act: Act::KeysRotated,
        about: "two".into(),
    };
    let changes = rig.store.key_changes().await.unwrap();
    assert!(!rig.store.change_signing_keys(change(KeyState::Next), acting()).await.unwrap());
    assert_eq!(rig.store.signing_keys().await.unwrap().len(), 1, "nothing of it");
    assert_eq!(rig.store.key_changes().await.unwrap(), changes);
    let act = Acting { now: after(5), ..acting() };
    assert!(rig.store.change_signing_keys(change(KeyState::Active), act).await.unwrap());
    let keys = rig.store.signing_keys().await.unwrap();
    let seen: Vec<_> = keys.iter().map(|key| (key.kid.as_str(), key.state, key.since)).collect();
    assert_eq!(seen, [("one", KeyState::Passive, after(5)), ("two", KeyState::Next, after(1))]);
    assert_ne!(rig.store.key_changes().await.unwrap(), changes);
    let gone =
        SigningKeyChange { moves: Vec::new(), add: Vec::new(), delete: vec!["one".into()], ..change(KeyState::Next) };
    assert!(rig.store.change_signing_keys(gone, act).await.unwrap());
    assert_eq!(rig.store.signing_keys().await.unwrap().len(), 1);
}

const COLUMNS: [(&str, &str); 13] = [
    ("people", "identity"),
    ("people", "doses"),
    ("verifications", "cell"),
    ("verifications", "sms"),
    ("records", "cell"),
    ("idempotency", "CASE kind WHEN 0 THEN answer END"),
    ("signing_keys", "cell"),
    ("sessions", "cell"),
    ("cases", "cell"),
    ("objections", "cell"),
    ("notices", "cell"),
    ("passes", "cell"),
    ("webhooks", "cell"),
];

/// Sealed cells under a version, in the whole database.
fn cells_under(path: &Path, version: u8) -> i64 {
    let db = Connection::open(path).unwrap();
    let of = |(table, cell): &(&str, &str)| -> i64 {
        let sql = format!("SELECT count(*) FROM {table} WHERE substr({cell}, 1, 1) = ?1");
        db.query_row(&sql, [[version]], |row| row.get(0)).unwrap()
    };
    COLUMNS.iter().map(of).sum()
}

fn many(count: u64) -> Vec<Person> {
    let doses = |n| if n % 2 == 0 { vec![dose(1, "2021-03-01"), dose(2, "2021-06-01")] } else { vec![] };
    (0..count).map(|n| person(&format!("{:014}", n + 1), &format!("Person {n}"), &mobile_of(n), doses(n))).collect()
}

/// One flow after the other, each for another of the people, until told to stop. Gives how many there were.
async fn flows(rig: Arc<Rig>, from: u64, people: u64, stop: Arc<std::sync::atomic::AtomicBool>) -> u64 {
    let mut done = 0;
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        let n = (from + done * 37) % people;
        let start = rig.start_for(&mobile_of(n), &format!("Person {n}")).await;
        assert!(start.person.is_some(), "person {n} was not found");
        let run = rig.open(&start).await;
        assert!(rig.store.verification(run.id).await.unwrap().is_some());
        let attempt = Attempt { tell: true, ..rig.attempt(&run, CODE, after(1)) };
        assert!(rig.try_attempt(attempt).await.unwrap().is_right(), "person {n}");
        done += 1;
    }
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn flows_go_on_while_the_keys_rotate_twice() {
    let people = 3_000;
    let rig = Arc::new(Rig::on_sqlite());
    rig.import(many(people)).await;
    rig.store.add_signing_key(signing_key("k1", 1, START), acting()).await.unwrap();
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut running = JoinSet::new();
    for from in 0..4 {
        running.spawn(flows(Arc::clone(&rig), from * 701, people, Arc::clone(&stop)));
    }
    for time in 1..=2 {
        assert!(rig.store.rotate_data_keys(acting()).await.unwrap());
        to_the_end(&*rig.store, 100).await;
        // a backup is of one moment, whoever writes meanwhile
        let copy = rig.path().with_file_name(format!("copy-{time}.db"));
        look(&rig, &rig.path()).backup(&copy, |_, _| {}).unwrap();
        let findings = look(&rig, &copy).check().unwrap().findings;
        assert!(findings.iter().all(|finding| finding.contains("anchor")), "{findings:?}");
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let done: u64 = running.join_all().await.into_iter().sum();
    assert!(done > 100, "{done} flows");
    assert_eq!(states(&*rig.store).await, [(1, DataKeyState::Retired), (3, DataKeyState::Active)]);
    assert_eq!((cells_under(&rig.path(), 1), cells_under(&rig.path(), 2)), (0, 0));
    assert_eq!(rig.import(many(people)).await.unchanged, people, "an import finds everybody where they are now");
    let checked = look(&rig, &rig.path()).check().unwrap();
    assert_eq!((checked.findings, checked.left), (Vec::new(), 0));
}

/// A database as `kyvs check` and `kyvs backup` open it.
fn look(rig: &Rig, path: &Path) -> Inspector {
    Inspector::open(path, Arc::clone(&rig.secrets), Arc::new(OsEntropy)).unwrap()
}

#[tokio::test]
async fn a_rotation_that_was_cut_off_goes_on_and_backups_of_it_open() {
    let mut rig = Rig::on_sqlite();
    rig.import(many(200)).await;
    let start = rig.start().await;
    let open = rig.open(&start).await;
    rig.store.rotate_data_keys(acting()).await.unwrap();
    let mut steps = 0;
    while rig.store.reseal(20, acting()).await.unwrap() != Resealed::Finished {
        rig = rig.restart();
        steps += 1;
        let copy = rig.path().with_file_name(format!("copy-{steps}.db"));
        look(&rig, &rig.path()).backup(&copy, |_, _| {}).unwrap();
        let checked = look(&rig, &copy).check().unwrap();
        let behind = checked.findings.iter().all(|finding| finding.contains("anchor"));
        assert!(behind, "{:?}", checked.findings);
        assert_eq!(i64::try_from(checked.left).unwrap(), cells_under(&rig.path(), 1));
        assert!(rig.store.data_keys().await.unwrap().resealing.is_some());
    }
    assert!(steps > 3);
    assert_eq!((cells_under(&rig.path(), 1), rig.store.count_people().await.unwrap()), (0, 201));
    let rig = rig.restart();
    assert!(rig.try_code(&open, CODE, after(1)).await.is_right());
    assert_eq!(rig.import(many(200)).await.unchanged, 200);
}

#[tokio::test]
async fn a_rotation_by_another_process_is_taken_up() {
    let rig = Rig::on_sqlite();
    rig.import(many(50)).await;
    let start = rig.start().await;
    let before = rig.open(&start).await;
    let other = kit::open(&rig.path(), &rig.secrets);
    other.rotate_data_keys(acting()).await.unwrap();
    // Whatever is written here now is under the new key, though nobody has told this process of it.
    let after_it = rig.open(&start).await;
    let cells: (i64, i64) = Connection::open(rig.path())
        .unwrap()
        .query_row(
            "SELECT (SELECT count(*) FROM verifications WHERE substr(cell, 1, 1) = x'01'),
                    (SELECT count(*) FROM verifications WHERE substr(cell, 1, 1) = x'02')",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(cells, (1, 1));
    to_the_end(&other, 20).await;
    let read_only = kit::open(&rig.path(), &rig.secrets);
    other.rotate_data_keys(acting()).await.unwrap();
    to_the_end(&other, 20).await;
    for id in [before.id, after_it.id] {
        assert!(read_only.verification(id).await.unwrap().is_some(), "a reader finds the new key by itself");
    }
    assert!(rig.store.key_changes().await.unwrap() >= 4);
    assert_eq!(rig.store.candidates(&mobile(MOBILE)).await.unwrap().len(), 1);
    assert!(rig.try_code(&before, CODE, after(1)).await.is_right());
    assert_eq!(states(&*rig.store).await, states(&other).await);
}

#[tokio::test]
async fn an_import_in_the_order_of_older_keys_is_refused() {
    let rig = Rig::on_sqlite();
    let rows = |rig: &Rig| rig.in_order(many(10)).into_iter().map(|person| Ok(Some(person))).collect::<Vec<_>>();
    let before = rows(&rig);
    rig.store.rotate_data_keys(acting()).await.unwrap();
    to_the_end(&*rig.store, 20).await;
    let refused = rig.try_import(before).await.unwrap_err().to_string();
    assert!(refused.contains("import it again"), "{refused}");
    assert_eq!(rig.store.count_people().await.unwrap(), 0);
    assert_eq!(rig.try_import(rows(&rig)).await.unwrap().added, 10);
}

#[tokio::test]
async fn a_damaged_cell_keeps_the_old_key_until_it_is_gone() {
    let rig = Rig::on_sqlite();
    rig.import(many(10)).await;
    rig.start().await;
    let (row, _) = crate::registry_disk::numbers(&rig, MOBILE, REFERENCE);
    let db = Connection::open(rig.path()).unwrap();
    db.execute("UPDATE people SET identity = zeroblob(90) WHERE id = ?1", [row]).unwrap();
    rig.store.rotate_data_keys(acting()).await.unwrap();
    let stuck = loop {
        match rig.store.reseal(5, acting()).await.unwrap() {
            Resealed::Some(_) => {}
            other => break other,
        }
    };
    assert_eq!(stuck, Resealed::Stuck(2), "identity and doses");
    assert_eq!(states(&*rig.store).await, [(1, DataKeyState::Retiring), (2, DataKeyState::Active)]);
    db.execute("DELETE FROM people WHERE id = ?1", [row]).unwrap();
    to_the_end(&*rig.store, 5).await;
}

#[tokio::test]
async fn who_is_forgotten_during_a_rotation_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, secrets) = (folder.path().join("kyvs.db"), kit::new_secrets());
    let store = Arc::new(kit::open(&path, &secrets));
    let rig = Rig::in_memory().with_store(Arc::clone(&store) as Arc<dyn Store>);
    rig.import(vec![person(REFERENCE, NAME, MOBILE, vec![dose(1, "2021-03-01")])]).await;
    rig.import(many(40)).await;
    store.rotate_data_keys(acting()).await.unwrap();
    for _ in 0..3 {
        store.reseal(8, acting()).await.unwrap();
        let reference = domain::person::ReferenceId::parse(REFERENCE).unwrap();
        store.erase(&reference, acting()).await.unwrap();
        assert!(store.candidates(&mobile(MOBILE)).await.unwrap().is_empty());
    }
    to_the_end(&*store, 8).await;
    assert_eq!(store.count_people().await.unwrap(), 40);
    let refused: Result<_, StoreError> = store.candidates(&mobile(MOBILE)).await;
    assert!(refused.unwrap().is_empty());
}

/// Remembers what it gave where a key could have been made of it.
#[derive(Default)]
struct Remembering(std::sync::Mutex<Vec<[u8; 32]>>);

impl Entropy for Remembering {
    fn fill(&self, buffer: &mut [u8]) {
        OsEntropy.fill(buffer);
        if let Ok(key) = <[u8; 32]>::try_from(&*buffer) {
            self.0.lock().unwrap().push(key);
        }
    }
}

#[tokio::test]
async fn no_root_and_no_seed_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kyvs.db");
    let entropy = Arc::new(Remembering::default());
    let master = server::secrets::MasterKey::generate(&*entropy);
    let secrets = Arc::new(SqliteStore::secrets(&path, &master, &*entropy).unwrap());
    let options = server::store::sqlite::Options::default();
    let store = SqliteStore::open(&path, secrets, Arc::clone(&entropy) as Arc<dyn Entropy>, options).unwrap();
    server::signing::rotate(&store, &*entropy, domain::algorithm::Algorithm::EdDsa, acting(), true).await.unwrap();
    store.rotate_data_keys(acting()).await.unwrap();
    to_the_end(&store, 8).await;
    store.rotate_data_keys(acting()).await.unwrap();
    let keys = entropy.0.lock().unwrap().clone();
    assert_eq!(keys.len(), 6, "master key, three roots, two seeds");
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!keys.iter().any(|key| bytes.windows(32).any(|window| window == key)));
    }
}
