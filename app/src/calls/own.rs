//! Server functions of the person's own page.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments; the function says what they are"
)]

use leptos::prelude::*;

use crate::flow::{Refusal, Sent};
use crate::own::{OwnStatus, Reported};

#[cfg(feature = "ssr")]
fn service() -> Result<crate::service::SharedOwnService, Refusal> {
    use_context().ok_or_else(|| Refusal::of(domain::problem::ErrorCode::ServiceUnavailable))
}

/// Starts a check of the person's own status.
#[server(prefix = "/ui", endpoint = "own-start")]
pub async fn start(lang: String, full_name: String, mobile: String) -> Result<Sent, Refusal> {
    service()?.start(&lang, &full_name, &mobile).await
}

/// Sends a new code.
#[server(prefix = "/ui", endpoint = "own-resend")]
pub async fn resend(lang: String, id: String) -> Result<Sent, Refusal> {
    service()?.resend(&lang, &id).await
}

/// The check as it stands.
#[server(prefix = "/ui", endpoint = "own-current")]
pub async fn current(lang: String, id: String) -> Result<Sent, Refusal> {
    service()?.current(&lang, &id).await
}

/// The person calls it off.
#[server(prefix = "/ui", endpoint = "own-decline")]
pub async fn decline(lang: String, id: String) -> Result<(), Refusal> {
    service()?.decline(&lang, &id).await
}

/// Takes the code and opens a session.
#[server(prefix = "/ui", endpoint = "own-enter")]
pub async fn enter(lang: String, id: String, otp: String) -> Result<OwnStatus, Refusal> {
    service()?.enter(&lang, &id, &otp).await
}

/// The page of an open session.
#[server(prefix = "/ui", endpoint = "own-status")]
pub async fn status(session: String) -> Result<OwnStatus, Refusal> {
    service()?.status(&session).await
}

/// The person says that the record is wrong.
#[server(prefix = "/ui", endpoint = "own-report")]
pub async fn report(session: String, fault: String, dose: String) -> Result<Reported, Refusal> {
    service()?.report(&session, &fault, &dose).await
}

/// The person ends the session.
#[server(prefix = "/ui", endpoint = "own-end")]
pub async fn end(session: String) -> Result<(), Refusal> {
    service()?.end(&session).await
}
