//! What `public/close.js` shows when the time of the person's own page comes to its end.

use leptos::prelude::*;

use crate::pages::{EndedPage, Ending, PageContext};

/// The warning of the last minute, and the page that takes the place of everything after it.
#[component]
pub(crate) fn ClosingTemplates(context: PageContext) -> impl IntoView {
    let soon = context.words.text("own-closes-soon");
    view! {
        <template data-soon=""><p class="ribbon">{soon}</p></template>
        <template data-over=""><EndedPage context=context ending=Ending::Expired/></template>
    }
}
