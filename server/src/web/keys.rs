//! The public keys, for everyone who verifies a result: key sets of RFC 7517 (design 4.1).

use axum::{
    extract::{Extension, State},
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::signing_keys::CACHE;

use super::{
    headers::RESOURCE_POLICY,
    observe::RequestId,
    openapi::{Before, KeySet},
    problem::{self, Problem},
    state::AppState,
};
use crate::signing::Signer;

/// Keys of live results
///
/// May be kept for five minutes.
#[utoipa::path(
    get,
    path = "/.well-known/jwks.json",
    tag = "public",
    security(()),
    responses((status = 200, description = "The key set.", body = KeySet, content_type = "application/jwk-set+json")),
)]
pub(super) async fn key_set(State(state): State<AppState>) -> Response {
    published(&state.signer)
}

/// Keys of test results
///
/// They are in no other set. May be kept for five minutes.
#[utoipa::path(
    get,
    path = "/test/.well-known/jwks.json",
    tag = "public",
    security(()),
    responses(
        (status = 200, description = "The key set.", body = KeySet, content_type = "application/jwk-set+json"),
        (status = 404, description = "Test mode is switched off.", body = Problem, content_type = "application/problem+json"),
        Before,
    ),
)]
pub(super) async fn test_key_set(State(state): State<AppState>, request: Extension<RequestId>) -> Response {
    match &state.test {
        Some(test) => published(&test.service().signer),
        None => problem::not_found(request).into_response(),
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
