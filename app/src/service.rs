//! Port inwards: the few use cases that a server function may call. The server implements it.

use std::sync::Arc;

use async_trait::async_trait;

pub use crate::flow::{Answer, AskForm, Asker, Field, Refusal, Sent};
pub use crate::history::{OwnCheck, OwnHistory};
pub use crate::own::{OwnStatus, Reported};
pub use crate::sharing::{BadgeFacts, OwnPass, OwnPasses, OwnShare, PassChoice, PictureChoice};

/// The service as server functions find it in their context.
pub type SharedService = Arc<dyn Service>;

/// The use cases of the person's own page, as server functions find them in their context.
pub type SharedOwnService = Arc<dyn OwnService>;

/// The use cases of sharing, as server functions find them in their context.
pub type SharedSharingService = Arc<dyn SharingService>;

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

/// The use cases of the page on which people see their own status. Nobody asks but the person, and nobody else learns anything.
#[async_trait]
pub trait OwnService: HistoryService {
    /// Starts a check. The answer is the same whether or not the pair is registered.
    async fn start(&self, lang: &str, full_name: &str, mobile: &str) -> Result<Sent, Refusal>;
    /// Sends a new code.
    async fn resend(&self, lang: &str, id: &str) -> Result<Sent, Refusal>;
    /// The check as it stands.
    async fn current(&self, lang: &str, id: &str) -> Result<Sent, Refusal>;
    /// The person calls it off.
    async fn decline(&self, lang: &str, id: &str) -> Result<(), Refusal>;
    /// Takes the code and opens a session, whose id is in the answer.
    async fn enter(&self, lang: &str, id: &str, otp: &str) -> Result<OwnStatus, Refusal>;
    /// The page of a session; `VerificationNotFound` once that is over, as in every call with a session.
    async fn status(&self, session: &str) -> Result<OwnStatus, Refusal>;
    /// The person says that the record is wrong: what is wrong with it, and the dose, if it is about one.
    async fn report(&self, session: &str, fault: &str, dose: &str) -> Result<Reported, Refusal>;
    /// Ends a session.
    async fn end(&self, session: &str) -> Result<(), Refusal>;
}

/// What people see and say about the checks on them, on their own page; every call takes its session.
#[async_trait]
pub trait HistoryService: Send + Sync + 'static {
    /// Who asked, newest first: a page of those before a record, or the first page.
    async fn history(&self, session: &str, lang: &str, before: &str) -> Result<OwnHistory, Refusal>;
    /// One check; `BadParameter` when there is none of this person, as in every call with a record or a provider.
    async fn check(&self, session: &str, lang: &str, record: &str) -> Result<OwnCheck, Refusal>;
    /// Withdraws the consent to the provider of a check, and gives its name.
    async fn withdraw(&self, session: &str, lang: &str, record: &str) -> Result<String, Refusal>;
    /// Lets a provider ask again from which the consent was withdrawn, and gives its name.
    async fn allow(&self, session: &str, lang: &str, provider: &str) -> Result<String, Refusal>;
    /// Pauses all checks, or lets them go on.
    async fn set_paused(&self, session: &str, paused: bool) -> Result<(), Refusal>;
}

/// What a person shares: links that show a badge, and passes. Every call with a session says `VerificationNotFound` once that is over.
#[async_trait]
pub trait SharingService: Send + Sync + 'static {
    /// What the person's badge would say now.
    async fn badge(&self, session: &str, choice: &PictureChoice) -> Result<BadgeFacts, Refusal>;
    /// Makes a link that shows the badge: its id. `RateLimited` when there were too many in a day.
    async fn share(&self, session: &str, choice: &PictureChoice) -> Result<String, Refusal>;
    /// The person's links that show something.
    async fn shares(&self, session: &str) -> Result<Vec<OwnShare>, Refusal>;
    /// Takes a link back. Idempotent.
    async fn unshare(&self, session: &str, key: &str) -> Result<(), Refusal>;
    /// What a link shows to whoever has it.
    async fn shared(&self, id: &str) -> Result<Option<BadgeFacts>, Refusal>;
    /// Makes a pass. `RateLimited` when the person has as many as may be.
    async fn make_pass(&self, session: &str, choice: &PassChoice) -> Result<OwnPass, Refusal>;
    /// The person's passes that are good.
    async fn passes(&self, session: &str) -> Result<OwnPasses, Refusal>;
    /// Takes a pass back. Idempotent.
    async fn revoke_pass(&self, session: &str, id: &str) -> Result<(), Refusal>;
}
