//! What stands in the way, and the way on.

use domain::problem::ErrorCode;
use leptos::prelude::*;

use super::{PageContext, Surface};
use crate::components::Layout;
use crate::flow::Refusal;
use crate::words::Words;

/// The problem in words, and "start again" where that helps.
#[component]
pub(crate) fn ProblemPage(context: PageContext, refusal: Refusal) -> impl IntoView {
    let words = context.words;
    let key = message_key(words, &refusal);
    let seconds = refusal.retry_after.unwrap_or(60);
    let text = words.with(&key, &[("seconds", seconds.into()), ("minutes", seconds.div_ceil(60).into())]);
    let again = context.asker.is_some() || context.surface == Surface::Own;
    view! {
        <Layout context=context.clone() step=0>
            <h1 class="title" tabindex="-1" data-focus="">{words.text("problem-title")}</h1>
            <p class="lead">{text}</p>
            {again.then(|| view! {
                <button class="button button--quiet" type="submit" name="action" value="restart" formnovalidate>
                    {words.text("start-again")}
                </button>
            })}
        </Layout>
    }
}

/// What the field's own message says, where one is to blame; else the code's.
fn message_key(words: Words, refusal: &Refusal) -> String {
    if let Some((_, key)) = refusal.fields.first() {
        return key.clone().into_owned();
    }
    let code = match refusal.code {
        ErrorCode::Cancelled => ErrorCode::VerificationNotFound,
        code => code,
    };
    let key = format!("problem-{}", code.code());
    if words.find(&key).is_some() { key } else { "problem-service-unavailable".to_owned() }
}
