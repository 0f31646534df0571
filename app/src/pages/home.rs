//! The service's own front page.

use leptos::prelude::*;

use super::PageContext;
use crate::components::{Layout, StatusMark};

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
            <h2 class="subtitle">{words.text("home-providers")}</h2>
            <p>{words.text("home-providers-text")}</p>
            <p><a href="/docs" hreflang="en">{words.text("home-docs")}</a></p>
        </Layout>
    }
}
