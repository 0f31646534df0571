//! The ops listener: alive, ready, counters. On an address of its own, so that it is never public by accident.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::IntoResponse,
    routing::get,
};

use super::state::AppState;
use crate::ports::Clock;

/// What the ops listener reads.
#[derive(Clone)]
struct Ops {
    state: AppState,
    clock: Arc<dyn Clock>,
}

/// Routes of the ops listener.
pub fn router(state: AppState, clock: Arc<dyn Clock>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(Ops { state, clock })
}

/// Ready: not finishing, a key to sign with, and a store that reads.
async fn ready(State(Ops { state, .. }): State<Ops>) -> (StatusCode, &'static str) {
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

async fn metrics(State(ops): State<Ops>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], ops.state.metrics.render(ops.clock.now()))
}
