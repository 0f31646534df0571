//! The person said no.

use leptos::prelude::*;

use super::{PageContext, Surface};
use crate::components::Layout;

/// Nothing was shared.
#[component]
pub(crate) fn ClosedPage(context: PageContext) -> impl IntoView {
    let words = context.words;
    let text = match context.surface {
        Surface::Own => words.text("own-closed-text"),
        _ => words.with("closed-text", &[("provider", context.provider().to_owned().into())]),
    };
    view! {
        <Layout context=context.clone() step=0>
            <h1 class="title" tabindex="-1" data-focus="">{words.text("closed-title")}</h1>
            <p class="lead">{text}</p>
            <button class="button button--quiet" type="submit" name="action" value="restart" formnovalidate>
                {words.text("start-again")}
            </button>
        </Layout>
    }
}
