//! The master key changes: the new one opens everything, the old one nothing, and nobody is another person.

use std::{path::Path, sync::Arc};

use server::{
    audit::AnchorMode,
    ports::Store,
    secrets::{MasterKey, Secrets},
    store::{
        OpenError,
        sqlite::{Inspector, Options, SqliteStore},
    },
    system::OsEntropy,
};

use crate::{
    kit::{self, MOBILE, NAME, REFERENCE, Rig, START, acting},
    rotation::to_the_end,
    values::{mobile, person, signing_key},
};

/// A master key, and the same once more.
fn new_key() -> [MasterKey; 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    [MasterKey::create_file(&path, &OsEntropy).unwrap(), MasterKey::read_file(&path).unwrap()]
}

fn secrets(path: &Path, master: &MasterKey) -> Result<Arc<Secrets>, OpenError> {
    SqliteStore::secrets(path, master, &OsEntropy).map(Arc::new)
}

/// A store with somebody in it, and its keys.
async fn filled(path: &Path, secrets: &Arc<Secrets>) -> Rig {
    let rig = Rig::in_memory().with_store(Arc::new(kit::open(path, secrets)));
    rig.import(vec![person(REFERENCE, NAME, MOBILE, vec![])]).await;
    rig.store.add_signing_key(signing_key("k1", 1, START), acting()).await.unwrap();
    rig
}

async fn changes_master(path: &Path, old: &MasterKey, first: Arc<Secrets>) {
    let rig = filled(path, &first).await;
    let before = rig.store.candidates(&mobile(MOBILE)).await.unwrap().remove(0).person;
    drop(rig);
    let ([new, copy], [again, _]) = (new_key(), new_key());
    let store = kit::open(path, &first);
    store.rotate_data_keys(acting()).await.unwrap();
    store.change_master_key(copy, acting()).await.unwrap();
    assert_eq!(store.candidates(&mobile(MOBILE)).await.unwrap().len(), 1, "who has the keys goes on");
    drop(store);

    for wrong in [old, &again] {
        let refused = secrets(path, wrong).err().unwrap();
        assert!(refused.to_string().contains("master key is not the one"), "{refused}");
    }
    let options = Options { anchor: AnchorMode::Check, ..Options::default() };
    for stale in [first, Arc::new(Secrets::derive(old))] {
        let opened = SqliteStore::open(path, Arc::clone(&stale), Arc::new(OsEntropy), options);
        assert!(matches!(opened, Err(OpenError::WrongMasterKey)));
        assert!(matches!(Inspector::open(path, stale, Arc::new(OsEntropy)), Err(OpenError::WrongMasterKey)));
    }

    let now = secrets(path, &new).unwrap();
    let store = kit::open(path, &now);
    let found = store.candidates(&mobile(MOBILE)).await.unwrap().remove(0);
    assert!(found.person == before, "pseudonyms stay");
    assert_eq!(store.signing_keys().await.unwrap()[0].seed[0], 1, "signing keys go along");
    to_the_end(&store, 8).await;
    store.rotate_data_keys(acting()).await.unwrap();
    store.change_master_key(again, acting()).await.unwrap();
    drop(store);
    assert!(secrets(path, &new).is_err());
}

#[tokio::test]
async fn of_a_database_that_was_made_under_the_master_key_itself() {
    let folder = tempfile::tempdir().unwrap();
    let [old, _] = new_key();
    let first = Arc::new(Secrets::derive(&old));
    changes_master(&folder.path().join("kyvs.db"), &old, first).await;
}

#[tokio::test]
async fn of_a_database_with_a_root_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (path, [old, _]) = (folder.path().join("kyvs.db"), new_key());
    let first = secrets(&path, &old).unwrap();
    changes_master(&path, &old, first).await;
}

#[tokio::test]
async fn a_process_that_missed_the_new_master_key_stops_before_it_seals_anything() {
    let folder = tempfile::tempdir().unwrap();
    let (path, [old, _], [new, copy]) = (folder.path().join("kyvs.db"), new_key(), new_key());
    let first = secrets(&path, &old).unwrap();
    let rig = filled(&path, &first).await;
    let command = kit::open(&path, &first);
    command.change_master_key(copy, acting()).await.unwrap();
    drop(command);
    assert!(!rig.store.set_suspended("prv_1", true, acting()).await.unwrap(), "it goes on");
    kit::open(&path, &secrets(&path, &new).unwrap()).rotate_data_keys(acting()).await.unwrap();
    let stopped = rig.store.set_suspended("prv_1", true, acting()).await.unwrap_err().to_string();
    assert!(stopped.contains("start it again with the new one"), "{stopped}");
}
