//! What is wrong, first thing on the page, with the focus and a way to the field.

use leptos::prelude::*;

use domain::problem::ErrorCode;

use crate::flow::{Field, Refusal};
use crate::words::Words;

/// One error in words.
#[derive(Clone)]
pub(crate) struct FieldError {
    /// The field to mend; none where no field is to blame.
    pub(crate) field: Option<Field>,
    /// What is wrong and how to mend it.
    pub(crate) text: String,
}

/// Id of the input of a field.
fn input_id(field: Field) -> &'static str {
    match field {
        Field::FullName => "full_name",
        Field::Mobile => "mobile",
        Field::Code => "otp",
        Field::Fault => "fault",
        Field::Picture => "shape",
        Field::Pass => "pass_name",
    }
}

/// A refusal in words, field by field.
pub(crate) fn field_errors(words: Words, refusal: Option<&Refusal>) -> Vec<FieldError> {
    let Some(refusal) = refusal else {
        return Vec::new();
    };
    let seconds = refusal.retry_after.unwrap_or(60);
    let values = [
        ("left", refusal.attempts_left.unwrap_or(0).into()),
        ("seconds", seconds.into()),
        ("minutes", seconds.div_ceil(60).into()),
    ];
    if refusal.fields.is_empty() {
        let key = match refusal.code {
            ErrorCode::NetworkError => "error-offline".to_owned(),
            code => format!("problem-{}", code.code()),
        };
        let key = if words.find(&key).is_some() { key.as_str() } else { "problem-service-unavailable" };
        return vec![FieldError { field: None, text: words.with(key, &values) }];
    }
    refusal
        .fields
        .iter()
        .map(|(field, key)| FieldError { field: Some(*field), text: words.with(key, &values) })
        .collect()
}

/// What is wrong with one field.
pub(crate) fn error_of(errors: &[FieldError], field: Field) -> Option<String> {
    errors.iter().find(|error| error.field == Some(field)).map(|error| error.text.clone())
}

/// The summary; nothing where nothing is wrong.
#[component]
pub(crate) fn ErrorSummary(words: Words, errors: Vec<FieldError>) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .into_iter()
            .map(|FieldError { field, text }| match field {
                Some(field) => view! { <li><a href=format!("#{}", input_id(field))>{text}</a></li> }.into_any(),
                None => view! { <li>{text}</li> }.into_any(),
            })
            .collect_view();
        view! {
            <div class="summary" role="alert" tabindex="-1" data-focus="" aria-labelledby="summary-title">
                <h2 class="summary__title" id="summary-title">{words.text("error-summary")}</h2>
                <ul class="summary__list">{lines}</ul>
            </div>
        }
    })
}
