//! An address where nothing is.

use leptos::prelude::*;

use super::{PageContext, home::ways};
use crate::components::Layout;

/// Says so, and shows where to begin.
#[component]
pub(crate) fn MissingPage(context: PageContext) -> impl IntoView {
    let words = context.words;
    view! {
        <Layout context=context.clone() step=0>
            <h1 class="title" tabindex="-1">{words.text("missing-title")}</h1>
            <p class="lead">{words.text("missing-text")}</p>
            {ways(words)}
        </Layout>
    }
}
