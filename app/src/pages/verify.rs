//! Where anyone pastes a result or a pass: checked in the browser where it has scripts, else by the server.

use domain::inspect::Found;
use leptos::prelude::*;

use crate::components::{FoundCard, FoundTemplates, WordTemplates};
use crate::tools::Pasted;
use crate::words::Words;

/// The form, and the answer where the server has one.
#[component]
pub(crate) fn VerifyPage(words: Words, pasted: Pasted, found: Option<Found>) -> impl IntoView {
    let answer = found.as_ref().map(|found| found.answer.as_str());
    let is_narrowed = !pasted.audience.is_empty() || !pasted.nonce.is_empty();
    let field = |name: &'static str, value: String| {
        view! {
            <div class="group">
                <label class="label" for=name>{words.text(&format!("verify-{name}"))}</label>
                <input class="field" id=name name=name value=value autocomplete="off" spellcheck="false"/>
            </div>
        }
    };
    view! {
        <h1 class="title">{words.text("verify-title")}</h1>
        <p class="lead">{words.text("verify-lead")}</p>
        <p class="lead" id="in-browser" hidden>{words.text("verify-in-browser")}</p>
        <noscript><p class="notice">{words.text("verify-without-script")}</p></noscript>
        <p class="summary" id="broken" role="alert" hidden>{words.text("gate-broken")}</p>
        <section class="found" id="found" role="status" tabindex="-1" aria-labelledby="found-word" data-answer=answer hidden=answer.is_none()>
            {found.map(|found| view! { <FoundCard words answer=found.answer found=Some(found)/> })}
        </section>
        <form class="gate" id="paste" method="post" action="/verify">
            <input type="hidden" name="lang" value=words.language().code()/>
            <div class="group">
                <label class="label" for="text">{words.text("verify-text")}</label>
                <span class="hint" id="text-hint">{words.text("verify-text-hint")}</span>
                <textarea class="field field--text" id="text" name="text" rows="6" required aria-describedby="text-hint" autocomplete="off" spellcheck="false" inner_html=escaped(&pasted.text)></textarea>
            </div>
            <details open=is_narrowed>
                <summary>{words.text("verify-narrow")}</summary>
                <div class="gate">{field("audience", pasted.audience)} {field("nonce", pasted.nonce)}</div>
            </details>
            <button class="button" type="submit">{words.text("gate-check")}</button>
        </form>
        <p class="warning">{words.text("verify-limits")}</p>
        <FoundTemplates words/>
        <WordTemplates words/>
    }
}

/// Text as the content of a `textarea`: the renderer leaves that as it is, since in the browser it is no markup. Here it is, up to an
/// end tag that somebody may have pasted.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
