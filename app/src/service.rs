//! Port inwards: the few use cases that a server function may call. The server implements it.

use std::sync::Arc;

use async_trait::async_trait;

pub use crate::flow::{Answer, AskForm, Asker, Field, Refusal, Sent};

/// The service as server functions find it in their context.
pub type SharedService = Arc<dyn Service>;

/// The use cases of the page.
#[async_trait]
pub trait Service: Send + Sync + 'static {
    /// Checks who asks: site key, origin, purpose, return URL.
    async fn asker(&self, ask: &AskForm) -> Result<Asker, Refusal>;
    /// Starts a verification. The answer is the same whether or not the pair is registered.
    async fn start(&self, ask: &AskForm, full_name: &str, mobile: &str) -> Result<Sent, Refusal>;
    /// Sends a new code.
    async fn resend(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal>;
    /// The verification as it stands.
    async fn current(&self, ask: &AskForm, id: &str) -> Result<Sent, Refusal>;
    /// Takes the code and with it the consent; `events` and `demographics` are what the person left ticked, `receipt` whether a
    /// receipt is to come by SMS.
    async fn confirm(
        &self,
        ask: &AskForm,
        id: &str,
        otp: &str,
        events: bool,
        demographics: bool,
        receipt: bool,
    ) -> Result<Answer, Refusal>;
    /// The person says no.
    async fn decline(&self, ask: &AskForm, id: &str) -> Result<(), Refusal>;
}
