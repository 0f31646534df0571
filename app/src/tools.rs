//! The document of the pages that check passes and results: `/gate` and `/verify`. They have a script of their own and none of the
//! islands.

use domain::inspect::Found;
use leptos::prelude::*;

use crate::components::{LanguageSwitch, accessibility};
use crate::document::{Head, rendered};
use crate::pages::{GatePage, Links, VerifyPage};
use crate::words::Words;

/// What the build made for these pages: text that is inlined, and addresses.
#[derive(Clone, Debug, Default)]
pub struct ToolAssets {
    /// The style sheet.
    pub css: String,
    /// The script of the pages, inlined: one request less before they can be used.
    pub js: String,
    /// The rules of passes: JavaScript and WASM.
    pub check: (String, String),
    /// The rules of passes and results.
    pub paste: (String, String),
    /// The reader of QR codes: JavaScript and WASM.
    pub scan: (String, String),
}

/// Everything of such a page that is not what it shows.
#[derive(Clone)]
pub struct ToolContext {
    /// Words in the language of the page.
    pub words: Words,
    /// Name in the identity bar; empty means the service's own name.
    pub brand: String,
    /// Footer.
    pub links: Links,
    /// Who signs results: the address of the service.
    pub issuer: String,
}

/// What was typed into the page where texts are pasted.
#[derive(Clone, Default)]
pub struct Pasted {
    /// The text.
    pub text: String,
    /// For whom it should be.
    pub audience: String,
    /// The nonce that it should answer.
    pub nonce: String,
}

/// One of the pages.
pub enum Tool {
    /// Scans passes.
    Gate,
    /// Looks at pasted texts; with what was pasted and found where the server did it.
    Verify(Pasted, Option<Found>),
}

impl Tool {
    /// Its name in the script.
    const fn name(&self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Verify(..) => "verify",
        }
    }

    /// Its address.
    const fn path(&self) -> &'static str {
        match self {
            Self::Gate => "/gate",
            Self::Verify(..) => "/verify",
        }
    }
}

/// Renders a whole page. `nonce` is the one that the answer's content security policy names.
pub fn render(context: &ToolContext, tool: Tool, assets: &ToolAssets, nonce: &str) -> String {
    rendered(|| document(context, tool, assets, nonce))
}

fn document(context: &ToolContext, tool: Tool, assets: &ToolAssets, nonce: &str) -> String {
    let words = context.words;
    let language = words.language();
    let (name, path) = (tool.name(), tool.path());
    let brand = if context.brand.is_empty() { words.text("service-name") } else { context.brand.clone() };
    let title = format!("{} · {brand}", words.text(&format!("{name}-title")));
    let is_gate = matches!(tool, Tool::Gate);
    let rules = if is_gate { &assets.check } else { &assets.paste };
    let body = match tool {
        Tool::Gate => view! { <GatePage words/> }.into_any(),
        Tool::Verify(pasted, found) => view! { <VerifyPage words pasted found/> }.into_any(),
    };
    let manifest =
        is_gate.then(|| view! { <link rel="manifest" href=format!("/gate.webmanifest?lang={}", language.code())/> });
    let view = view! {
        <html lang=language.code() dir=language.dir()>
            <Head title css=assets.css.clone() nonce=nonce.to_owned()>{manifest}</Head>
            <body data-surface="full">
                <main
                    class="check"
                    data-tool=name
                    data-issuer=context.issuer.clone()
                    data-locale=format!("{}-IN", language.code())
                    data-zero=language.tongue().zero.to_string()
                    data-check-js=rules.0.clone()
                    data-check-wasm=rules.1.clone()
                    data-scan-js=assets.scan.0.clone()
                    data-scan-wasm=assets.scan.1.clone()
                >
                    <div class="card">
                        <header class="bar">
                            <span class="bar__mark" aria-hidden="true"></span>
                            <span class="bar__name">{brand}</span>
                            <form id="language" method="get" action=path><LanguageSwitch words/></form>
                        </header>
                        <div class="body">{body}</div>
                    </div>
                    {footer(context, is_gate)}
                </main>
                {(!assets.js.is_empty())
                    .then(|| view! { <script nonce=nonce.to_owned() type="module" inner_html=assets.js.clone()></script> })}
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", view.to_html())
}

fn footer(context: &ToolContext, is_gate: bool) -> impl IntoView + use<> {
    let words = context.words;
    let other = if is_gate { ("/verify", "verify-title") } else { ("/gate", "gate-title") };
    let links = [(context.links.privacy.clone(), "privacy"), (context.links.help.clone(), "help")]
        .into_iter()
        .filter(|(href, _)| !href.is_empty())
        .map(|(href, key)| view! { <a href=href target="_blank" rel="noopener">{words.text(key)}</a> })
        .collect_view();
    view! {
        <footer class="foot">
            <a href=format!("{}?lang={}", other.0, words.language().code())>{words.text(other.1)}</a>
            {links}
            {accessibility(words)}
        </footer>
    }
}
