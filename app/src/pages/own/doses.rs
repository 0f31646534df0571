//! The recorded doses, as a table.

use leptos::prelude::*;

use crate::own::OwnDose;
use crate::words::Words;

/// All recorded doses, oldest first; a sentence where there is none.
#[component]
pub(crate) fn Doses(words: Words, doses: Vec<OwnDose>) -> impl IntoView {
    if doses.is_empty() {
        return view! { <p>{words.text("own-doses-none")}</p> }.into_any();
    }
    let rows = doses.into_iter().map(|dose| row(words, dose)).collect_view();
    view! {
        <table class="table">
            <caption class="subtitle">{words.text("own-doses")}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.text("own-doses-dose")}</th>
                    <th scope="col">{words.text("own-doses-vaccine")}</th>
                    <th scope="col">{words.text("own-doses-date")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(words: Words, dose: OwnDose) -> impl IntoView {
    let name = if dose.precaution { words.text("answer-dose-precaution") } else { words.number(dose.number) };
    let place =
        (!dose.facility.is_empty()).then(|| view! { <span class="table__more"><bdi>{dose.facility}</bdi></span> });
    let odd = (!dose.plausible).then(|| view! { <span class="table__more">{words.text("own-doses-odd")}</span> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td><bdi>{dose.product}</bdi>{place}</td>
            <td>{words.date(&dose.date)}{odd}</td>
        </tr>
    }
}
