//! Server functions of what a person shares: links that show a badge, and passes.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments; the function says what they are"
)]

use leptos::prelude::*;

use crate::flow::Refusal;
use crate::sharing::{BadgeFacts, OwnPass, OwnPasses, OwnShare, PassChoice, PictureChoice};

#[cfg(feature = "ssr")]
fn service() -> Result<crate::service::SharedSharingService, Refusal> {
    use_context().ok_or_else(|| Refusal::of(domain::problem::ErrorCode::ServiceUnavailable))
}

/// What the person's badge would say.
#[server(prefix = "/ui", endpoint = "share-badge")]
pub async fn badge(session: String, choice: PictureChoice) -> Result<BadgeFacts, Refusal> {
    service()?.badge(&session, &choice).await
}

/// Makes a link that shows the badge: its id.
#[server(prefix = "/ui", endpoint = "share-link")]
pub async fn share(session: String, choice: PictureChoice) -> Result<String, Refusal> {
    service()?.share(&session, &choice).await
}

/// The person's links.
#[server(prefix = "/ui", endpoint = "share-links")]
pub async fn shares(session: String) -> Result<Vec<OwnShare>, Refusal> {
    service()?.shares(&session).await
}

/// Takes a link back.
#[server(prefix = "/ui", endpoint = "share-take-back")]
pub async fn unshare(session: String, key: String) -> Result<(), Refusal> {
    service()?.unshare(&session, &key).await
}

/// What a link shows to whoever has it; nothing when it shows nothing any more, or never did.
#[server(prefix = "/ui", endpoint = "shared")]
pub async fn shared(id: String) -> Result<Option<BadgeFacts>, Refusal> {
    service()?.shared(&id).await
}

/// Makes a pass.
#[server(prefix = "/ui", endpoint = "pass-make")]
pub async fn make_pass(session: String, choice: PassChoice) -> Result<OwnPass, Refusal> {
    service()?.make_pass(&session, &choice).await
}

/// The person's passes.
#[server(prefix = "/ui", endpoint = "passes")]
pub async fn passes(session: String) -> Result<OwnPasses, Refusal> {
    service()?.passes(&session).await
}

/// Takes a pass back.
#[server(prefix = "/ui", endpoint = "pass-take-back")]
pub async fn revoke_pass(session: String, id: String) -> Result<(), Refusal> {
    service()?.revoke_pass(&session, &id).await
}
