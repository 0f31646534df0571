//! The demo's hotel: a site of another origin that embeds the check by the snippet alone and believes only its own server.

mod desk;

use std::{collections::BTreeMap, sync::Arc};

use app::words::Words;
use axum::{
    Form, Json, Router,
    extract::State,
    http::{
        HeaderValue,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY},
    },
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use domain::language::Language;
use serde::Deserialize;
use serde_json::{Value, json};

pub use self::desk::{Desk, Guest, NotAccepted, Service};
use super::{CSS, ICON, SCRIPT, file};

/// Fields of the booking form that the page shows again, by placeholder.
const FIELDS: [(&str, &str); 5] =
    [("GUEST", "guest"), ("EMAIL", "email"), ("ARRIVAL", "arrival"), ("DEPARTURE", "departure"), ("ROOMS", "rooms")];

/// The hotel's site.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/verify", post(verify))
        .route("/book", post(book))
        .route("/hotel.css", get(|| async { file(CSS, include_str!("hotel/hotel.css")) }))
        .route("/hotel.js", get(|| async { file(SCRIPT, include_str!("hotel/hotel.js")) }))
        .route("/favicon.svg", get(|| async { file(ICON, include_str!("hotel/favicon.svg")) }))
        .with_state(desk)
}

/// The booking form, with a nonce that ties the answer to this visit.
async fn front(State(desk): State<Arc<Desk>>) -> Response {
    let (visit, csp_nonce) = (desk.open_visit(), desk.random());
    let service = desk.service();
    let values = BTreeMap::from([
        ("SERVICE", service.address.clone()),
        ("SITE_KEY", service.site_key.clone()),
        ("NONCE", visit),
        ("CSP_NONCE", csp_nonce.clone()),
    ]);
    page(include_str!("hotel/index.html"), &values, &desk, &csp_nonce)
}

#[derive(Deserialize)]
struct Shown {
    result: String,
    nonce: String,
}

/// What the page's script asks as soon as the answer is there.
async fn verify(State(desk): State<Arc<Desk>>, Json(shown): Json<Shown>) -> Json<Value> {
    Json(match desk.accept(&shown.result, &shown.nonce).await {
        Ok(guest) => json!({ "verified": true, "status": guest.status, "name": guest.name, "as_of": guest.as_of }),
        Err(reason) => json!({ "verified": false, "reason": reason.to_string() }),
    })
}

/// The booking, with the answer in the hidden field that the snippet made; works without the page's script.
async fn book(State(desk): State<Arc<Desk>>, Form(form): Form<BTreeMap<String, String>>) -> Response {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (kind, title, text) = match desk.book(field("kyvs-response"), field("check_nonce")).await {
        Ok(Some(guest)) => verdict(&guest),
        Ok(None) => ("none", "No check yet", "We do it with you at the front desk.".to_owned()),
        Err(reason) => ("no", "Not verified", format!("Our server did not accept the answer: {reason}.")),
    };
    let mut values = BTreeMap::from([
        ("REFERENCE", desk.booking_reference()),
        ("VERDICT", kind.to_owned()),
        ("VERDICT_TITLE", title.to_owned()),
        ("VERDICT_TEXT", text),
    ]);
    values.extend(FIELDS.map(|(placeholder, name)| (placeholder, field(name).to_owned())));
    page(include_str!("hotel/booked.html"), &values, &desk, &desk.random())
}

fn verdict(guest: &Guest) -> (&'static str, &'static str, String) {
    let (kind, words) = match guest.status {
        2 => ("yes", "Fully vaccinated"),
        1 => ("part", "Partially vaccinated"),
        _ => ("none", "Not vaccinated"),
    };
    let as_of = Words::of(Language::En).date(&guest.as_of);
    (kind, "Guest verified", format!("{}: {words}, as of {as_of}.", guest.name))
}

/// A page under a policy as strict as a careful host's: of other origins, only the service's scripts and frames.
fn page(template: &str, values: &BTreeMap<&str, String>, desk: &Desk, csp_nonce: &str) -> Response {
    let service = &desk.service().address;
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{csp_nonce}' {service}; frame-src {service}; style-src 'self'; \
         img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let mut response = Html(fill(template, values)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    response
}

/// Puts escaped values in the place of `{{NAME}}`, in one pass, so that a value is never read as a template.
fn fill(template: &str, values: &BTreeMap<&str, String>) -> String {
    let mut html = String::with_capacity(template.len() + 512);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        html.push_str(before);
        let Some((name, after)) = after.split_once("}}") else { break };
        html.push_str(&values.get(name).map(|value| escape(value)).unwrap_or_default());
        rest = after;
    }
    html.push_str(rest);
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guest_typed_stays_text() {
        let values = BTreeMap::from([("GUEST", "<b>{{NONCE}}</b>".to_owned()), ("NONCE", "secret".to_owned())]);
        assert_eq!(fill("<p>{{GUEST}} {{OTHER}}!</p>", &values), "<p>&lt;b&gt;{{NONCE}}&lt;/b&gt; !</p>");
    }
}
