//! Whether a form was posted by one of our own pages. The id of a verification is the capability; this keeps other sites from
//! pressing buttons in a person's name all the same.

use axum::http::{HeaderMap, header::ORIGIN};

/// `Sec-Fetch-Site` says it where the browser sends it, `Origin` where it does not; a client that sends neither is no browser
/// that could be abused.
pub(super) fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    headers.get(ORIGIN).is_none_or(|origin| origin == public_url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers, "https://status.example")
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://status.example")]));
        assert!(ours(&[("origin", "https://status.example")]));
        assert!(!ours(&[("origin", "https://evil.example")]));
        assert!(!ours(&[("origin", "null")]));
        assert!(ours(&[]));
    }
}
