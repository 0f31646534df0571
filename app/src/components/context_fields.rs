//! What a form carries from step to step, so that the page needs no cookie and no storage.

use leptos::prelude::*;

use crate::pages::PageContext;

/// Hidden fields of who asks and how. The language is not among them: its switch is.
#[component]
pub(crate) fn ContextFields(context: PageContext) -> impl IntoView {
    let ask = context.ask;
    let fields = [
        ("k", ask.site_key),
        ("o", ask.origin),
        ("i", context.instance),
        ("mode", context.mode.as_str().to_owned()),
        ("theme", context.theme.as_str().to_owned()),
        ("purpose", ask.purpose),
        ("nonce", ask.nonce),
        ("ref", ask.reference),
        ("return-url", ask.return_url),
    ];
    fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
}
