//! The answer to a pass or a result: word, colour and shape. The server shows one, or lays out all of them as templates, which the
//! script fills in.

use domain::inspect::{Answer, Fact, Found, Value};
use domain::vaccination::{Flag, Reason};
use leptos::prelude::*;

use super::StatusMark;
use crate::words::Words;

/// One answer. Without `found` it is a template: its places are empty. A page shows one at a time, in a place that its word names.
#[component]
pub(crate) fn FoundCard(words: Words, answer: Answer, found: Option<Found>) -> impl IntoView {
    let name = answer.as_str();
    let (is_test, status, facts) =
        found.map_or((false, None, Vec::new()), |found| (found.test, found.status, found.facts));
    let has_status = matches!(answer, Answer::Genuine | Answer::ResultGenuine | Answer::ResultExpired);
    let rows = facts
        .into_iter()
        .map(|(fact, value)| view! { <FactRow words fact value=written(words, fact, value)/> })
        .collect_view();
    view! {
        <div class=format!("found__card found__card--{}", kind(answer))>
            <p class="ribbon" data-test="" hidden=!is_test>{words.text("test-ribbon")}</p>
            {(!has_status || answer == Answer::ResultExpired).then(|| view! { <FoundMark answer/> })}
            <h2 class="found__word" id="found-word">{words.text(&format!("found-{name}"))}</h2>
            {has_status.then(|| view! {
                <div class="found__status" data-status-place="">
                    {status.map(|status| view! { <StatusWord words status=status.code()/> })}
                </div>
            })}
            <p class="found__text">{words.text(&format!("found-{name}-text"))}</p>
        </div>
        <dl class="facts">{rows}</dl>
    }
}

/// A fact as the language writes it. Names, mobiles and ids stay as they are.
fn written(words: Words, fact: Fact, value: Value) -> String {
    match (fact, value) {
        (_, Value::Moment(at)) => words.moment(at),
        (_, Value::Word { word }) => words.text(&word),
        (Fact::BirthYear, Value::Text(year)) => words.number(year),
        (Fact::AsOf, Value::Text(day)) => words.date(&day),
        (_, Value::Text(text)) => text,
    }
}

/// Templates of every answer, status and fact.
#[component]
pub(crate) fn FoundTemplates(words: Words) -> impl IntoView {
    let answers = Answer::ALL.map(|answer| {
        view! { <template id=format!("found-{}", answer.as_str())><FoundCard words answer found=None/></template> }
    });
    let statuses = [0_u8, 1, 2].map(|status| {
        view! { <template id=format!("status-{status}")><StatusWord words status/></template> }
    });
    let facts = Fact::ALL.map(|fact| {
        view! { <template id=format!("fact-{}", fact.as_str())><FactRow words fact value=String::new()/></template> }
    });
    view! { {answers.collect_view()} {statuses.collect_view()} {facts.collect_view()} }
}

/// Templates of our own words that a result may name.
#[component]
pub(crate) fn WordTemplates(words: Words) -> impl IntoView {
    let reasons = Reason::ALL.map(|reason| format!("reason-{}", reason.as_str()));
    let flags = Flag::ALL.map(|flag| format!("flag-{}", flag.as_str()));
    let genders = ["F", "M", "O", "U"].map(|gender| format!("gender-{gender}"));
    reasons
        .into_iter()
        .chain(flags)
        .chain(genders)
        .map(|key| {
            let text = words.text(&key);
            view! { <template id=format!("word-{key}")>{text}</template> }
        })
        .collect_view()
}

#[component]
fn StatusWord(words: Words, status: u8) -> impl IntoView {
    view! {
        <StatusMark status/>
        <span class="answer__word" data-status=status.to_string()>{words.text(&format!("answer-{status}"))}</span>
    }
}

#[component]
fn FactRow(words: Words, fact: Fact, value: String) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{words.text(&format!("fact-{}", fact.as_str()))}</dt>
            <dd><bdi>{value}</bdi></dd>
        </div>
    }
}

/// How an answer is meant: its colours.
const fn kind(answer: Answer) -> &'static str {
    match answer {
        Answer::Genuine | Answer::ResultGenuine => "good",
        Answer::BadSignature | Answer::Revoked | Answer::Expired | Answer::ResultForged | Answer::ResultElsewhere => {
            "bad"
        }
        Answer::KeysTooOld | Answer::NotYet | Answer::ResultNotYet | Answer::ResultExpired => "wait",
        Answer::NotAPass | Answer::ResultMalformed | Answer::ResultAudience | Answer::ResultNonce => "other",
    }
}

/// The shape of an answer that is no status; the word below it says the same.
#[component]
fn FoundMark(answer: Answer) -> impl IntoView {
    // Each shape stands for itself without its colour: an octagon with a cross, a clock, a struck-out disc, an arrow that goes
    // round, a square with a question mark.
    let (outline, inside) = match answer {
        Answer::BadSignature | Answer::ResultForged | Answer::ResultElsewhere => {
            ("M21 4h22l17 17v22L43 60H21L4 43V21z", "M23 23l18 18M41 23L23 41")
        }
        Answer::Expired | Answer::NotYet | Answer::ResultExpired | Answer::ResultNotYet => {
            ("M32 4a28 28 0 1 0 .01 0z", "M32 16v16l10 8")
        }
        Answer::Revoked => ("M32 4a28 28 0 1 0 .01 0z", "M12.5 12.5l39 39"),
        Answer::KeysTooOld => ("M56 20A27 27 0 1 0 59 35", "M58 6v15H43"),
        _ => ("M6 6h52v52H6z", "M24 25a8 8 0 1 1 11 7.5c-2 .8-3 2-3 4.5M32 46v1"),
    };
    view! {
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">
            <path d=outline/>
            <path d=inside/>
        </svg>
    }
}
