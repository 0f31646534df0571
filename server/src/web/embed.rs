//! What the loader asks for besides the frame: `GET /embed/v1/why.js`, why the frame did not come up (only when no hello came,
//! design 4.4), and `GET /embed/v1/words.js`, its words in a language that it does not carry.

use app::{service::AskForm, words::Words};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{
        HeaderName, StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::language::Language;
use serde::Deserialize;
use serde_json::json;

use super::{assets::FIVE_MINUTES, headers::RESOURCE_POLICY, state::AppState};

/// The loader's words, in the order in which it has them.
const LOADER_WORDS: [&str; 6] =
    ["loader-title", "loader-button", "loader-close", "loader-failed", "loader-open", "loader-setup"];

/// Any page may run these scripts, and a loader whose bytes are pinned reads them instead.
const SCRIPT: [(HeaderName, &str); 3] = [
    (CONTENT_TYPE, "text/javascript; charset=utf-8"),
    (RESOURCE_POLICY, "cross-origin"),
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
];

/// A language by its code.
#[derive(Deserialize)]
pub struct Spoken {
    #[serde(default)]
    lang: String,
}

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
    (SCRIPT, format!("Kyvs.__why(\"{}\",\"{code}\")", why.i)).into_response()
}

/// `GET /embed/v1/words.js?lang=ta`: what the loader says around the frame, in a language whose words are not in its own file.
pub async fn words(Query(spoken): Query<Spoken>) -> Response {
    let Some(language) = Language::from_code(&spoken.lang) else { return StatusCode::NOT_FOUND.into_response() };
    let words = LOADER_WORDS.map(|key| Words::of(language).text(key));
    let call = format!("Kyvs.__words({},{})", json!(language.code()), json!(words));
    (SCRIPT, [(CACHE_CONTROL, FIVE_MINUTES)], call).into_response()
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
    fn the_loader_carries_the_same_english_words_as_the_file() {
        let loader = include_str!("../../../public/kyvs.js");
        for key in LOADER_WORDS {
            let words = json!(Words::of(Language::En).text(key)).to_string();
            assert!(loader.contains(&words), "{words}");
        }
    }

    #[test]
    fn what_stands_in_for_a_loader_takes_its_words_from_the_same_places() {
        let gone = include_str!("../../../public/gone.js");
        assert!(gone.contains("words.slice(3, 5)") && LOADER_WORDS[3..5] == ["loader-failed", "loader-open"]);
        for key in &LOADER_WORDS[3..5] {
            let words = json!(Words::of(Language::En).text(key)).to_string();
            assert!(gone.contains(&words), "{words}");
        }
        let codes = Language::ALL.map(Language::code).join(" ");
        assert!(gone.contains(&format!("\"{codes}\"")), "{codes}");
    }

    #[test]
    fn an_instance_cannot_break_out_of_the_script() {
        assert!(is_instance("k-1_Az9"));
        for wrong in ["", "\"", "a\nb", "</script>", "é", &"a".repeat(65)] {
            assert!(!is_instance(wrong), "{wrong}");
        }
    }
}
