//! The public part of the audit log, for whoever watches that it only grows: its signed head and the hashes of its tree, after
//! C2SP tlog-tiles. What the entries say is not public.

use axum::{
    Router,
    extract::{Path, State},
    http::{
        StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use domain::audit::tile::Tile;

use super::{
    headers::RESOURCE_POLICY,
    openapi::{Before, Hashes},
    state::AppState,
};

/// How long a head may be taken as the newest.
const HEAD: &str = "public, max-age=1";
/// A tile never changes.
const TILE: &str = "public, max-age=31536000, immutable";

/// Routes of the log, below `/audit`.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/audit/checkpoint", get(checkpoint))
        .route("/audit/key", get(key))
        .route("/audit/tile/{*path}", get(tile))
}

/// Head of the audit log
///
/// A signed note (C2SP tlog-checkpoint): how many entries there are, and the hash over all of them.
#[utoipa::path(
    get,
    path = "/audit/checkpoint",
    operation_id = "audit_checkpoint",
    tag = "public",
    security(()),
    responses((status = 200, description = "The note.", body = String, content_type = "text/plain"), Before),
)]
pub(super) async fn checkpoint(State(state): State<AppState>) -> Response {
    match state.store.audit_head().await {
        Ok(head) => text(state.log.checkpoint(head), HEAD),
        Err(error) => unavailable(&error),
    }
}

/// Key of the audit log
///
/// With it the head's signature is checked (a verifier key of C2SP signed-note).
#[utoipa::path(
    get,
    path = "/audit/key",
    operation_id = "audit_key",
    tag = "public",
    security(()),
    responses((status = 200, description = "The key.", body = String, content_type = "text/plain"), Before),
)]
pub(super) async fn key(State(state): State<AppState>) -> Response {
    text(format!("{}\n", state.log.public()), "public, max-age=300")
}

/// Hashes of the audit log
///
/// Up to 256 hashes of one level of the tree (C2SP tlog-tiles). Tiles beyond the first thousand have more groups of digits in
/// their path, as `x001/234`; one that is not full yet ends in `.p/` and its width.
#[utoipa::path(
    get,
    path = "/audit/tile/{level}/{index}",
    operation_id = "audit_tile",
    tag = "public",
    security(()),
    params(
        ("level" = u8, Path, description = "Level of the tree.", maximum = 5),
        ("index" = String, Path, description = "Number of the tile, three digits.", pattern = "^[0-9]{3}$", example = "000"),
    ),
    responses(
        (status = 200, description = "The hashes.", body = Hashes, content_type = "application/octet-stream"),
        (status = 404, description = "There is no such tile, or it is not full yet."),
        Before,
    ),
)]
pub(super) async fn tile(State(state): State<AppState>, Path(path): Path<String>) -> Response {
    let Ok(tile) = Tile::parse(&format!("tile/{path}")) else { return StatusCode::NOT_FOUND.into_response() };
    let hashes = match state.store.audit_head().await {
        Ok(head) if !tile.is_in(head.size) => return StatusCode::NOT_FOUND.into_response(),
        Ok(_) => state.store.audit_hashes(tile.level(), tile.first(), tile.width()).await,
        Err(error) => Err(error),
    };
    match hashes {
        Ok(Some(hashes)) => open((CONTENT_TYPE, "application/octet-stream"), TILE, hashes.concat()),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => unavailable(&error),
    }
}

fn text(text: String, cache: &'static str) -> Response {
    open((CONTENT_TYPE, "text/plain; charset=utf-8"), cache, text.into_bytes())
}

fn open(kind: (axum::http::HeaderName, &'static str), cache: &'static str, body: Vec<u8>) -> Response {
    let headers = [kind, (CACHE_CONTROL, cache), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (RESOURCE_POLICY, "cross-origin")];
    (headers, body).into_response()
}

fn unavailable(error: &crate::ports::StoreError) -> Response {
    tracing::error!(%error, "the audit log cannot be read");
    (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "2")]).into_response()
}
