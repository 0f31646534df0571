//! `POST /status/proof`: the proof that a check is in the audit log, as a file for the person whom it was about. It takes the
//! session of the person's own page.

use axum::{
    Form, Router,
    extract::{State, rejection::FormRejection},
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
    routing::post,
};
use domain::{audit::export::own_proof_file, problem::ErrorCode};
use serde::Deserialize;

use super::{forms::taken, problem::Problem, render::status_of, state::AppState};

/// Whose proof, and of which check.
#[derive(Default, Deserialize)]
struct ProofForm {
    session: String,
    record: String,
}

/// The route of proofs.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/status/proof", post(proof))
}

async fn proof(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<ProofForm>, FormRejection>,
) -> Response {
    let (form, refused_form) = taken(form, &headers, &state.public_url);
    let found = match refused_form {
        None => state.api.own_proof(&form.session, &form.record).await,
        Some(refusal) => Err(refusal),
    };
    match found {
        Ok((index, proof)) => {
            let checkpoint = state.log.checkpoint(proof.head);
            let file = own_proof_file(index, proof.head.size, &proof.path, &checkpoint, &proof.leaf);
            let headers = [
                (CONTENT_TYPE, "application/json".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"proof-{index}.json\"")),
            ];
            (headers, file).into_response()
        }
        Err(refusal) => refused(refusal.code),
    }
}

fn refused(code: ErrorCode) -> Response {
    let (status, detail) = match code {
        ErrorCode::VerificationNotFound => (StatusCode::GONE, "your page has closed"),
        ErrorCode::BadParameter => (StatusCode::NOT_FOUND, "there is no such check on your page"),
        code => (status_of(code), "the proof cannot be made now"),
    };
    Problem::new(status, code, detail, "open your own page again and press the button there").into_response()
}
