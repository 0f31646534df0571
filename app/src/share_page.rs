//! What a share link shows to whoever has it: the badge, and nothing else. A page of its own, for it stands in previews of links.

use leptos::prelude::*;

use crate::components::accessibility;
use crate::document::{Head, rendered};
use crate::sheet::OWN_PAGE;
use crate::shell::Assets;
use crate::words::Words;

/// A badge behind a link.
#[derive(Clone, Debug)]
pub struct SharedBadge {
    /// Absolute address of the page.
    pub address: String,
    /// What the badge says, for people and programs that do not see it.
    pub alternative: String,
    /// The status in words, for titles.
    pub word: String,
    /// The friendly line.
    pub line: String,
    /// Name of the service.
    pub service: String,
}

/// Renders the page of a link; without a badge, the page of every link that shows nothing: one that ended, was taken back or never
/// was.
pub fn render(words: Words, badge: Option<&SharedBadge>, assets: &Assets, nonce: &str) -> String {
    rendered(|| document(words, badge, assets, nonce))
}

fn document(words: Words, badge: Option<&SharedBadge>, assets: &Assets, nonce: &str) -> String {
    let language = words.language();
    let title =
        badge.map_or_else(|| words.text("shared-gone-title"), |badge| format!("{} · {}", badge.word, badge.service));
    let preview = badge.map(preview_tags);
    let view = view! {
        <html lang=language.code() dir=language.dir() data-theme="auto">
            <Head title css=assets.css.clone() nonce=nonce.to_owned()>{preview}</Head>
            <body data-surface="full">
                <main class="check">
                    {match badge {
                        Some(badge) => shown(words, badge).into_any(),
                        None => gone(words).into_any(),
                    }}
                    <footer class="foot">{accessibility(words)}</footer>
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", view.to_html())
}

/// Open Graph and its card for X: what messengers and networks show of the link.
fn preview_tags(badge: &SharedBadge) -> impl IntoView + use<> {
    let picture = format!("{}/wide.png", badge.address);
    let properties = [
        ("og:type", "website".to_owned()),
        ("og:site_name", badge.service.clone()),
        ("og:title", badge.word.clone()),
        ("og:description", badge.line.clone()),
        ("og:url", badge.address.clone()),
        ("og:image", picture.clone()),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", "1200".to_owned()),
        ("og:image:height", "630".to_owned()),
        ("og:image:alt", badge.alternative.clone()),
    ];
    // `property` is RDFa's, not HTML's: the macro does not know it
    let properties = properties
        .map(|(property, content)| leptos::html::meta().attr("property", property).content(content))
        .collect_view();
    view! {
        {properties}
        <meta name="description" content=badge.line.clone()/>
        <meta name="twitter:card" content="summary_large_image"/>
        <meta name="twitter:title" content=badge.word.clone()/>
        <meta name="twitter:description" content=badge.line.clone()/>
        <meta name="twitter:image" content=picture/>
        <meta name="twitter:image:alt" content=badge.alternative.clone()/>
    }
}

fn shown(words: Words, badge: &SharedBadge) -> impl IntoView + use<> {
    let square = format!("{}/square.png", badge.address);
    let own_page = format!("{OWN_PAGE}?lang={}", words.language().code());
    view! {
        <div class="card">
            <h1 class="visually-hidden">{badge.word.clone()}</h1>
            <img class="picture" src=square width="1080" height="1080" alt=badge.alternative.clone()/>
            <div class="body">
                <p class="hint">{words.text("shared-what")}</p>
                <p><a href=own_page>{words.text("shared-own")}</a></p>
            </div>
        </div>
    }
}

fn gone(words: Words) -> impl IntoView {
    let home = format!("/?lang={}", words.language().code());
    view! {
        <div class="card">
            <div class="body">
                <h1 class="title">{words.text("shared-gone-title")}</h1>
                <p>{words.text("shared-gone")}</p>
                <p><a href=home>{words.text("service-name")}</a></p>
            </div>
        </div>
    }
}
