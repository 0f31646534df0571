//! The ops listener: alive, ready, counters. On an address of its own, so that it is never public by accident.

use std::time::Instant;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::IntoResponse,
    routing::get,
};

use super::state::AppState;

/// Routes of the ops listener.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(state)
}

/// Ready: not finishing, a key to sign with, and a store that reads.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.stopper.reason().is_some() {
        return (StatusCode::SERVICE_UNAVAILABLE, "finishing\n");
    }
    if !state.signer.can_sign() {
        return (StatusCode::SERVICE_UNAVAILABLE, "no active signing key\n");
    }
    match state.store.provider("").await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "the store does not read");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics.render(Instant::now()))
}
