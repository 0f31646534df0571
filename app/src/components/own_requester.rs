//! Who asks on the person's own page: the person. It stands where other checks name a provider.

use leptos::prelude::*;

use crate::words::Words;

/// Says that nobody else learns anything, and what the SMS says.
#[component]
pub(crate) fn OwnRequester(
    words: Words,
    /// Whether the focus comes here.
    focus: bool,
) -> impl IntoView {
    view! {
        <section class="requester" aria-labelledby="requester">
            <h1 class="requester__name" id="requester" tabindex="-1" data-focus=focus.then_some("")>
                {words.text("own-asks")}
            </h1>
            <p class="hint">{words.text("own-asks-nobody")}</p>
            <p class="hint">{words.text("own-asks-sms")}</p>
        </section>
    }
}
