//! The public keys, for everyone who verifies a result.

use axum::{
    extract::{Extension, State},
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::signing_keys::CACHE;

use super::{headers::RESOURCE_POLICY, observe::RequestId, problem, state::AppState};
use crate::signing::Signer;

/// `GET /.well-known/jwks.json`: the key set of RFC 7517; cacheable for five minutes, readable by any site (design 4.1).
pub async fn key_set(State(state): State<AppState>) -> Response {
    published(&state.signer)
}

/// `GET /test/.well-known/jwks.json`: the same for the results of test mode, whose keys are in no other set.
pub async fn test_key_set(State(state): State<AppState>, request: Extension<RequestId>) -> Response {
    match &state.test {
        Some(test) => published(&test.service().signer),
        None => problem::not_found(request).await.into_response(),
    }
}

fn published(signer: &Signer) -> Response {
    let cached = format!("public, max-age={}", CACHE.as_secs());
    let headers = [
        (CONTENT_TYPE, "application/jwk-set+json"),
        (CACHE_CONTROL, cached.as_str()),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (RESOURCE_POLICY, "cross-origin"),
    ];
    (headers, signer.key_set_json()).into_response()
}
