//! The steps of a check as pages. A page is rendered from a [`PageContext`] and a [`Step`]; it never asks the service itself.

mod answer;
mod closed;
mod code;
mod details;
mod gate;
pub(crate) mod heading;
mod home;
mod missing;
mod own;
mod problem;
mod verify;

use crate::flow::{Answer, AskForm, Asker, Refusal, Sent};
use crate::history::{Done, OwnCheck, OwnHistory};
use crate::own::OwnStatus;
use crate::sharing::Sharing;
use crate::words::Words;

pub(crate) use answer::AnswerPage;
pub(crate) use closed::ClosedPage;
pub(crate) use code::CodePage;
pub(crate) use details::DetailsPage;
pub(crate) use gate::GatePage;
pub(crate) use home::HomePage;
pub(crate) use missing::MissingPage;
pub(crate) use own::{EndedPage, OwnPage, WithdrawPage};
pub(crate) use problem::ProblemPage;
pub(crate) use verify::VerifyPage;

/// Who types: the person, or staff at a desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The person asked about.
    #[default]
    Citizen,
    /// Somebody at a desk.
    Staff,
}

impl Mode {
    /// From the page's parameter; unknown means citizen.
    pub fn parse(text: &str) -> Self {
        if text == "staff" { Self::Staff } else { Self::Citizen }
    }

    /// As in the page's parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Staff => "staff",
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// From the page's parameter; unknown means automatic.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// As in the page's parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// In a frame on a provider's page, at `/embed`.
    Frame,
    /// On its own, at `/check`.
    Full,
    /// On its own, at `/status`: nobody asks but the person.
    Own,
}

impl Surface {
    /// Where its forms post to.
    pub fn path(self) -> &'static str {
        match self {
            Self::Frame => "/embed",
            Self::Full => "/check",
            Self::Own => "/status",
        }
    }
}

/// Links of the footer; empty ones are not shown.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Privacy notice.
    pub privacy: String,
    /// Help.
    pub help: String,
    /// Where a person complains: for consent notices and receipts, not in the footer.
    pub complaint: String,
}

/// Everything of a page that is not its step.
#[derive(Clone)]
pub struct PageContext {
    /// Words in the language of the page.
    pub words: Words,
    /// Who asks, as the page carries it from step to step.
    pub ask: AskForm,
    /// Who asks, as the registry of providers says; none on a problem page.
    pub asker: Option<Asker>,
    /// Who types.
    pub mode: Mode,
    /// Light or dark.
    pub theme: Theme,
    /// Instance id of the loader; empty without one.
    pub instance: String,
    /// In a frame or on its own.
    pub surface: Surface,
    /// Name in the identity bar; empty means the service's own name.
    pub brand: String,
    /// Footer.
    pub links: Links,
}

impl PageContext {
    /// The provider's name, or nothing.
    pub fn provider(&self) -> &str {
        self.asker.as_ref().map_or("", |asker| asker.name.as_str())
    }
}

/// The person's own status, with what has just happened on it.
pub struct OwnStep {
    /// What is recorded and what follows.
    pub status: OwnStatus,
    /// The number of the case that the last button made.
    pub reported: Option<String>,
    /// What was chosen as wrong.
    pub fault: String,
    /// The dose that was chosen.
    pub dose: String,
    /// What the sections for graphic and pass show.
    pub sharing: Sharing,
    /// What was wrong with that.
    pub refusal: Option<Refusal>,
    /// Who asked; put there once the rest is known.
    pub history: OwnHistory,
    /// What the last button has done about it.
    pub done: Option<Done>,
}

impl OwnStep {
    /// The page as it is first seen.
    pub fn new(status: OwnStatus) -> Self {
        Self {
            status,
            reported: None,
            fault: String::new(),
            dose: String::new(),
            sharing: Sharing::default(),
            refusal: None,
            history: OwnHistory::default(),
            done: None,
        }
    }
}

/// Why the person sees their own status no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person ended it.
    Wished,
    /// Its time is over.
    Expired,
}

/// What is ticked beside the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Dose details.
    pub events: bool,
    /// Year of birth and gender.
    pub demographics: bool,
    /// A receipt by SMS.
    pub receipt: bool,
}

/// One step, with what it shows.
pub enum Step {
    /// Step 1, with what was typed and what was wrong with it.
    Details {
        /// Full name as typed.
        full_name: String,
        /// Mobile as typed.
        mobile: String,
        /// What was wrong.
        refusal: Option<Refusal>,
    },
    /// Step 2.
    Code {
        /// The code on its way.
        sent: Box<Sent>,
        /// What was typed into the code field.
        otp: String,
        /// What is ticked.
        ticked: Ticked,
        /// Whether a new code has just been sent.
        resent: bool,
        /// What was wrong.
        refusal: Option<Refusal>,
    },
    /// Step 3.
    Answer(Box<Answer>),
    /// The person declined.
    Closed,
    /// Nothing can go on.
    Problem(Refusal),
    /// The service's home.
    Home,
    /// Nothing is at this address.
    Missing,
    /// The person's own status.
    Own(Box<OwnStep>),
    /// Whether the person means to withdraw a consent: the person's status with the session, and the check.
    Withdraw(Box<OwnStatus>, Box<OwnCheck>),
    /// The session in which the person saw it is over.
    Ended(Ending),
}
