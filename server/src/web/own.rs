//! The page on which people see their own status, `/status`. Every POST is answered with the whole next page; the session travels in
//! its body and stands in the page, nowhere else.

mod sharing;

use app::{
    calls::{history, own},
    flow::Refusal,
    history::Done,
    own::OwnStatus,
    pages::{Ending, OwnStep, PageContext, Step, Surface},
    sharing::Sharing,
};
use axum::{
    Form, Router,
    extract::{Query, State, rejection::FormRejection},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use domain::problem::ErrorCode;
use serde::Deserialize;

pub use self::sharing::SharingForm;
use super::{
    forms::{PageForm, PageQuery, taken},
    pages::{after_resend, after_start, again, call, code, compressed, details},
    render::page,
    state::AppState,
};

/// Routes of the page.
pub fn router() -> Router<AppState> {
    Router::new().route("/status", get(open).post(act)).route("/status/file", post(file)).layer(compressed())
}

/// What a form of the page posts, before the session and in it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OwnForm {
    /// Who asks and how, and what is typed up to the code.
    #[serde(flatten)]
    pub page: PageForm,
    /// The session, once it is open.
    pub session: String,
    /// What is said to be wrong.
    pub fault: String,
    /// With which dose.
    pub dose: String,
    /// Which check, or before which one the list goes on.
    pub record: String,
    /// Which provider may ask again.
    pub provider: String,
    /// What the sections for graphic and pass post.
    #[serde(flatten)]
    pub sharing: SharingForm,
}

async fn open(State(state): State<AppState>, Query(query): Query<PageQuery>, headers: HeaderMap) -> Response {
    let context = query.context(Surface::Own, &state.embed, &headers);
    let step = state.maintenance.is_over().map_or_else(Step::Problem, |()| details(String::new(), String::new(), None));
    page(&state, &context, step)
}

async fn act(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<OwnForm>, FormRejection>,
) -> Response {
    let (mut form, refused) = taken(form, &headers, &state.public_url);
    let refused = refused.or_else(|| state.maintenance.is_over().err());
    let context = std::mem::take(&mut form.page.query).context(Surface::Own, &state.embed, &headers);
    let step = match refused {
        Some(refusal) => Step::Problem(refusal),
        None if form.session.is_empty() => before(&state, &context, form.page).await,
        None => within(&state, &context, &mut form).await,
    };
    page(&state, &context, complete(&state, &context, step, form.record).await)
}

/// Buttons up to the code: the same as those of a check for a provider.
async fn before(state: &AppState, context: &PageContext, form: PageForm) -> Step {
    let lang = context.ask.lang.clone();
    match form.action.as_str() {
        "confirm" => match call(state, own::enter(lang, form.id.clone(), form.otp.clone())).await {
            Ok(status) => seen(status),
            Err(refusal) => again(refusal, &form),
        },
        "resend" => after_resend(call(state, own::resend(lang, form.id.clone())).await, &form),
        "language" if !form.id.is_empty() => {
            let current = call(state, own::current(lang, form.id.clone())).await;
            current.map_or_else(Step::Problem, |sent| code(sent, &form, None))
        }
        "change" => {
            let current = call(state, own::current(lang, form.id)).await;
            current.map_or_else(Step::Problem, |sent| details(sent.full_name, sent.mobile, None))
        }
        "decline" => call(state, own::decline(lang, form.id)).await.map_or_else(Step::Problem, |()| Step::Closed),
        "restart" => details(String::new(), String::new(), None),
        "language" => details(form.full_name, form.mobile, None),
        _ => {
            let started = call(state, own::start(lang, form.full_name.clone(), form.mobile.clone())).await;
            after_start(started, form)
        }
    }
}

/// Buttons of an open session, one for each section of the page.
async fn within(state: &AppState, context: &PageContext, form: &mut OwnForm) -> Step {
    if let Some(outcome) = sharing::press(state, context, form).await {
        return outcome.unwrap_or_else(stopped);
    }
    let session = form.session.clone();
    let outcome = match form.page.action.as_str() {
        "report" => report(state, form).await,
        "end" => call(state, own::end(session)).await.map(|()| Step::Ended(Ending::Wished)),
        "withdraw" | "withdraw-confirm" | "allow" | "pause" | "resume" => say(state, context, form).await,
        _ => call(state, own::status(session)).await.map(seen),
    };
    outcome.unwrap_or_else(stopped)
}

/// A file to be saved, or the page that says why there is none.
async fn file(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<OwnForm>, FormRejection>,
) -> Response {
    let (mut form, refused) = taken(form, &headers, &state.public_url);
    let refused = refused.or_else(|| state.maintenance.is_over().err());
    let context = std::mem::take(&mut form.page.query).context(Surface::Own, &state.embed, &headers);
    let refusal = match refused {
        Some(refusal) => refusal,
        None => match sharing::file(&state, &context, &form).await {
            Ok(file) => return file,
            Err(refusal) => refusal,
        },
    };
    let step = if refusal.fields.is_empty() {
        stopped(refusal)
    } else {
        let step = seen_with(&state, form.session, Sharing::default(), Some(refusal)).await;
        step.unwrap_or_else(stopped)
    };
    page(&state, &context, complete(&state, &context, step, String::new()).await)
}

/// The page of a session with what has just happened in the sections for graphic and pass.
async fn seen_with(
    state: &AppState,
    session: String,
    sharing: Sharing,
    refusal: Option<Refusal>,
) -> Result<Step, Refusal> {
    let status = call(state, own::status(session)).await?;
    Ok(Step::Own(Box::new(OwnStep { sharing, refusal, ..OwnStep::new(status) })))
}

/// With what every page of a session lists: the person's links and passes, and who asked (before a check, or the newest).
async fn complete(state: &AppState, context: &PageContext, step: Step, before: String) -> Step {
    let Step::Own(mut own) = step else { return step };
    match listed(state, context, &mut own, before).await {
        Ok(()) => Step::Own(own),
        Err(refusal) => stopped(refusal),
    }
}

async fn listed(state: &AppState, context: &PageContext, own: &mut OwnStep, before: String) -> Result<(), Refusal> {
    let (session, lang) = (own.status.session.clone(), context.ask.lang.clone());
    sharing::complete(state, own).await?;
    own.history = call(state, history::history(session, lang, before)).await?;
    Ok(())
}

/// Why there is no page: as a rule because the session is over.
fn stopped(refusal: Refusal) -> Step {
    match refusal.code {
        ErrorCode::VerificationNotFound => Step::Ended(Ending::Expired),
        _ => Step::Problem(refusal),
    }
}

/// What the person says to those who ask.
async fn say(state: &AppState, context: &PageContext, form: &mut OwnForm) -> Result<Step, Refusal> {
    let (session, lang) = (form.session.clone(), context.ask.lang.clone());
    // The page that follows shows the newest checks.
    let record = std::mem::take(&mut form.record);
    let done = match form.page.action.as_str() {
        "withdraw" => {
            let check = call(state, history::check(session.clone(), lang, record)).await?;
            let status = call(state, own::status(session)).await?;
            return Ok(Step::Withdraw(Box::new(status), Box::new(check)));
        }
        "withdraw-confirm" => Done::Withdrawn(call(state, history::withdraw(session.clone(), lang, record)).await?),
        "allow" => {
            let provider = form.provider.clone();
            Done::Allowed(call(state, history::allow(session.clone(), lang, provider)).await?)
        }
        action => {
            let paused = action == "pause";
            call(state, history::set_paused(session.clone(), paused)).await?;
            if paused { Done::Paused } else { Done::Resumed }
        }
    };
    let status = call(state, own::status(session)).await?;
    Ok(Step::Own(Box::new(OwnStep { done: Some(done), ..OwnStep::new(status) })))
}

async fn report(state: &AppState, form: &OwnForm) -> Result<Step, Refusal> {
    let OwnForm { session, fault, dose, .. } = form;
    let (session, fault, dose) = (session.clone(), fault.clone(), dose.clone());
    match call(state, own::report(session.clone(), fault.clone(), dose.clone())).await {
        Ok(reported) => {
            let step = OwnStep { reported: Some(reported.number), ..OwnStep::new(reported.status) };
            Ok(Step::Own(Box::new(step)))
        }
        // What was chosen stays chosen.
        Err(refusal) if refusal.code == ErrorCode::InvalidRequest => {
            let status = call(state, own::status(session)).await?;
            Ok(Step::Own(Box::new(OwnStep { fault, dose, refusal: Some(refusal), ..OwnStep::new(status) })))
        }
        Err(refusal) => Err(refusal),
    }
}

fn seen(status: OwnStatus) -> Step {
    Step::Own(Box::new(OwnStep::new(status)))
}
