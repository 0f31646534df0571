//! `POST /api/v1/results/verify`: whether a result is good, for servers without a JOSE library, or that want it to be good once.

use axum::{
    Json,
    body::Bytes,
    extract::{Extension, State},
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};
use domain::{problem::ErrorCode, result::Claims};
use serde::{Deserialize, Serialize};

use super::{body, caller, idempotency, refusal, respond};
use crate::{
    service::{Question, Verdict},
    web::{observe::RequestId, state::AppState},
};

/// What is said of a result that comes a second time: the word that callers of such services know. It comes beside the code.
const DUPLICATE: &str = "timeout-or-duplicate";

/// `POST /api/v1/results/verify`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verify {
    result: String,
    nonce: Option<String>,
    single_use: Option<bool>,
}

/// What is told about a result.
#[derive(Serialize)]
struct Verified {
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Box<Claims>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// One of the error codes; `error` is the same but for a result that comes a second time.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
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

/// The call. What is wrong with the result is no refusal of the call: it is its answer.
pub(super) async fn verify(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        let idempotency = idempotency(&state, &caller, "verify", &headers, &body)?;
        let Verify { result, nonce, single_use } = body::read(&headers, &body)?;
        let question = Question { result, nonce, single_use: single_use.unwrap_or(true) };
        state.api_of(&caller).api_verify(caller, question, idempotency).await
    };
    respond(answer.await, &request, |verdict| Json(Verified::from(verdict)).into_response())
}
