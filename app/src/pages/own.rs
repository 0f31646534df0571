//! The person's own page, while the session is open: a section for each thing to see or do, each with its own form.

mod doses;
mod end;
mod ended;
mod given;
mod graphic;
mod history;
mod pass;
mod pause;
mod report;
mod status;
mod withdraw;

use leptos::prelude::*;

use self::{
    doses::Doses, end::End, graphic::Graphic, history::History, pass::Pass, pause::Pause, report::Report,
    status::Status,
};
use super::{OwnStep, PageContext};
use crate::components::{ErrorSummary, OwnLayout, field_errors};
use crate::history::Done;
use crate::words::Words;

pub(crate) use ended::EndedPage;
pub(crate) use withdraw::WithdrawPage;

/// All sections, top to bottom.
#[component]
pub(crate) fn OwnPage(context: PageContext, step: OwnStep) -> impl IntoView {
    let words = context.words;
    let OwnStep { status, reported, fault, dose, sharing, refusal, history, done } = step;
    let errors = field_errors(words, refusal.as_ref());
    let fresh = errors.is_empty() && reported.is_none() && done.is_none() && sharing.is_quiet();
    let paused = history.paused.clone();
    view! {
        <OwnLayout context=context.clone() session=status.session.clone()>
            <ErrorSummary words errors=errors.clone()/>
            {done.map(|done| said(words, done))}
            <Status words status=status.clone() focus=fresh/>
            <Doses words doses=status.doses.clone()/>
            <Graphic context=context.clone() status=status.clone() sharing=sharing.clone() errors=errors.clone()/>
            <Pass context=context.clone() status=status.clone() sharing errors=errors.clone()/>
            <Report context=context.clone() status=status.clone() reported fault dose errors/>
            <History context=context.clone() session=status.session.clone() history/>
            <Pause context=context.clone() session=status.session.clone() paused/>
            <End context=context.clone() session=status.session seconds=status.seconds_left/>
        </OwnLayout>
    }
}

/// What the last button has done.
fn said(words: Words, done: Done) -> impl IntoView {
    let text = match done {
        Done::Withdrawn(provider) => words.with("history-withdraw-done", &[("provider", provider.into())]),
        Done::Allowed(provider) => words.with("history-allow-done", &[("provider", provider.into())]),
        Done::Paused => words.text("pause-done"),
        Done::Resumed => words.text("pause-ended"),
    };
    view! { <p class="notice" role="status" tabindex="-1" data-focus="">{text}</p> }
}
