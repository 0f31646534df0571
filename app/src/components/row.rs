//! One fact of an answer.

use leptos::prelude::*;

/// A label and its value.
#[component]
pub(crate) fn Row(
    /// What it is.
    label: String,
    /// Its value.
    value: String,
) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{label}</dt>
            <dd><bdi>{value}</bdi></dd>
        </div>
    }
}
