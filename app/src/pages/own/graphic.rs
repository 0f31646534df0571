//! "Share a graphic": how it is to look, how it looks, and a link that shows it.

use std::fmt::Write as _;

use domain::{language::Language, names::first_name};
use leptos::prelude::*;

use super::super::PageContext;
use super::given::Given;
use crate::components::{FieldError, OwnForm, error_of};
use crate::flow::Field;
use crate::own::OwnStatus;
use crate::sharing::{OwnShare, PictureChoice, Preview, Sharing, TakenBack};
use crate::words::Words;

/// The form of the graphic, the graphic, and the links of the person.
#[component]
pub(crate) fn Graphic(
    context: PageContext,
    status: OwnStatus,
    sharing: Sharing,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let words = context.words;
    let session = status.session;
    let error = error_of(&errors, Field::Picture);
    let back = sharing.taken_back == Some(TakenBack::Link);
    let open = error.is_some() || sharing.preview.is_some() || sharing.address.is_some() || back;
    let first = first_name(&status.name).to_owned();
    let Sharing { picture, preview, address, shares, .. } = sharing;
    view! {
        <details class="fold" open=open>
            <summary class="fold__name">{words.text("graphic-title")}</summary>
            <OwnForm context=context.clone() session=session.clone()>
                <p>{words.text("graphic-lead")}</p>
                {error.map(|text| view! { <p class="error" id="picture-error">{text}</p> })}
                {choices(words, &picture, &first, address.is_some())}
                <button class="button" type="submit" name="action" value="graphic">{words.text("graphic-show")}</button>
                {preview.map(|preview| shown(words, preview, &picture))}
                {match address {
                    Some(address) => linked(words, address).into_any(),
                    None => view! {
                        <button class="button button--quiet" type="submit" name="action" value="share">
                            {words.text("graphic-link")}
                        </button>
                        <p class="hint">{words.text("graphic-link-hint")}</p>
                    }.into_any(),
                }}
            </OwnForm>
            {(!shares.is_empty() || back).then(|| links(&context, &session, shares, back))}
        </details>
    }
}

fn choices(words: Words, picture: &PictureChoice, first: &str, has_link: bool) -> impl IntoView + use<> {
    let wide = picture.shape == "wide";
    let chosen = if picture.language.is_empty() { words.language().code() } else { picture.language.as_str() };
    let languages = Language::ALL
        .iter()
        .map(|language| {
            let code = language.code();
            view! { <option value=code lang=code selected=code == chosen>{language.own_name()}</option> }
        })
        .collect_view();
    let shape = |value: &'static str, checked: bool, id: Option<&'static str>| {
        view! {
            <label class="tick">
                <input class="tick__box" type="radio" id=id name="shape" value=value checked=checked/>
                <span>{words.text(&format!("graphic-{value}"))}</span>
            </label>
        }
    };
    let named = words.with("graphic-named", &[("name", first.to_owned().into())]);
    view! {
        <fieldset class="group">
            <legend class="label">{words.text("graphic-shape")}</legend>
            {shape("square", !wide, Some("shape"))}
            {shape("wide", wide, None)}
        </fieldset>
        <div class="group">
            <label class="label" for="picture_lang">{words.text("graphic-language")}</label>
            <select class="field" id="picture_lang" name="picture_lang" autocomplete="off">{languages}</select>
        </div>
        <label class="tick">
            <input class="tick__box" type="checkbox" name="named" value="yes" checked=picture.named/>
            <span>{named}</span>
        </label>
        {has_link.then(|| view! {
            <input type="hidden" name="link" value=picture.link.clone()/>
            <label class="tick">
                <input class="tick__box" type="checkbox" name="coded" value="yes" checked=picture.coded/>
                <span>{words.text("graphic-coded")}</span>
            </label>
        })}
    }
}

/// The graphic, and the ways to take it along. The button for the phone's own sharing is there where a script shows it.
fn shown(words: Words, preview: Preview, picture: &PictureChoice) -> impl IntoView + use<> {
    let (width, height) = preview.size;
    let name = format!("kyvs-{}.png", if picture.shape == "wide" { "wide" } else { "square" });
    view! {
        <img
            class="picture"
            id="kyvs-picture"
            src=preview.source
            width=width.to_string()
            height=height.to_string()
            alt=preview.alternative
            tabindex="-1"
            data-focus=""
            data-file=name
        />
        <div class="actions">
            <button class="button native-share" type="button" data-share="kyvs-picture">{words.text("graphic-native")}</button>
            <button class="button button--quiet" type="submit" formaction="/status/file" name="action" value="png">
                {words.text("graphic-png")}
            </button>
            <button class="button button--quiet" type="submit" formaction="/status/file" name="action" value="svg">
                {words.text("graphic-svg")}
            </button>
        </div>
    }
}

/// The link that was just made. It is shown once; only the link goes to others, nothing else of the page does.
fn linked(words: Words, address: String) -> impl IntoView {
    let encoded = percent_encoded(&address);
    let places = [
        ("WhatsApp", format!("https://wa.me/?text={encoded}")),
        ("X", format!("https://x.com/intent/post?url={encoded}")),
        ("Facebook", format!("https://www.facebook.com/sharer/sharer.php?u={encoded}")),
    ];
    let places = places
        .map(|(name, href)| {
            view! { <li><a href=href target="_blank" rel="noopener noreferrer">{name}</a></li> }
        })
        .collect_view();
    view! {
        <div class="notice" role="status">
            <p><label class="label" for="share_address">{words.text("graphic-linked")}</label></p>
            <input class="field" id="share_address" type="text" readonly value=address.clone() dir="ltr" autocomplete="off"/>
            <p class="hint">{words.text("graphic-linked-hint")}</p>
            <button class="button native-share" type="button" data-share-link=address>{words.text("graphic-native-link")}</button>
            <ul class="share-links">{places}</ul>
        </div>
    }
}

/// A link as part of another one.
fn percent_encoded(address: &str) -> String {
    address.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // writing to memory cannot fail
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

fn links(context: &PageContext, session: &str, shares: Vec<OwnShare>, back: bool) -> impl IntoView + use<> {
    let words = context.words;
    let none = shares.is_empty();
    let rows = shares
        .into_iter()
        .map(|share| {
            let about = words.with(
                "graphic-link-of",
                &[("made", words.date(&share.made).into()), ("ends", words.date(&share.ends).into())],
            );
            let name = share.facts.name.clone();
            view! {
                <li class="case">
                    <span>{words.text(&format!("answer-{}", share.facts.status.min(2)))} {name.map(|name| format!(" · {name}"))}</span>
                    <span class="hint">{about}</span>
                    <OwnForm context=context.clone() session=session.to_owned()>
                        <input type="hidden" name="share" value=share.key/>
                        <button class="button button--quiet" type="submit" name="action" value="unshare">
                            {words.text("graphic-unshare")}
                        </button>
                    </OwnForm>
                </li>
            }
        })
        .collect_view();
    view! { <Given words title="graphic-links" taken_back=back.then_some("graphic-unshared") none>{rows}</Given> }
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn a_link_within_a_link_is_one_value() {
        assert_eq!(percent_encoded("https://a.b/s/x_-Y?c&d"), "https%3A%2F%2Fa.b%2Fs%2Fx_-Y%3Fc%26d");
    }
}
