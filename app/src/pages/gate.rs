//! The gate: scans passes and answers on the device. Without script it says so, and where to go.

use leptos::prelude::*;

use crate::components::FoundTemplates;
use crate::words::Words;

/// The gate. What the script needs stands in it hidden.
#[component]
pub(crate) fn GatePage(words: Words) -> impl IntoView {
    let hint = words.with("gate-code-hint", &[("prefix", domain::pass::text::PREFIX.into())]);
    view! {
        <h1 class="title">{words.text("gate-title")}</h1>
        <p class="lead">{words.text("gate-lead")}</p>
        <noscript>
            <p class="notice">{words.text("gate-needs-script")} " " <a href="/verify">{words.text("verify-title")}</a></p>
        </noscript>
        <p class="summary" id="broken" role="alert" hidden>{words.text("gate-broken")}</p>
        <section class="found" id="found" role="status" tabindex="-1" aria-labelledby="found-word" hidden></section>
        <button class="button" id="next" type="button" hidden>{words.text("gate-next")}</button>
        <div class="gate__view" id="view" hidden>
            <video playsinline muted aria-label=words.text("gate-view")></video>
            <span class="gate__aim" aria-hidden="true"></span>
        </div>
        <p class="error" id="camera-refused" role="alert" hidden>{words.text("gate-camera-refused")}</p>
        <button class="button" id="start" type="button">{words.text("gate-camera")}</button>
        <button class="button button--quiet" id="stop" type="button" hidden>{words.text("gate-camera-stop")}</button>
        <div>
            <label class="tick"><input class="tick__box" id="group" type="checkbox"/>{words.text("gate-group")}</label>
            <label class="tick"><input class="tick__box" id="sound" type="checkbox"/>{words.text("gate-sound")}</label>
        </div>
        <details>
            <summary>{words.text("gate-otherwise")}</summary>
            <div class="gate">
                <div class="group">
                    <label class="label" for="picture">{words.text("gate-picture")}</label>
                    <input class="file" id="picture" type="file" accept="image/*"/>
                    <p class="error" id="picture-none" role="alert" hidden>{words.text("gate-picture-none")}</p>
                </div>
                <form class="group" id="code-form">
                    <label class="label" for="code">{words.text("gate-code")}</label>
                    <span class="hint" id="code-hint">{hint}</span>
                    <textarea class="field field--text" id="code" rows="4" aria-describedby="code-hint" autocomplete="off" autocapitalize="characters" spellcheck="false"></textarea>
                    <button class="button button--quiet" type="submit">{words.text("gate-check")}</button>
                </form>
            </div>
        </details>
        {counts(words)}
        <div id="keys">
            <p class="hint" data-keys="good" hidden>{words.text("gate-keys")} " " <time></time></p>
            <p class="error" data-keys="old" hidden>{words.text("gate-keys-old")} " " <time></time></p>
            <p class="error" data-keys="none" hidden>{words.text("gate-keys-none")}</p>
        </div>
        <p class="hint" id="offline-ready" hidden>{words.text("gate-offline-ready")}</p>
        <p class="warning">{words.text("gate-stores")}</p>
        <FoundTemplates words/>
    }
}

/// The numbers of the day.
fn counts(words: Words) -> impl IntoView {
    let numbers = [("2", "answer-2"), ("1", "answer-1"), ("0", "answer-0"), ("refused", "gate-refused")]
        .map(|(count, key)| view! { <div><dt>{words.text(key)}</dt><dd data-count=count>{words.number(0)}</dd></div> })
        .collect_view();
    view! {
        <section id="gate-today" aria-labelledby="today">
            <h2 class="subtitle" id="today">{words.text("gate-today")}</h2>
            <dl class="counts">{numbers}</dl>
            <p class="hint">{words.text("gate-today-hint")}</p>
        </section>
    }
}
