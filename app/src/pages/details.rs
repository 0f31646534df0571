//! Step 1: whose status.

use leptos::prelude::*;

use super::{Mode, PageContext, Surface, heading};
use crate::components::{ErrorSummary, Layout, TextField, error_of, field_errors};
use crate::flow::{Field, Refusal};

/// Full name and mobile.
#[component]
pub(crate) fn DetailsPage(
    context: PageContext,
    full_name: String,
    mobile: String,
    refusal: Option<Refusal>,
) -> impl IntoView {
    let words = context.words;
    let errors = field_errors(words, refusal.as_ref());
    let name_error = error_of(&errors, Field::FullName);
    let mobile_error = error_of(&errors, Field::Mobile);
    let staff = context.mode == Mode::Staff;
    let title = heading::of_details(&context);
    let lead = match (context.surface, staff) {
        (Surface::Own, _) => "own-details-lead",
        (_, true) => "details-lead-staff",
        (_, false) => "details-lead-citizen",
    };
    let (name_token, mobile_token) = if staff { ("off", "off") } else { ("name", "tel") };
    view! {
        <Layout context=context.clone() step=1>
            <ErrorSummary words errors=errors.clone()/>
            <h1 class="title" tabindex="-1" data-focus=errors.is_empty().then_some("")>{title}</h1>
            <p class="lead">{words.text(lead)}</p>
            <TextField
                id="full_name"
                label=words.text("name-label")
                hint=words.text("name-hint")
                error=name_error
                value=full_name
                kind="text"
                autocomplete=name_token
            />
            <TextField
                id="mobile"
                label=words.text("mobile-label")
                hint=words.text("mobile-hint")
                error=mobile_error
                value=mobile
                kind="tel"
                autocomplete=mobile_token
            />
            <button class="button" type="submit" name="action" value="start">
                {words.text("send-code")}
            </button>
        </Layout>
    }
}
