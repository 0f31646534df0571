//! Everything on one machine, to try it: the service, a hotel on another origin, a phone that shows what would have been sent.
//!
//! Nothing of this runs in `kyvs serve`.

pub mod hotel;
pub mod phone;

use axum::{
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};

/// A file of the demo's own sites.
fn file(content_type: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "no-store")], text)
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const ICON: &str = "image/svg+xml";
