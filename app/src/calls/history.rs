//! Server functions of what people see and say about the checks on them.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments; the function says what they are"
)]

use leptos::prelude::*;

use crate::flow::Refusal;
use crate::history::{OwnCheck, OwnHistory};

#[cfg(feature = "ssr")]
use super::own_service as service;

/// Who asked: the newest, or those before a record.
#[server(prefix = "/ui", endpoint = "own-history")]
pub async fn history(session: String, lang: String, before: String) -> Result<OwnHistory, Refusal> {
    service()?.history(&session, &lang, &before).await
}

/// One of the checks.
#[server(prefix = "/ui", endpoint = "own-check")]
pub async fn check(session: String, lang: String, record: String) -> Result<OwnCheck, Refusal> {
    service()?.check(&session, &lang, &record).await
}

/// The person withdraws the consent to the provider of a check, whose name is the answer.
#[server(prefix = "/ui", endpoint = "own-withdraw")]
pub async fn withdraw(session: String, lang: String, record: String) -> Result<String, Refusal> {
    service()?.withdraw(&session, &lang, &record).await
}

/// The person lets a provider ask again, whose name is the answer.
#[server(prefix = "/ui", endpoint = "own-allow")]
pub async fn allow(session: String, lang: String, provider: String) -> Result<String, Refusal> {
    service()?.allow(&session, &lang, &provider).await
}

/// The person pauses all checks, or lets them go on.
#[server(prefix = "/ui", endpoint = "own-pause")]
pub async fn set_paused(session: String, #[server(default)] paused: bool) -> Result<(), Refusal> {
    service()?.set_paused(&session, paused).await
}
