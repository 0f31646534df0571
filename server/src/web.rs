//! The router, top to bottom.

mod api_v1;
pub mod assets;
pub mod client;
pub mod edge;
pub mod embed;
pub mod forms;
mod functions;
pub mod headers;
pub mod health;
pub mod keys;
pub mod observe;
pub mod pages;
pub mod problem;
mod quiet;
mod render;
mod same_site;
pub mod state;
mod timed;

use axum::{Router, middleware, routing::get};
use tower_http::limit::RequestBodyLimitLayer;

pub use state::AppState;

/// The longest body that is read, in bytes.
const BODY_BYTES: usize = 16 * 1024;

/// Everything the public listener answers.
pub fn router(state: AppState) -> Router {
    Router::new()
        .merge(pages::router())
        .merge(functions::router())
        .merge(api_v1::router())
        .route("/embed/v1/why.js", get(embed::why))
        .route("/embed/v1/{file}", get(assets::floating))
        .route("/embed/{file}", get(assets::pinned))
        .route("/pkg/{file}", get(assets::hashed))
        .route("/favicon.svg", get(assets::icon))
        .route("/.well-known/jwks.json", get(keys::key_set))
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(middleware::from_fn_with_state(state.clone(), headers::add))
        .layer(middleware::from_fn_with_state(state.clone(), observe::observe))
        .with_state(state)
}
