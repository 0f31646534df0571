//! Every error that a person or a request can cause is caused with a test key, as `domain::fixtures::how_to_cause` says.

use domain::{
    fixtures::{CODE, Outcome},
    problem::ErrorCode,
    vaccination::Status,
};
use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{
    super::{Answer, Server, asked, send, typed},
    confirm, demo, fixture, start,
};
use crate::world::World;

/// Given by the loader in the browser, where the tests of [`SPECS`] cause them, or by nobody today: the last one.
const ELSEWHERE: [ErrorCode; 9] = [
    ErrorCode::InsecureContext,
    ErrorCode::UnsupportedVersion,
    ErrorCode::ScriptError,
    ErrorCode::CspBlocked,
    ErrorCode::HandshakeTimeout,
    ErrorCode::NetworkError,
    ErrorCode::UnsupportedBrowser,
    ErrorCode::NoResult,
    ErrorCode::IdempotencyInProgress,
];

/// The browser tests of what only a browser can cause.
const SPECS: [&str; 4] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/tests/robust.spec.ts")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/tests/snippet.spec.ts")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/tests/test-mode.spec.ts")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/tests/unsupported.spec.ts")),
];

const FULL: Outcome = Outcome::Answered(Status::Fully);

#[tokio::test]
async fn every_error_can_be_caused_with_a_test_key() {
    let world = World::new().await;
    for code in ErrorCode::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        assert_eq!(caused(&world, *code).await, code.code());
    }
}

#[test]
fn every_other_error_is_caused_in_a_browser() {
    for code in ELSEWHERE.iter().filter(|code| **code != ErrorCode::IdempotencyInProgress) {
        let expected = format!("code: \"{code}\"");
        assert!(SPECS.iter().any(|spec| spec.contains(&expected)), "{code}");
    }
}

#[tokio::test]
async fn what_can_be_tried_again_says_when() {
    let world = World::new().await;
    for (outcome, status) in [(Outcome::ServiceDown, 503), (Outcome::Maintenance, 503), (Outcome::RateLimited, 429)] {
        let answer = start(&demo(&world), outcome).await;
        assert_eq!((answer.status, answer.retry_after.as_deref()), (status, Some("60")), "{}", answer.text);
    }
}

/// What is answered to whoever does as the documentation says.
async fn caused(world: &World, code: ErrorCode) -> String {
    let server = demo(world);
    match code {
        ErrorCode::InvalidSiteKey => of_page(world, "pk_test_nobody").await,
        ErrorCode::OriginNotAllowed => of_page(world, "pk_test_one_origin").await,
        ErrorCode::ProviderSuspended => {
            assert_eq!(of_page(world, "pk_test_suspended").await, code.code());
            problem(&start(&Server::with_key(world, "sk_test_suspended"), FULL).await)
        }
        ErrorCode::Unauthorized => problem(&start(&Server::with_key(world, "sk_test_nobody"), FULL).await),
        ErrorCode::ScopeNotAllowed => {
            assert_eq!(problem(&start(&Server::with_key(world, "sk_test_page_only"), FULL).await), code.code());
            let body = asked_with("scopes", json!(["status", "events"]));
            problem(&Server::with_key(world, "sk_test_status_only").post("verifications", &body).await)
        }
        ErrorCode::ServiceUnavailable => problem(&start(&server, Outcome::ServiceDown).await),
        ErrorCode::Maintenance => problem(&start(&server, Outcome::Maintenance).await),
        ErrorCode::RateLimited => problem(&start(&server, Outcome::RateLimited).await),
        ErrorCode::BadParameter => begun_with(&server, "nonce", json!("n".repeat(257))).await,
        ErrorCode::PurposeNotAllowed => begun_with(&server, "purpose", json!("marketing")).await,
        ErrorCode::InvalidMobile => begun_with(&server, "mobile", json!("12345")).await,
        ErrorCode::InvalidName => begun_with(&server, "full_name", json!("123")).await,
        ErrorCode::OtpIncorrect
        | ErrorCode::OtpExpired
        | ErrorCode::OtpAttemptsExceeded
        | ErrorCode::ConsentDeclined
        | ErrorCode::Cancelled
        | ErrorCode::VerificationNotFound => of_code(&server, code).await,
        ErrorCode::ResultExpired
        | ErrorCode::ResultAlreadyUsed
        | ErrorCode::ResultInvalid
        | ErrorCode::ResultRevoked => of_result(&server, code).await,
        ErrorCode::IdempotencyConflict => {
            let (one, other) = (asked_with("ref", json!("1")), asked_with("ref", json!("2")));
            server.post_once("verifications", &one, "booking-1").await;
            problem(&server.post_once("verifications", &other, "booking-1").await)
        }
        _ => of_request(&server, code).await,
    }
}

/// What the loader hears of a page.
async fn of_page(world: &World, site_key: &str) -> String {
    let query = [("k", site_key), ("o", "https://shop.example"), ("i", "w-1")];
    let request = world.http.get(format!("{}/embed/v1/why.js", world.url)).query(&query);
    let script = request.send().await.unwrap().text().await.unwrap();
    script.split('"').nth(3).unwrap().to_owned()
}

async fn begun_with(server: &Server<'_>, member: &str, value: Value) -> String {
    problem(&server.post("verifications", &asked_with(member, value)).await)
}

async fn of_code(server: &Server<'_>, code: ErrorCode) -> String {
    let outcome = match code {
        ErrorCode::OtpExpired => Outcome::CodeExpired,
        ErrorCode::OtpAttemptsExceeded => Outcome::Locked,
        _ => FULL,
    };
    let started = start(server, outcome).await;
    let path = format!("verifications/{}", started.text_of("id"));
    match code {
        ErrorCode::OtpIncorrect => problem(&confirm(server, &started, "111111").await),
        ErrorCode::ConsentDeclined => {
            problem(&server.post(&format!("{path}/confirm"), &json!({ "otp": CODE, "consent": false })).await)
        }
        ErrorCode::Cancelled => {
            assert_eq!(server.delete(&path).await.status, 204);
            problem(&confirm(server, &started, CODE).await)
        }
        ErrorCode::VerificationNotFound => {
            problem(&server.post(&format!("verifications/{}/confirm", "A".repeat(30)), &typed(CODE)).await)
        }
        _ => problem(&confirm(server, &started, CODE).await),
    }
}

async fn of_result(server: &Server<'_>, code: ErrorCode) -> String {
    let outcome = match code {
        ErrorCode::ResultExpired => Outcome::ResultExpired,
        ErrorCode::ResultRevoked => Outcome::ResultRevoked,
        _ => FULL,
    };
    let mut result = confirm(server, &start(server, outcome).await, CODE).await.text_of("result");
    if code == ErrorCode::ResultInvalid {
        result.replace_range(40..41, if result.as_bytes()[40] == b'A' { "B" } else { "A" });
    }
    let verified = async || server.post("results/verify", &json!({ "result": result })).await.text_of("code");
    if code == ErrorCode::ResultAlreadyUsed {
        let first = server.post("results/verify", &json!({ "result": result })).await.json();
        assert_eq!(first["valid"], true);
    }
    verified().await
}

/// Requests that are wrong in themselves.
async fn of_request(server: &Server<'_>, code: ErrorCode) -> String {
    let request = server.request(Method::POST, "verifications");
    let request = match code {
        ErrorCode::InvalidRequest => request.header(header::CONTENT_TYPE, "application/json").body("no JSON"),
        ErrorCode::PayloadTooLarge => request.json(&json!({ "ref": "x".repeat(17_000) })),
        ErrorCode::UnsupportedMediaType => request.header(header::CONTENT_TYPE, "text/plain").body("{}"),
        ErrorCode::NotAcceptable => request.header(header::ACCEPT, "text/html").json(&json!({})),
        other => panic!("nobody has said how {other} is caused"),
    };
    problem(&send(request).await)
}

fn asked_with(member: &str, value: Value) -> Value {
    let mut body = asked((fixture(FULL).name, fixture(FULL).mobile));
    body[member] = value;
    body
}

fn problem(answer: &Answer) -> String {
    answer.problem().1
}
