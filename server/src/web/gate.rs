//! The pages that check passes and results, what they go by, and what lets a phone install the gate.

use std::time::Duration;

use app::{
    tools::{self, Pasted, Tool, ToolContext},
    words::Words,
};
use axum::{
    Form, Router,
    extract::{Extension, Query, State, rejection::FormRejection},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    inspect::{Wanted, World, inspect},
    pass::Trust,
};
use serde::Deserialize;
use serde_json::json;

use super::{
    assets,
    forms::{language_of, links},
    headers::{self, RESOURCE_POLICY},
    observe::RequestId,
    pages::compressed,
    problem,
    render::{refusal_of_request, status_of},
    same_site,
    state::AppState,
};
use crate::{ports::StoreError, service::StatusService};

/// How long a list of revoked passes may be kept on the way to a gate.
const LIST_CACHE: Duration = Duration::from_mins(5);

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
/// The gate looks through the camera; no other page does.
const CAMERA_ONLY: &str = "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
/// The worker fetches the page and its files from here, and nothing else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// Routes of the pages and of what they load.
pub(super) fn router() -> Router<AppState> {
    let pages =
        Router::new().route("/gate", get(gate)).route("/verify", get(open_verify).post(act_verify)).layer(compressed());
    Router::new()
        .route("/gate-worker.js", get(worker))
        .route("/gate.webmanifest", get(manifest))
        .route("/.well-known/kyvs-revoked", get(revoked))
        .route("/test/.well-known/kyvs-revoked", get(test_revoked))
        .merge(pages)
}

/// The only thing in an address of these pages.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ToolQuery {
    lang: String,
}

/// What the page of pasted texts posts where the browser runs no script.
#[derive(Default, Deserialize)]
#[serde(default)]
struct VerifyForm {
    lang: String,
    text: String,
    audience: String,
    nonce: String,
}

async fn gate(State(state): State<AppState>, Query(query): Query<ToolQuery>, headers: HeaderMap) -> Response {
    let mut response = page(&state, &query.lang, &headers, Tool::Gate);
    response.headers_mut().insert(PERMISSIONS_POLICY, HeaderValue::from_static(CAMERA_ONLY));
    response
}

async fn open_verify(State(state): State<AppState>, Query(query): Query<ToolQuery>, headers: HeaderMap) -> Response {
    page(&state, &query.lang, &headers, Tool::Verify(Pasted::default(), None))
}

async fn act_verify(
    State(state): State<AppState>,
    headers: HeaderMap,
    request: Extension<RequestId>,
    form: Result<Form<VerifyForm>, FormRejection>,
) -> Response {
    let form = match form {
        Ok(Form(form)) if same_site::is_ours(&headers, &state.public_url) => form,
        Ok(_) => return problem::not_ours(request).into_response(),
        Err(rejection) => return status_of(refusal_of_request(&rejection).code).into_response(),
    };
    let VerifyForm { lang, text, audience, nonce } = form;
    let Ok(worlds) = worlds(&state).await else { return problem::unavailable(request).into_response() };
    let wanted = Wanted { audience: given(&audience), nonce: given(&nonce) };
    let found = inspect(&text, &worlds.0, worlds.1.as_ref(), wanted, state.api.clock.wall());
    page(&state, &lang, &headers, Tool::Verify(Pasted { text, audience, nonce }, Some(found)))
}

/// What a field of the form says, if anything.
fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Both worlds as they are now: no list is younger.
async fn worlds(state: &AppState) -> Result<(World, Option<World>), StoreError> {
    let test_mode = match &state.test {
        Some(test) => Some(world(test.service()).await?),
        None => None,
    };
    Ok((world(&state.api).await?, test_mode))
}

async fn world(service: &StatusService) -> Result<World, StoreError> {
    let revoked = service.revoked_passes().await?.list().clone();
    Ok(World { issuer: service.rules.issuer.clone(), trust: Trust { keys: service.signer.key_set(), revoked } })
}

fn page(state: &AppState, lang: &str, request: &HeaderMap, tool: Tool) -> Response {
    let words = words(state, lang, request);
    let embed = &state.embed;
    let context = ToolContext {
        words,
        brand: embed.brand.get(words.language().code()).cloned().unwrap_or_default(),
        links: links(embed, words.language()),
        issuer: state.public_url.to_string(),
    };
    let nonce = state.nonce();
    let html = tools::render(&context, tool, state.assets.tools(), &nonce);
    let policy = format!("{}; manifest-src 'self'; worker-src 'self'", headers::page_policy(&nonce, None, None));
    let headers = [
        (CONTENT_SECURITY_POLICY, policy.as_str()),
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, html).into_response()
}

fn words(state: &AppState, lang: &str, request: &HeaderMap) -> Words {
    Words::of(language_of(lang, &state.embed, request))
}

/// `GET /gate-worker.js`: keeps the gate on the device. Browsers ask for it each time; it changes with the files that it keeps.
async fn worker(headers: HeaderMap) -> Response {
    let mut response = assets::worker(&headers);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
    response
}

/// `GET /gate.webmanifest`: how the gate looks among a phone's programs.
async fn manifest(State(state): State<AppState>, Query(query): Query<ToolQuery>, headers: HeaderMap) -> Response {
    let words = words(&state, &query.lang, &headers);
    let language = words.language();
    let mut icons = vec![json!({ "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any" })];
    icons.extend(state.assets.icons().iter().map(|icon| {
        let sizes = format!("{0}x{0}", icon.side);
        json!({ "src": format!("/{}", icon.path), "sizes": sizes, "type": "image/png", "purpose": icon.purpose })
    }));
    let about = json!({
        "id": "/gate",
        "name": words.text("gate-title"),
        "short_name": words.text("gate-title"),
        "description": words.text("gate-lead"),
        "lang": language.code(),
        "dir": language.dir(),
        "start_url": format!("/gate?lang={}", language.code()),
        "scope": "/gate",
        "display": "standalone",
        "background_color": "#eef1f6",
        "theme_color": "#0b4a8f",
        "icons": icons,
    });
    ([(CONTENT_TYPE, "application/manifest+json")], about.to_string()).into_response()
}

/// `GET /.well-known/kyvs-revoked`: the signed list of revoked passes (see `domain::pass`), for every gate.
async fn revoked(State(state): State<AppState>, request: Extension<RequestId>) -> Response {
    list(&state.api, request).await
}

/// `GET /test/.well-known/kyvs-revoked`: the same for the passes of test mode.
async fn test_revoked(State(state): State<AppState>, request: Extension<RequestId>) -> Response {
    match &state.test {
        Some(test) => list(test.service(), request).await,
        None => problem::not_found(request).into_response(),
    }
}

async fn list(service: &StatusService, request: Extension<RequestId>) -> Response {
    let signed = match service.revoked_passes().await {
        Ok(revoked) => service.signer.sign_revoked(&revoked).ok(),
        Err(_) => None,
    };
    let Some(signed) = signed else { return problem::unavailable(request).into_response() };
    let cached = format!("public, max-age={}", LIST_CACHE.as_secs());
    let headers = [
        (CONTENT_TYPE, "application/octet-stream"),
        (CACHE_CONTROL, cached.as_str()),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (RESOURCE_POLICY, "cross-origin"),
    ];
    (headers, signed).into_response()
}
