//! What belongs to somebody else looks like nothing: every call that names something, with every kind of key (check ENU-4).

use std::time::Duration;

use domain::{
    fixtures::{CODE, Outcome, TestProvider},
    provider::Quotas,
    vaccination::Status,
};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use server::ports::{Clock as _, KeyRotation};

use super::{Server, asked, test_mode, typed};
use crate::world::{FULLY, World, secret_key};

const PLENTY: &str = "[limits]\nperson_10m = 30\nperson_day = 100\nmobile_10m = 60\nmobile_day = 200\n";

/// What a provider has at this moment: of each kind one, and all of it good.
struct Belongings {
    /// A check that waits for its code; the calls of 2021 name it too.
    check: String,
    code: String,
    result: String,
    /// The token of 2021 for a result.
    token: String,
}

impl Belongings {
    async fn of(server: &Server<'_>, who: (&str, &str)) -> Self {
        let (first, code) = begin(server, who).await;
        let given = server.post(&format!("verifications/{first}/confirm"), &typed(&code)).await;
        let (second, code) = begin(server, who).await;
        let body = json!({ "otp": code, "txnId": second });
        let confirmed = v3(server, Method::POST, "confirmOTP").json(&body).send().await.unwrap();
        let token: Value = confirmed.json().await.unwrap();
        let (check, code) = begin(server, who).await;
        Self { check, code, result: given.text_of("result"), token: token["token"].as_str().unwrap().to_owned() }
    }

    /// The same calls name nothing that there is.
    fn that_are_nowhere(&self) -> Self {
        Self { check: "A".repeat(30), code: self.code.clone(), result: "a.b.c".to_owned(), token: "A".repeat(51) }
    }
}

/// Begins a check; gives its id and the right code.
async fn begin(server: &Server<'_>, who: (&str, &str)) -> (String, String) {
    let started = server.post("verifications", &asked(who)).await;
    assert_eq!(started.status, 201, "{}", started.text);
    let id = started.text_of("id");
    let is_test = server.key.starts_with(TestProvider::SECRET_KEY);
    let code = if is_test { CODE.to_owned() } else { server.world.code_of(&id, 0).await };
    (id, code)
}

fn v3(server: &Server<'_>, method: Method, path: &str) -> RequestBuilder {
    let address = format!("{}/api/v3/vaccination/{path}", server.world.url);
    server.world.http.request(method, address).header("x-api-key", &server.key)
}

fn of_check(server: &Server<'_>, method: Method, it: &Belongings, more: &str) -> RequestBuilder {
    server.request(method, &format!("verifications/{}{more}", it.check))
}

/// A call about what somebody has.
type Call = fn(&Server<'_>, &Belongings) -> RequestBuilder;

/// All of them, and what a good key of somebody else is told.
const CALLS: [(&str, Call, (u16, &str)); 10] = [
    ("GET", |server, it| of_check(server, Method::GET, it, ""), (404, "verification-not-found")),
    ("DELETE", |server, it| of_check(server, Method::DELETE, it, ""), (404, "verification-not-found")),
    ("resend", |server, it| of_check(server, Method::POST, it, "/resend"), (404, "verification-not-found")),
    (
        "resend, with an idempotency key",
        |server, it| of_check(server, Method::POST, it, "/resend").header("idempotency-key", "k1"),
        (404, "verification-not-found"),
    ),
    (
        "confirm",
        |server, it| of_check(server, Method::POST, it, "/confirm").json(&typed(&it.code)),
        (404, "verification-not-found"),
    ),
    (
        "confirm, with an idempotency key",
        |server, it| {
            of_check(server, Method::POST, it, "/confirm").header("idempotency-key", "k1").json(&typed(&it.code))
        },
        (404, "verification-not-found"),
    ),
    (
        "verify",
        |server, it| server.request(Method::POST, "results/verify").json(&json!({ "result": it.result })),
        (200, "result-invalid"),
    ),
    (
        "verify, as often as one likes",
        |server, it| {
            let body = json!({ "result": it.result, "single_use": false });
            server.request(Method::POST, "results/verify").json(&body)
        },
        (200, "result-invalid"),
    ),
    (
        "confirmOTP",
        |server, it| v3(server, Method::POST, "confirmOTP").json(&json!({ "otp": it.code, "txnId": it.check })),
        (401, "USRAUT0014"),
    ),
    ("status", |server, it| v3(server, Method::GET, "status").bearer_auth(&it.token), (401, "unauthorized")),
];

/// An answer, without what differs between any two.
#[derive(Debug, PartialEq, Eq)]
struct Whole {
    status: u16,
    headers: Vec<String>,
    body: String,
}

impl Whole {
    async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, own) = (answer.status().as_u16(), ["date", "x-request-id"]);
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let headers = answer.headers().iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort_unstable();
        Self { status, headers, body: answer.text().await.unwrap().replace(&id, "") }
    }

    /// Its status and its code, by whichever name the call has for it.
    fn told(&self) -> (u16, String) {
        let body: Value = serde_json::from_str(&self.body).unwrap();
        let code = body["code"].as_str().or(body["errorCode"].as_str());
        (self.status, code.expect(&self.body).to_owned())
    }
}

/// One key asks for what another has, and for what there is not.
async fn looks_like_nothing(asker: &Server<'_>, theirs: &Belongings, is_good: bool, who: &str) {
    let nothing = theirs.that_are_nowhere();
    for (call, request, told) in CALLS {
        let answer = Whole::of(request(asker, theirs)).await;
        assert_eq!(answer, Whole::of(request(asker, &nothing)).await, "{who}: {call}");
        let (status, code) = if is_good { told } else { (401, "unauthorized") };
        assert_eq!(answer.told(), (status, code.to_owned()), "{who}: {call}");
    }
}

/// All is there as before: nobody has used anything, counted a guess or closed the check.
async fn is_untouched(owner: &Server<'_>, it: &Belongings, whose: &str) {
    let check = format!("verifications/{}", it.check);
    assert_eq!(owner.get(&check).await.text_of("state"), "open", "{whose}");
    let wrong = owner.post(&format!("{check}/confirm"), &typed(&crate::world::other_than(&it.code))).await;
    assert_eq!(wrong.json()["attempts_left"], 2, "{whose}: {}", wrong.text);
    assert_eq!(owner.post(&format!("{check}/confirm"), &typed(&it.code)).await.status, 200, "{whose}");
    let verified = owner.post("results/verify", &json!({ "result": it.result })).await;
    assert_eq!(verified.json()["valid"], true, "{whose}: {}", verified.text);
    let collected = v3(owner, Method::GET, "status").bearer_auth(&it.token).send().await.unwrap();
    assert_eq!(collected.status(), 200, "{whose}");
}

/// Gives the hotel one more secret key, good for so many seconds.
async fn add_key(world: &World, key: &str, name: &str, seconds: Option<u64>) {
    let expires = seconds.map(|seconds| world.clock.now().plus(Duration::from_secs(seconds)));
    let (provider, hash) = (world.hotel.id.clone(), world.secrets.hash_secret_key(key));
    let act = world.acting();
    let rotation = KeyRotation { provider, hash, name: name.to_owned(), expires, others_until: None, act };
    assert!(world.store.rotate_key(rotation).await.unwrap());
}

#[tokio::test]
async fn what_is_somebody_elses_looks_like_nothing_to_every_key() {
    let world = World::with(PLENTY).await;
    let part = world.part_of_hotel("goa", Quotas::default());
    let (gone, short) = ("sk_live_withdrawn", "sk_live_short");
    add_key(&world, gone, "withdrawn", None).await;
    add_key(&world, short, "short", Some(31)).await;
    world.add(&part).await;
    let key = |key: &str| Server::with_key(&world, key);
    let [hotel, goa, airline] = [&world.hotel, &part, &world.airline].map(|provider| key(&secret_key(provider)));
    let (demo, gone, short, nobody) = (test_mode::demo(&world), key(gone), key(short), key("sk_live_nobody"));
    let of_hotel = Belongings::of(&hotel, FULLY).await;
    let of_goa = Belongings::of(&goa, FULLY).await;
    let asha = test_mode::fixture(Outcome::Answered(Status::Fully));
    let of_test = Belongings::of(&demo, (asha.name, asha.mobile)).await;

    for key in [&gone, &short] {
        assert_eq!(key.get(&format!("verifications/{}", of_hotel.check)).await.status, 200, "good until now");
    }
    assert!(world.store.revoke_key(&world.hotel.id, "withdrawn", world.acting()).await.unwrap());
    let revoked = async { while gone.get("verifications/x").await.status != 401 {} };
    tokio::time::timeout(Duration::from_secs(5), revoked).await.expect("the revoked key is good still");
    // From now on another code may be sent, and the short key is over.
    world.advance(31);

    let sent = world.sms_count().await;
    let table = [
        ("another provider", &airline, &of_hotel, true),
        ("the chain, of its part", &hotel, &of_goa, true),
        ("the part, of its chain", &goa, &of_hotel, true),
        ("another provider, of a part", &airline, &of_goa, true),
        ("a test key, of what is live", &demo, &of_hotel, true),
        ("a live key, of test mode", &hotel, &of_test, true),
        ("a revoked key, of its own", &gone, &of_hotel, false),
        ("an expired key, of its own", &short, &of_hotel, false),
        ("a key that nobody has", &nobody, &of_hotel, false),
    ];
    for (who, asker, theirs, is_good) in table {
        looks_like_nothing(asker, theirs, is_good, who).await;
    }
    assert_eq!(world.sms_count().await, sent, "no code was sent for anybody");
    for (whose, owner, it) in [("hotel", &hotel, &of_hotel), ("part", &goa, &of_goa), ("test", &demo, &of_test)] {
        is_untouched(owner, it, whose).await;
    }
}
