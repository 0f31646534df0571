//! The way out: the page closes by itself, and by a button.

use leptos::prelude::*;

use super::super::PageContext;
use crate::components::OwnForm;

/// How long the page stays, and the button that ends it now.
#[component]
pub(crate) fn End(
    context: PageContext,
    /// Id of the session.
    session: String,
    /// Seconds that are left of it.
    seconds: u32,
) -> impl IntoView {
    let words = context.words;
    // A minute that has begun counts.
    let minutes = seconds.div_ceil(60);
    view! {
        <OwnForm context=context session=session>
            <p class="warning">{words.with("own-closes", &[("minutes", minutes.into())])}</p>
            <button class="button button--quiet" type="submit" name="action" value="end">{words.text("own-end")}</button>
        </OwnForm>
    }
}
