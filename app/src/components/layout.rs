//! The frame of every step: identity bar, progress, the one form, footer; and around it what the frame script reads.

use leptos::prelude::*;

use super::{ContextFields, LanguageSwitch};
use crate::pages::{PageContext, Surface};
use crate::words::Words;

/// A step inside its frame.
#[component]
pub(crate) fn Layout(
    context: PageContext,
    /// 1 to 3; 0 for a page outside the three steps.
    step: u8,
    /// What follows the form.
    #[prop(optional_no_strip)]
    after: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let words = context.words;
    let test = context.asker.as_ref().is_some_and(|asker| asker.test);
    let home = context.ask.site_key.is_empty() && context.surface != Surface::Own;
    let (method, action) = if home { ("get", "/") } else { ("post", context.surface.path()) };
    // Enter presses the first submit button of a form; without script that must not be the language button.
    let default_action = match step {
        1 => "start",
        2 => "confirm",
        _ => "restart",
    };
    view! {
        <form class="card" id="kyvs-form" method=method action=action novalidate autocomplete="on">
            {(!home).then(|| view! {
                <noscript><button class="default-button" type="submit" name="action" value=default_action tabindex="-1" aria-hidden="true"></button></noscript>
                <ContextFields context=context.clone()/>
            })}
            <header class="bar">
                {brand(&context)}
                {language(words, step)}
            </header>
            {test.then(|| view! { <p class="ribbon">{words.text("test-ribbon")}</p> })}
            <div class="body">
                {(step > 0).then(|| progress(words, step))}
                {children()}
            </div>
        </form>
        {after}
        {footer(&context)}
    }
}

/// Whose page it is.
pub(super) fn brand(context: &PageContext) -> impl IntoView + use<> {
    let brand = if context.brand.is_empty() { context.words.text("service-name") } else { context.brand.clone() };
    view! {
        <span class="bar__mark" aria-hidden="true"></span>
        <span class="bar__name">{brand}</span>
    }
}

/// The answer was said in one language and is not asked for again; every other page can change its own.
fn language(words: Words, step: u8) -> AnyView {
    if step == 3 {
        return view! { <input type="hidden" name="lang" value=words.language().code()/> }.into_any();
    }
    view! { <LanguageSwitch words/> }.into_any()
}

fn progress(words: Words, step: u8) -> impl IntoView {
    let bars = (1..=3_u8)
        .map(|number| view! { <span class="progress__bar" class:progress__bar--done=number <= step></span> })
        .collect_view();
    let label = words.with("step-of", &[("step", step.into())]);
    view! { <div class="progress" role="img" aria-label=label>{bars}</div> }
}

pub(super) fn footer(context: &PageContext) -> impl IntoView + use<> {
    let words = context.words;
    let asked_by = context.asker.as_ref().map(|asker| {
        let text = words.with("asked-by", &[("provider", asker.name.clone().into())]);
        view! { <span>{text}</span> }
    });
    let links = [(context.links.privacy.clone(), "privacy"), (context.links.help.clone(), "help")]
        .into_iter()
        .filter(|(href, _)| !href.is_empty())
        .map(|(href, key)| view! { <a href=href target="_blank" rel="noopener">{words.text(key)}</a> })
        .collect_view();
    let verify = (context.asker.is_none() && context.surface == Surface::Full).then(|| {
        let href = format!("/verify?lang={}", words.language().code());
        view! { <a href=href>{words.text("home-verify")}</a> }
    });
    // The frame on a host page has little room; the way leads from pages of our own.
    let accessible = (context.surface != Surface::Frame).then(|| accessibility(words));
    view! { <footer class="foot">{asked_by}{links}{accessible}{verify}</footer> }
}

/// The way to what is known of the accessibility of these pages. It is a page of the documentation, and in English only.
pub(crate) fn accessibility(words: Words) -> impl IntoView + use<> {
    view! { <a href="/docs/accessibility" hreflang="en" target="_blank" rel="noopener">{words.text("accessibility")}</a> }
}
