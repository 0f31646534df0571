//! The pages of a check. Every POST is answered with the whole next page: it needs no script, no cookie and no redirect.

use app::{
    calls,
    flow::{Answer, Refusal, Sent},
    pages::{PageContext, Step, Surface, Ticked},
    service::{SharedOwnService, SharedService, SharedSharingService},
};
use axum::{
    Extension, Form, Router,
    extract::{
        Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, Method, header::ACCEPT},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::problem::ErrorCode;
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};
use tower_http::compression::CompressionLayer;

use super::{
    forms::{PageForm, PageQuery, taken},
    observe::RequestId,
    problem,
    render::page,
    state::AppState,
};

/// Routes of the pages. Their HTML is compressed as it goes; everything else is compressed by the build.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(home))
        .route("/embed", get(open_frame).post(act_in_frame))
        .route("/check", get(open_full).post(act_in_full))
        .layer(compressed())
}

/// Compresses pages as they go.
pub(super) fn compressed() -> CompressionLayer {
    CompressionLayer::new().gzip(true).br(true).quality(tower_http::CompressionLevel::Precise(5))
}

async fn home(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    let context = query.context(Surface::Full, &state.embed, &headers);
    page(&state, &context, Step::Home)
}

/// An address where nothing is: a page for whoever has typed it, a problem document for a program.
pub(super) async fn missing(
    State(state): State<AppState>,
    request: Extension<RequestId>,
    method: Method,
    query: Result<Query<PageQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !method.is_safe() || !accepted.contains("text/html") {
        return problem::not_found(request).into_response();
    }
    let query = query.map(|Query(query)| query.of_nobody()).unwrap_or_default();
    page(&state, &query.context(Surface::Full, &state.embed, &headers), Step::Missing)
}

async fn open_frame(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    open(&state, query, Surface::Frame, &headers).await
}

async fn open_full(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    open(&state, query, Surface::Full, &headers).await
}

async fn act_in_frame(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<PageForm>, FormRejection>,
) -> Response {
    act(&state, form, Surface::Frame, &headers).await
}

async fn act_in_full(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<PageForm>, FormRejection>,
) -> Response {
    act(&state, form, Surface::Full, &headers).await
}

/// A first visit: who asks is checked before anything is shown.
async fn open(state: &AppState, query: PageQuery, surface: Surface, headers: &HeaderMap) -> Response {
    let mut context = query.context(surface, &state.embed, headers);
    let step = match call(state, calls::who_asks(context.ask.clone())).await {
        Ok(asker) => {
            context.asker = Some(asker);
            details(String::new(), String::new(), None)
        }
        Err(refusal) => Step::Problem(refusal),
    };
    page(state, &context, step)
}

/// A pressed button: who asks is checked again, then the button does its work.
async fn act(
    state: &AppState,
    form: Result<Form<PageForm>, FormRejection>,
    surface: Surface,
    headers: &HeaderMap,
) -> Response {
    let (mut form, refused) = taken(form, headers, &state.public_url);
    let mut context = std::mem::take(&mut form.query).context(surface, &state.embed, headers);
    if let Some(refusal) = refused {
        return page(state, &context, Step::Problem(refusal));
    }
    let step = match call(state, calls::who_asks(context.ask.clone())).await {
        Ok(asker) => {
            context.asker = Some(asker);
            press(state, &context, form).await
        }
        Err(refusal) => Step::Problem(refusal),
    };
    page(state, &context, step)
}

/// What each button does.
async fn press(state: &AppState, context: &PageContext, form: PageForm) -> Step {
    let ask = context.ask.clone();
    match form.action.as_str() {
        "confirm" => {
            let Ticked { events, demographics, receipt } = form.ticked();
            let outcome = calls::confirm(ask, form.id.clone(), form.otp.clone(), events, demographics, receipt);
            after_confirm(call(state, outcome).await, &form)
        }
        "resend" => after_resend(call(state, calls::resend(ask, form.id.clone())).await, &form),
        "language" if !form.id.is_empty() => {
            let outcome = call(state, calls::current(ask, form.id.clone())).await;
            outcome.map_or_else(Step::Problem, |sent| code(sent, &form, None))
        }
        "change" => {
            let outcome = call(state, calls::current(ask, form.id)).await;
            outcome.map_or_else(Step::Problem, |sent| details(sent.full_name, sent.mobile, None))
        }
        "decline" => call(state, calls::decline(ask, form.id)).await.map_or_else(Step::Problem, |()| Step::Closed),
        "restart" => details(String::new(), String::new(), None),
        "language" => details(form.full_name, form.mobile, None),
        _ => {
            let outcome = call(state, calls::start(ask, form.full_name.clone(), form.mobile.clone())).await;
            after_start(outcome, form)
        }
    }
}

pub(super) fn after_start(outcome: Result<Sent, Refusal>, form: PageForm) -> Step {
    match outcome {
        Ok(sent) => code(sent, &PageForm::default(), None),
        Err(refusal) => details(form.full_name, form.mobile, Some(refusal)),
    }
}

pub(super) fn after_resend(outcome: Result<Sent, Refusal>, form: &PageForm) -> Step {
    match outcome {
        // What was typed belongs to the older code, which is dead.
        Ok(sent) => {
            Step::Code { sent: Box::new(sent), otp: String::new(), ticked: form.ticked(), resent: true, refusal: None }
        }
        Err(refusal) => again(refusal, form),
    }
}

fn after_confirm(outcome: Result<Answer, Refusal>, form: &PageForm) -> Step {
    match outcome {
        Ok(answer) => Step::Answer(Box::new(answer)),
        Err(refusal) => again(refusal, form),
    }
}

/// The code page once more where the verification still lives, else the problem and the way to a new start.
pub(super) fn again(mut refusal: Refusal, form: &PageForm) -> Step {
    let ended =
        matches!(refusal.code, ErrorCode::OtpAttemptsExceeded | ErrorCode::VerificationNotFound | ErrorCode::Cancelled)
            || refusal.fields.iter().any(|(_, key)| key == "error-code-used");
    match refusal.sent.take() {
        Some(sent) if !ended => code(*sent, form, Some(refusal)),
        _ => Step::Problem(refusal),
    }
}

pub(super) fn details(full_name: String, mobile: String, refusal: Option<Refusal>) -> Step {
    Step::Details { full_name, mobile, refusal }
}

pub(super) fn code(sent: Sent, form: &PageForm, refusal: Option<Refusal>) -> Step {
    Step::Code { sent: Box::new(sent), otp: form.otp.clone(), ticked: form.ticked(), resent: false, refusal }
}

/// Runs a server function as the ordinary function it is here, with the service in its context.
pub(super) async fn call<T>(
    state: &AppState,
    function: impl Future<Output = Result<T, Refusal>>,
) -> Result<T, Refusal> {
    let owner = Owner::new();
    let (service, own): (SharedService, SharedOwnService) = (state.service.clone(), state.own.clone());
    let sharing: SharedSharingService = state.sharing.clone();
    let scoped = owner.with(|| {
        provide_context(service);
        provide_context(own);
        provide_context(sharing);
        ScopedFuture::new(function)
    });
    let outcome = scoped.await;
    owner.unset_with_forced_cleanup();
    outcome
}
