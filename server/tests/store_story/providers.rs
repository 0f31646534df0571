//! What the service's book of providers is read from.

use domain::{
    algorithm::Algorithm,
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
};

use crate::kit::{Rig, START, acting};

crate::on_every_store!(every_change_is_counted, secret_keys_lead_to_their_providers);

pub(crate) fn provider(id: &str) -> Provider {
    Provider {
        id: id.into(),
        name: id.into(),
        names: [].into(),
        site_key: format!("pk_live_{id}"),
        origins: vec![Origin::parse("https://hotel.example").unwrap()],
        purposes: vec![Purpose::parse("check-in").unwrap()],
        scopes: Scopes::STATUS,
        own_otp_screen: false,
        name_match: Level::Exact,
        return_urls: vec![],
        expires: None,
        suspended: false,
        created: START,
        env: Env::Live,
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
    }
}

async fn every_change_is_counted(rig: Rig) {
    let mut last = rig.store.provider_changes().await.unwrap();
    rig.start().await;
    assert_eq!(rig.store.provider_changes().await.unwrap(), last, "people are no providers");
    rig.store.add_provider(&provider("prv_1"), [1; 32], acting()).await.unwrap();
    for (id, suspended, changes) in
        [("prv_1", true, true), ("prv_1", false, true), ("prv_1", false, true), ("prv_2", true, false)]
    {
        last = rig.store.provider_changes().await.unwrap();
        assert_eq!(rig.store.set_suspended(id, suspended, acting()).await.unwrap(), changes);
        assert_eq!(rig.store.provider_changes().await.unwrap() != last, changes, "{id} {suspended}");
    }
    last = rig.store.provider_changes().await.unwrap();
    assert!(rig.store.add_provider(&provider("prv_1"), [2; 32], acting()).await.is_err());
    assert_eq!(rig.store.provider_changes().await.unwrap(), last, "what was refused is no change");
}

async fn secret_keys_lead_to_their_providers(rig: Rig) {
    assert!(rig.store.secret_keys().await.unwrap().is_empty());
    rig.store.add_provider(&provider("prv_1"), [1; 32], acting()).await.unwrap();
    rig.store.add_provider(&provider("prv_2"), [2; 32], acting()).await.unwrap();
    assert!(rig.store.add_provider(&provider("prv_3"), [2; 32], acting()).await.is_err());
    let keys = rig.store.secret_keys().await.unwrap();
    let led: Vec<_> = keys.iter().map(|key| (key.hash, key.provider.as_str(), key.name.as_str())).collect();
    assert_eq!(led, [([1; 32], "prv_1", "first"), ([2; 32], "prv_2", "first")]);
    assert!(rig.store.provider("prv_3").await.unwrap().is_none(), "all of it was refused");
}
