//! What a person has agreed to, and what may be done about it.

use leptos::prelude::*;

use super::Row;
use crate::flow::Receipt;
use crate::pages::Links;
use crate::words::Words;

/// Who, when, why, which items; how to withdraw and to complain.
#[component]
pub(crate) fn ReceiptFacts(
    words: Words,
    receipt: Receipt,
    links: Links,
    /// Address of the page where people see their own.
    own_page: String,
    /// Whether the page around it has said already that it is a receipt, in an element of the id `receipt-title`.
    #[prop(optional)]
    titled: bool,
) -> impl IntoView {
    let items = items(words, receipt.events, receipt.demographics);
    let when = moment(words, &receipt.day, &receipt.time);
    let about = about(words, &receipt);
    let own_page = format!("{own_page}?lang={}", words.language().code());
    view! {
        <section class="receipt" aria-labelledby="receipt-title">
            {(!titled).then(|| view! { <h2 class="subtitle" id="receipt-title">{words.text("receipt-title")}</h2> })}
            <dl class="facts">
                <Row label=words.text("receipt-asked-by") value=receipt.provider/>
                <Row label=words.text("receipt-purpose") value=words.purpose(&receipt.purpose)/>
                <Row label=words.text("receipt-when") value=when/>
                <Row label=words.text("receipt-items") value=items/>
                {about}
                <Row label=words.text("receipt-number") value=receipt.number/>
            </dl>
            <p class="hint">{words.text("answer-receipt-hint")}</p>
            <p class="hint">
                {words.text("receipt-withdraw")}" "
                <a href=own_page target="_blank" rel="noopener">{words.text("receipt-withdraw-link")}</a>
            </p>
            <p class="hint">
                {words.text("receipt-complain")}" "
                <a href=links.complaint target="_blank" rel="noopener">{words.text("receipt-complain-link")}</a>
            </p>
        </section>
    }
}

/// What was agreed to, in words. The status is always among it.
pub(crate) fn items(words: Words, events: bool, demographics: bool) -> String {
    let mut items = vec![words.text("consent-status")];
    items.extend(events.then(|| words.text("receipt-events")));
    items.extend(demographics.then(|| words.text("receipt-demographics")));
    items.join("; ")
}

/// The day that the answer was about, where a provider asked for another than that of the agreement.
pub(crate) fn about(words: Words, receipt: &Receipt) -> Option<impl IntoView + use<>> {
    let day = receipt.other_day().map(|day| words.date(day));
    day.map(|day| view! { <Row label=words.text("answer-as-of") value=day/> })
}

/// A moment in India, as the language writes it.
pub(crate) fn moment(words: Words, day: &str, time: &str) -> String {
    words.with("receipt-moment", &[("date", words.date(day).into()), ("time", words.time(time).into())])
}
