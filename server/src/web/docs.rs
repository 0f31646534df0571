//! `/docs`: the pages for integrators. They are Markdown in `docs/`, made into HTML once, at the first visit; the playground alone is made
//! for each request, because its snippet is what the visitor chose.

mod errors;
mod markdown;
mod playground;
mod reference;
mod shelf;
mod snippet;
mod template;

use std::sync::{Arc, OnceLock};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use tower_http::compression::CompressionLayer;

use self::{
    playground::Choices,
    shelf::{Facts, Shelf},
};
use super::state::AppState;

/// Pages and their scripts change with the binary only.
const FIVE_MINUTES: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// Settings and bare elements are those of every page of the service; the rest is the documentation's own.
const STYLE: &str = concat!(
    include_str!("../../../style/settings.css"),
    include_str!("../../../style/elements.css"),
    include_str!("../../../style/docs.css"),
);
const COPY_SCRIPT: &str = include_str!("../../../public/docs.js");
const PLAYGROUND_SCRIPT: &str = include_str!("../../../public/playground.js");
const HOST_SCRIPT: &str = include_str!("../../../public/playground-host.js");

/// What the routes share.
struct Docs {
    facts: Facts,
    shelf: OnceLock<Shelf>,
}

impl Docs {
    /// The rendered pages. They are made by whoever comes first, so that a start costs nothing.
    fn shelf(&self) -> &Shelf {
        self.shelf.get_or_init(|| Shelf::render(&self.facts))
    }
}

/// Routes of the documentation.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let loader = state.assets.loader();
    let facts = Facts {
        origin: state.public_url.to_string(),
        pinned: loader.hashed.clone(),
        integrity: loader.integrity.clone(),
    };
    Router::new()
        .route("/docs", get(index))
        .route("/docs/", get(|| async { Redirect::permanent("/docs") }))
        .route("/docs/playground", get(open_playground))
        .route("/docs/playground/host", get(host))
        .route("/docs/assets/{file}", get(asset))
        .route("/docs/{page}", get(page))
        .layer(CompressionLayer::new().gzip(true).br(true).quality(tower_http::CompressionLevel::Precise(5)))
        .with_state(Arc::new(Docs { facts, shelf: OnceLock::new() }))
}

async fn index(State(docs): State<Arc<Docs>>) -> Response {
    stored(&docs, shelf::INDEX)
}

async fn page(State(docs): State<Arc<Docs>>, Path(page): Path<String>) -> Response {
    stored(&docs, &page)
}

fn stored(docs: &Docs, slug: &str) -> Response {
    match docs.shelf().page(slug) {
        Some(html) => html_with(StatusCode::OK, html.to_owned(), &policy("")),
        None => html_with(StatusCode::NOT_FOUND, docs.shelf().missing().to_owned(), &policy("")),
    }
}

async fn open_playground(State(docs): State<Arc<Docs>>, Query(choices): Query<Choices>) -> Response {
    let html = docs.shelf().with_main(shelf::PLAYGROUND, &playground::main(&choices, &docs.facts.origin));
    html_with(StatusCode::OK, html, &policy("frame-src 'self'; connect-src 'self'; "))
}

/// The playground and its host page, as an address asks for them; `None` when that does not read. What reads it is tried through this
/// (see `fuzz/`).
pub fn playground_at(address: &Uri, origin: &str) -> Option<[String; 2]> {
    let Query(choices) = Query::<Choices>::try_from_uri(address).ok()?;
    Some([playground::main(&choices, origin), playground::host(&choices, origin)])
}

/// The host page of the playground: it plays a provider's page, and only the playground may frame it.
async fn host(State(docs): State<Arc<Docs>>, Query(choices): Query<Choices>) -> Response {
    let origin = &docs.facts.origin;
    let policy = format!(
        "default-src 'none'; script-src 'self' {origin}; style-src 'self'; frame-src 'self' {origin}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    );
    html_with(StatusCode::OK, playground::host(&choices, origin), &policy)
}

async fn asset(Path(file): Path<String>) -> Response {
    let (kind, text) = match file.as_str() {
        "docs.css" => ("text/css; charset=utf-8", STYLE),
        "docs.js" => ("text/javascript; charset=utf-8", COPY_SCRIPT),
        "playground.js" => ("text/javascript; charset=utf-8", PLAYGROUND_SCRIPT),
        "playground-host.js" => ("text/javascript; charset=utf-8", HOST_SCRIPT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CACHE_CONTROL, FIVE_MINUTES)], text).into_response()
}

/// Scripts and styles from here only, framed by nobody; `more` are further directives of one page.
fn policy(more: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; {more}form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

fn html_with(status: StatusCode, html: String, policy: &str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, FIVE_MINUTES);
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    (status, headers, html).into_response()
}
