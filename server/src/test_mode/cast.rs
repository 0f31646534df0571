//! Fills the store of test mode with the fixtures of `domain::fixtures`.

use domain::{
    algorithm::Algorithm,
    fixtures::{Fixture, PEOPLE, PROVIDERS, PURPOSES, Restriction, TestProvider},
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scopes},
    time::Timestamp,
};

use crate::{
    ports::{Acting, ImportedPerson, Store, StoreError},
    secrets::Secrets,
};

/// The name that pages show, by language.
const NAMES: [(&str, &str); 3] = [("en", "Example Hotel"), ("hi", "उदाहरण होटल"), ("gu", "ઉદાહરણ હોટેલ")];

/// Registers people and providers.
pub(super) async fn fill(store: &dyn Store, secrets: &Secrets, act: Acting) -> Result<(), StoreError> {
    let people = PEOPLE.iter().filter(|fixture| fixture.outcome.is_registered());
    let mut people: Vec<ImportedPerson> = people
        .filter_map(Fixture::person)
        .map(|person| ImportedPerson { order: store.import_order(&person.mobile, &person.reference_id), person })
        .collect();
    people.sort_by_key(|person| person.order);
    let mut people = people.into_iter();
    store.import(Box::new(move || Ok(people.next())), act).await?;
    for fixture in PROVIDERS {
        let secret = secrets.hash_secret_key(&fixture.secret_key());
        store.add_provider(&provider(fixture, act.now), secret, act).await?;
    }
    Ok(())
}

fn provider(fixture: &TestProvider, now: Timestamp) -> Provider {
    let is = |restriction| fixture.restriction == restriction;
    let only = is(Restriction::OneOrigin).then(|| Origin::parse(TestProvider::HOTEL).ok()).flatten();
    Provider {
        id: fixture.id(),
        name: NAMES[0].1.to_owned(),
        names: NAMES.map(|(lang, name)| (lang.to_owned(), name.to_owned())).into(),
        site_key: fixture.site_key(),
        // Without one it may be embedded anywhere.
        origins: only.into_iter().collect(),
        purposes: PURPOSES.iter().filter_map(|purpose| Purpose::parse(purpose).ok()).collect(),
        scopes: if is(Restriction::StatusOnly) { Scopes::STATUS } else { Scopes::ALL },
        own_otp_screen: !is(Restriction::PageOnly),
        name_match: Level::Exact,
        return_urls: Vec::new(),
        expires: None,
        suspended: is(Restriction::Suspended),
        parent: None,
        quotas: Quotas::default(),
        algorithm: Algorithm::default(),
        webhook: None,
        created: now,
        env: Env::Test,
    }
}
