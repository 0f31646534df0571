//! A labelled text field with hint and error, wired by ids.

use leptos::prelude::*;

/// One line of text. The id is also the name of the field.
#[component]
pub(crate) fn TextField(
    /// Id and name.
    id: &'static str,
    /// Label.
    label: String,
    /// What to type.
    hint: String,
    /// What was wrong with what was typed.
    error: Option<String>,
    /// What was typed.
    value: String,
    /// Type of the input.
    kind: &'static str,
    /// Autocomplete token.
    autocomplete: &'static str,
) -> impl IntoView {
    let wrong = error.is_some();
    let described_by = if wrong { format!("{id}-error {id}-hint") } else { format!("{id}-hint") };
    view! {
        <div class="group" class:group--error=wrong>
            <label class="label" for=id>{label}</label>
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
            {error.map(|text| view! { <p class="error" id=format!("{id}-error")>{text}</p> })}
            <input
                class="field"
                id=id
                name=id
                type=kind
                value=value
                autocomplete=autocomplete
                aria-describedby=described_by
                aria-invalid=wrong.then_some("true")
            />
        </div>
    }
}
