//! The public keys, for everyone who verifies a result.

use axum::{
    extract::State,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};

use super::{headers::RESOURCE_POLICY, state::AppState};

/// `GET /.well-known/jwks.json`: the key set of RFC 7517; cacheable for five minutes, readable by any site (design 4.1).
pub async fn key_set(State(state): State<AppState>) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, "application/jwk-set+json"),
        (CACHE_CONTROL, "public, max-age=300"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (RESOURCE_POLICY, "cross-origin"),
    ];
    (headers, state.signer.key_set_json())
}
