//! From a step to an answer: status, policy, HTML.

use app::{
    flow::Refusal,
    pages::{Ending, PageContext, Step, Surface},
    shell,
};
use axum::{
    extract::rejection::FormRejection,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use domain::{origin::Origin, problem::ErrorCode};

use super::{headers, state::AppState};

/// Renders a step and puts the headers on that its page needs.
pub(super) fn page(state: &AppState, context: &PageContext, step: Step) -> Response {
    let refusal = refusal_in(&step);
    let status = match (&step, refusal) {
        (Step::Ended(Ending::Expired), _) => StatusCode::GONE,
        (Step::Missing, _) => StatusCode::NOT_FOUND,
        (_, Some(refusal)) => status_of(refusal.code),
        _ => StatusCode::OK,
    };
    let retry_after = refusal.and_then(|refusal| refusal.retry_after).filter(|_| is_pause(status));
    let framed_by = framed_by(context, refusal);
    // From the first page on: the answer may be put in its place, and then the first page's policy holds. An asker is known only
    // once the service has found the address registered.
    let returns_to = context.asker.as_ref().and_then(|_| Origin::of_url(&context.ask.return_url));
    let nonce = state.nonce();
    let html = shell::render(context, step, state.assets.document(), &nonce);
    let mut answer = HeaderMap::new();
    let policy = headers::page_policy(&nonce, framed_by.as_ref(), returns_to.as_ref());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if context.surface == Surface::Frame {
        answer.insert(headers::RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        // All that the frame loads is ours, so it can promise what a host under such a policy asks of it.
        answer.insert(headers::EMBEDDER_POLICY, HeaderValue::from_static("require-corp"));
    }
    if let Some(seconds) = retry_after {
        answer.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    (status, answer, html).into_response()
}

/// A form that does not read.
pub(super) fn refusal_of_request(rejection: &FormRejection) -> Refusal {
    let code = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::UnsupportedMediaType,
        _ => ErrorCode::BadParameter,
    };
    Refusal::of(code)
}

fn refusal_in(step: &Step) -> Option<&Refusal> {
    match step {
        Step::Details { refusal, .. } | Step::Code { refusal, .. } => refusal.as_ref(),
        Step::Problem(refusal) => Some(refusal),
        Step::Own(step) => step.refusal.as_ref(),
        Step::Answer(_) | Step::Closed | Step::Home | Step::Missing | Step::Withdraw(..) | Step::Ended(_) => None,
    }
}

fn is_pause(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

pub(super) fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::InvalidSiteKey | ErrorCode::VerificationNotFound => StatusCode::NOT_FOUND,
        ErrorCode::OriginNotAllowed
        | ErrorCode::ProviderSuspended
        | ErrorCode::ScopeNotAllowed
        | ErrorCode::PurposeNotAllowed => StatusCode::FORBIDDEN,
        ErrorCode::BadParameter | ErrorCode::InvalidRequest => StatusCode::BAD_REQUEST,
        ErrorCode::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::ServiceUnavailable | ErrorCode::Maintenance => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The one origin that may frame this page: the one it was made for, once the registry has said that it may ask.
fn framed_by(context: &PageContext, refusal: Option<&Refusal>) -> Option<Origin> {
    let strange =
        refusal.is_some_and(|refusal| matches!(refusal.code, ErrorCode::InvalidSiteKey | ErrorCode::OriginNotAllowed));
    if context.surface != Surface::Frame || strange {
        return None;
    }
    Origin::parse(&context.ask.origin).ok()
}
