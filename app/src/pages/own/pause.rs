//! The switch that pauses all checks.

use leptos::prelude::*;

use super::super::PageContext;
use crate::components::OwnForm;

/// What a pause does in plain words, and the button that begins or ends it.
#[component]
pub(crate) fn Pause(
    context: PageContext,
    /// Id of the session.
    session: String,
    /// Since which day checks are paused, if they are.
    paused: Option<String>,
) -> impl IntoView {
    let words = context.words;
    let (action, key) = if paused.is_some() { ("resume", "pause-resume") } else { ("pause", "pause-button") };
    let since = paused.map(|day| {
        let text = words.with("pause-since", &[("date", words.date(&day).into())]);
        view! { <p class="notice">{text}</p> }
    });
    view! {
        <section class="section" aria-labelledby="pause">
            <h2 class="subtitle" id="pause">{words.text("pause-title")}</h2>
            {since}
            <p class="hint">{words.text("pause-text")}</p>
            <OwnForm context=context session=session>
                <button class="button button--quiet" type="submit" name="action" value=action>{words.text(key)}</button>
            </OwnForm>
        </section>
    }
}
