//! Secret keys of a provider: several at once, each with its own end.

use domain::time::Timestamp;
use server::ports::{KeyRotation, SecretKey, StoreError};

use crate::{
    kit::{Rig, START, acting, after},
    providers::provider,
};

crate::on_every_store!(a_new_key_ends_the_others_in_good_time, a_withdrawn_key_stays_withdrawn, uses_are_noted);

fn rotation(name: &str, hash: u8, others_until: Option<Timestamp>) -> KeyRotation {
    let expires = Some(after(1_000));
    KeyRotation { provider: "prv_1".into(), hash: [hash; 32], name: name.into(), expires, others_until, act: acting() }
}

async fn keys(rig: &Rig) -> Vec<SecretKey> {
    let mut keys = rig.store.secret_keys().await.unwrap();
    keys.sort_by_key(|key| key.hash);
    keys
}

async fn a_new_key_ends_the_others_in_good_time(rig: Rig) {
    for (id, hash) in [("prv_1", 1), ("prv_2", 2)] {
        rig.store.add_provider(&provider(id), [hash; 32], acting()).await.unwrap();
    }
    let changes = rig.store.provider_changes().await.unwrap();
    assert!(rig.store.rotate_key(rotation("beside", 3, None)).await.unwrap());
    assert_ne!(rig.store.provider_changes().await.unwrap(), changes);
    assert!(rig.store.rotate_key(rotation("next", 4, Some(after(60)))).await.unwrap());
    let ends: Vec<_> = keys(&rig).await.iter().map(|key| (key.name.clone(), key.expires)).collect();
    let first = SecretKey::FIRST.to_owned();
    let expected = [
        (first.clone(), Some(after(60))),
        (first, None),
        ("beside".to_owned(), Some(after(60))),
        ("next".to_owned(), Some(after(1_000))),
    ];
    assert_eq!(ends, expected, "those of this provider, and not for longer than they had");
    assert!(rig.store.rotate_key(rotation("last", 5, Some(after(90)))).await.unwrap());
    let first = &keys(&rig).await[0];
    assert_eq!(first.expires, Some(after(60)), "what ends before stays as it is");
    assert!(first.is_good(after(59)) && !first.is_good(after(60)));

    let changes = rig.store.provider_changes().await.unwrap();
    for taken in [rotation("last", 6, Some(START)), rotation("fresh", 5, Some(START))] {
        assert!(matches!(rig.store.rotate_key(taken).await, Err(StoreError::Conflict(_))));
    }
    let nobodys = KeyRotation { provider: "prv_none".into(), ..rotation("x", 7, None) };
    assert!(!rig.store.rotate_key(nobodys).await.unwrap());
    assert_eq!(rig.store.provider_changes().await.unwrap(), changes, "what was refused is no change");
    assert_eq!(keys(&rig).await[0].expires, Some(after(60)), "and ends nothing");
}

async fn a_withdrawn_key_stays_withdrawn(rig: Rig) {
    rig.store.add_provider(&provider("prv_1"), [1; 32], acting()).await.unwrap();
    let changes = rig.store.provider_changes().await.unwrap();
    assert!(!rig.store.revoke_key("prv_1", "none", acting()).await.unwrap());
    assert!(!rig.store.revoke_key("prv_2", SecretKey::FIRST, acting()).await.unwrap());
    assert_eq!(rig.store.provider_changes().await.unwrap(), changes);
    assert!(rig.store.revoke_key("prv_1", SecretKey::FIRST, acting()).await.unwrap());
    assert_ne!(rig.store.provider_changes().await.unwrap(), changes);
    assert!(!rig.store.revoke_key("prv_1", SecretKey::FIRST, acting()).await.unwrap(), "withdrawn already");
    let key = &keys(&rig).await[0];
    assert_eq!((key.revoked, key.is_good(START)), (Some(START), false));
    assert!(rig.store.rotate_key(rotation("next", 2, Some(after(60)))).await.unwrap());
    assert_eq!(keys(&rig).await[0].expires, None, "what is withdrawn needs no end");
}

async fn uses_are_noted(rig: Rig) {
    for (id, hash) in [("prv_1", 1), ("prv_2", 2)] {
        rig.store.add_provider(&provider(id), [hash; 32], acting()).await.unwrap();
    }
    let changes = rig.store.provider_changes().await.unwrap();
    for (at, expected) in [(5, 5), (3, 5), (9, 9)] {
        rig.store.note_key_uses(vec![([1; 32], after(at)), ([9; 32], after(at))]).await.unwrap();
        assert_eq!(keys(&rig).await[0].used, Some(after(expected)), "the latest counts");
    }
    assert_eq!(keys(&rig).await[1].used, None);
    assert_eq!(rig.store.provider_changes().await.unwrap(), changes, "no reason to read the providers again");
}
