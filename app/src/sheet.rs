//! A receipt to keep: one document without script, which prints, and works as a file.

use leptos::prelude::*;

use crate::components::ReceiptFacts;
use crate::document::{Head, rendered};
use crate::flow::Receipt;
use crate::pages::Links;
use crate::words::Words;

/// Path of the page where people see their own status and who asked.
pub const OWN_PAGE: &str = "/status";

/// A receipt, and what stands around it.
pub struct Sheet {
    /// Words in the language of the sheet.
    pub words: Words,
    /// The receipt; `None` when there is no such one.
    pub receipt: Option<Receipt>,
    /// Name in the identity bar; empty means the service's own name.
    pub brand: String,
    /// Where to complain.
    pub links: Links,
    /// Address of the service, in front of the links of a file.
    pub origin: String,
    /// Whether it becomes a file: that has nothing to press.
    pub is_file: bool,
}

/// Renders it as a whole document. `nonce` is the one that the answer's content security policy names.
pub fn render(sheet: Sheet, css: &str, nonce: &str) -> String {
    rendered(|| document(sheet, css, nonce))
}

fn document(sheet: Sheet, css: &str, nonce: &str) -> String {
    let Sheet { words, receipt, brand, links, origin, is_file } = sheet;
    let language = words.language();
    let title = match &receipt {
        Some(receipt) => words.with("receipt-page-title", &[("number", receipt.number.clone().into())]),
        None => words.text("receipt-gone"),
    };
    let brand = if brand.is_empty() { words.text("service-name") } else { brand };
    let links = Links { complaint: absolute(&origin, links.complaint), ..links };
    let own_page = format!("{origin}{OWN_PAGE}");
    let download = (!is_file).then(|| receipt.clone()).flatten().map(|receipt| download(words, receipt.record));
    let facts = receipt.map(|receipt| view! { <ReceiptFacts words receipt links own_page titled=true/> });
    let view = view! {
        <html lang=language.code() dir=language.dir() data-theme="auto">
            <Head title=title.clone() css=css.to_owned() nonce=nonce.to_owned() origin/>
            <body data-surface="full">
                <main id="kyvs" class="check" aria-label=words.text("service-name")>
                    <div class="card card--alone">
                        <header class="bar">
                            <span class="bar__mark" aria-hidden="true"></span>
                            <span class="bar__name">{brand}</span>
                        </header>
                        <div class="body">
                            <h1 class="title" id="receipt-title">{title}</h1>
                            {facts}
                            {download}
                        </div>
                    </div>
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", view.to_html())
}

/// The way to the file. The browser's own menu prints the page.
fn download(words: Words, record: String) -> impl IntoView {
    view! {
        <form class="keep" method="post" action="/receipt">
            <input type="hidden" name="id" value=record/>
            <input type="hidden" name="lang" value=words.language().code()/>
            <p class="hint">{words.text("receipt-print")}</p>
            <button class="button button--quiet" type="submit" name="as" value="file">{words.text("receipt-download")}</button>
        </form>
    }
}

/// Links of a file need the service's address in front.
fn absolute(origin: &str, link: String) -> String {
    if link.starts_with('/') { format!("{origin}{link}") } else { link }
}
