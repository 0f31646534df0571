//! Keys rotate while the service runs: commands in other processes begin it, and no caller notices anything.

mod load;

use std::time::Duration;

use domain::{
    jws::{Expectation, VerifyError, verify},
    keyset::KeySet,
    result::Env,
};
use server::{
    ports::{Acting, Clock as _, DataKeyState, Store as _},
    signing,
    system::OsEntropy,
};

use crate::world::{FULLY, NOT, PARTIALLY, World};

const PLENTY: &str = "[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 60\nmobile_day = 200\n";

impl World {
    pub(crate) fn acting(&self) -> Acting {
        Acting::now(&*self.clock, &OsEntropy)
    }

    /// Asks until the key set is as it should be; the service takes a change up within a second.
    async fn keys_when(&self, is_so: impl Fn(&[&str]) -> bool) -> KeySet {
        for _ in 0..200 {
            let keys = self.keys().await;
            if is_so(&keys.keys.iter().map(|key| key.kid.as_str()).collect::<Vec<_>>()) {
                return keys;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the key set stays as it is");
    }

    async fn answer_for(&self, who: (&str, &str)) -> String {
        let ask = self.hotel_asks();
        let sent = self.start(&ask, who).await;
        self.confirm(&ask, &sent.id, &self.code(&sent).await).await.unwrap().result
    }

    fn check(&self, result: &str, keys: &KeySet) -> Result<(), VerifyError> {
        self.check_for(&self.hotel.id, result, keys)
    }

    fn check_for(&self, audience: &str, result: &str, keys: &KeySet) -> Result<(), VerifyError> {
        let expect = Expectation { issuer: &self.url, audience: Some(audience), nonce: Some("n-1"), env: Env::Live };
        verify(result, keys, &expect, self.clock.now()).map(drop)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_key_leaves_the_set_and_its_results_are_refused() {
    let world = World::new().await;
    let command = world.beside();
    let result = world.answer_for(FULLY).await;
    let keys = world.keys().await;
    let kid = keys.keys[0].kid.clone();
    assert!(world.check(&result, &keys).is_ok());
    signing::revoke(&command, &OsEntropy, world.acting(), &kid).await.unwrap();
    let keys = world.keys_when(|kids| !kids.contains(&kid.as_str())).await;
    assert_eq!(world.check(&result, &keys), Err(VerifyError::UnknownKey));
    let told = world.verify_for_hotel(&result).await;
    assert_eq!((told["valid"].as_bool(), told["code"].as_str()), (Some(false), Some("result-revoked")));
    let result = world.answer_for(PARTIALLY).await;
    assert!(world.check(&result, &keys).is_ok(), "another key signs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_does_the_work_of_a_rotation_that_a_command_began() {
    let world = World::with(PLENTY).await;
    let command = world.beside();
    let ask = world.hotel_asks();
    let before = world.start(&ask, FULLY).await;
    assert!(command.rotate_data_keys(world.acting()).await.unwrap());
    world.answer_for(PARTIALLY).await;
    for _ in 0..400 {
        if command.data_keys().await.unwrap().resealing.is_none() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let keys = command.data_keys().await.unwrap();
    assert_eq!(keys.resealing, None);
    assert_eq!(
        keys.keys.iter().map(|key| key.state).collect::<Vec<_>>(),
        [DataKeyState::Retired, DataKeyState::Active]
    );
    let answer = world.confirm(&ask, &before.id, &world.code(&before).await).await.unwrap();
    assert_eq!(answer.status, 2, "what was begun before is finished after");
    assert!(world.check(&world.answer_for(NOT).await, &world.keys().await).is_ok());
}
