//! Headers that every answer carries, and the policies of pages.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    },
};
use domain::origin::Origin;

/// `Cross-Origin-Resource-Policy`: who may load an answer into a page of its own.
pub const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// `Cross-Origin-Embedder-Policy`: what a page may load; a host page that has one asks it of the pages that it frames too.
pub const EMBEDDER_POLICY: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Headers that every answer carries, in number.
const EVERY: usize = 8;

/// What no page of ours uses. `otp-credentials` and `clipboard-write` are not here: the frame has them from its host.
const NO_PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Adds what holds for every answer. Unless the handler said otherwise: no sniffing, no referrer to others, no caching of what nobody declared cacheable, no loading
/// by other sites, no window of theirs with a hand on ours, HTTPS only where the public address has it.
pub(super) fn put(headers: &mut HeaderMap, https: bool) {
    headers.reserve(EVERY);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    or_else(headers, REFERRER_POLICY, "same-origin");
    or_else(headers, CACHE_CONTROL, "no-store");
    or_else(headers, RESOURCE_POLICY, "same-origin");
    or_else(headers, OPENER_POLICY, "same-origin");
    or_else(headers, PERMISSIONS_POLICY, NO_PERMISSIONS);
    or_else(headers, CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    if https {
        // Not for names below ours: they may be somebody else's.
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_promised_only_where_it_is() {
        let (mut plain, mut secure) = (HeaderMap::new(), HeaderMap::new());
        put(&mut plain, false);
        put(&mut secure, true);
        assert!(!plain.contains_key(STRICT_TRANSPORT_SECURITY));
        assert_eq!(secure[STRICT_TRANSPORT_SECURITY], "max-age=31536000");
    }

    #[test]
    fn a_handler_may_say_more_but_nobody_may_sniff() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("other"));
        put(&mut headers, false);
        assert_eq!(
            (&headers[CACHE_CONTROL], &headers[X_CONTENT_TYPE_OPTIONS]),
            (&"public".parse().unwrap(), &"nosniff".parse().unwrap())
        );
    }
}
