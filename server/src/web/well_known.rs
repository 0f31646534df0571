//! What a verifier needs to know of this service, at one address.

use axum::{
    Json,
    extract::State,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL},
    response::IntoResponse,
};
use domain::result::{LIFETIME, TYP};
use serde_json::json;

use super::{headers::RESOURCE_POLICY, state::AppState};

/// `GET /.well-known/kyvs`: who signs, with what, where the keys are. As cacheable and as readable as the key set.
pub(super) async fn issuer(State(state): State<AppState>) -> impl IntoResponse {
    let url = &state.public_url;
    let test_mode = state.test.as_ref().map(|test| {
        let issuer = &test.service().rules.issuer;
        json!({ "issuer": issuer, "jwks_uri": format!("{issuer}/.well-known/jwks.json") })
    });
    let about = json!({
        "issuer": &**url,
        "jwks_uri": format!("{url}/.well-known/jwks.json"),
        "result_type": TYP,
        "result_signing_alg_values_supported": state.signer.algorithms(),
        "result_lifetime": LIFETIME,
        "verification_endpoint": format!("{url}/api/v1/verifications"),
        "result_verification_endpoint": format!("{url}/api/v1/results/verify"),
        "audit_checkpoint_uri": format!("{url}/audit/checkpoint"),
        "webhook_key": state.api.webhook_key(),
        "test_mode": test_mode,
    });
    let headers =
        [(CACHE_CONTROL, "public, max-age=300"), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (RESOURCE_POLICY, "cross-origin")];
    (headers, Json(about))
}
