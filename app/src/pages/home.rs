//! The service's own front page.

use leptos::prelude::*;

use super::PageContext;
use crate::components::{Layout, StatusMark};
use crate::words::Words;

/// One way into the service: what it is called, and for whom it is.
fn way(words: Words, path: &str, name: &str, about: &str) -> impl IntoView + use<> {
    // The documentation is in English only.
    let (href, hreflang) = match path {
        "/docs" => (path.to_owned(), Some("en")),
        _ => (format!("{path}?lang={}", words.language().code()), None),
    };
    view! {
        <li>
            <a class="tabs__tab" href=href hreflang=hreflang>
                <span class="tabs__name">{words.text(name)}</span>
                <span class="tabs__about">{words.text(about)}</span>
            </a>
        </li>
    }
}

/// All ways into the service.
pub(super) fn ways(words: Words) -> impl IntoView + use<> {
    view! {
        <nav class="tabs" aria-label=words.text("home-ways")>
            <ul class="tabs__list">
                {way(words, "/status", "know-your-status", "home-way-own")}
                {way(words, "/docs", "home-organisations", "home-way-organisations")}
                {way(words, "/gate", "home-gate", "home-way-gate")}
            </ul>
        </nav>
    }
}

/// What the service is, for somebody who has typed its address.
#[component]
pub(crate) fn HomePage(context: PageContext) -> impl IntoView {
    let words = context.words;
    let answers = [2_u8, 1, 0]
        .map(|status| {
            view! {
                <li class="answer answer--small" data-status=status.to_string()>
                    <StatusMark status/>
                    <span class="answer__word">{words.text(&format!("answer-{status}"))}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Layout context=context.clone() step=0>
            {ways(words)}
            <h1 class="title" tabindex="-1">{words.text("home-title")}</h1>
            <p class="lead">{words.text("home-lead")}</p>
            <h2 class="subtitle">{words.text("home-steps")}</h2>
            <ol class="steps">
                <li>{words.text("home-step-1")}</li>
                <li>{words.text("home-step-2")}</li>
                <li>{words.text("home-step-3")}</li>
            </ol>
            <h2 class="subtitle">{words.text("home-answers")}</h2>
            <ul class="answers">{answers}</ul>
            <h2 class="subtitle" id="privacy">{words.text("home-privacy")}</h2>
            <p>{words.text("home-privacy-text")}</p>
            <h2 class="subtitle" id="help">{words.text("home-help")}</h2>
            <p>{words.text("home-help-text")}</p>
            <h2 class="subtitle" id="complaints">{words.text("home-complaints")}</h2>
            <p>{words.text("home-complaints-text")}</p>
            <h2 class="subtitle">{words.text("home-providers")}</h2>
            <p>{words.text("home-providers-text")}</p>
            <p><a href="/docs" hreflang="en">{words.text("home-docs")}</a></p>
        </Layout>
    }
}
