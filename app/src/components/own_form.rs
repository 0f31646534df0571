//! A form of the person's own page: one button, and the session in a hidden field.

use leptos::prelude::*;

use super::ContextFields;
use crate::pages::PageContext;

/// A form that posts its button with the session. Each section has its own, so that Enter presses the button beside the field.
#[component]
pub(crate) fn OwnForm(
    context: PageContext,
    /// Id of the session.
    session: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="section" method="post" action=context.surface.path() novalidate autocomplete="off">
            <input type="hidden" name="session" value=session/>
            <input type="hidden" name="lang" value=context.words.language().code()/>
            <ContextFields context=context.clone()/>
            {children()}
        </form>
    }
}
