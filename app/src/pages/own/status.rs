//! The status in words and shape, why it is so, how fresh it is, and by which rules.

use leptos::prelude::*;

use crate::components::{Row, StatusMark};
use crate::own::OwnStatus;
use crate::words::Words;

/// What a provider would learn, and what explains it.
#[component]
pub(crate) fn Status(
    words: Words,
    status: OwnStatus,
    /// Whether the focus comes here.
    focus: bool,
) -> impl IntoView {
    let code = status.status.min(2);
    // What the sentence below the status says already is not said again.
    let told = |flag: &&String| *flag != "duplicate_first_dose";
    let notes: Vec<_> =
        status.flags.iter().filter(told).filter_map(|flag| words.find(&format!("flag-{flag}"))).collect();
    let notes =
        notes.into_iter().map(|text| view! { <Row label=words.text("answer-note") value=text/> }).collect_view();
    let updated = match &status.updated {
        Some(day) => words.date(day),
        None => words.text("own-updated-unknown"),
    };
    view! {
        <section class="answer" data-status=code.to_string() aria-labelledby="own-status">
            <StatusMark status=code/>
            <h1 class="answer__word" id="own-status" tabindex="-1" data-focus=focus.then_some("")>
                {words.text(&format!("answer-{code}"))}
            </h1>
            <p class="answer__line">{why(words, &status)}</p>
        </section>
        <dl class="facts">
            <Row label=words.text("own-name") value=status.name.clone()/>
            <Row label=words.text("own-mobile") value=status.mobile.clone()/>
            <Row label=words.text("answer-birth-year") value=words.number(status.birth_year)/>
            <Row label=words.text("answer-gender") value=words.text(&format!("gender-{}", status.gender))/>
            {notes}
            <Row label=words.text("answer-as-of") value=words.date(&status.as_of)/>
            <Row label=words.text("own-updated") value=updated/>
            <Row label=words.text("own-rules") value=status.rule_version.clone()/>
        </dl>
        <p class="hint">{words.text("own-fresh")}</p>
    }
}

/// Why, in a sentence with the vaccine and the numbers: `One of two doses of Covishield is recorded; the second is not.`
fn why(words: Words, status: &OwnStatus) -> String {
    let named = words.find(&format!("own-why-{}", status.reason)).is_some() && !status.product.is_empty();
    if !named {
        return words.text(&format!("reason-{}", status.reason));
    }
    let missing: Vec<String> = status.doses_missing.iter().map(|dose| words.number(dose)).collect();
    words.with(
        &format!("own-why-{}", status.reason),
        &[
            ("product", status.product.clone().into()),
            ("counted", status.doses_counted.into()),
            ("needed", status.doses_needed.into()),
            ("missing", missing.join(", ").into()),
        ],
    )
}
