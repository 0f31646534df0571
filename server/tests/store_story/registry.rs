//! People, providers and keys.

use std::collections::BTreeSet;

use domain::{
    algorithm::Algorithm,
    audit::entry::{Act, Entry},
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
};
use server::ports::{KeyState, StoreError};

use crate::{
    kit::{CODE, MOBILE, NAME, REFERENCE, Rig, START, Try, acting, after},
    values::{dose, mobile, person, signing_key},
};

crate::on_every_store!(
    an_import_adds_changes_and_leaves_alone,
    doses_merge_by_number,
    an_import_is_all_or_nothing,
    nobody_comes_twice_or_out_of_order,
    doses_of_before_go_along_with_a_new_mobile,
    a_person_keeps_the_key_and_moves_with_the_mobile,
    a_family_shares_a_mobile,
    providers_are_found_suspended_and_unique,
    signing_keys_come_back_oldest_first,
);

async fn an_import_adds_changes_and_leaves_alone(rig: Rig) {
    let one = person(REFERENCE, NAME, MOBILE, vec![dose(1, "2021-03-01")]);
    let two = person("81234567890124", "राजेश शर्मा", "9810000002", vec![]);
    let counts = rig.import(vec![one.clone(), two.clone()]).await;
    assert_eq!((counts.added, counts.changed, counts.unchanged), (2, 0, 0));
    let counts = rig.import(vec![one.clone(), two]).await;
    assert_eq!((counts.added, counts.changed, counts.unchanged), (0, 0, 2));
    let mut renamed = one;
    renamed.name = "Rajesh K Sharma".into();
    let counts = rig.import(vec![renamed]).await;
    assert_eq!((counts.added, counts.changed, counts.unchanged), (0, 1, 0));
    let entries = rig.store.audit_leaves(0, 10).await.unwrap();
    let noted = |(_, leaf): &([u8; 32], Vec<u8>)| {
        let entry = Entry::parse(leaf).unwrap();
        (entry.act, entry.note.unwrap().to_string())
    };
    let wanted = ["added:2.changed:0.same:0", "added:0.changed:0.same:2", "added:0.changed:1.same:0"];
    let wanted = wanted.map(|counts| (Act::RegistryImported, counts.to_owned()));
    assert_eq!(entries.iter().map(noted).collect::<Vec<_>>(), wanted);
    assert_eq!(rig.store.count_people().await.unwrap(), 2);
    assert_eq!(rig.store.candidates(&mobile(MOBILE)).await.unwrap()[0].name, "Rajesh K Sharma");
}

/// The doses as a consumed code shows them: there is no other way to see them.
async fn doses_of(rig: &Rig, mobile: &str) -> Vec<(u8, String)> {
    let start = rig.start_for(mobile, NAME).await;
    let run = rig.open(&start).await;
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let doses = std::sync::Arc::clone(&seen);
    let look = move |redeemed: &server::store::Redeemed| {
        let recorded = redeemed.vaccinations().doses.iter();
        doses.lock().unwrap().extend(recorded.map(|dose| (dose.dose, dose.date.to_string())));
    };
    let attempt = rig.attempt_seeing(&run, CODE, after(1), look);
    assert!(rig.try_attempt(attempt).await.unwrap().is_right());
    std::mem::take(&mut *seen.lock().unwrap())
}

async fn doses_merge_by_number(rig: Rig) {
    let with = |doses| vec![person(REFERENCE, NAME, MOBILE, doses)];
    rig.import(with(vec![dose(2, "2021-06-01"), dose(1, "2021-03-01")])).await;
    assert_eq!(rig.import(with(vec![])).await.unchanged, 1);
    assert_eq!(rig.import(with(vec![dose(1, "2021-03-01")])).await.unchanged, 1);
    assert_eq!(rig.import(with(vec![dose(3, "2022-02-01"), dose(2, "2021-06-02")])).await.changed, 1);
    let expected = [(1, "2021-03-01".into()), (2, "2021-06-02".into()), (3, "2022-02-01".into())];
    assert_eq!(doses_of(&rig, MOBILE).await, expected);
    // Two first doses in one file are kept, twice the same row is not.
    let twice = vec![dose(1, "2021-04-01"), dose(1, "2021-03-01"), dose(1, "2021-03-01")];
    assert_eq!(rig.import(with(twice.clone())).await.changed, 1);
    assert_eq!(rig.import(with(twice)).await.unchanged, 1);
    let first: Vec<_> = doses_of(&rig, MOBILE).await.into_iter().filter(|(number, _)| *number == 1).collect();
    assert_eq!(first, [(1, "2021-03-01".into()), (1, "2021-04-01".into())]);
}

async fn an_import_is_all_or_nothing(rig: Rig) {
    rig.start().await;
    let new = |reference: &str| person(reference, "New One", "9810000003", vec![]);
    let people = rig.in_order(vec![new("81234567890125"), new("81234567890126")]);
    let bad = Err(StoreError::Conflict("line 3".into()));
    let rows = people.into_iter().map(|person| Ok(Some(person))).chain([bad]).collect();
    let error = rig.try_import(rows).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(text) if text == "line 3"));
    assert_eq!(rig.store.count_people().await.unwrap(), 1);
    assert!(rig.store.candidates(&mobile("9810000003")).await.unwrap().is_empty());
    let start = rig.start_for(MOBILE, NAME).await;
    let run = rig.open(&start).await;
    assert!(rig.try_code(&run, CODE, after(1)).await.is_right(), "the store goes on");
}

async fn nobody_comes_twice_or_out_of_order(rig: Rig) {
    let (one, two) = (person(REFERENCE, NAME, MOBILE, vec![]), person("81234567890124", "Asha Rao", MOBILE, vec![]));
    let rows = |people: Vec<_>| people.into_iter().map(|person| Ok(Some(person))).collect::<Vec<_>>();
    let twice = rows(rig.in_order(vec![one.clone(), one.clone()]));
    assert!(matches!(rig.try_import(twice).await, Err(StoreError::Conflict(_))));
    let mut backwards = rig.in_order(vec![one.clone(), two]);
    backwards.reverse();
    assert!(matches!(rig.try_import(rows(backwards)).await, Err(StoreError::Unavailable(_))));
    // The same person with two mobiles: neither the new one alone, nor the one that is known beside the new one.
    let moved = person(REFERENCE, NAME, "9810000077", vec![]);
    for known in [false, true] {
        if known {
            rig.import(vec![one.clone()]).await;
        }
        let both = rows(rig.in_order(vec![one.clone(), moved.clone()]));
        assert!(matches!(rig.try_import(both).await, Err(StoreError::Conflict(_))), "known: {known}");
        assert_eq!(rig.store.count_people().await.unwrap(), u64::from(known));
        assert!(rig.store.candidates(&mobile("9810000077")).await.unwrap().is_empty());
    }
}

async fn doses_of_before_go_along_with_a_new_mobile(rig: Rig) {
    rig.start().await;
    let moved = person(REFERENCE, NAME, "9810000077", vec![dose(2, "2021-07-01"), dose(3, "2022-02-01")]);
    let counts = rig.import(vec![moved.clone()]).await;
    assert_eq!((counts.added, counts.changed, counts.unchanged), (0, 1, 0));
    assert_eq!(rig.store.count_people().await.unwrap(), 1);
    let expected = [(1, "2021-03-01".into()), (2, "2021-07-01".into()), (3, "2022-02-01".into())];
    assert_eq!(doses_of(&rig, "9810000077").await, expected);
    assert_eq!(rig.import(vec![moved]).await.unchanged, 1);
}

async fn a_person_keeps_the_key_and_moves_with_the_mobile(rig: Rig) {
    rig.start().await;
    let before = rig.store.candidates(&mobile(MOBILE)).await.unwrap().remove(0);
    let counts = rig.import(vec![person(REFERENCE, NAME, "9810000077", vec![])]).await;
    assert_eq!(counts.changed, 1);
    assert!(rig.store.candidates(&mobile(MOBILE)).await.unwrap().is_empty());
    let now = rig.store.candidates(&mobile("9810000077")).await.unwrap().remove(0);
    assert!(now.person == before.person);
    let start = rig.start_for("9810000077", NAME).await;
    let run = rig.open(&start).await;
    let Try::Right(result) = rig.try_code(&run, CODE, after(1)).await else { panic!("refused") };
    assert_eq!(result.claims().vaccination_status.code(), 2, "the doses moved too");
}

async fn a_family_shares_a_mobile(rig: Rig) {
    let names = ["Asha Rao", "Ravi Rao", "Meena Rao", "Kiran Rao", "Anil Rao", "Sita Rao"];
    let family = names.iter().zip(1..).map(|(name, n)| person(&format!("812345678900{n:02}"), name, MOBILE, vec![]));
    rig.import(family.collect()).await;
    let found = rig.store.candidates(&mobile(MOBILE)).await.unwrap();
    assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<BTreeSet<_>>(), BTreeSet::from(names));
    assert_eq!(found.iter().map(|found| found.person.0).collect::<BTreeSet<_>>().len(), 6);
    assert!(rig.store.candidates(&mobile("9810000002")).await.unwrap().is_empty());
}

fn provider(id: &str, name: &str) -> Provider {
    Provider {
        id: id.into(),
        name: name.into(),
        names: [("hi".to_owned(), "होटल सागर".to_owned())].into(),
        site_key: format!("pk_live_{id}"),
        origins: vec![Origin::parse("https://hotel.example").unwrap()],
        purposes: vec![Purpose::parse("check-in").unwrap()],
        scopes: Scopes::ALL,
        own_otp_screen: true,
        name_match: Level::Tolerant,
        return_urls: vec!["https://hotel.example/back".into()],
        expires: Some(after(1_000_000)),
        suspended: false,
        created: START,
        env: Env::Live,
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
    }
}

async fn providers_are_found_suspended_and_unique(rig: Rig) {
    let (hotel, airline) = (provider("prv_1", "Hotel Sagar"), provider("prv_2", "Airline"));
    rig.store.add_provider(&hotel, [1; 32], acting()).await.unwrap();
    rig.store.add_provider(&airline, [2; 32], acting()).await.unwrap();
    assert_eq!(rig.store.provider("prv_1").await.unwrap(), Some(hotel.clone()));
    assert_eq!(rig.store.provider("prv_3").await.unwrap(), None);
    assert_eq!(rig.store.providers().await.unwrap(), [airline, hotel.clone()]);
    let same_site_key = Provider { id: "prv_4".into(), ..hotel.clone() };
    for (again, hash) in [(&hotel, [3; 32]), (&same_site_key, [3; 32]), (&provider("prv_5", "Five"), [1; 32])] {
        assert!(matches!(rig.store.add_provider(again, hash, acting()).await, Err(StoreError::Conflict(_))));
    }
    assert!(rig.store.set_suspended("prv_1", true, acting()).await.unwrap());
    assert!(rig.store.provider("prv_1").await.unwrap().unwrap().suspended);
    assert!(rig.store.set_suspended("prv_1", false, acting()).await.unwrap());
    assert_eq!(rig.store.provider("prv_1").await.unwrap(), Some(hotel));
    assert!(!rig.store.set_suspended("prv_9", true, acting()).await.unwrap());
}

async fn signing_keys_come_back_oldest_first(rig: Rig) {
    rig.store.add_signing_key(signing_key("newer", 2, after(1)), acting()).await.unwrap();
    rig.store.add_signing_key(signing_key("older", 1, START), acting()).await.unwrap();
    assert!(matches!(
        rig.store.add_signing_key(signing_key("older", 3, START), acting()).await,
        Err(StoreError::Conflict(_))
    ));
    let keys = rig.store.signing_keys().await.unwrap();
    let seen: Vec<_> = keys.iter().map(|key| (key.kid.as_str(), key.state, key.seed[0], key.created)).collect();
    assert_eq!(seen, [("older", KeyState::Active, 1, START), ("newer", KeyState::Next, 2, after(1))]);
}
