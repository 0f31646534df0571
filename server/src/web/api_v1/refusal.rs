//! What a caller of the API is told: what is wrong, and what to do now.

use app::flow::Refusal;
use axum::http::StatusCode;
use domain::problem::ErrorCode;

use crate::web::{observe::RequestId, problem::Problem, render::status_of};

/// The problem document of a refusal.
pub(super) fn problem(refusal: &Refusal, request: &RequestId) -> Problem {
    let code = refusal.code;
    let status = status(code);
    let (detail, action) = words(code);
    let mut problem = Problem::new(status, code, detail, action).of(request);
    let retry_after = refusal.retry_after.or((status == StatusCode::SERVICE_UNAVAILABLE).then_some(2));
    if let Some(seconds) = retry_after {
        problem = problem.retry_after(seconds);
    }
    match refusal.attempts_left {
        Some(left) => problem.attempts_left(left),
        None => problem,
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Unauthorized => StatusCode::UNAUTHORIZED,
        ErrorCode::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
        code => status_of(code),
    }
}

/// Status and detail, for answers of another shape.
pub(in crate::web) fn told(code: ErrorCode) -> (StatusCode, &'static str) {
    (status(code), words(code).0)
}

pub(super) const fn words(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::Unauthorized => (
            "the secret key is missing, mistyped or no longer good",
            "send the key from the registration as Authorization: Bearer sk_…",
        ),
        ErrorCode::ProviderSuspended => {
            ("the provider is suspended, or its registration has run out", "talk to the operator of this service")
        }
        ErrorCode::PurposeNotAllowed => {
            ("the purpose is not registered for this provider", "name a registered purpose, or have it added")
        }
        ErrorCode::ScopeNotAllowed => (
            "the provider is not entitled to this scope, or to taking codes on its own screens",
            "ask for less, or have the entitlement added",
        ),
        ErrorCode::InvalidName => {
            ("the name is empty, too long or has no letters", "let the person type the full name as registered")
        }
        ErrorCode::InvalidMobile => {
            ("the mobile is not an Indian mobile number in a usual spelling", "send it as 9810000001 or +919810000001")
        }
        ErrorCode::InvalidRequest => (
            "the request is not what the description of the API says",
            "compare body and headers with the description; a code has six digits, as_of is a day from 2021-01-16 up to a year ahead",
        ),
        ErrorCode::BadParameter => ("a value is too long or holds control characters", "send at most 256 characters"),
        ErrorCode::VerificationNotFound => ("there is no such verification for this key", "start a new verification"),
        ErrorCode::OtpIncorrect => ("the code is wrong", "let the person type it again"),
        ErrorCode::OtpExpired => ("the code is too old or was used", "ask for a new code, or start a new verification"),
        ErrorCode::OtpAttemptsExceeded => ("no guesses are left", "start a new verification"),
        ErrorCode::ConsentDeclined => {
            ("the person has not agreed", "send consent: true once the person has agreed by giving the code")
        }
        ErrorCode::Cancelled => ("the verification was closed", "start a new verification if the person wants one"),
        ErrorCode::RateLimited => {
            ("more was asked than the limits and quotas allow", "try again after retry_after seconds")
        }
        ErrorCode::IdempotencyConflict => {
            ("the idempotency key was used for another request", "take a new key for a new request")
        }
        ErrorCode::NotAcceptable => ("the caller takes no JSON", "send Accept: application/json, or leave it out"),
        ErrorCode::ResultExpired => ("the result is older than five minutes", "start a new verification"),
        ErrorCode::ResultAlreadyUsed => (
            "the result was presented before, and is good once only",
            "start a new verification; to ask again about the same result, send the same idempotency key, or single_use: false",
        ),
        ErrorCode::ResultInvalid => (
            "the result is not one of ours, was changed, has another nonce, or is for somebody else",
            "do not rely on it; start a new verification",
        ),
        ErrorCode::ResultRevoked => ("the result was revoked", "do not rely on it; start a new verification"),
        ErrorCode::PayloadTooLarge => ("the body is larger than 16 KiB", "send less"),
        ErrorCode::UnsupportedMediaType => ("the body is not declared as JSON", "send Content-Type: application/json"),
        _ => ("the service cannot answer now", "try again after retry_after seconds, with the same idempotency key"),
    }
}
