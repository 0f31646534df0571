//! The one field of the code: pasted texts and digits of Indian scripts become six plain digits while the person watches.

use domain::code::Code;
use leptos::html::Input;
use leptos::prelude::*;

/// An ordinary text field for the one-time code. Once what it holds is a whole code in any spelling, it shows the six digits;
/// everything else is left as typed. Where the browser can read the code from the SMS, it is filled in, never sent.
#[island]
pub fn CodeField(
    /// What was typed before.
    value: String,
    /// Ids of hint and error.
    described_by: String,
    /// Whether the last try was refused.
    invalid: bool,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    #[cfg(feature = "hydrate")]
    super::web_otp::offer(field);
    let tidy = move |_| {
        if let Some(input) = field.get_untracked() {
            let typed = input.value();
            if let Ok(code) = Code::parse(&typed)
                && code.as_str() != typed
            {
                input.set_value(code.as_str());
            }
        }
    };
    view! {
        <input
            node_ref=field
            id="otp"
            name="otp"
            class="field field--code"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            spellcheck="false"
            value=value
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            on:input=tidy
        />
    }
}
