//! Server functions: the only way from a page to the service. They find the service, call it, and hand its answer or refusal on.
//!
//! The POST routes of the pages call them as ordinary functions; islands call them over HTTP at the endpoints named here.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments; the function says what they are"
)]

pub mod history;
pub mod own;
pub mod sharing;

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};

use domain::problem::ErrorCode;

use crate::flow::{Answer, AskForm, Asker, Refusal, Sent};

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        // On the server this is a request whose body is no text; in the browser it would be an answer.
        if cfg!(feature = "ssr") && matches!(error, ServerFnErrorErr::Deserialization(_)) {
            return Self::of(ErrorCode::InvalidRequest);
        }
        let code = match error {
            ServerFnErrorErr::Request(_) => ErrorCode::NetworkError,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => ErrorCode::InvalidRequest,
            _ => ErrorCode::ServiceUnavailable,
        };
        Self::of(code)
    }
}

#[cfg(feature = "ssr")]
fn service() -> Result<crate::service::SharedService, Refusal> {
    in_context()
}

#[cfg(feature = "ssr")]
fn own_service() -> Result<crate::service::SharedOwnService, Refusal> {
    in_context()
}

/// What a server function works with, put into its context by whoever runs it.
#[cfg(feature = "ssr")]
fn in_context<T: Clone + 'static>() -> Result<T, Refusal> {
    use_context().ok_or_else(|| Refusal::of(ErrorCode::ServiceUnavailable))
}

/// Who asks, by the registry of providers.
#[server(prefix = "/ui", endpoint = "who-asks")]
pub async fn who_asks(ask: AskForm) -> Result<Asker, Refusal> {
    let service = service()?;
    service.asker(&ask).await
}

/// Starts a verification.
#[server(prefix = "/ui", endpoint = "start")]
pub async fn start(ask: AskForm, full_name: String, mobile: String) -> Result<Sent, Refusal> {
    let service = service()?;
    service.start(&ask, &full_name, &mobile).await
}

/// Sends a new code.
#[server(prefix = "/ui", endpoint = "resend")]
pub async fn resend(ask: AskForm, id: String) -> Result<Sent, Refusal> {
    let service = service()?;
    service.resend(&ask, &id).await
}

/// The verification as it stands.
#[server(prefix = "/ui", endpoint = "current")]
pub async fn current(ask: AskForm, id: String) -> Result<Sent, Refusal> {
    let service = service()?;
    service.current(&ask, &id).await
}

/// Takes the code, and with it the consent.
#[server(prefix = "/ui", endpoint = "confirm")]
pub async fn confirm(
    ask: AskForm,
    id: String,
    otp: String,
    #[server(default)] events: bool,
    #[server(default)] demographics: bool,
    #[server(default)] receipt: bool,
) -> Result<Answer, Refusal> {
    let service = service()?;
    service.confirm(&ask, &id, &otp, events, demographics, receipt).await
}

/// The person says no.
#[server(prefix = "/ui", endpoint = "decline")]
pub async fn decline(ask: AskForm, id: String) -> Result<(), Refusal> {
    let service = service()?;
    service.decline(&ask, &id).await
}
