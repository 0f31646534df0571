//! The three answers as shapes: a filled disc with a tick, a half disc, an empty broken ring.

use leptos::prelude::*;

/// The shape of a status; the word beside it says the same.
#[component]
pub(crate) fn StatusMark(
    /// 0, 1 or 2.
    status: u8,
) -> impl IntoView {
    let shape = match status {
        2 => view! {
            <circle cx="32" cy="32" r="30" fill="currentColor"/>
            <path class="mark__tick" d="M19 33l9 9 18-20"/>
        }
        .into_any(),
        1 => view! {
            <circle cx="32" cy="32" r="28" fill="none" stroke="currentColor" stroke-width="5"/>
            <path d="M32 4a28 28 0 0 1 0 56z" fill="currentColor"/>
        }
        .into_any(),
        _ => view! {
            <circle cx="32" cy="32" r="28" fill="none" stroke="currentColor" stroke-width="5" stroke-dasharray="13 9"/>
        }
        .into_any(),
    };
    view! { <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">{shape}</svg> }
}
