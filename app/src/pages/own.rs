//! The person's own page, while the session is open: a section for each thing to see or do, each with its own form.

mod doses;
mod end;
mod ended;
mod graphic;
mod pass;
mod report;
mod status;

use leptos::prelude::*;

use self::{doses::Doses, end::End, graphic::Graphic, pass::Pass, report::Report, status::Status};
use super::{OwnStep, PageContext};
use crate::components::{ErrorSummary, OwnLayout, field_errors};

pub(crate) use ended::EndedPage;

/// All sections, top to bottom.
#[component]
pub(crate) fn OwnPage(context: PageContext, step: OwnStep) -> impl IntoView {
    let words = context.words;
    let OwnStep { status, reported, fault, dose, sharing, refusal } = step;
    let errors = field_errors(words, refusal.as_ref());
    let fresh = errors.is_empty() && reported.is_none() && sharing.is_quiet();
    view! {
        <OwnLayout context=context.clone() session=status.session.clone()>
            <ErrorSummary words errors=errors.clone()/>
            <Status words status=status.clone() focus=fresh/>
            <Doses words doses=status.doses.clone()/>
            <Graphic context=context.clone() status=status.clone() sharing=sharing.clone() errors=errors.clone()/>
            <Pass context=context.clone() status=status.clone() sharing errors=errors.clone()/>
            <Report context=context.clone() status=status.clone() reported fault dose errors/>
            <End context=context.clone() session=status.session minutes=status.minutes_left/>
        </OwnLayout>
    }
}
