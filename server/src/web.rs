//! The router, top to bottom.

pub mod admission;
mod api_v1;
pub mod assets;
mod audit;
pub mod client;
mod cowin_v3;
mod docs;
pub mod edge;
pub mod embed;
pub mod foreign;
pub mod forms;
mod front;
mod functions;
mod gate;
pub mod headers;
pub mod health;
mod held;
pub mod keys;
pub mod listener;
pub mod observe;
mod openapi;
pub mod own;
pub mod pages;
mod per_address;
pub mod problem;
mod proof;
mod quiet;
mod receipt;
mod render;
mod same_site;
mod shared;
mod sms_report;
pub mod state;
mod timed;
pub mod tls;
mod well_known;
mod work;

use axum::{Router, routing::get};

pub use sms_report::Reporting;
pub use state::{AppState, Shared};

/// Everything the public listener answers.
pub fn router(state: AppState) -> Router {
    Router::new()
        .merge(pages::router())
        .merge(own::router())
        .merge(proof::router())
        .merge(shared::router())
        .merge(functions::router())
        .merge(docs::router(&state))
        .merge(api_v1::router())
        .merge(cowin_v3::router())
        .merge(audit::router())
        .merge(receipt::router())
        .merge(gate::router())
        .merge(sms_report::router())
        .route("/embed/v1/why.js", get(embed::why))
        .route("/embed/v1/words.js", get(embed::words))
        .route("/embed/v1/{file}", get(assets::floating))
        .route("/embed/{file}", get(assets::pinned))
        .route("/pkg/{file}", get(assets::hashed))
        .route("/favicon.svg", get(assets::icon))
        .route("/.well-known/jwks.json", get(keys::key_set))
        .route("/test/.well-known/jwks.json", get(keys::test_key_set))
        .route("/.well-known/kyvs", get(well_known::issuer))
        .fallback(pages::missing)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(front::front(state.clone()))
        .with_state(state)
}
