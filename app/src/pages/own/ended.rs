//! The session is over.

use leptos::prelude::*;

use super::super::{Ending, PageContext};
use crate::components::Layout;

/// Nothing is shown any more, and the way to see it again.
#[component]
pub(crate) fn EndedPage(context: PageContext, ending: Ending) -> impl IntoView {
    let words = context.words;
    let (title, text) = match ending {
        Ending::Wished => ("own-ended-title", "own-ended-text"),
        Ending::Expired => ("own-expired-title", "own-expired-text"),
    };
    view! {
        <Layout context=context.clone() step=0>
            <h1 class="title" tabindex="-1" data-focus="">{words.text(title)}</h1>
            <p class="lead">{words.text(text)}</p>
            <button class="button button--quiet" type="submit" name="action" value="restart" formnovalidate>
                {words.text("start-again")}
            </button>
        </Layout>
    }
}
