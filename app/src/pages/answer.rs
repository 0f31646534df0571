//! Step 3: the answer, in word, colour and shape.

use leptos::prelude::*;

use super::{Mode, PageContext, Surface};
use crate::components::{Layout, ReceiptFacts, Row, StatusMark};
use crate::flow::{Answer, Receipt, SharedDose};
use crate::sheet::OWN_PAGE;
use crate::words::Words;

/// The status and what was shared.
#[component]
pub(crate) fn AnswerPage(context: PageContext, answer: Answer) -> impl IntoView {
    let words = context.words;
    let provider = context.provider().to_owned();
    let status = answer.status.min(2);
    let counted = (answer.doses_needed > 0).then(|| {
        words.with("answer-of", &[("counted", answer.doses_counted.into()), ("needed", answer.doses_needed.into())])
    });
    let why = words.find(&format!("reason-{}", answer.reason));
    let back = (context.surface == Surface::Full && !context.ask.return_url.is_empty())
        .then(|| way_back(words, &context.ask.return_url, &provider, &answer));
    let after = view! {
        {keep(words, &answer.receipt)}
        {back}
    };
    let another = context.mode == Mode::Staff;
    view! {
        <Layout context=context.clone() step=3 after=Some(after.into_any())>
            <section class="answer" data-status=status.to_string()>
                <StatusMark status/>
                <h1 class="answer__word" tabindex="-1" data-focus="">{words.text(&format!("answer-{status}"))}</h1>
                {counted.map(|text| view! { <p class="answer__line">{text}</p> })}
                <p class="answer__line">{words.with("answer-shared", &[("provider", provider.into())])}</p>
            </section>
            <dl class="facts">
                <Row label=words.text("answer-name") value=answer.name.clone()/>
                <Row label=words.text("answer-as-of") value=words.date(&answer.as_of)/>
                {why.map(|text| view! { <Row label=words.text("answer-why") value=text/> })}
                {notes(words, &answer)}
                {details(words, &answer)}
            </dl>
            <ReceiptFacts words receipt=answer.receipt.clone() links=context.links.clone() own_page=OWN_PAGE.to_owned()/>
            <button class="link" type="submit" form="kyvs-receipt" formnovalidate>{words.text("receipt-save")}</button>
            {another.then(|| view! {
                <button class="button button--quiet" type="submit" name="action" value="restart" formnovalidate>
                    {words.text("answer-another")}
                </button>
            })}
        </Layout>
    }
}

/// The receipt as a page of its own, which works without script and outlives this one. It opens beside, for this page is not kept.
fn keep(words: Words, receipt: &Receipt) -> impl IntoView + use<> {
    view! {
        <form id="kyvs-receipt" method="post" action="/receipt" target="_blank">
            <input type="hidden" name="id" value=receipt.record.clone()/>
            <input type="hidden" name="lang" value=words.language().code()/>
        </form>
    }
}

fn notes(words: Words, answer: &Answer) -> impl IntoView + use<> {
    let notes: Vec<_> = answer.flags.iter().filter_map(|flag| words.find(&format!("flag-{flag}"))).collect();
    notes.into_iter().map(|text| view! { <Row label=words.text("answer-note") value=text/> }).collect_view()
}

/// What else was shared, because it was asked for and agreed to.
fn details(words: Words, answer: &Answer) -> impl IntoView + use<> {
    let doses = answer
        .events
        .iter()
        .map(|shared| {
            let value = format!("{}, {}", shared.product, words.date(&shared.date));
            view! { <Row label=dose(words, shared) value/> }
        })
        .collect_view();
    let person = answer.demographics.as_ref().map(|(year, gender)| {
        view! {
            <Row label=words.text("answer-birth-year") value=words.number(year)/>
            <Row label=words.text("answer-gender") value=words.text(&format!("gender-{gender}"))/>
        }
    });
    view! {
        {doses}
        {person}
    }
}

/// Which dose it was, in words.
fn dose(words: Words, shared: &SharedDose) -> String {
    let key = match shared {
        SharedDose { precaution: true, .. } => "answer-dose-precaution",
        SharedDose { of: 0, .. } => "answer-dose-alone",
        _ => "answer-dose",
    };
    words.with(key, &[("dose", shared.dose.into()), ("of", shared.of.into())])
}

/// The signed result goes back in a form post: an address would leave the name it carries in logs and histories.
fn way_back(words: Words, return_url: &str, provider: &str, answer: &Answer) -> impl IntoView + use<> {
    view! {
        <form class="return" method="post" action=return_url.to_owned()>
            <input type="hidden" name="kyvs-response" value=answer.result.clone()/>
            <button class="button" type="submit">
                {words.with("answer-continue", &[("provider", provider.to_owned().into())])}
            </button>
        </form>
    }
}
