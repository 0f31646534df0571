//! What every document of the service has in common: how it becomes text, and its head.

use std::sync::Arc;

use hydration_context::{SharedContext, SsrSharedContext};
use leptos::prelude::*;

/// Renders a document in an owner of its own, which ends with it. Only islands know of the browser.
pub(crate) fn rendered(document: impl FnOnce() -> String) -> String {
    let owner =
        Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()) as Arc<dyn SharedContext + Send + Sync>));
    let html = owner.with(document);
    owner.unset_with_forced_cleanup();
    html
}

/// The head: never indexed, its style inline under the nonce of the answer.
#[component]
pub(crate) fn Head(
    /// Title of the page.
    title: String,
    /// The style sheet.
    css: String,
    /// The nonce that the answer's content security policy names.
    nonce: String,
    /// Address of the service in front of the icon's path; empty where the document stays with the service.
    #[prop(optional)]
    origin: String,
    /// Light, dark, or both.
    #[prop(default = "light dark")]
    color_scheme: &'static str,
    /// What else stands in it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content=color_scheme/>
            <meta name="robots" content="noindex"/>
            <title>{title}</title>
            {children.map(|children| children())}
            <link rel="icon" href=format!("{origin}/favicon.svg") type="image/svg+xml"/>
            <style nonce=nonce inner_html=css></style>
        </head>
    }
}
