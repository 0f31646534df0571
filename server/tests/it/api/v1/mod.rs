//! `/api/v1/…`: what a provider's server calls with its secret key.

mod at_once;
mod codes;
mod confirm;
mod idempotency;
mod keys;
mod parts;
mod requests;
mod results;
mod samples;
mod secret_keys;
mod strangers;
mod test_mode;
mod verifications;

use domain::provider::Provider;
use serde_json::{Value, json};

use crate::world::{FULLY, World, secret_key};

/// An answer, with the members that most tests look at.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: String,
    pub(super) retry_after: Option<String>,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    /// Status and code of a problem document, which must be whole.
    pub(super) fn problem(&self) -> (u16, String) {
        let problem = self.json();
        assert_eq!(self.kind, "application/problem+json", "{}", self.text);
        assert_eq!(problem["status"], self.status, "{}", self.text);
        for member in ["detail", "action", "request_id"] {
            assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{member}: {}", self.text);
        }
        (self.status, problem["code"].as_str().unwrap().to_owned())
    }

    pub(super) fn text_of(&self, member: &str) -> String {
        self.json()[member].as_str().unwrap().to_owned()
    }
}

/// A provider's server.
pub(super) struct Server<'w> {
    pub(super) world: &'w World,
    key: String,
}

impl<'w> Server<'w> {
    pub(super) fn of(world: &'w World, provider: &Provider) -> Self {
        Self { world, key: secret_key(provider) }
    }

    /// With another secret key.
    pub(super) fn with_key(world: &'w World, key: &str) -> Self {
        Self { world, key: key.to_owned() }
    }

    /// A check of somebody who is registered, from the first call to the signed answer.
    pub(super) async fn result(&self) -> String {
        let id = self.start().await.text_of("id");
        let code = self.world.code_of(&id, 0).await;
        let given = self.post(&format!("verifications/{id}/confirm"), &typed(&code)).await;
        assert_eq!(given.status, 200, "{}", given.text);
        given.text_of("result")
    }

    pub(super) fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.world.http.request(method, format!("{}/api/v1/{path}", self.world.url)).bearer_auth(&self.key)
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.request(reqwest::Method::POST, path).json(body)).await
    }

    /// With an idempotency key.
    pub(super) async fn post_once(&self, path: &str, body: &Value, key: &str) -> Answer {
        send(self.request(reqwest::Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        send(self.request(reqwest::Method::GET, path)).await
    }

    pub(super) async fn delete(&self, path: &str) -> Answer {
        send(self.request(reqwest::Method::DELETE, path)).await
    }

    /// Starts a check of somebody who is registered.
    pub(super) async fn start(&self) -> Answer {
        let answer = self.post("verifications", &asked(FULLY)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer
    }
}

pub(super) async fn send(request: reqwest::RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let header = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (kind, retry_after) = (header("content-type").unwrap_or_default(), header("retry-after"));
    Answer { status: answer.status().as_u16(), kind, retry_after, text: answer.text().await.unwrap() }
}

/// The body that starts a check.
pub(super) fn asked((full_name, mobile): (&str, &str)) -> Value {
    json!({ "full_name": full_name, "mobile": mobile })
}

/// The body with a code.
pub(super) fn typed(otp: &str) -> Value {
    json!({ "otp": otp, "consent": true })
}
