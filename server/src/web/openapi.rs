//! The description of the API, made from the handlers and their types (`OpenAPI` 3.1).
//!
//! The committed copy, `docs/openapi.json`, is what reviews see change; the documentation shows the same.

mod public;
mod refusals;
mod v3;
mod webhooks;

use axum::{
    extract::State,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};
use utoipa::{
    IntoParams, Modify, OpenApi,
    openapi::{
        Server,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

pub(super) use self::{
    public::{Hashes, KeySet},
    refusals::{Before, Refusals, refused_with},
};

use self::webhooks::Messages;
use super::{api_v1, headers::RESOURCE_POLICY, problem::Problem, state::AppState};

/// The whole description, but for the address of the service.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "kyvs",
        version = "1",
        description = "Is a person vaccinated: asked with the person's consent, answered with a signature.",
    ),
    paths(
        api_v1::start,
        api_v1::confirm,
        api_v1::resend,
        api_v1::current,
        api_v1::cancel,
        api_v1::results::verify,
    ),
    components(schemas(Problem, webhooks::Message, webhooks::Data)),
    security(("secret_key" = [])),
    modifiers(&SecretKey, &Messages, &Parts),
)]
pub(super) struct Description;

/// What is described beside the calls of v1.
struct Parts;

impl Modify for Parts {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        refusals::describe(openapi.components.get_or_insert_default());
        openapi.merge(v3::Compatible::openapi());
        openapi.merge(public::Public::openapi());
    }
}

/// How a caller shows who it is.
struct SecretKey;

impl Modify for SecretKey {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = Http::builder()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A provider's secret key, `sk_live_…` or `sk_test_…`."))
            .build();
        openapi.components.get_or_insert_default().add_security_scheme("secret_key", SecurityScheme::Http(scheme));
    }
}

/// The header that makes a repeated request harmless.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it is read for the description only; the API reads the header itself")]
pub(super) struct IdempotencyKey {
    /// Your own name of this request. Sent again with the same body, it has its effect once and gets the same answer.
    #[param(rename = "Idempotency-Key", value_type = String, required = false, min_length = 1, max_length = 255, pattern = "^[!-~]+$")]
    key: Option<String>,
}

/// This description
///
/// With the address of this service.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "openapi",
    tag = "public",
    security(()),
    responses((status = 200, description = "`OpenAPI` 3.1.", body = Object), Before),
)]
pub(super) async fn description(State(state): State<AppState>) -> impl IntoResponse {
    let mut description = Description::openapi();
    description.servers = Some(vec![Server::new(state.public_url.to_string())]);
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "public, max-age=300"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (RESOURCE_POLICY, "cross-origin"),
    ];
    (headers, description.to_json().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use domain::{
        algorithm::{Algorithm, PrivateKey},
        keyset::Jwk,
    };

    use super::*;

    #[test]
    fn the_committed_description_is_that_of_the_code() {
        let made = Description::openapi().to_pretty_json().unwrap() + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
        if std::env::var_os("KYVS_WRITE_OPENAPI").is_some() {
            std::fs::write(path, &made).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            made == committed,
            "docs/openapi.json is not that of the code; look at what changed, then write it again with\n  \
             KYVS_WRITE_OPENAPI=1 cargo test -p server --lib openapi"
        );
    }

    /// A pattern of alternatives names each of them.
    #[test]
    fn keys_of_both_kinds_are_described() {
        let description = serde_json::to_value(Description::openapi()).unwrap();
        let schema = &description["components"]["schemas"]["Key"];
        let required: Vec<_> = schema["required"].as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
        for algorithm in Algorithm::ALL {
            let key = PrivateKey::from_seed(algorithm, &[7; 32]).unwrap().public();
            let jwk = serde_json::to_value(Jwk::new(key)).unwrap();
            let members = jwk.as_object().unwrap();
            assert!(required.iter().all(|name| members.contains_key(*name)), "{algorithm}");
            for (name, value) in members {
                let pattern = schema["properties"][name]["pattern"].as_str().unwrap();
                let is_named = pattern.contains(value.as_str().unwrap());
                let is_free = pattern == "^[A-Za-z0-9_-]{43}$";
                assert!(is_named || is_free, "{algorithm}: {name} is {value}");
            }
        }
    }

    /// Every address that one part names another by, at any depth.
    fn references<'v>(value: &'v serde_json::Value, found: &mut Vec<&'v str>) {
        match value {
            serde_json::Value::Object(members) => {
                found.extend(members.get("$ref").and_then(serde_json::Value::as_str));
                members.values().for_each(|member| references(member, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn everything_that_is_referred_to_is_there() {
        let description = serde_json::to_value(Description::openapi()).unwrap();
        let mut found = Vec::new();
        references(&description, &mut found);
        assert!(found.len() > 100, "{}", found.len());
        for reference in found {
            let target = reference.strip_prefix('#').and_then(|path| description.pointer(path));
            assert!(target.is_some(), "{reference}");
        }
    }
}
