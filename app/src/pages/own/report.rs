//! "This is wrong": a person's reports, and the form for another one. There is no free text, so nothing personal is typed.

use domain::case::RecordFault;
use leptos::prelude::*;

use super::super::PageContext;
use crate::components::{FieldError, OwnForm, error_of};
use crate::flow::Field;
use crate::own::{OwnCase, OwnDose, OwnStatus};
use crate::words::Words;

/// What was reported, and the form.
#[component]
pub(crate) fn Report(
    context: PageContext,
    status: OwnStatus,
    /// The number of the case that was just made.
    reported: Option<String>,
    /// What was chosen as wrong.
    fault: String,
    /// The dose that was chosen.
    dose: String,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let words = context.words;
    let error = error_of(&errors, Field::Fault);
    let wrong = error.is_some();
    let faults = RecordFault::ALL.map(|known| choice(words, known, known.as_str() == fault)).collect_view();
    view! {
        {reported.map(|number| taken(words, number))}
        {(!status.cases.is_empty()).then(|| cases(words, status.cases.clone()))}
        <details class="fold" open=wrong>
            <summary class="fold__name">{words.text("own-wrong")}</summary>
            <OwnForm context=context session=status.session.clone()>
                <fieldset class="group" class:group--error=wrong aria-describedby=wrong.then_some("fault-error")>
                    <legend class="label">{words.text("own-wrong-what")}</legend>
                    {error.map(|text| view! { <p class="error" id="fault-error">{text}</p> })}
                    {faults}
                </fieldset>
                {(!status.doses.is_empty()).then(|| which(words, status.doses, &dose))}
                <p class="hint">{words.text("own-wrong-hint")}</p>
                <button class="button button--quiet" type="submit" name="action" value="report">
                    {words.text("own-wrong-send")}
                </button>
            </OwnForm>
        </details>
    }
}

/// The first choice is where an error's link leads to.
fn choice(words: Words, fault: RecordFault, chosen: bool) -> impl IntoView {
    let id = (fault == RecordFault::ALL[0]).then_some("fault");
    view! {
        <label class="tick">
            <input class="tick__box" type="radio" id=id name="fault" value=fault.as_str() checked=chosen/>
            <span>{words.text(&format!("own-fault-{}", fault.as_str()))}</span>
        </label>
    }
}

fn which(words: Words, doses: Vec<OwnDose>, chosen: &str) -> impl IntoView + use<> {
    let options = doses
        .into_iter()
        .map(|dose| {
            let text = format!("{}, {}", dose.product, words.date(&dose.date));
            view! { <option value=dose.reference.clone() selected=dose.reference == chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="group">
            <label class="label" for="dose">{words.text("own-wrong-dose")}</label>
            <select class="field" id="dose" name="dose" autocomplete="off">
                <option value="">{words.text("own-wrong-dose-none")}</option>
                {options}
            </select>
        </div>
    }
}

/// The number to keep, and what happens next.
fn taken(words: Words, number: String) -> impl IntoView {
    view! {
        <div class="notice" role="status" tabindex="-1" data-focus="">
            <p>{words.text("own-reported")} " " <strong class="number"><bdi>{number}</bdi></strong></p>
            <p>{words.text("own-reported-next")}</p>
        </div>
    }
}

fn cases(words: Words, cases: Vec<OwnCase>) -> impl IntoView {
    let rows = cases
        .into_iter()
        .map(|case| {
            let state = case.outcome.as_ref().map_or_else(|| "own-case-open".to_owned(), |word| format!("own-case-{word}"));
            let about = case.dose.as_ref().map(|day| words.date(day));
            view! {
                <li class="case">
                    <strong class="number"><bdi>{case.number}</bdi></strong>
                    <span>{words.text(&format!("own-fault-{}", case.fault))}{about.map(|day| format!(" ({day})"))}</span>
                    <span class="hint">
                        {words.with("own-case-since", &[("date", words.date(&case.opened).into())])} " " {words.text(&state)}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2 class="subtitle">{words.text("own-cases")}</h2>
        <ul class="cases">{rows}</ul>
    }
}
