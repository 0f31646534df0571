//! Who asks, for what, what it will learn, and how to withdraw and to complain: always in sight where the code is typed.

use leptos::prelude::*;

use crate::pages::{Mode, PageContext, heading};
use crate::sheet::OWN_PAGE;
use crate::words::Words;

/// The consent card. The status cannot be unticked: without it there is no answer, and "Do not share" is the way to say so.
#[component]
pub(crate) fn Requester(
    context: PageContext,
    /// Whether dose details are ticked.
    events: bool,
    /// Whether year of birth and gender are ticked.
    demographics: bool,
    /// Whether the focus comes here.
    focus: bool,
) -> impl IntoView {
    let words = context.words;
    let asks = heading::of_consent(&context);
    let Some(asker) = context.asker else {
        return ().into_any();
    };
    let purpose = words.purpose(&asker.purpose);
    let extra = |shown: bool, name: &'static str, ticked: bool, key: &str| {
        shown.then(|| {
            view! {
                <li>
                    <label class="tick">
                        <input class="tick__box" type="checkbox" name=name value="true" checked=ticked/>
                        <span>{words.text(key)}</span>
                    </label>
                </li>
            }
        })
    };
    view! {
        <section class="requester" aria-labelledby="requester">
            <h1 class="requester__name" id="requester" tabindex="-1" data-focus=focus.then_some("")>
                {asks}
            </h1>
            <p class="hint">{words.with("consent-purpose", &[("purpose", purpose.into())])}</p>
            <p class="requester__learns">{words.text("consent-learns")}</p>
            <ul class="ticks">
                <li class="tick tick--fixed">
                    <svg class="tick__sign" viewBox="0 0 20 20" aria-hidden="true"><path d="M4 10.5l4 4 8-9"/></svg>
                    <span>{words.text("consent-status")}</span>
                </li>
                {extra(asker.events, "events", events, "consent-events")}
                {extra(asker.demographics, "demographics", demographics, "consent-demographics")}
            </ul>
            {rights(words, context.mode, context.links.complaint)}
        </section>
    }
    .into_any()
}

/// What a person may do about it afterwards, said before anything is agreed to. The links open beside, for this page is not kept.
fn rights(words: Words, mode: Mode, complaint: String) -> impl IntoView {
    let withdraw = if mode == Mode::Staff { "consent-withdraw-staff" } else { "consent-withdraw" };
    let own_page = format!("{OWN_PAGE}?lang={}", words.language().code());
    view! {
        <p class="hint">
            {words.text(withdraw)}" "
            <a href=own_page target="_blank" rel="noopener">{words.text("receipt-withdraw-link")}</a>
        </p>
        <p class="hint">
            {words.text("consent-complain")}" "
            <a href=complaint target="_blank" rel="noopener">{words.text("receipt-complain-link")}</a>
        </p>
    }
}
