//! Callers that would not read our answer are told so before anything is done.

use axum::http::{HeaderMap, header::ACCEPT};

/// Whether one of the ranges of `Accept` (RFC 9110, 12.5.1) has room for `application/json`; without the header all have.
pub fn takes_json(headers: &HeaderMap) -> bool {
    let mut ranges = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    ranges.peek().is_none() || ranges.flat_map(|value| value.split(',')).any(has_room)
}

fn has_room(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let refused = parts
        .any(|part| part.to_ascii_lowercase().strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0_f32)));
    !refused && matches!(kind.as_str(), "*/*" | "application/*" | "application/json" | "application/problem+json")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn json_is_asked_for_in_many_ways() {
        let takes = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_str(accept).unwrap());
            takes_json(&headers)
        };
        assert!(takes_json(&HeaderMap::new()));
        for good in ["*/*", "application/json", "text/html, application/*;q=0.1", "Application/JSON; charset=utf-8"] {
            assert!(takes(good), "{good}");
        }
        for bad in ["text/html", "application/xml, text/*", "application/json;q=0", "*/*;q=0.000", "json"] {
            assert!(!takes(bad), "{bad}");
        }
    }
}
