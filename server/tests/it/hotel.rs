//! The demo's hotel: its server believes only a result that is for it, for this visit, once.

use std::sync::Arc;

use server::{
    demo::hotel::{Desk, NotAccepted, Service},
    ports::Clock,
    system::OsEntropy,
};

use crate::world::{FULLY, PARTIALLY, World};

async fn result(world: &World, nonce: &str, who: (&str, &str)) -> String {
    let mut ask = world.hotel_asks();
    nonce.clone_into(&mut ask.nonce);
    let sent = world.start(&ask, who).await;
    world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap().result
}

fn desk(world: &World) -> Desk {
    let service = Service {
        address: world.url.clone(),
        site_key: world.hotel.site_key.clone(),
        provider_id: world.hotel.id.clone(),
        origin: "https://hotel.example".to_owned(),
    };
    Desk::new(service, Arc::clone(&world.clock) as Arc<dyn Clock>, Arc::new(OsEntropy)).unwrap()
}

#[tokio::test]
async fn a_guest_is_verified_and_books() {
    let world = World::new().await;
    let desk = desk(&world);
    let visit = desk.open_visit();
    let result = result(&world, &visit, FULLY).await;
    let guest = desk.accept(&result, &visit).await.unwrap();
    assert_eq!((guest.status, guest.name.as_str()), (2, FULLY.0));
    world.advance(301);
    let booked = desk.book(&result, &visit).await.unwrap();
    assert_eq!(booked, Some(guest), "what was accepted in time stays accepted in this visit");
    assert!(matches!(desk.accept(&result, &visit).await, Err(NotAccepted::UnknownVisit)));
}

#[tokio::test]
async fn a_result_is_good_in_one_visit() {
    let world = World::new().await;
    let desk = desk(&world);
    let (mine, theirs) = (desk.open_visit(), desk.open_visit());
    let result = result(&world, &mine, PARTIALLY).await;
    assert!(matches!(desk.accept(&result, &theirs).await, Err(NotAccepted::Token(_))));
    assert!(matches!(desk.accept(&result, "invented").await, Err(NotAccepted::UnknownVisit)));
    assert!(matches!(desk.accept(&format!("{result}x"), &mine).await, Err(NotAccepted::Token(_))));
    assert_eq!(desk.book(&result, &mine).await.unwrap().map(|guest| guest.status), Some(1));
    assert_eq!(desk.book("", &theirs).await.unwrap(), None, "no check is no error");
}
