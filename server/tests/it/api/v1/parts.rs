//! Providers that are part of another, and quotas.

use domain::provider::{Provider, Purpose, Quotas};
use serde_json::json;

use super::{Server, asked};
use crate::world::{FULLY, NOBODY, NOT, PARTIALLY, World, secret_key};

#[tokio::test]
async fn a_part_asks_in_its_own_name() {
    let world = World::new().await;
    let goa = world.part_of_hotel("goa", Quotas::default());
    world.add(&goa).await;
    let server = Server::with_key(&world, &secret_key(&goa));
    let result = server.result().await;
    assert!(world.outbox.messages().pop().unwrap().text.contains("Hotel Sagar, goa"));
    let told = server.post("results/verify", &json!({ "result": result, "single_use": false })).await;
    assert_eq!(told.json()["claims"]["aud"], "prv_goa");
    let of_chain = Server::of(&world, &world.hotel).post("results/verify", &json!({ "result": result })).await;
    assert_eq!(of_chain.json()["valid"], false, "the chain is another audience");
}

#[tokio::test]
async fn a_part_reaches_no_further_than_the_whole() {
    let world = World::new().await;
    let wide = Provider {
        scopes: world.airline.scopes,
        purposes: ["boarding", "entry"].map(|text| Purpose::parse(text).unwrap()).into(),
        ..world.part_of_hotel("goa", Quotas::default())
    };
    world.add(&wide).await;
    let server = Server::with_key(&world, &secret_key(&wide));
    let asking = |member: &str, value: serde_json::Value| {
        let mut body = asked(FULLY);
        body[member] = value;
        body
    };
    let scopes = server.post("verifications", &asking("scopes", json!(["events"]))).await;
    assert_eq!(scopes.problem(), (403, "scope-not-allowed".to_owned()));
    let purpose = server.post("verifications", &asking("purpose", json!("entry"))).await;
    assert_eq!(purpose.problem(), (403, "purpose-not-allowed".to_owned()));
    assert_eq!(server.post("verifications", &asking("purpose", json!("boarding"))).await.status, 201);
    world.set_suspended(&world.hotel.id, true).await;
    let refused = server.post("verifications", &asking("purpose", json!("boarding"))).await;
    assert_eq!(refused.problem(), (403, "provider-suspended".to_owned()));
    world.set_suspended(&world.hotel.id, false).await;
    assert_eq!(server.post("verifications", &asking("purpose", json!("boarding"))).await.status, 201);
}

#[tokio::test]
async fn quotas_count_on_the_part_and_on_the_whole() {
    let world = World::new().await;
    let chain = Provider {
        id: "prv_chain".to_owned(),
        site_key: "pk_live_chain".to_owned(),
        quotas: Quotas { day: Some(4), people_hour: None },
        ..world.hotel.clone()
    };
    let part = |id: &str, quotas| Provider { parent: Some(chain.id.clone()), ..world.part_of_hotel(id, quotas) };
    let goa = part("goa", Quotas { day: None, people_hour: Some(2) });
    let pune = part("pune", Quotas::default());
    for provider in [&chain, &goa, &pune] {
        world.add(provider).await;
    }
    let start = async |provider: &Provider, who| {
        let answer = Server::with_key(&world, &secret_key(provider)).post("verifications", &asked(who)).await;
        if answer.status != 201 {
            assert_eq!(answer.problem(), (429, "rate-limited".to_owned()));
        }
        (answer.status, answer.retry_after)
    };
    let begun = (201, None);
    assert_eq!(start(&goa, FULLY).await, begun);
    assert_eq!(start(&goa, NOBODY).await, begun);
    for who in [NOT, ("Somebody Unknown", "9899999998")] {
        assert_eq!(start(&goa, who).await, (429, Some("1800".to_owned())), "a third person, registered or not");
    }
    assert_eq!(start(&goa, NOBODY).await, begun, "the same people again");
    assert_eq!(start(&pune, PARTIALLY).await, begun);
    for who in [FULLY, NOBODY] {
        assert_eq!(start(&pune, who).await, (429, Some("21600".to_owned())), "the chain's day is full");
    }
}
