//! `POST /api/v1/results/verify`: whether a result is good, for servers without a JOSE library, or that want it to be good once.

use app::flow::Refusal;
use axum::{
    Json,
    body::Bytes,
    extract::{Extension, State},
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};
use domain::{problem::ErrorCode, result::Claims};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{body, caller, idempotency, refusal, respond};
use crate::{
    service::{Question, Verdict},
    web::{
        observe::RequestId,
        openapi::{IdempotencyKey, Refusals},
        state::AppState,
    },
};

/// What is said of a result that comes a second time: the word that callers of such services know. It comes beside the code.
const DUPLICATE: &str = "timeout-or-duplicate";

/// `POST /api/v1/results/verify`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Verify {
    /// The signed answer.
    result: String,
    /// The nonce that it must have.
    nonce: Option<String>,
    /// Whether it is good once only. True where it is left out.
    single_use: Option<bool>,
}

/// What the body of a verification asks about a result.
pub fn verify_body(headers: &HeaderMap, body: &[u8]) -> Result<Question, Refusal> {
    let Verify { result, nonce, single_use } = body::read(headers, body)?;
    Ok(Question { result, nonce, single_use: single_use.unwrap_or(true) })
}

/// What is told about a result.
#[derive(Serialize, ToSchema)]
struct Verified {
    /// Whether you may rely on it.
    valid: bool,
    /// What a valid result says.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Box<Claims>>,
    /// Why it is not valid: the code, or `timeout-or-duplicate` for a result that comes a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// One of the error codes; `error` is the same but for a result that comes a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// What is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
    /// What to do now.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
}

impl From<Verdict> for Verified {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Valid(claims) => {
                Self { valid: true, claims: Some(claims), error: None, code: None, detail: None, action: None }
            }
            Verdict::Invalid(code) => {
                let error = if code == ErrorCode::ResultAlreadyUsed { DUPLICATE } else { code.code() };
                let (detail, action) = refusal::words(code);
                Self {
                    valid: false,
                    claims: None,
                    error: Some(error),
                    code: Some(code.code()),
                    detail: Some(detail),
                    action: Some(action),
                }
            }
        }
    }
}

/// Verify a result
///
/// For servers without a JOSE library, or for an answer that is to be good once. What is wrong with the result is no refusal of the
/// call: it is its answer.
#[utoipa::path(
    post,
    path = "/api/v1/results/verify",
    tag = "results",
    params(IdempotencyKey),
    request_body = Verify,
    responses((status = 200, description = "What is to be said of it.", body = Verified), Refusals),
)]
pub(in crate::web) async fn verify(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        let idempotency = idempotency(&state, &caller, "verify", &headers, &body)?;
        let question = verify_body(&headers, &body)?;
        state.api_of(&caller).api_verify(caller, question, idempotency).await
    };
    respond(answer.await, &request, |verdict| Json(Verified::from(verdict)).into_response())
}
