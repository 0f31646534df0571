//! `/api/v3/vaccination/…`, by a client as the public ones of 2021 were: three calls, and nothing of ours but the host.

use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::world::{FULLY, NOBODY, PARTIALLY, World, other_than, secret_key};

/// A client of 2021.
struct Client<'w> {
    world: &'w World,
    key: String,
}

impl<'w> Client<'w> {
    fn of_hotel(world: &'w World) -> Self {
        Self { world, key: secret_key(&world.hotel) }
    }

    fn of_airline(world: &'w World) -> Self {
        Self { world, key: secret_key(&world.airline) }
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/api/v3/vaccination/{path}", self.world.url);
        self.world.http.request(method, url).header("x-api-key", &self.key)
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        told(self.request(Method::POST, path).json(body)).await
    }

    async fn generate(&self, (full_name, mobile): (&str, &str)) -> String {
        let body = json!({ "mobile_number": mobile, "full_name": full_name });
        let (status, told) = self.post("generateOTP", &body).await;
        assert_eq!((status, told.as_object().unwrap().len()), (200, 1), "{told}");
        told["txnId"].as_str().unwrap().to_owned()
    }

    async fn confirm(&self, transaction: &str, otp: &str) -> (u16, Value) {
        self.post("confirmOTP", &json!({ "otp": otp, "txnId": transaction })).await
    }

    async fn token(&self, who: (&str, &str)) -> String {
        let transaction = self.generate(who).await;
        let code = self.world.code_of(&transaction, 0).await;
        let (status, told) = self.confirm(&transaction, &hashed(&code)).await;
        assert_eq!((status, told.as_object().unwrap().len()), (200, 1), "{told}");
        told["token"].as_str().unwrap().to_owned()
    }

    async fn status(&self, authorization: &str) -> (u16, Value) {
        told(self.request(Method::GET, "status").header("authorization", authorization)).await
    }
}

async fn told(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// As clients sent the code.
fn hashed(code: &str) -> String {
    Sha256::digest(code).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn wrong() -> (u16, Value) {
    (401, json!({ "errorCode": "USRAUT0014", "error": "Invalid OTP" }))
}

#[tokio::test]
async fn three_calls_lead_to_a_status() {
    let world = World::new().await;
    let client = Client::of_hotel(&world);
    for (who, expected, bearer) in [(FULLY, 2, true), (PARTIALLY, 1, false)] {
        let token = client.token(who).await;
        let authorization = if bearer { format!("Bearer {token}") } else { token.clone() };
        let (status, given) = client.status(&authorization).await;
        assert_eq!((status, &given["vaccination_status"]), (200, &expected.into()), "{given}");
        let body = json!({ "result": given["result"] });
        let verify = world.http.post(format!("{}/api/v1/results/verify", world.url)).bearer_auth(&client.key);
        let (_, verified) = told(verify.json(&body)).await;
        assert_eq!((&verified["valid"], &verified["claims"]["vaccination_status"]), (&true.into(), &expected.into()));
        assert!(verified["claims"]["events"].is_null(), "the status and nothing else");
        assert_eq!(client.status(&authorization).await.0, 401, "a token is good once");
    }
}

#[tokio::test]
async fn receipts_come_where_the_operator_has_one_sent_after_every_answer() {
    for (settings, receipts) in [("", 0), ("[citizen]\nreceipts = \"always\"\n", 1)] {
        let world = World::with(settings).await;
        Client::of_hotel(&world).token(FULLY).await;
        assert_eq!(world.receipts(receipts).await.len(), receipts, "{settings:?}");
    }
}

#[tokio::test]
async fn codes_come_plain_or_as_their_hash() {
    let world = World::new().await;
    let client = Client::of_hotel(&world);
    let forms: [fn(&str) -> String; 3] = [str::to_owned, hashed, |code| hashed(code).to_uppercase()];
    for form in forms {
        let transaction = client.generate(FULLY).await;
        let code = world.code_of(&transaction, 0).await;
        assert_eq!(client.confirm(&transaction, &form(&other_than(&code))).await, wrong());
        assert_eq!(client.confirm(&transaction, &form(&code)).await.0, 200);
        assert_eq!(client.confirm(&transaction, &form(&code)).await, wrong(), "a code works once");
    }
}

#[tokio::test]
async fn faults_are_told_as_they_were() {
    let world = World::new().await;
    let client = Client::of_hotel(&world);
    let transaction = client.generate(FULLY).await;
    let table = [
        ("confirmOTP", json!({ "txnId": transaction }), 400, "USRAUT0012"),
        ("confirmOTP", json!({ "otp": "", "txnId": transaction }), 400, "USRAUT0012"),
        ("confirmOTP", json!({ "otp": "123456" }), 400, "USRAUT0013"),
        ("confirmOTP", json!({ "otp": "12345", "txnId": transaction }), 401, "USRAUT0014"),
        ("confirmOTP", json!({ "otp": "123456", "txnId": "A".repeat(30) }), 401, "USRAUT0014"),
        ("confirmOTP", json!({ "otp": "123456", "txnId": "x" }), 401, "USRAUT0014"),
        ("generateOTP", json!({ "full_name": "A B" }), 400, "USRAUT0010"),
        ("generateOTP", json!({ "full_name": "A B", "mobile_number": "12" }), 400, "USRAUT0010"),
        ("generateOTP", json!({ "mobile_number": "9810000001" }), 400, "invalid-name"),
        ("generateOTP", json!([]), 400, "invalid-request"),
        ("generateOTP", json!({ "mobile_number": 9_810_000_001_u64 }), 400, "invalid-request"),
    ];
    for (path, body, status, code) in table {
        let (told, fault) = client.post(path, &body).await;
        assert_eq!((told, &fault["errorCode"]), (status, &code.into()), "{body}");
        assert_eq!((fault["error"].is_string(), fault.as_object().unwrap().len()), (true, 2), "{fault}");
    }
    let code = world.code_of(&transaction, 0).await;
    world.advance(180);
    assert_eq!(client.confirm(&transaction, &code).await, wrong(), "too old");
    let doubled = r#"{"mobile_number":"9810000001","mobile_number":"9810000002","full_name":"A B"}"#;
    assert_eq!(told(client.request(Method::POST, "generateOTP").body(doubled)).await.0, 400);
}

#[tokio::test]
async fn a_mail_address_may_come_with_it() {
    let world = World::new().await;
    let client = Client::of_hotel(&world);
    for field in ["email", "email_id"] {
        let mut body = json!({ "mobile_number": "+91 98100 00001", "full_name": FULLY.0 });
        body[field] = json!("a@b.example");
        assert_eq!(client.post("generateOTP", &body).await.0, 200, "{field}");
    }
}

#[tokio::test]
async fn nobody_learns_who_is_registered() {
    let world = World::new().await;
    let client = Client::of_hotel(&world);
    let (known, unknown) = (client.generate(FULLY).await, client.generate(NOBODY).await);
    let code = other_than(&world.code_of(&known, 0).await);
    for _ in 0..4 {
        assert_eq!((client.confirm(&known, &code).await, client.confirm(&unknown, &code).await), (wrong(), wrong()));
    }
    assert_eq!(world.sms_count().await, 1);
}

#[tokio::test]
async fn what_belongs_to_another_looks_like_nothing() {
    let world = World::new().await;
    let (hotel, airline) = (Client::of_hotel(&world), Client::of_airline(&world));
    let transaction = hotel.generate(FULLY).await;
    let code = world.code_of(&transaction, 0).await;
    assert_eq!(airline.confirm(&transaction, &code).await, airline.confirm(&"A".repeat(30), &code).await);
    assert_eq!(hotel.confirm(&transaction, &code).await.0, 200, "no guess was counted");
    let token = hotel.token(FULLY).await;
    let nothing = airline.status("Bearer none").await;
    assert_eq!((nothing.0, &nothing.1["errorCode"]), (401, &"unauthorized".into()));
    for authorization in ["", "Bearer", &"A".repeat(51), &format!("Bearer {token}"), &format!("Bearer {token}A")] {
        assert_eq!(airline.status(authorization).await, nothing, "{authorization:?}");
    }
    world.advance(300);
    assert_eq!(hotel.status(&token).await, nothing, "older than five minutes");
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let world = World::new().await;
    let body = json!({ "mobile_number": FULLY.1, "full_name": FULLY.0 });
    for key in ["", "sk_live_nobody", &world.hotel.site_key] {
        let client = Client { world: &world, key: key.to_owned() };
        let (status, fault) = client.post("generateOTP", &body).await;
        assert_eq!((status, &fault["errorCode"]), (401, &"unauthorized".into()), "{key:?}");
        assert_eq!(client.confirm("x", "123456").await.0, 401);
        assert_eq!(client.status("x").await.0, 401);
    }
    let guard = Client { world: &world, key: secret_key(&world.guard) };
    let (status, fault) = guard.post("generateOTP", &body).await;
    assert_eq!((status, &fault["errorCode"]), (403, &"scope-not-allowed".into()));
}

#[tokio::test]
async fn the_citizens_own_status_has_a_page() {
    let world = World::new().await;
    let page = world.http.get(format!("{}/api/v3/vaccination/status/knowYourStatus", world.url)).send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.url().path()), (200, "/status"));
}
