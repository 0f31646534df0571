//! The API with the published test keys: the whole flow, the fixtures, and the wall between the two worlds (check 29).

mod errors;

use domain::{
    fixtures::{CODE, Fixture, Outcome, PEOPLE},
    jws::{Expectation, VerifyError, verify},
    keyset::KeySet,
    result::{Claims, Env},
    vaccination::Status,
};
use serde_json::{Value, json};
use server::ports::Clock as _;

use super::{Answer, Server, asked, typed};
use crate::world::{FULLY, World};

/// The server of the provider that may do everything.
pub(super) fn demo(world: &World) -> Server<'_> {
    Server::with_key(world, "sk_test_demo")
}

/// The fixture that a check leads so far.
pub(super) fn fixture(outcome: Outcome) -> &'static Fixture {
    PEOPLE.iter().find(|fixture| fixture.outcome == outcome).unwrap()
}

/// Starts a check of a fixture.
pub(super) async fn start(server: &Server<'_>, outcome: Outcome) -> Answer {
    let fixture = fixture(outcome);
    server.post("verifications", &asked((fixture.name, fixture.mobile))).await
}

/// Confirms a check with a code.
pub(super) async fn confirm(server: &Server<'_>, started: &Answer, code: &str) -> Answer {
    server.post(&format!("verifications/{}/confirm", started.text_of("id")), &typed(code)).await
}

async fn test_keys(world: &World) -> KeySet {
    let address = format!("{}/test/.well-known/jwks.json", world.url);
    world.http.get(address).send().await.unwrap().json().await.unwrap()
}

fn read(world: &World, result: &str, keys: &KeySet, env: Env) -> Result<Claims, VerifyError> {
    let issuer = if env == Env::Test { format!("{}/test", world.url) } else { world.url.clone() };
    let expect = Expectation { issuer: &issuer, audience: None, nonce: None, env };
    verify(result, keys, &expect, world.clock.now())
}

#[tokio::test]
async fn every_fixture_is_answered_as_the_table_says_and_nothing_is_written() {
    let world = World::new().await;
    let (server, before) = (demo(&world), world.rows());
    let keys = test_keys(&world).await;
    for fixture in PEOPLE {
        let Outcome::Answered(status) = fixture.outcome else { continue };
        let body = json!({ "full_name": fixture.name, "mobile": fixture.mobile, "purpose": "visit", "nonce": "n-1" });
        let started = server.post("verifications", &body).await;
        assert_eq!((started.status, started.text_of("sms")), (201, "sending".to_owned()), "{}", started.text);
        let given = confirm(&server, &started, CODE).await;
        assert_eq!((given.status, &given.json()["vaccination_status"]), (200, &status.code().into()), "{}", given.text);
        let claims = read(&world, &given.text_of("result"), &keys, Env::Test).unwrap();
        assert_eq!(
            (claims.env, claims.aud.as_str(), claims.nonce.as_deref()),
            (Env::Test, "prv_test_demo", Some("n-1"))
        );
        assert_eq!(claims.events.map(|events| events.len()), Some(fixture.doses.len()));
    }
    assert_eq!(world.rows(), before);
    assert_eq!(world.sms_count().await, 0);
}

/// Check 29, and the other way round.
#[tokio::test]
async fn neither_world_believes_the_other() {
    let world = World::new().await;
    let (server, hotel) = (demo(&world), Server::of(&world, &world.hotel));
    let (live_keys, keys) = (world.keys().await, test_keys(&world).await);
    let live = hotel.result().await;
    let started = start(&server, Outcome::Answered(Status::Fully)).await;
    let test = confirm(&server, &started, CODE).await.text_of("result");
    assert!(read(&world, &live, &live_keys, Env::Live).is_ok() && read(&world, &test, &keys, Env::Test).is_ok());
    for env in [Env::Live, Env::Test] {
        assert_eq!(read(&world, &test, &live_keys, env).err(), Some(VerifyError::UnknownKey));
        assert_eq!(read(&world, &live, &keys, env).err(), Some(VerifyError::UnknownKey));
    }
    for (asker, result) in [(&hotel, &test), (&server, &live)] {
        let told = asker.post("results/verify", &json!({ "result": result })).await.json();
        assert_eq!((&told["valid"], &told["code"]), (&false.into(), &"result-invalid".into()));
    }
    // A verification of one world is none in the other.
    let elsewhere = hotel.get(&format!("verifications/{}", started.text_of("id"))).await;
    assert_eq!(elsewhere.problem(), (404, "verification-not-found".to_owned()));
}

#[tokio::test]
async fn real_people_are_not_in_test_mode_and_fixtures_are_not_in_the_registry() {
    let world = World::new().await;
    let (server, hotel) = (demo(&world), Server::of(&world, &world.hotel));
    let real = server.post("verifications", &asked(FULLY)).await;
    assert_eq!(confirm(&server, &real, CODE).await.problem(), (422, "otp-incorrect".to_owned()));
    let asha = start(&hotel, Outcome::Answered(Status::Fully)).await;
    assert_eq!(confirm(&hotel, &asha, CODE).await.problem(), (422, "otp-incorrect".to_owned()));
    assert_eq!(world.sms_count().await, 0);
}

#[tokio::test]
async fn a_paused_person_looks_like_nobody() {
    let world = World::new().await;
    let server = demo(&world);
    let nobody = server.post("verifications", &asked(("Nobody Atall", "9000000099"))).await;
    let paused = start(&server, Outcome::Paused).await;
    let members = |answer: &Answer| answer.json().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!((paused.status, members(&paused)), (nobody.status, members(&nobody)));
    for started in [paused, nobody] {
        let left: Vec<Value> = [
            confirm(&server, &started, CODE).await.json()["attempts_left"].clone(),
            confirm(&server, &started, CODE).await.json()["attempts_left"].clone(),
        ]
        .into();
        assert_eq!(left, [2, 1]);
        assert_eq!(confirm(&server, &started, CODE).await.problem().1, "otp-attempts-exceeded");
    }
}

#[tokio::test]
async fn delayed_messages_are_told_and_the_code_is_right_all_the_same() {
    let world = World::new().await;
    let server = demo(&world);
    let started = start(&server, Outcome::MessagesDelayed).await;
    assert_eq!(started.text_of("sms"), "queued");
    let state = server.get(&format!("verifications/{}", started.text_of("id"))).await;
    assert_eq!(state.text_of("sms"), "queued");
    assert_eq!(confirm(&server, &started, CODE).await.status, 200);
}

/// Everybody shares the fixtures: what one visitor does must not lock the next one out.
#[tokio::test]
async fn nobody_can_use_a_fixture_up() {
    let world = World::new().await;
    let server = demo(&world);
    for _ in 0..15 {
        let started = start(&server, Outcome::Answered(Status::Fully)).await;
        for _ in 0..3 {
            confirm(&server, &started, "111111").await;
        }
    }
    let started = start(&server, Outcome::Answered(Status::Fully)).await;
    assert_eq!(confirm(&server, &started, CODE).await.status, 200);
}

#[tokio::test]
async fn the_keys_are_published_and_stay() {
    let world = World::new().await;
    let address = format!("{}/test/.well-known/jwks.json", world.url);
    let answer = world.http.get(address).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-type"]),
        (200, &"application/jwk-set+json".parse().unwrap())
    );
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    let keys: KeySet = answer.json().await.unwrap();
    assert_eq!(keys.keys.len(), 1);
    assert!(world.keys().await.find(&keys.keys[0].kid).is_none());
}

#[tokio::test]
async fn switched_off_it_is_not_there() {
    let world = World::with("[test_mode]\nenabled = false\n").await;
    assert_eq!(
        start(&demo(&world), Outcome::Answered(Status::Fully)).await.problem(),
        (401, "unauthorized".to_owned())
    );
    let keys = world.http.get(format!("{}/test/.well-known/jwks.json", world.url)).send().await.unwrap();
    assert_eq!(keys.status(), 404);
}

/// The calls of 2021.
#[tokio::test]
async fn the_older_api_has_it_too() {
    let world = World::new().await;
    let call = |path: &str, body: Value| {
        let address = format!("{}/api/v3/vaccination/{path}", world.url);
        world.http.post(address).header("x-api-key", "sk_test_demo").json(&body).send()
    };
    let asha = fixture(Outcome::Answered(Status::Fully));
    let asked = json!({ "mobile_number": asha.mobile, "full_name": asha.name, "email": "a@b.example" });
    let begun: Value = call("generateOTP", asked).await.unwrap().json().await.unwrap();
    let code = json!({ "otp": CODE, "txnId": begun["txnId"] });
    let token: Value = call("confirmOTP", code).await.unwrap().json().await.unwrap();
    let address = format!("{}/api/v3/vaccination/status", world.url);
    let status =
        world.http.get(address).header("x-api-key", "sk_test_demo").bearer_auth(token["token"].as_str().unwrap());
    let status: Value = status.send().await.unwrap().json().await.unwrap();
    assert_eq!(status["vaccination_status"], 2);
    let keys = test_keys(&world).await;
    assert!(read(&world, status["result"].as_str().unwrap(), &keys, Env::Test).is_ok());
}
