//! `/api/v1`: what a provider's server calls with its secret key. Thin: read, call the service, write.

mod accept;
mod body;
mod refusal;
pub(super) mod results;

use std::sync::Arc;

use app::flow::Refusal;
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Extension, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::AUTHORIZATION},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{problem::ErrorCode, provider::Provider};

pub use self::{
    accept::takes_json,
    body::{Confirm, confirm_body, is_json, start_body},
};
pub(super) use self::{body::object, refusal::told};
use self::{
    body::{Confirmed, Current, Start, Starting},
    refusal::problem,
};
use super::{
    observe::RequestId,
    openapi::{self, IdempotencyKey, Refusals},
    state::AppState,
};
use crate::{ports::Idempotency, service::Started};

/// Longest idempotency key, in characters.
const LONGEST_KEY: usize = 255;

/// Routes of the API.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/api/v1/verifications", post(start))
        .route("/api/v1/verifications/{id}", get(current).delete(cancel))
        .route("/api/v1/verifications/{id}/resend", post(resend))
        .route("/api/v1/verifications/{id}/confirm", post(confirm))
        .route("/api/v1/results/verify", post(results::verify))
        .route("/api/v1/openapi.json", get(openapi::description))
}

/// Start a verification
///
/// A code goes to the mobile, if this name is registered with it. The answer is the same whether or not it is.
#[utoipa::path(
    post,
    path = "/api/v1/verifications",
    tag = "verifications",
    params(IdempotencyKey),
    request_body = Start,
    responses(
        (
            status = 201,
            description = "A code is on its way, or seems to be.",
            body = Starting,
            links(
                ("current" = (operation_id = "current", parameters(("id" = "$response.body#/id")))),
                ("resend" = (operation_id = "resend", parameters(("id" = "$response.body#/id")))),
                ("confirm" = (operation_id = "confirm", parameters(("id" = "$response.body#/id")))),
                ("cancel" = (operation_id = "cancel", parameters(("id" = "$response.body#/id")))),
            )
        ),
        Refusals,
    ),
)]
pub(super) async fn start(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        let idempotency = idempotency(&state, &caller, "start", &headers, &body)?;
        let ask = start_body(&headers, &body)?;
        state.api_of(&caller).api_start(caller, ask, idempotency).await
    };
    respond(answer.await, &request, |started| started_as(StatusCode::CREATED, &started))
}

/// Send a new code
///
/// The older one is dead; guesses that were made still count. It has no body.
#[utoipa::path(
    post,
    path = "/api/v1/verifications/{id}/resend",
    tag = "verifications",
    params(("id" = String, Path, description = "Of the start's answer."), IdempotencyKey),
    responses((status = 202, description = "Another code is on its way, or seems to be.", body = Starting), Refusals),
)]
pub(super) async fn resend(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        body::nothing(&headers, &body)?;
        let idempotency = idempotency(&state, &caller, &format!("resend {id}"), &headers, &body)?;
        state.api_of(&caller).api_resend(caller, &id, idempotency).await
    };
    respond(answer.await, &request, |started| started_as(StatusCode::ACCEPTED, &started))
}

/// Confirm with the code
///
/// At most three guesses are evaluated; a new code gives no new ones.
#[utoipa::path(
    post,
    path = "/api/v1/verifications/{id}/confirm",
    tag = "verifications",
    params(("id" = String, Path, description = "Of the start's answer."), IdempotencyKey),
    request_body = Confirm,
    responses(
        (
            status = 200,
            description = "The signed answer.",
            body = Confirmed,
            links(("verify" = (operation_id = "verify", request_body = json!({"result": "$response.body#/result"}))))
        ),
        Refusals,
    ),
)]
pub(super) async fn confirm(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        let idempotency = idempotency(&state, &caller, &format!("confirm {id}"), &headers, &body)?;
        let confirm = confirm_body(&headers, &body)?;
        state.api_of(&caller).api_confirm(caller, &id, confirm.agreed()?, idempotency).await
    };
    respond(answer.await, &request, |given| Json(Confirmed::from(given)).into_response())
}

/// How a verification stands
///
/// Never anything personal.
#[utoipa::path(
    get,
    path = "/api/v1/verifications/{id}",
    tag = "verifications",
    params(("id" = String, Path, description = "Of the start's answer.")),
    responses((status = 200, description = "How it stands.", body = Current), Refusals),
)]
pub(super) async fn current(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        state.api_of(&caller).api_standing(caller, &id).await
    };
    respond(answer.await, &request, |(started, standing)| Json(Current::new(&started, standing)).into_response())
}

/// Close a verification
///
/// When the person says no.
#[utoipa::path(
    delete,
    path = "/api/v1/verifications/{id}",
    tag = "verifications",
    params(("id" = String, Path, description = "Of the start's answer.")),
    responses((status = 204, description = "It is closed."), Refusals),
)]
pub(super) async fn cancel(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let caller = caller(&state, &headers).await?;
        state.api_of(&caller).api_cancel(caller, &id).await
    };
    respond(answer.await, &request, |()| StatusCode::NO_CONTENT.into_response())
}

fn respond<T>(answer: Result<T, Refusal>, request: &RequestId, write: impl FnOnce(T) -> Response) -> Response {
    answer.map_or_else(|refusal| problem(&refusal, request).into_response(), write)
}

fn started_as(status: StatusCode, started: &Started) -> Response {
    (status, Json(Starting::from(started))).into_response()
}

/// The provider whose secret key the request carries, and who reads what is answered.
async fn caller(state: &AppState, headers: &HeaderMap) -> Result<Arc<Provider>, Refusal> {
    if !takes_json(headers) {
        return Err(Refusal::of(ErrorCode::NotAcceptable));
    }
    let key = bearer(headers).ok_or_else(|| Refusal::of(ErrorCode::Unauthorized))?;
    state.caller(key).await
}

/// The secret key that a request carries, after the word that belongs before it.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

/// What makes a repeated request harmless: the key that the caller gave, for this provider and call, and what was asked.
fn idempotency(
    state: &AppState,
    caller: &Provider,
    call: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<Idempotency>, Refusal> {
    let Some(key) = idempotency_key(headers)? else { return Ok(None) };
    let secrets = &state.api_of(caller).secrets;
    Ok(Some(Idempotency { key: secrets.idempotency_key(&caller.id, call, key), request: secrets.request_tag(body) }))
}

/// The key that makes a repeated request harmless; `None` where the caller gave none. Two are as bad as one that is no key.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let mut given = headers.get_all("idempotency-key").iter();
    let Some(value) = given.next() else { return Ok(None) };
    let only = given.next().is_none();
    let key = visible(value).filter(|_| only).ok_or_else(|| Refusal::of(ErrorCode::InvalidRequest))?;
    Ok(Some(key))
}

/// A header of 1 to 255 visible characters of ASCII, without spaces in between: two spellings are never one key.
fn visible(value: &HeaderValue) -> Option<&str> {
    let text = value.to_str().ok()?;
    let fits = (1..=LONGEST_KEY).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then_some(text)
}
