//! How calls are refused: each answer described once, under the name of its status.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::problem::ErrorCode;
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

/// The calls with a secret key, by their names in the description.
const EVERY: &[&str] = &["start", "resend", "confirm", "current", "cancel", "verify"];
/// Those about one verification.
const OF_ONE: &[&str] = &["resend", "confirm", "current", "cancel"];

/// Codes that not every call gives, with the calls that do.
const OF_SOME: &[(ErrorCode, &[&str])] = &[
    (ErrorCode::BadParameter, &["start"]),
    (ErrorCode::ScopeNotAllowed, &["start", "resend", "confirm"]),
    (ErrorCode::PurposeNotAllowed, &["start", "resend", "confirm", "current", "cancel"]),
    (ErrorCode::RateLimited, &["start", "resend"]),
    (ErrorCode::Maintenance, EVERY),
    (ErrorCode::OtpIncorrect, &["confirm"]),
    (ErrorCode::OtpExpired, &["resend", "confirm"]),
    (ErrorCode::OtpAttemptsExceeded, &["confirm"]),
    (ErrorCode::ConsentDeclined, &["confirm"]),
    (ErrorCode::Cancelled, &["confirm"]),
    (ErrorCode::VerificationNotFound, OF_ONE),
    (ErrorCode::InvalidMobile, &["start"]),
    (ErrorCode::InvalidName, &["start"]),
    (ErrorCode::IdempotencyConflict, &["start", "resend", "confirm", "verify"]),
];

/// The codes that a call with these refusals can give, in the order of the page of errors.
pub(in crate::web) fn refused_with(call: &str, statuses: &[StatusCode]) -> Vec<ErrorCode> {
    let gives = |code: ErrorCode| {
        let some = OF_SOME.iter().find(|(some, _)| *some == code);
        some.is_none_or(|(_, calls)| calls.contains(&call))
    };
    let can = |code: ErrorCode| gives(code) && statuses.iter().any(|status| codes_of(*status).contains(&code));
    ErrorCode::ALL.iter().copied().filter(|code| can(*code)).collect()
}

/// What can stand behind a status.
const fn codes_of(status: StatusCode) -> &'static [ErrorCode] {
    match status {
        StatusCode::BAD_REQUEST => &[ErrorCode::InvalidRequest, ErrorCode::BadParameter],
        StatusCode::UNAUTHORIZED => &[ErrorCode::Unauthorized],
        StatusCode::FORBIDDEN => {
            &[ErrorCode::ProviderSuspended, ErrorCode::ScopeNotAllowed, ErrorCode::PurposeNotAllowed]
        }
        StatusCode::NOT_FOUND => &[ErrorCode::InvalidRequest, ErrorCode::VerificationNotFound],
        StatusCode::NOT_ACCEPTABLE => &[ErrorCode::NotAcceptable],
        StatusCode::REQUEST_TIMEOUT => &[ErrorCode::InvalidRequest],
        StatusCode::PAYLOAD_TOO_LARGE => &[ErrorCode::PayloadTooLarge],
        StatusCode::UNSUPPORTED_MEDIA_TYPE => &[ErrorCode::UnsupportedMediaType],
        StatusCode::UNPROCESSABLE_ENTITY => &[
            ErrorCode::OtpIncorrect,
            ErrorCode::OtpExpired,
            ErrorCode::OtpAttemptsExceeded,
            ErrorCode::ConsentDeclined,
            ErrorCode::Cancelled,
            ErrorCode::InvalidMobile,
            ErrorCode::InvalidName,
            ErrorCode::IdempotencyConflict,
        ],
        StatusCode::TOO_MANY_REQUESTS => &[ErrorCode::RateLimited],
        StatusCode::SERVICE_UNAVAILABLE => &[ErrorCode::ServiceUnavailable, ErrorCode::Maintenance],
        _ => &[],
    }
}

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

#[cfg(test)]
mod tests {
    use utoipa::OpenApi as _;

    use super::*;
    use crate::web::{api_v1::told, openapi::Description};

    #[test]
    fn a_code_stands_behind_the_status_that_it_is_answered_with() {
        for status in BEFORE.into_iter().chain(OF_CALL) {
            assert!(!codes_of(status).is_empty(), "{status}");
            for code in codes_of(status) {
                // What does not read is refused in several ways.
                assert!(*code == ErrorCode::InvalidRequest || told(*code).0 == status, "{status}: {code}");
            }
        }
    }

    #[test]
    fn every_code_stands_with_a_call_but_those_of_pages_and_of_answers() {
        let statuses: Vec<_> = BEFORE.into_iter().chain(OF_CALL).collect();
        let given: Vec<_> = EVERY.iter().flat_map(|call| refused_with(call, &statuses)).collect();
        let of_api = |code: &ErrorCode| !matches!(code.family(), 2 | 5);
        let missing = ErrorCode::ALL.iter().copied().filter(of_api).filter(|code| !given.contains(code));
        assert_eq!(
            missing.collect::<Vec<_>>(),
            [
                ErrorCode::InvalidSiteKey,
                ErrorCode::OriginNotAllowed,
                ErrorCode::InsecureContext,
                ErrorCode::UnsupportedVersion,
                ErrorCode::NoResult,
                ErrorCode::IdempotencyInProgress,
            ]
        );
    }

    #[test]
    fn the_calls_are_those_of_the_description() {
        let description = Description::openapi().to_json().unwrap();
        for call in OF_SOME.iter().flat_map(|(_, calls)| *calls) {
            assert!(EVERY.contains(call) && description.contains(&format!("\"operationId\":\"{call}\"")), "{call}");
        }
    }
}
