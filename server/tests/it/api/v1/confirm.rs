//! `POST /api/v1/verifications/{id}/confirm`

use app::words::Words;
use domain::{
    jws::{Expectation, verify},
    language::Language,
    result::Env,
};
use serde_json::{Value, json};
use server::ports::Clock as _;

use super::{Answer, Server, asked, typed};
use crate::world::{FULLY, NOBODY, PARTIALLY, World, other_than};

#[tokio::test]
async fn the_right_code_gives_a_result_that_verifies() {
    let world = World::new().await;
    let airline = Server::of(&world, &world.airline);
    let (name, mobile) = PARTIALLY;
    let ask = json!({ "full_name": name, "mobile": mobile, "purpose": "boarding", "scopes": ["status", "events"],
        "ref": "PNR 7", "nonce": "n-7", "lang": "hi" });
    let started = airline.post("verifications", &ask).await;
    let code = world.code_of(&started.text_of("id"), 0).await;
    assert_eq!(world.outbox.messages().pop().unwrap().lang, "hi");
    let body = json!({ "otp": code, "consent": true, "scopes": ["status"] });
    let given = airline.post(&format!("verifications/{}/confirm", started.text_of("id")), &body).await;
    assert_eq!((given.status, &given.json()["vaccination_status"]), (200, &1.into()), "{}", given.text);

    let id = world.airline.id.as_str();
    let expect = Expectation { issuer: &world.url, audience: Some(id), nonce: Some("n-7"), env: Env::Live };
    let claims = verify(&given.text_of("result"), &world.keys().await, &expect, world.clock.now()).unwrap();
    assert_eq!((claims.vaccination_status.code(), claims.name.as_str()), (1, name));
    assert_eq!((claims.purpose.as_str(), claims.reference.as_deref()), ("boarding", Some("PNR 7")));
    assert!(claims.events.is_none(), "the person agreed to the status only");
    assert_eq!((claims.origin, claims.exp - claims.iat), (None, 300));
    let expires: jiff::Timestamp = given.text_of("expires_at").parse().unwrap();
    assert_eq!(expires.as_second(), claims.exp);
}

#[tokio::test]
async fn the_status_is_about_the_day_that_was_asked_for() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let in_a_year = world.clock.now().date().saturating_add(jiff::Span::new().years(1)).to_string();
    let expect = Expectation { issuer: &world.url, audience: Some(&world.hotel.id), nonce: None, env: Env::Live };
    // The doses are of 20 May and 31 August 2021.
    for (day, status, reason) in [
        ("2021-05-19", 0, "dose-after-date"),
        ("2021-08-30", 1, "dose-after-date"),
        (in_a_year.as_str(), 2, "series-complete"),
    ] {
        let ask = json!({ "full_name": FULLY.0, "mobile": FULLY.1, "as_of": day });
        let started = hotel.post_once("verifications", &ask, day).await;
        assert_eq!(started.status, 201, "{day}: {}", started.text);
        assert_eq!(hotel.post_once("verifications", &ask, day).await.text, started.text);
        let code = world.code_of(&started.text_of("id"), 0).await;
        let path = format!("verifications/{}/confirm", started.text_of("id"));
        let given = hotel.post(&path, &typed(&code)).await;
        let claims = verify(&given.text_of("result"), &world.keys().await, &expect, world.clock.now()).unwrap();
        assert_eq!(given.json()["vaccination_status"], status, "{day}");
        assert_eq!((claims.as_of.to_string().as_str(), claims.status_reason.as_str()), (day, reason));
        let receipt = [("id", claims.jti.as_str()), ("lang", "en")];
        let sheet = world.http.post(format!("{}/receipt", world.url)).form(&receipt).send().await.unwrap();
        let sheet = sheet.text().await.unwrap();
        let shown = Words::of(Language::En).date(day);
        assert!(sheet.contains("As of") && sheet.contains(&shown), "the person sees which day was asked for: {sheet}");
    }
}

#[tokio::test]
async fn a_wrong_code_says_how_many_are_left() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let (real, decoy) = (hotel.start().await, hotel.post("verifications", &asked(NOBODY)).await);
    let wrong = other_than(&world.code_of(&real.text_of("id"), 0).await);
    let expected = [
        ("otp-incorrect", json!(2)),
        ("otp-incorrect", json!(1)),
        ("otp-attempts-exceeded", json!(0)),
        ("otp-attempts-exceeded", json!(0)),
    ];
    for started in [real, decoy] {
        let path = format!("verifications/{}/confirm", started.text_of("id"));
        for (code, left) in &expected {
            let refused = hotel.post(&path, &typed(&wrong)).await;
            assert_eq!(refused.problem(), (422, (*code).to_owned()));
            assert_eq!(&refused.json()["attempts_left"], left);
        }
        let state = hotel.get(&format!("verifications/{}", started.text_of("id"))).await.text_of("state");
        assert_eq!(state, "exhausted");
    }
}

#[tokio::test]
async fn nothing_is_given_without_consent() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let started = hotel.start().await;
    let (path, code) =
        (format!("verifications/{}/confirm", started.text_of("id")), world.code_of(&started.text_of("id"), 0).await);
    let refused = hotel.post(&path, &json!({ "otp": code, "consent": false })).await;
    assert_eq!(refused.problem(), (422, "consent-declined".to_owned()));
    assert_eq!(hotel.post(&path, &json!({ "otp": code })).await.problem(), (400, "invalid-request".to_owned()));
    assert_eq!(hotel.post(&path, &typed(&code)).await.status, 200, "no guess was counted");
}

#[tokio::test]
async fn a_code_works_once_and_for_three_minutes() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let (one, late) = (hotel.start().await, hotel.start().await);
    let path = |answer: &Answer| format!("verifications/{}/confirm", answer.text_of("id"));
    let code = world.code_of(&one.text_of("id"), 0).await;
    assert_eq!(hotel.post(&path(&one), &typed(&code)).await.status, 200);
    assert_eq!(hotel.post(&path(&one), &typed(&code)).await.problem(), (422, "otp-expired".to_owned()));
    let code = world.code_of(&late.text_of("id"), 0).await;
    world.advance(180);
    assert_eq!(hotel.post(&path(&late), &typed(&code)).await.problem(), (422, "otp-expired".to_owned()));
}

#[tokio::test]
async fn a_provider_without_screens_of_its_own_takes_no_codes() {
    let world = World::new().await;
    let guard = Server::of(&world, &world.guard);
    let id = "A".repeat(30);
    for (path, body) in [
        ("verifications".to_owned(), asked(NOBODY)),
        (format!("verifications/{id}/resend"), json!({})),
        (format!("verifications/{id}/confirm"), typed("123456")),
    ] {
        assert_eq!(guard.post(&path, &body).await.problem(), (403, "scope-not-allowed".to_owned()), "{path}");
    }
    assert_eq!(world.sms_count().await, 0);
}

/// The body with a code, and whether the person is to get a receipt.
fn with_receipt(otp: &str, receipt: bool) -> Value {
    json!({ "otp": otp, "consent": true, "receipt": receipt })
}

#[tokio::test]
async fn a_receipt_comes_by_sms_where_the_server_asks_for_one() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let (wished, not_wished, left_out) = (hotel.start().await, hotel.start().await, hotel.start().await);
    let path = |started: &Answer| format!("verifications/{}/confirm", started.text_of("id"));
    let codes = [&wished, &not_wished, &left_out].map(|started| started.text_of("id"));
    let [code, other, another] =
        [world.code_of(&codes[0], 0).await, world.code_of(&codes[1], 0).await, world.code_of(&codes[2], 0).await];
    assert_eq!(hotel.post(&path(&not_wished), &with_receipt(&other, false)).await.status, 200);
    assert_eq!(hotel.post(&path(&left_out), &typed(&another)).await.status, 200);
    let refused = hotel.post(&path(&wished), &json!({ "otp": code, "consent": true, "receipt": "yes" })).await;
    assert_eq!(refused.problem(), (400, "invalid-request".to_owned()));
    assert_eq!(hotel.post(&path(&wished), &with_receipt(&other_than(&code), true)).await.status, 422);
    assert_eq!(world.receipts(0).await, [""; 0], "none without a wish, and none for a wrong code");

    let given = hotel.post_once(&path(&wished), &with_receipt(&code, true), "once").await;
    assert_eq!(hotel.post_once(&path(&wished), &with_receipt(&code, true), "once").await.text, given.text);
    let id = world.hotel.id.as_str();
    let expect = Expectation { issuer: &world.url, audience: Some(id), nonce: None, env: Env::Live };
    let claims = verify(&given.text_of("result"), &world.keys().await, &expect, world.clock.now()).unwrap();
    let expected = format!(
        "You agreed that Hotel Sagar learns your vaccination status for check-in. Receipt {}. See it or withdraw: {}/status",
        claims.consent, world.url
    );
    assert_eq!(world.receipts(1).await, [expected], "one, however often the request comes");
}

#[tokio::test]
async fn a_wish_for_a_receipt_tells_nobody_from_somebody() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let (real, decoy) = (hotel.start().await, hotel.post("verifications", &asked(NOBODY)).await);
    let wrong = other_than(&world.code_of(&real.text_of("id"), 0).await);
    for receipt in [true, false] {
        let told = [&real, &decoy].map(|started| format!("verifications/{}/confirm", started.text_of("id")));
        let [of_real, of_decoy] = [
            hotel.post(&told[0], &with_receipt(&wrong, receipt)).await,
            hotel.post(&told[1], &with_receipt(&wrong, receipt)).await,
        ];
        assert_eq!(of_real.problem(), of_decoy.problem());
        assert_eq!(of_real.json()["attempts_left"], of_decoy.json()["attempts_left"]);
    }
    assert_eq!(world.sms_count().await, 1, "the code and nothing else");
}

#[tokio::test]
async fn the_operator_can_have_a_receipt_sent_after_every_answer() {
    let world = World::with("[citizen]\nreceipts = \"always\"\n").await;
    let hotel = Server::of(&world, &world.hotel);
    hotel.result().await;
    assert_eq!(world.receipts(1).await.len(), 1);
    let started = hotel.start().await;
    let code = world.code_of(&started.text_of("id"), 0).await;
    let path = format!("verifications/{}/confirm", started.text_of("id"));
    assert_eq!(hotel.post(&path, &with_receipt(&code, false)).await.status, 200);
    assert_eq!(world.receipts(2).await.len(), 2, "the operator's word goes before the caller's");
}

/// A result is signed when its record is there, and not before (check KEY-3).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_result_is_given_when_its_record_cannot_be_written() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let id = hotel.start().await.text_of("id");
    let (code, path) = (world.code_of(&id, 0).await, format!("verifications/{id}/confirm"));
    let database = rusqlite::Connection::open(world.folder.path().join("kyvs.db")).unwrap();
    let refuse = "CREATE TRIGGER spring BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'on purpose'); END;";
    database.execute_batch(refuse).unwrap();
    for _ in 0..4 {
        let refused = hotel.post(&path, &typed(&code)).await;
        assert_eq!(refused.problem(), (503, "service-unavailable".to_owned()));
        assert!(!refused.text.contains("eyJ"), "no token is in it: {}", refused.text);
    }
    assert_eq!(world.rows()["records"], 0);
    database.execute_batch("DROP TRIGGER spring").unwrap();
    let given = hotel.post(&path, &typed(&code)).await;
    assert_eq!((given.status, world.rows()["records"]), (200, 1), "{}", given.text);
}
