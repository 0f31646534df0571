//! "Do you want to withdraw?": what it does is said before it is done.

use leptos::prelude::*;

use super::{super::PageContext, history::CheckFacts};
use crate::components::{OwnForm, OwnLayout};
use crate::history::OwnCheck;

/// The question, with the check that it began with.
#[component]
pub(crate) fn WithdrawPage(
    context: PageContext,
    /// Id of the session.
    session: String,
    check: OwnCheck,
) -> impl IntoView {
    let words = context.words;
    let OwnCheck { receipt, state, .. } = check;
    let record = receipt.record.clone();
    let provider = || [("provider", receipt.provider.clone().into())];
    let (title, text) =
        (words.with("history-withdraw-title", &provider()), words.with("history-withdraw-text", &provider()));
    view! {
        <OwnLayout context=context.clone() session=session.clone()>
            <h1 class="title" tabindex="-1" data-focus="">{title}</h1>
            <p>{text}</p>
            <CheckFacts words receipt=receipt.clone() state/>
            <OwnForm context=context.clone() session=session.clone()>
                <input type="hidden" name="record" value=record/>
                <button class="button" type="submit" name="action" value="withdraw-confirm">
                    {words.text("history-withdraw-confirm")}
                </button>
            </OwnForm>
            // Without the record: it would say from where the list goes on.
            <OwnForm context=context.clone() session=session>
                <button class="button button--quiet" type="submit" name="action" value="history">
                    {words.text("history-keep")}
                </button>
            </OwnForm>
        </OwnLayout>
    }
}
