//! What a verifier needs to know of this service, at one address.

use axum::{
    Json,
    extract::State,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL},
    response::IntoResponse,
};
use domain::result::{LIFETIME, TYP};
use serde::Serialize;
use utoipa::ToSchema;

use super::{headers::RESOURCE_POLICY, openapi::Before, state::AppState};

/// Who signs, with what, and where everything is.
#[derive(Serialize, ToSchema)]
#[schema(as = Issuer)]
pub(super) struct About {
    /// `iss` of live results.
    issuer: String,
    /// Where their keys are.
    jwks_uri: String,
    /// `typ` of a result.
    result_type: &'static str,
    /// `alg` of a result; a provider's results all have the same.
    result_signing_alg_values_supported: Vec<String>,
    /// For how many seconds a result is good.
    result_lifetime: i64,
    /// Where a verification is started.
    verification_endpoint: String,
    /// Where a result is verified.
    result_verification_endpoint: String,
    /// Where the head of the audit log is.
    audit_checkpoint_uri: String,
    /// The key that webhooks are signed with, as Standard Webhooks writes it.
    webhook_key: String,
    /// The same of test mode; null where it is switched off.
    test_mode: Option<TestIssuer>,
}

/// Who signs in test mode.
#[derive(Serialize, ToSchema)]
struct TestIssuer {
    /// `iss` of test results.
    issuer: String,
    /// Where their keys are.
    jwks_uri: String,
}

/// The issuer
///
/// Who signs, with what, where the keys are. As cacheable and as readable as the key set.
#[utoipa::path(
    get,
    path = "/.well-known/kyvs",
    tag = "public",
    security(()),
    responses((status = 200, description = "About this service.", body = About), Before),
)]
pub(super) async fn issuer(State(state): State<AppState>) -> impl IntoResponse {
    let url = &state.public_url;
    let test_mode = state.test.as_ref().map(|test| {
        let issuer = test.service().rules.issuer.clone();
        TestIssuer { jwks_uri: format!("{issuer}/.well-known/jwks.json"), issuer }
    });
    let about = About {
        issuer: url.to_string(),
        jwks_uri: format!("{url}/.well-known/jwks.json"),
        result_type: TYP,
        result_signing_alg_values_supported: state.signer.algorithms().iter().map(ToString::to_string).collect(),
        result_lifetime: LIFETIME,
        verification_endpoint: format!("{url}/api/v1/verifications"),
        result_verification_endpoint: format!("{url}/api/v1/results/verify"),
        audit_checkpoint_uri: format!("{url}/audit/checkpoint"),
        webhook_key: state.api.webhook_key(),
        test_mode,
    };
    let headers =
        [(CACHE_CONTROL, "public, max-age=300"), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (RESOURCE_POLICY, "cross-origin")];
    (headers, Json(about))
}
