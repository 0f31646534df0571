//! Refusals of calls that are not pages: RFC 9457 documents with stable codes. Internal text never gets here.

use axum::{
    Json,
    body::Bytes,
    extract::Extension,
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use domain::problem::ErrorCode;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::observe::RequestId;

/// The content type of a problem document.
pub(super) const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    #[serde(skip)]
    #[schema(ignore)]
    status: StatusCode,
    /// Where the documentation has this error.
    #[serde(rename = "type")]
    #[schema(value_type = String, example = "/docs/errors#otp-expired")]
    kind: Kind,
    /// The status in words.
    title: &'static str,
    /// The status of the answer.
    #[serde(rename = "status")]
    number: u16,
    /// The stable code: go by this one.
    code: &'static str,
    /// What is wrong.
    detail: &'static str,
    /// What to do now.
    action: &'static str,
    /// Names the request in the operator's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// After how many seconds to try again.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    /// How many guesses are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts_left: Option<u8>,
}

/// The `type` of a problem: the entry of its code in the documentation.
#[derive(Debug)]
struct Kind(ErrorCode);

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("/docs/errors#{}", self.0))
    }
}

impl Problem {
    /// A problem with what is wrong (`detail`) and what to do now (`action`).
    pub fn new(status: StatusCode, code: ErrorCode, detail: &'static str, action: &'static str) -> Self {
        Self {
            status,
            kind: Kind(code),
            title: status.canonical_reason().unwrap_or("Error"),
            number: status.as_u16(),
            code: code.code(),
            detail,
            action,
            request_id: None,
            retry_after: None,
            attempts_left: None,
        }
    }

    /// Names the request, so that the operator finds it in the log.
    #[must_use]
    pub fn of(mut self, request: &RequestId) -> Self {
        self.request_id = Some(request.0.clone());
        self
    }

    /// Says when to try again, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Says how many guesses are left.
    #[must_use]
    pub const fn attempts_left(mut self, left: u8) -> Self {
        self.attempts_left = Some(left);
        self
    }

    /// The document alone. Fixed words and numbers always write.
    pub(super) fn to_bytes(&self) -> Bytes {
        serde_json::to_vec(self).unwrap_or_default().into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, retry_after) = (self.status, self.retry_after);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, PROBLEM_JSON);
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The answer for an address that does not exist.
pub(super) fn not_found(Extension(request): Extension<RequestId>) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        ErrorCode::InvalidRequest,
        "there is nothing at this address",
        "check the address against the documentation",
    )
    .of(&request)
}

/// The answer for a method that an address does not take.
pub async fn wrong_method(Extension(request): Extension<RequestId>) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        ErrorCode::InvalidRequest,
        "this address does not take this method",
        "use a method that the Allow header names",
    )
    .of(&request)
}

/// The answer when the store cannot be read, or nothing can be signed.
pub(super) fn unavailable(Extension(request): Extension<RequestId>) -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::ServiceUnavailable,
        "the service cannot answer this now",
        "try again in a moment",
    )
    .of(&request)
    .retry_after(5)
}

/// The answer for a form that no page of ours has posted.
pub(super) fn not_ours(Extension(request): Extension<RequestId>) -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        ErrorCode::OriginNotAllowed,
        "this form was posted by another site",
        "open the page of this service and post its form",
    )
    .of(&request)
}

/// The answer when a request took too long.
pub(super) fn too_slow(request: &RequestId) -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::ServiceUnavailable,
        "the request took too long",
        "try again in a moment",
    )
    .of(request)
    .retry_after(5)
}
