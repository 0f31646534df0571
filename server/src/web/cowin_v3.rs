//! `/api/v3/vaccination`: the three calls of 2021, for servers that were written for them. Only the host changes.
//!
//! Field names, statuses and error codes are those that were seen then; where none was seen, `errorCode` is one of ours. The
//! codes for "account does not exist" and "beneficiary not registered" are never given: before the code nobody learns who is
//! registered. A transaction has one code; whoever wants another starts anew.

use std::{collections::BTreeMap, sync::Arc};

use app::flow::Refusal;
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{AUTHORIZATION, RETRY_AFTER},
    },
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    problem::ErrorCode,
    provider::{Provider, Scopes},
};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{self, RefOr},
};

use super::{api_v1, openapi::Before, state::AppState};
use crate::service::ApiAsk;

/// Routes of the API.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/api/v3/vaccination/generateOTP", post(generate))
        .route("/api/v3/vaccination/confirmOTP", post(confirm))
        .route("/api/v3/vaccination/status", get(status))
        .route("/api/v3/vaccination/status/knowYourStatus", get(know_your_status))
}

/// A mail address, `email` or `email_id`, may come with it and is not used.
#[derive(Deserialize, ToSchema)]
#[schema(as = CowinGenerate)]
struct Generate {
    /// An Indian mobile number.
    #[serde(default)]
    #[schema(required = true, example = "9000000001")]
    mobile_number: String,
    /// As the person says it.
    #[serde(default)]
    #[schema(required = true, example = "Asha Full")]
    full_name: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CowinConfirm)]
struct Confirm {
    /// The six digits that the person gave, or their SHA-256 in hexadecimal.
    #[serde(default)]
    #[schema(required = true, min_length = 1, example = "000000")]
    otp: String,
    /// Of the first call's answer.
    #[serde(default, rename = "txnId")]
    #[schema(required = true, min_length = 1)]
    transaction: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CowinGenerated)]
pub(super) struct Generated {
    /// Names this check.
    #[serde(rename = "txnId")]
    transaction: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CowinConfirmed)]
pub(super) struct Confirmed {
    /// Good once, for five minutes, for the provider that asked.
    token: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CowinStatus)]
pub(super) struct Status {
    /// 0 not, 1 partially, 2 fully vaccinated.
    #[schema(minimum = 0, maximum = 2)]
    vaccination_status: u8,
    /// The signed answer, a compact JWS.
    result: String,
}

/// Send a code
#[utoipa::path(
    post,
    path = "/api/v3/vaccination/generateOTP",
    operation_id = "cowin_generate_otp",
    tag = "CoWIN-compatible",
    security(("api_key" = [])),
    request_body = Generate,
    responses(
        (
            status = 200,
            description = "A code is on its way, or seems to be.",
            body = Generated,
            links(("confirm" = (operation_id = "cowin_confirm_otp", request_body = json!({"otp": "000000", "txnId": "$response.body#/txnId"}))))
        ),
        Faults,
    ),
)]
pub(super) async fn generate(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Generated>, Fault> {
    let caller = caller(&state, &headers).await?;
    let ask = generate_body(&body)?;
    let started = state.api_of(&caller).api_start(caller, ask, None).await?;
    Ok(Json(Generated { transaction: started.id }))
}

/// Confirm with the code
#[utoipa::path(
    post,
    path = "/api/v3/vaccination/confirmOTP",
    operation_id = "cowin_confirm_otp",
    tag = "CoWIN-compatible",
    security(("api_key" = [])),
    request_body = Confirm,
    responses((status = 200, description = "A token for the answer.", body = Confirmed), Faults),
)]
pub(super) async fn confirm(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Confirmed>, Fault> {
    let caller = caller(&state, &headers).await?;
    let (otp, transaction) = confirm_body(&body)?;
    if otp.trim().is_empty() {
        return Err(Fault::seen(StatusCode::BAD_REQUEST, "USRAUT0012", "OTP is required"));
    }
    if transaction.is_empty() {
        return Err(Fault::seen(StatusCode::BAD_REQUEST, "USRAUT0013", "txnId is required"));
    }
    let token = state.api_of(&caller).legacy_confirm(caller, &transaction, &otp).await.map_err(Fault::of_code)?;
    Ok(Json(Confirmed { token }))
}

/// The answer
///
/// The token goes into `Authorization`, with `Bearer` before it or bare.
#[utoipa::path(
    get,
    path = "/api/v3/vaccination/status",
    operation_id = "cowin_status",
    tag = "CoWIN-compatible",
    security(("api_key" = [], "token" = [])),
    responses((status = 200, description = "The signed answer.", body = Status), Faults),
)]
pub(super) async fn status(State(state): State<AppState>, headers: HeaderMap) -> Result<Json<Status>, Fault> {
    let caller = caller(&state, &headers).await?;
    let given = state.api_of(&caller).legacy_result(caller, token(&headers)).await.map_err(Fault::of_token)?;
    Ok(Json(Status { vaccination_status: given.vaccination_status, result: given.result }))
}

/// The citizen's own page.
async fn know_your_status() -> Redirect {
    Redirect::to("/status")
}

/// What the body of the first call asks for. Clients of then did not always say that their body is JSON.
pub fn generate_body(body: &[u8]) -> Result<ApiAsk, Refusal> {
    let Generate { mobile_number, full_name } = api_v1::object(body)?;
    Ok(ApiAsk {
        full_name,
        mobile: mobile_number,
        purpose: None,
        scopes: Some(Scopes::STATUS),
        reference: None,
        nonce: None,
        lang: None,
        as_of: None,
    })
}

/// The code that the body of the second call brings, and the transaction that it is for.
pub fn confirm_body(body: &[u8]) -> Result<(String, String), Refusal> {
    let Confirm { otp, transaction } = api_v1::object(body)?;
    Ok((otp, transaction))
}

/// The token, with or without the word that belongs before it.
pub fn token(headers: &HeaderMap) -> &str {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => value,
    }
}

async fn caller(state: &AppState, headers: &HeaderMap) -> Result<Arc<Provider>, Fault> {
    let key = headers.get("x-api-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    Ok(state.caller(key.trim()).await?)
}

/// A refusal as it was told then.
pub(super) struct Fault {
    status: StatusCode,
    code: &'static str,
    error: &'static str,
    retry_after: Option<u32>,
}

impl Fault {
    /// One of the codes of then.
    const fn seen(status: StatusCode, code: &'static str, error: &'static str) -> Self {
        Self { status, code, error, retry_after: None }
    }

    /// A code that does not lead to a result. Then as now, a wrong one, an old one and a transaction of somebody else are one.
    fn of_code(refusal: Refusal) -> Self {
        match refusal.code {
            ErrorCode::InvalidRequest
            | ErrorCode::OtpIncorrect
            | ErrorCode::OtpExpired
            | ErrorCode::OtpAttemptsExceeded
            | ErrorCode::Cancelled
            | ErrorCode::VerificationNotFound => Self::seen(StatusCode::UNAUTHORIZED, "USRAUT0014", "Invalid OTP"),
            _ => refusal.into(),
        }
    }

    /// A token that does not lead to a result: which of the reasons it is, is not told.
    fn of_token(refusal: Refusal) -> Self {
        match refusal.code {
            ErrorCode::VerificationNotFound => Self::seen(
                StatusCode::UNAUTHORIZED,
                ErrorCode::Unauthorized.code(),
                "the token is missing, was used, or is older than five minutes",
            ),
            _ => refusal.into(),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        let (status, error) = api_v1::told(refusal.code);
        match refusal.code {
            ErrorCode::InvalidMobile => Self::seen(StatusCode::BAD_REQUEST, "USRAUT0010", "Invalid mobile number"),
            ErrorCode::InvalidName => Self::seen(StatusCode::BAD_REQUEST, refusal.code.code(), error),
            ErrorCode::Unauthorized => {
                Self::seen(status, refusal.code.code(), "send the secret key from the registration as x-api-key")
            }
            code => Self { status, code: code.code(), error, retry_after: refusal.retry_after },
        }
    }
}

/// What is told of a fault.
#[derive(Serialize, ToSchema)]
#[schema(as = CowinFault)]
pub(super) struct Told {
    /// One of the codes of then, as `USRAUT0014`; where none was seen, one of ours.
    #[serde(rename = "errorCode")]
    code: &'static str,
    /// What is wrong.
    error: &'static str,
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(Told { code: self.code, error: self.error })).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// How these calls are refused.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is read for the description only; `Fault` is what is answered")]
enum OwnFaults {
    /// Something is missing or does not read.
    #[response(status = 400)]
    Unreadable(Told),
    /// The key, the code or the token is wrong, used or too old: which of them, is not told.
    #[response(status = 401)]
    Unknown(Told),
    /// The provider may not ask this, or not any more.
    #[response(status = 403)]
    Forbidden(Told),
    /// A limit is spent.
    #[response(status = 429)]
    Limited(Told),
}

/// Their own refusals, and those of every call.
struct Faults;

impl IntoResponses for Faults {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        Before::responses().into_iter().chain(OwnFaults::responses()).collect()
    }
}
