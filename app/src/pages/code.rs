//! Step 2: who asks and what it will learn, and the code that agrees.

use leptos::prelude::*;

use super::{Mode, PageContext, Surface, Ticked};
use crate::components::{ErrorSummary, FieldError, Layout, OwnRequester, Requester, field_errors};
use crate::flow::{Pace, Receipts, Refusal, Sent};
use crate::islands::{CodeField, ResendPanel, ResendWords};
use crate::words::Words;

/// Consent and code.
#[component]
pub(crate) fn CodePage(
    context: PageContext,
    sent: Sent,
    otp: String,
    ticked: Ticked,
    resent: bool,
    refusal: Option<Refusal>,
) -> impl IntoView {
    let words = context.words;
    let Ticked { events, demographics, receipt } = ticked;
    let errors = field_errors(words, refusal.as_ref());
    let error = errors.first().map(|error: &FieldError| error.text.clone());
    let provider = context.provider().to_owned();
    let (staff, own) = (context.mode == Mode::Staff, context.surface == Surface::Own);
    let described_by = if error.is_some() { "otp-error otp-sent" } else { "otp-sent" };
    let (queued, pace) = (sent.pace == Pace::Queued, pace_words(words, &sent));
    let always = context.asker.as_ref().is_some_and(|asker| asker.receipts == Receipts::Always);
    let receipt = receipt || always;
    let fresh = errors.is_empty() && !resent;
    let sent_words = [("mobile", sent.sent_to.clone().into()), ("ref", sent.sms_ref.clone().into())];
    view! {
        <Layout context=context.clone() step=2>
            <ErrorSummary words errors=errors.clone()/>
            <input type="hidden" name="id" value=sent.id.clone()/>
            {resent.then(|| view! {
                <p class="notice" role="status" tabindex="-1" data-focus="">{words.with("resend-done", &sent_words)}</p>
            })}
            {if own {
                view! { <OwnRequester words focus=fresh/> }.into_any()
            } else {
                view! { <Requester context=context.clone() events demographics focus=fresh/> }.into_any()
            }}
            <div class="group" class:group--error=error.is_some()>
                <label class="label" for="otp">{words.text("code-label")}</label>
                <p class="hint" id="otp-sent">{words.with("code-sent", &sent_words)}</p>
                {queued.then(|| view! { <p class="hint" id="otp-pace">{pace.clone()}</p> })}
                {error.as_ref().map(|text| view! { <p class="error" id="otp-error">{text.clone()}</p> })}
                <CodeField value=otp described_by=described_by.to_owned() invalid=error.is_some()/>
            </div>
            {staff.then(|| view! { <p class="hint">{words.text("code-staff")}</p> })}
            {(!own).then(|| view! {
                <label class="tick">
                    <input class="tick__box" type="checkbox" name="receipt" value="true" checked=receipt disabled=always/>
                    <span>{words.text("receipt-sms")}</span>
                </label>
            })}
            <button class="button" type="submit" name="action" value="confirm" data-primary="">
                {if own { words.text("own-see") } else { words.with("share-with", &[("provider", provider.into())]) }}
            </button>
            {(!queued).then(|| view! { <p class="hint">{pace}</p> })}
            <ResendPanel
                expires_in=sent.expires_in
                resend_in=sent.resend_in
                resends_left=sent.resends_left
                words=resend_words(words, &sent)
            />
            <div class="actions">
                <button class="link" type="submit" name="action" value="change" formnovalidate>{words.text("change-details")}</button>
                <button class="link" type="submit" name="action" value="decline" formnovalidate>
                    {words.text(if own { "own-decline" } else { "decline" })}
                </button>
            </div>
            <p class="warning">{words.text("never-tell")}</p>
        </Layout>
    }
}

/// When the SMS comes. It is said of the pair as typed, whether or not anybody is there.
fn pace_words(words: Words, sent: &Sent) -> String {
    match sent.pace {
        Pace::Usual => words.text("code-maybe"),
        Pace::Delivered(seconds) => words.with("code-usually", &[("seconds", seconds.into())]),
        Pace::Queued => words.with("code-queued", &[("minutes", sent.expires_in.div_ceil(60).into())]),
    }
}

fn resend_words(words: Words, sent: &Sent) -> ResendWords {
    let valid = match sent.expires_in.div_ceil(60) {
        0 => words.text("code-expired-live"),
        minutes => words.with("code-valid", &[("minutes", minutes.into())]),
    };
    ResendWords {
        valid,
        valid_live: words.with("code-valid-live", &[("time", "{time}".into())]),
        expired: words.text("code-expired-live"),
        resend: words.text("resend"),
        wait: words.with("resend-wait", &[("time", "{time}".into())]),
        ready: words.text("resend-ready"),
        none: words.text("resend-none"),
        zero: words.language().tongue().zero,
    }
}
