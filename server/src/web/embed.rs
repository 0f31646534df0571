//! `GET /embed/v1/why.js`: why a frame did not come up. The loader asks only when no hello came (design 4.4).

use app::service::AskForm;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{headers::RESOURCE_POLICY, state::AppState};

/// What the loader knows of its frame.
#[derive(Deserialize)]
pub struct Why {
    /// Site key.
    #[serde(default)]
    k: String,
    /// Origin of the host page.
    #[serde(default)]
    o: String,
    /// Instance of the widget.
    #[serde(default)]
    i: String,
    /// Purpose slug.
    #[serde(default)]
    purpose: String,
}

/// Calls the loader back with the stable code of what is wrong, or `ok`. Says nothing that the frame itself would not say.
pub async fn why(State(state): State<AppState>, query: Result<Query<Why>, QueryRejection>) -> Response {
    let Some(why) = query.ok().map(|Query(why)| why).filter(|why| is_instance(&why.i)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let ask = AskForm { site_key: why.k, origin: why.o, purpose: why.purpose, ..AskForm::default() };
    let code = if ask.origin.is_empty() {
        domain::problem::ErrorCode::BadParameter.code()
    } else {
        state.service.asker(&ask).await.map_or_else(|refusal| refusal.code.code(), |_| "ok")
    };
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (RESOURCE_POLICY, "cross-origin")];
    (headers, format!("Kyvs.__why(\"{}\",\"{code}\")", why.i)).into_response()
}

/// Only what the loader makes itself goes back into a script.
fn is_instance(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_cannot_break_out_of_the_script() {
        assert!(is_instance("k-1_Az9"));
        for wrong in ["", "\"", "a\nb", "</script>", "é", &"a".repeat(65)] {
            assert!(!is_instance(wrong), "{wrong}");
        }
    }
}
