//! What a person shares of themselves, as it travels between service and page: plain values, no rules.

use serde::{Deserialize, Serialize};

/// How a graphic is to look, as the form carries it: untrusted text until the service has read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureChoice {
    /// Code of the language of its words; empty for that of the page.
    pub language: String,
    /// `square` or `wide`.
    pub shape: String,
    /// Whether the first name is on it.
    pub named: bool,
    /// Whether the link of this page is on it as a QR code.
    pub coded: bool,
    /// Id of the link that this page has just made; empty without one.
    pub link: String,
}

/// What a badge says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeFacts {
    /// 0, 1 or 2.
    pub status: u8,
    /// The day that the status is about, `YYYY-MM-DD`.
    pub as_of: String,
    /// Code of the language of its words.
    pub language: String,
    /// First name, where it is shown.
    pub name: Option<String>,
}

/// A link that shows a badge, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnShare {
    /// Names it to the service.
    pub key: String,
    /// The day it was made, `YYYY-MM-DD`.
    pub made: String,
    /// The day it ends, `YYYY-MM-DD`.
    pub ends: String,
    /// What it shows.
    pub facts: BadgeFacts,
}

/// What a pass is to say, as the form carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PassChoice {
    /// `first`, `initials`, or anything else for no name.
    pub name: String,
    /// Whether the year of birth is on it.
    pub birth_year: bool,
    /// For how many minutes it is to be good.
    pub minutes: String,
}

/// A pass, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPass {
    /// Names it to the service.
    pub id: String,
    /// 0, 1 or 2.
    pub status: u8,
    /// The name on it; none without.
    pub name: Option<String>,
    /// Year of birth on it.
    pub birth_year: Option<u16>,
    /// When it ends: `YYYY-MM-DD` and `HH:MM` of the service's clock.
    pub ends: (String, String),
    /// The signed text, as it goes into a QR code.
    pub code: String,
}

/// The passes of a person, and for how long a new one may be good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPasses {
    /// Those that are good now, newest first.
    pub passes: Vec<OwnPass>,
    /// Minutes to choose from, ascending.
    pub lifetimes: Vec<u32>,
}

/// What the sections for graphic and pass show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The graphic as chosen.
    pub picture: PictureChoice,
    /// The graphic as it looks.
    pub preview: Option<Preview>,
    /// Address of the link that was just made.
    pub address: Option<String>,
    /// Whether a link or a pass was just taken back.
    pub taken_back: Option<TakenBack>,
    /// Links that show something.
    pub shares: Vec<OwnShare>,
    /// The next pass as chosen.
    pub pass: PassChoice,
    /// Passes that are good.
    pub passes: OwnPasses,
    /// The pass in view.
    pub shown: Option<ShownPass>,
}

impl Sharing {
    /// Whether nothing has just happened in these sections.
    pub fn is_quiet(&self) -> bool {
        self.preview.is_none() && self.address.is_none() && self.taken_back.is_none() && self.shown.is_none()
    }
}

/// What was just taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// A link.
    Link,
    /// A pass.
    Pass,
}

/// A graphic within the page, so that nothing personal is in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// `data:` address of the PNG.
    pub source: String,
    /// What it says.
    pub alternative: String,
    /// Width and height in pixels.
    pub size: (u16, u16),
}

/// A pass on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPass {
    /// Which.
    pub pass: OwnPass,
    /// Modules on a side, with the quiet zone.
    pub side: usize,
    /// The dark modules, as an SVG path.
    pub path: String,
}
