//! What the person has given out and can take back: share links, passes.

use leptos::prelude::*;

use crate::words::Words;

/// The list below its title, and what was just taken back.
#[component]
pub(super) fn Given(
    words: Words,
    /// Key of the list's title.
    title: &'static str,
    /// Key of what is said of the one that was just taken back.
    taken_back: Option<&'static str>,
    /// Whether the list is empty: then it has no title either.
    none: bool,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="section">
            {taken_back.map(|said| view! {
                <p class="notice" role="status" tabindex="-1" data-focus="">{words.text(said)}</p>
            })}
            {(!none).then(|| view! {
                <h2 class="subtitle">{words.text(title)}</h2>
                <ul class="cases">{children()}</ul>
            })}
        </div>
    }
}
