//! The language of the page, each in its own script.

use domain::language::Language;
use leptos::prelude::*;

use crate::words::Words;

/// A select that changes the page at once with script, and by a button without. It stands inside the form, so nothing typed is lost.
#[component]
pub(crate) fn LanguageSwitch(words: Words) -> impl IntoView {
    let options = Language::ALL.map(|language| {
        let chosen = language.code() == words.language().code();
        view! { <option value=language.code() lang=language.code() selected=chosen>{language.own_name()}</option> }
    });
    view! {
        <div class="languages">
            <label class="visually-hidden" for="lang">{words.text("language-label")}</label>
            <select class="languages__select" id="lang" name="lang" autocomplete="off">{options.collect_view()}</select>
            <noscript>
                <button class="link" type="submit" name="action" value="language" formnovalidate>{words.text("language-change")}</button>
            </noscript>
        </div>
    }
}
