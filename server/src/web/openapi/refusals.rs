//! How calls are refused: each answer described once, under the name of its status.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use utoipa::{
    IntoResponses,
    openapi::{
        Components, ContentBuilder, HeaderBuilder, Object, Ref, RefOr, Response, ResponseBuilder, Type,
        schema::SchemaType,
    },
};

use crate::web::problem::PROBLEM_JSON;

/// Refusals that any call can meet before it is looked at.
const BEFORE: [StatusCode; 4] = [
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// Refusals of a call with a secret key.
const OF_CALL: [StatusCode; 7] = [
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::NOT_ACCEPTABLE,
    StatusCode::UNPROCESSABLE_ENTITY,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Every refusal of a call with a secret key.
pub(in crate::web) struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        BEFORE.into_iter().chain(OF_CALL).map(reference).collect()
    }
}

/// Every refusal of a call that anybody may make.
pub(in crate::web) struct Before;

impl IntoResponses for Before {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        BEFORE.into_iter().map(reference).collect()
    }
}

fn reference(status: StatusCode) -> (String, RefOr<Response>) {
    (status.as_str().to_owned(), Ref::from_response_name(name(status)).into())
}

/// Writes out what the calls refer to.
pub(super) fn describe(components: &mut Components) {
    let answers = BEFORE.into_iter().chain(OF_CALL).map(|status| (name(status), problem(status).into()));
    components.responses.extend(answers);
}

/// As `TooManyRequests`.
fn name(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or_default().split(' ').collect()
}

fn problem(status: StatusCode) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let kind = PROBLEM_JSON.to_str().unwrap_or_default().to_owned();
    let response = ResponseBuilder::new().description(about(status)).content(kind, content);
    match header(status) {
        Some((name, about, kind)) => {
            let header = HeaderBuilder::new().schema(Some(Object::with_type(kind))).description(Some(about)).build();
            response.header(name, header).build()
        }
        None => response.build(),
    }
}

fn header(status: StatusCode) -> Option<(&'static str, &'static str, SchemaType)> {
    match status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            Some(("Retry-After", "After how many seconds to try again.", Type::Integer.into()))
        }
        StatusCode::UNAUTHORIZED => Some(("WWW-Authenticate", "`Bearer`.", Type::String.into())),
        _ => None,
    }
}

const fn about(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "The request is not what this description says.",
        StatusCode::UNAUTHORIZED => "The secret key is missing, mistyped or no longer good.",
        StatusCode::FORBIDDEN => "The provider may not ask this, or not any more.",
        StatusCode::NOT_FOUND => "There is no such thing for this key.",
        StatusCode::NOT_ACCEPTABLE => "`Accept` leaves no room for JSON.",
        StatusCode::REQUEST_TIMEOUT => "The body did not come in time.",
        StatusCode::PAYLOAD_TOO_LARGE => "The body is larger than 16 KiB.",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "The body is not declared as JSON, or is compressed.",
        StatusCode::UNPROCESSABLE_ENTITY => "The request reads, and cannot be done: `code` says why.",
        StatusCode::TOO_MANY_REQUESTS => "A limit is spent.",
        _ => "The service cannot answer now.",
    }
}
