//! Who asks, for what, and what it will learn: always in sight where the code is typed.

use leptos::prelude::*;

use crate::pages::{Mode, PageContext};

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
    let Some(asker) = context.asker else {
        return ().into_any();
    };
    let asks = if context.mode == Mode::Staff { "consent-asks-staff" } else { "consent-asks" };
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
                {words.with(asks, &[("provider", asker.name.into())])}
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
        </section>
    }
    .into_any()
}
