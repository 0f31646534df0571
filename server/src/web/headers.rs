//! Headers that every answer carries, and the policies of pages.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};
use domain::origin::Origin;

use super::state::AppState;

/// `Cross-Origin-Resource-Policy`: who may load an answer into a page of its own.
pub const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Adds what holds for every answer, unless the handler said otherwise: no sniffing, no referrer to others, no caching of what
/// nobody declared cacheable, no loading by other sites, HTTPS only where the public address has it.
pub async fn add(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    or_else(headers, REFERRER_POLICY, "same-origin");
    or_else(headers, CACHE_CONTROL, "no-store");
    or_else(headers, RESOURCE_POLICY, "same-origin");
    or_else(headers, CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    if state.public_url.starts_with("https://") {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

fn or_else(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// The content security policy of a page: scripts and styles by nonce or from here, WASM but no `eval`, forms to here and to the
/// one address a full page returns to, framed by exactly one origin or by nobody (design 4.4).
pub fn page_policy(nonce: &str, framed_by: Option<&Origin>, returns_to: Option<&Origin>) -> String {
    let ancestors = framed_by.map_or("'none'", Origin::as_str);
    let forms = returns_to.map(|origin| format!(" {}", origin.as_str())).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'{forms}; base-uri 'none'; frame-ancestors {ancestors}"
    )
}
