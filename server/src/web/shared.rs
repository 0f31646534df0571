//! Share links: `/s/{id}` shows a badge, and nothing else, to whoever has the link, with the tags that make a preview of it.

use app::{
    calls::sharing,
    share_page::{self, SharedBadge},
    sharing::BadgeFacts,
    words::Words,
};
use axum::{
    Router,
    extract::{Path, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use domain::language::Language;

use super::{forms::language_of, headers, pages::call, pages::compressed, render::status_of, state::AppState};
use crate::graphic::{Picture, Shape, badge_of};

/// A link that was taken back is gone everywhere after this.
const A_MINUTE: &str = "public, max-age=60";

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Routes of the links, and the script with which the own page hands them to the phone's sharing.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/s/{id}", get(page))
        .route("/share.js", get(sharing_script))
        .layer(compressed())
        .route("/s/{id}/{file}", get(picture))
}

async fn page(State(state): State<AppState>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let facts = match call(&state, sharing::shared(id.clone())).await {
        Ok(facts) => facts,
        Err(refusal) => return status_of(refusal.code).into_response(),
    };
    let nonce = state.nonce();
    let (status, words) = match &facts {
        Some(facts) => (StatusCode::OK, Words::of(Language::from_code(&facts.language).unwrap_or_default())),
        None => (StatusCode::GONE, Words::of(language_of("", &state.embed, &headers))),
    };
    let badge = facts.map(|facts| shared(&state, &facts, &id));
    let html = share_page::render(words, badge.as_ref(), state.assets.document(), &nonce);
    let mut answer = plain("text/html; charset=utf-8");
    if let Ok(policy) = HeaderValue::from_str(&headers::page_policy(&nonce, None, None)) {
        answer.insert(CONTENT_SECURITY_POLICY, policy);
    }
    (status, answer, html).into_response()
}

/// The badge as a picture: `wide.png` for previews, `square.png` for the page.
async fn picture(State(state): State<AppState>, Path((id, file)): Path<(String, String)>) -> Response {
    let shape = file.strip_suffix(".png").and_then(Shape::parse);
    let Some(shape) = shape else { return gone() };
    let facts = match call(&state, sharing::shared(id)).await {
        Ok(Some(facts)) => facts,
        Ok(None) => return gone(),
        Err(refusal) => return status_of(refusal.code).into_response(),
    };
    match state.painter.badge(badge_of(&facts, &state.embed, None), shape, Picture::Png).await {
        Ok(drawn) => {
            let mut answer = plain(Picture::Png.media_type());
            answer.insert(headers::RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
            (answer, drawn).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "the picture of a link was not drawn");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn sharing_script() -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "public, max-age=300")];
    (headers, include_str!("../../../public/share.js")).into_response()
}

fn shared(state: &AppState, facts: &BadgeFacts, id: &str) -> SharedBadge {
    let badge = badge_of(facts, &state.embed, None);
    SharedBadge {
        address: format!("{}/s/{id}", state.public_url),
        alternative: badge.alternative(),
        word: badge.word,
        line: badge.line,
        service: badge.service,
    }
}

/// A link that ended, one that was taken back and one that never was are the same.
fn gone() -> Response {
    (StatusCode::GONE, plain("text/plain; charset=utf-8")).into_response()
}

fn plain(media_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(A_MINUTE));
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    headers
}
