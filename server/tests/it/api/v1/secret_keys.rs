//! Several secret keys of one provider, and their changing over.

use std::time::Duration;

use domain::time::Timestamp;
use server::{
    ports::{Acting, Clock as _, KeyRotation},
    system::OsEntropy,
};

use super::{Server, asked};
use crate::world::{NOBODY, World, secret_key};

/// By then a change has taken effect.
const HEARD: Duration = Duration::from_millis(500);

async fn rotate(world: &World, key: &str, name: &str, others_until: Option<Timestamp>, expires: Option<Timestamp>) {
    let act = Acting::now(&*world.clock, &OsEntropy);
    let (provider, hash) = (world.hotel.id.clone(), world.secrets.hash_secret_key(key));
    let rotation = KeyRotation { provider, hash, name: name.to_owned(), expires, others_until, act };
    assert!(world.store.rotate_key(rotation).await.unwrap());
    tokio::time::sleep(HEARD).await;
}

async fn status(world: &World, key: &str) -> u16 {
    Server::with_key(world, key).post("verifications", &asked(NOBODY)).await.status
}

#[tokio::test]
async fn keys_change_over_without_a_gap() {
    let world = World::new().await;
    let (old, new, third) = (secret_key(&world.hotel), "sk_live_new", "sk_live_third");
    let hour = Duration::from_hours(1);
    rotate(&world, new, "new", Some(world.clock.now().plus(hour)), None).await;
    assert_eq!((status(&world, &old).await, status(&world, new).await), (201, 201), "both, for an hour");
    world.advance(3_599);
    assert_eq!(status(&world, &old).await, 201);
    world.advance(1);
    assert_eq!((status(&world, &old).await, status(&world, new).await), (401, 201));

    rotate(&world, third, "third", None, Some(world.clock.now().plus(hour))).await;
    assert_eq!((status(&world, new).await, status(&world, third).await), (201, 201), "beside the other");
    assert!(world.store.revoke_key(&world.hotel.id, "new", Acting::now(&*world.clock, &OsEntropy)).await.unwrap());
    tokio::time::sleep(HEARD).await;
    assert_eq!((status(&world, new).await, status(&world, third).await), (401, 201));
    world.advance(3_600);
    assert_eq!(status(&world, third).await, 401, "its own end");
}

#[tokio::test]
async fn the_hour_of_the_last_use_is_written_from_time_to_time() {
    let world = World::new().await;
    assert_eq!(status(&world, &secret_key(&world.hotel)).await, 201);
    let changes = world.store.provider_changes().await.unwrap();
    world.book().write_uses().await.unwrap();
    let keys = world.store.secret_keys().await.unwrap();
    let used = |id: &str| keys.iter().find(|key| key.provider == id).unwrap().used;
    let hour = world.clock.now().as_millis() / 3_600_000 * 3_600_000;
    assert_eq!(used(&world.hotel.id).map(Timestamp::as_millis), Some(hour));
    assert_eq!(used(&world.airline.id), None);
    assert_eq!(world.store.provider_changes().await.unwrap(), changes, "no reason to read the providers again");
}
