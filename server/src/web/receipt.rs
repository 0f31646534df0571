//! `POST /receipt`: the receipt of a consent as a page to print or a file to keep. The record's id travels in the form, never in
//! the address.

use app::{
    flow::{Receipt, Refusal},
    sheet::{self, Sheet},
    words::Words,
};
use axum::{
    Form, Router,
    extract::{State, rejection::FormRejection},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
    routing::post,
};
use domain::{language::Language, problem::ErrorCode};
use serde::Deserialize;

use super::{forms, headers, render::status_of, state::AppState};

/// Which receipt, and how.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReceiptForm {
    /// The record's id.
    id: String,
    lang: String,
    /// `file` for a file.
    r#as: String,
}

/// The route of receipts.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/receipt", post(receipt))
}

async fn receipt(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<ReceiptForm>, FormRejection>,
) -> Response {
    let (form, refused) = forms::taken(form, &headers, &state.public_url);
    if let Some(refusal) = refused {
        return sheet(&state, &ReceiptForm::default(), Err(refusal.code));
    }
    let found = find(&state, &form).await.map_err(|refusal| refusal.code);
    sheet(&state, &form, found)
}

/// Records of both worlds have ids that nobody guesses; which world it is the id does not say.
async fn find(state: &AppState, ReceiptForm { id, lang, .. }: &ReceiptForm) -> Result<Option<Receipt>, Refusal> {
    let live = state.api.receipt(id, lang).await?;
    match &state.test {
        Some(test) if live.is_none() => test.service().receipt(id, lang).await,
        _ => Ok(live),
    }
}

fn sheet(state: &AppState, form: &ReceiptForm, found: Result<Option<Receipt>, ErrorCode>) -> Response {
    let language = Language::negotiate(Some(&form.lang), None);
    let (status, receipt) = match found {
        Ok(Some(receipt)) => (StatusCode::OK, Some(receipt)),
        Ok(None) => (StatusCode::NOT_FOUND, None),
        Err(code) => (status_of(code), None),
    };
    let is_file = form.r#as == "file" && receipt.is_some();
    let name = receipt.as_ref().map(|receipt| format!("attachment; filename=\"{}.html\"", receipt.number));
    let (css, nonce) = (&state.assets.document().css, state.nonce());
    let sheet = Sheet {
        words: Words::of(language),
        receipt,
        brand: state.embed.brand.get(language.code()).cloned().unwrap_or_default(),
        links: forms::links(&state.embed, language),
        origin: state.public_url.to_string(),
        is_file,
    };
    let html = sheet::render(sheet, css, &nonce);
    let mut answer = HeaderMap::new();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&headers::page_policy(&nonce, None, None)) {
        answer.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(name) = name.filter(|_| is_file).and_then(|name| HeaderValue::from_str(&name).ok()) {
        answer.insert(CONTENT_DISPOSITION, name);
    }
    (status, answer, html).into_response()
}
