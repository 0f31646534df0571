//! The server functions over HTTP, for islands; pages call them as ordinary functions.

use app::flow::Refusal;
use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use domain::problem::ErrorCode;
use leptos::prelude::provide_context;

use super::{problem, render::status_of, same_site, state::AppState};

/// An error of a server function is a small JSON document.
const ERROR_BYTES: usize = 64 * 1024;

/// Routes of the server functions.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/ui/{function}", post(run))
}

async fn run(State(state): State<AppState>, request: Request<Body>) -> Response {
    if !same_site::is_ours(request.headers(), &state.public_url) {
        return problem::Problem::new(
            StatusCode::FORBIDDEN,
            ErrorCode::OriginNotAllowed,
            "this call is for the pages of this service only",
            "use the API from your own server",
        )
        .into_response();
    }
    if let Err(refusal) = state.maintenance.is_over() {
        return (status_of(refusal.code), Json(refusal)).into_response();
    }
    let (service, own, sharing) = (state.service.clone(), state.own.clone(), state.sharing.clone());
    let provide = move || {
        provide_context(service.clone());
        provide_context(own.clone());
        provide_context(sharing.clone());
    };
    let answer = leptos_axum::handle_server_fns_with_context(provide, request).await;
    with_status(answer.into_response()).await
}

/// Leptos answers every error with 500; ours say what they are.
async fn with_status(answer: Response) -> Response {
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let body = to_bytes(body, ERROR_BYTES).await.unwrap_or_default();
    if let Ok(refusal) = serde_json::from_slice::<Refusal>(&body) {
        parts.status = status_of(refusal.code);
    }
    Response::from_parts(parts, Body::from(body))
}
