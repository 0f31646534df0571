//! The frame of the person's own page: identity bar, sections with forms of their own, footer.

use leptos::prelude::*;

use super::{
    ClosingTemplates, ContextFields, LanguageSwitch,
    layout::{brand, footer},
};
use crate::pages::PageContext;

/// Sections inside their frame. The language switch is a form too: it shows the same session in another language.
#[component]
pub(crate) fn OwnLayout(
    context: PageContext,
    /// Id of the session.
    session: String,
    children: Children,
) -> impl IntoView {
    let words = context.words;
    view! {
        <div class="card">
            <form class="bar" id="kyvs-form" method="post" action=context.surface.path() autocomplete="off">
                <input type="hidden" name="session" value=session/>
                <ContextFields context=context.clone()/>
                {brand(&context)}
                <LanguageSwitch words/>
            </form>
            // Empty until the last minute: what is put into it then is read out.
            <div class="closing" role="status"></div>
            <div class="body">{children()}</div>
        </div>
        {footer(&context)}
        <ClosingTemplates context/>
    }
}
