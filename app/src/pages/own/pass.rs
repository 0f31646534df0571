//! "A pass for a gate": what it is to say, the pass on the screen, and the passes that are good.

use leptos::prelude::*;

use super::super::PageContext;
use super::given::Given;
use crate::components::{FieldError, OwnForm, Row, StatusMark, error_of};
use crate::flow::Field;
use crate::own::OwnStatus;
use crate::sharing::{OwnPass, PassChoice, Sharing, ShownPass, TakenBack};
use crate::words::Words;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// The form of a pass, the pass in view, and the passes of the person.
#[component]
pub(crate) fn Pass(
    context: PageContext,
    status: OwnStatus,
    sharing: Sharing,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let words = context.words;
    let session = status.session.clone();
    let error = error_of(&errors, Field::Pass);
    let back = sharing.taken_back == Some(TakenBack::Pass);
    let open = error.is_some() || sharing.shown.is_some() || back;
    let Sharing { pass, passes, shown, .. } = sharing;
    view! {
        <details class="fold" open=open>
            <summary class="fold__name">{words.text("pass-title")}</summary>
            {shown.map(|shown| in_view(&context, &session, shown))}
            <OwnForm context=context.clone() session=session.clone()>
                <p>{words.text("pass-lead")}</p>
                {error.map(|text| view! { <p class="error" id="pass-error">{text}</p> })}
                {choices(words, &pass, &passes.lifetimes)}
                <button class="button" type="submit" name="action" value="pass">{words.text("pass-make")}</button>
            </OwnForm>
            {(!passes.passes.is_empty() || back).then(|| list(&context, &session, passes.passes, back))}
        </details>
    }
}

fn choices(words: Words, choice: &PassChoice, lifetimes: &[u32]) -> impl IntoView + use<> {
    let chosen = if choice.name.is_empty() { "first" } else { choice.name.as_str() };
    let names = ["first", "initials", "none"]
        .map(|value| {
            view! {
                <label class="tick">
                    <input
                        class="tick__box" type="radio" name="pass_name" value=value checked=value == chosen
                        id=(value == "first").then_some("pass_name")
                    />
                    <span>{words.text(&format!("pass-name-{value}"))}</span>
                </label>
            }
        })
        .collect_view();
    let lifetimes = lifetimes
        .iter()
        .map(|minutes| {
            let value = minutes.to_string();
            let selected = value == choice.minutes;
            view! { <option value=value selected=selected>{lifetime(words, *minutes)}</option> }
        })
        .collect_view();
    view! {
        <fieldset class="group">
            <legend class="label">{words.text("pass-name")}</legend>
            {names}
        </fieldset>
        <label class="tick">
            <input class="tick__box" type="checkbox" name="pass_birth_year" value="yes" checked=choice.birth_year/>
            <span>{words.text("pass-birth-year")}</span>
        </label>
        <div class="group">
            <label class="label" for="pass_minutes">{words.text("pass-lifetime")}</label>
            <select class="field" id="pass_minutes" name="pass_minutes" autocomplete="off">{lifetimes}</select>
        </div>
    }
}

fn lifetime(words: Words, minutes: u32) -> String {
    if minutes.is_multiple_of(DAY) {
        words.with("pass-days", &[("count", (minutes / DAY).into())])
    } else {
        words.with("pass-hours", &[("count", (minutes / HOUR).into())])
    }
}

/// When a pass ends, in words.
fn ends(words: Words, pass: &OwnPass) -> String {
    words.with("pass-ends", &[("date", words.date(&pass.ends.0).into()), ("time", words.time(&pass.ends.1).into())])
}

/// A pass as a gate scans it: dark on white in every theme, as large as the page is wide.
fn in_view(context: &PageContext, session: &str, shown: ShownPass) -> impl IntoView + use<> {
    let words = context.words;
    let ShownPass { pass, side, path } = shown;
    let view_box = format!("0 0 {side} {side}");
    let status = pass.status.min(2);
    let until = ends(words, &pass);
    view! {
        <div class="pass">
            <h2 class="pass__word" tabindex="-1" data-focus="">
                <StatusMark status/>
                <span>{words.text(&format!("answer-{status}"))}</span>
            </h2>
            <svg class="pass__code" viewBox=view_box role="img" aria-label=words.text("pass-code") shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
            <dl class="facts">
                {pass.name.clone().map(|name| view! { <Row label=words.text("pass-fact-name") value=name/> })}
                {pass.birth_year.map(|year| view! { <Row label=words.text("answer-birth-year") value=words.number(year)/> })}
                <Row label=words.text("pass-until") value=until/>
            </dl>
            <details>
                <summary>{words.text("pass-text")}</summary>
                <p class="pass__text" dir="ltr">{pass.code.clone()}</p>
            </details>
            <OwnForm context=context.clone() session=session.to_owned()>
                <input type="hidden" name="pass" value=pass.id/>
                <button class="button button--quiet" type="submit" formaction="/status/file" name="action" value="paper">
                    {words.text("pass-paper")}
                </button>
            </OwnForm>
        </div>
    }
}

fn list(context: &PageContext, session: &str, passes: Vec<OwnPass>, back: bool) -> impl IntoView + use<> {
    let words = context.words;
    let none = passes.is_empty();
    let rows = passes
        .into_iter()
        .map(|pass| {
            let until = ends(words, &pass);
            let name = pass.name.clone().unwrap_or_else(|| words.text("pass-name-none"));
            view! {
                <li class="case">
                    <span>{words.text(&format!("answer-{}", pass.status.min(2)))} " · " {name}</span>
                    <span class="hint">{until}</span>
                    <OwnForm context=context.clone() session=session.to_owned()>
                        <input type="hidden" name="pass" value=pass.id/>
                        <div class="actions">
                            <button class="button button--quiet" type="submit" name="action" value="show-pass">
                                {words.text("pass-show")}
                            </button>
                            <button class="button button--quiet" type="submit" name="action" value="unpass">
                                {words.text("pass-revoke")}
                            </button>
                        </div>
                    </OwnForm>
                </li>
            }
        })
        .collect_view();
    view! { <Given words title="pass-list" taken_back=back.then_some("pass-revoked") none>{rows}</Given> }
}
