//! Who asked about the person, and the buttons to withdraw, to take that back, and to get a proof.

use leptos::prelude::*;

use super::super::PageContext;
use crate::components::receipt_facts::{about, items, moment};
use crate::components::{OwnForm, Row};
use crate::flow::Receipt;
use crate::history::{OwnCheck, OwnHistory, ResultState, Withdrawn};
use crate::words::Words;

/// Where proofs come from.
const PROOF: &str = "/status/proof";

/// One page of the checks, newest first.
#[component]
pub(crate) fn History(
    context: PageContext,
    /// Id of the session.
    session: String,
    history: OwnHistory,
) -> impl IntoView {
    let words = context.words;
    let OwnHistory { checks, newest, older, withdrawn, .. } = history;
    let provable = checks.iter().any(|check| check.provable);
    let complain = (!checks.is_empty()).then(|| complain(&context));
    let none = checks.is_empty().then(|| view! { <p>{words.text("history-none")}</p> });
    let list = checks.into_iter().map(|check| one(&context, &session, check)).collect_view();
    let turn = |before: String, key: &str| turn(&context, &session, before, words.text(key));
    view! {
        <section class="section" aria-labelledby="history" id="who-asked">
            <h2 class="subtitle" id="history" tabindex="-1">{words.text("history-title")}</h2>
            <p class="hint">{words.text("history-lead")}</p>
            {none}
            <ul class="checks">{list}</ul>
            {complain}
            {(!newest).then(|| turn(String::new(), "history-newest"))}
            {older.map(|before| turn(before, "history-older"))}
            {provable.then(|| how_to_check(words))}
            {(!withdrawn.is_empty()).then(|| refused(&context, &session, withdrawn))}
        </section>
    }
}

/// What to do about a check that should not have been: a receipt by SMS leads here, too.
fn complain(context: &PageContext) -> impl IntoView + use<> {
    let words = context.words;
    view! {
        <p class="hint">
            {words.text("receipt-complain")}" "
            <a href=context.links.complaint.clone() target="_blank" rel="noopener">{words.text("receipt-complain-link")}</a>
        </p>
    }
}

/// The way to another page of the list.
fn turn(context: &PageContext, session: &str, before: String, text: String) -> impl IntoView + use<> {
    view! {
        <OwnForm context=context.clone() session=session.to_owned()>
            <input type="hidden" name="record" value=before/>
            <button class="link" type="submit" name="action" value="history">{text}</button>
        </OwnForm>
    }
}

/// A check, with what can be done about it.
fn one(context: &PageContext, session: &str, check: OwnCheck) -> impl IntoView + use<> {
    let words = context.words;
    let OwnCheck { receipt, state, withdrawn, provable } = check;
    let (record, provider) = (receipt.record.clone(), receipt.provider.clone());
    let title = title_of(&record);
    view! {
        <li class="checks__item">
            <h3 class="checks__title" id=title><bdi>{provider}</bdi></h3>
            <CheckFacts words receipt state/>
            {withdrawn.then(|| view! { <p class="hint">{words.text("history-withdrawn")}</p> })}
            <div class="actions">
                {(!withdrawn).then(|| withdraw(context, session, record.clone()))}
                {provable.then(|| proof(words, session, record))}
            </div>
        </li>
    }
}

/// What names the provider of a check, for its buttons.
fn title_of(record: &str) -> String {
    format!("check-{record}")
}

fn withdraw(context: &PageContext, session: &str, record: String) -> impl IntoView + use<> {
    let (title, text) = (title_of(&record), context.words.text("history-withdraw"));
    view! {
        <OwnForm context=context.clone() session=session.to_owned()>
            <input type="hidden" name="record" value=record/>
            <button class="link" type="submit" name="action" value="withdraw" aria-describedby=title>
                {text}
            </button>
        </OwnForm>
    }
}

fn proof(words: Words, session: &str, record: String) -> impl IntoView + use<> {
    let title = title_of(&record);
    view! {
        <form method="post" action=PROOF target="_blank">
            <input type="hidden" name="session" value=session.to_owned()/>
            <input type="hidden" name="record" value=record/>
            <button class="link" type="submit" aria-describedby=title>{words.text("history-proof")}</button>
        </form>
    }
}

/// When, why, which items, and what has become of the result.
#[component]
pub(crate) fn CheckFacts(words: Words, receipt: Receipt, state: ResultState) -> impl IntoView {
    let state = match state {
        ResultState::Valid(until) => words.with("history-valid", &[("time", words.time(&until).into())]),
        ResultState::Used => words.text("history-used"),
        ResultState::Expired => words.text("history-expired"),
        ResultState::Revoked => words.text("history-revoked"),
    };
    view! {
        <dl class="facts">
            <Row label=words.text("receipt-when") value=moment(words, &receipt.day, &receipt.time)/>
            <Row label=words.text("receipt-purpose") value=words.purpose(&receipt.purpose)/>
            <Row label=words.text("receipt-items") value=items(words, receipt.events, receipt.demographics)/>
            {about(words, &receipt)}
            <Row label=words.text("receipt-title") value=receipt.number/>
            <Row label=words.text("history-state") value=state/>
        </dl>
    }
}

fn how_to_check(words: Words) -> impl IntoView {
    let text = words.with("history-proof-text", &[("key", "/audit/key".into())]);
    view! {
        <details class="fold">
            <summary class="fold__name">{words.text("history-proof-title")}</summary>
            <p class="fold__text">{text}</p>
        </details>
    }
}

/// Providers that may not ask: also those whose checks are on no page any more.
fn refused(context: &PageContext, session: &str, withdrawn: Vec<Withdrawn>) -> impl IntoView + use<> {
    let words = context.words;
    let list = withdrawn
        .into_iter()
        .map(|Withdrawn { id, provider }| {
            view! {
                <li class="checks__item">
                    <OwnForm context=context.clone() session=session.to_owned()>
                        <strong><bdi>{provider.clone()}</bdi></strong>
                        <input type="hidden" name="provider" value=id/>
                        <button class="button button--quiet" type="submit" name="action" value="allow">
                            {words.with("history-allow", &[("provider", provider.into())])}
                        </button>
                    </OwnForm>
                </li>
            }
        })
        .collect_view();
    view! {
        <h3 class="checks__title">{words.text("history-refused-title")}</h3>
        <ul class="checks">{list}</ul>
    }
}
