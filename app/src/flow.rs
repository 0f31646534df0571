//! What travels between page, server function and service: plain values, fixed-width numbers, no rules.

use std::borrow::Cow;

use domain::problem::ErrorCode;
use serde::{Deserialize, Serialize};

/// Everything that says who asks and how, as the page carried it: untrusted text until the service has checked it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// Site key.
    pub site_key: String,
    /// Origin of the embedding page; empty on a full page.
    pub origin: String,
    /// Purpose slug; empty means the provider's first.
    pub purpose: String,
    /// The asker's nonce.
    pub nonce: String,
    /// The asker's reference.
    pub reference: String,
    /// Language code of the page.
    pub lang: String,
    /// Where a full page returns to; empty for none.
    pub return_url: String,
}

/// Who asks, as the registry of providers says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// The provider's name in the language of the page.
    pub name: String,
    /// The purpose slug in force.
    pub purpose: String,
    /// Whether dose details are asked for.
    pub events: bool,
    /// Whether year of birth and gender are asked for.
    pub demographics: bool,
    /// Test keys show a ribbon.
    pub test: bool,
    /// Who gets a receipt by SMS.
    pub receipts: Receipts,
}

/// Who gets a receipt by SMS after an answer: the operator decides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Receipts {
    /// Whoever wishes: the person with a tick, or the provider's server for them.
    #[default]
    Asked,
    /// Everybody.
    Always,
}

/// A code is on its way, or seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The verification's id, the capability of the next step.
    pub id: String,
    /// The masked mobile: masks what was typed.
    pub sent_to: String,
    /// Two letters that the SMS shows too.
    pub sms_ref: String,
    /// Seconds until the code dies.
    pub expires_in: u32,
    /// Seconds until a new code may be asked for.
    pub resend_in: u32,
    /// New codes left.
    pub resends_left: u8,
    /// The name as typed, for a way back that loses nothing.
    pub full_name: String,
    /// The mobile as typed.
    pub mobile: String,
    /// How messages go at the moment.
    pub pace: Pace,
}

/// How messages go at the moment: those of the whole service, so that it is the same for a person and for nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// At once, as far as is known.
    #[default]
    Usual,
    /// At once, and gateways report that they usually take about so many seconds to the phone.
    Delivered(u32),
    /// They wait for a gateway.
    Queued,
}

/// The answer, signed and shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The verification's id.
    pub id: String,
    /// The signed result.
    pub result: String,
    /// When the result expires, in milliseconds since 1970.
    pub expires_at: i64,
    /// 0, 1 or 2.
    pub status: u8,
    /// Why, as a stable slug.
    pub reason: String,
    /// Doses counted.
    pub doses_counted: u8,
    /// Doses needed.
    pub doses_needed: u8,
    /// Marks such as `precaution`.
    pub flags: Vec<String>,
    /// Name as typed and matched.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub as_of: String,
    /// Receipt of the consent.
    pub receipt: Receipt,
    /// Dose details that were shared.
    pub events: Vec<SharedDose>,
    /// Year of birth and gender code that were shared.
    pub demographics: Option<(u16, String)>,
}

/// What a person has agreed to, to be kept by that person. It does not say what the answer was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Id of the record: whoever has it can have the receipt again.
    pub record: String,
    /// The number that stands for it, e.g. `R-7KD2-91QM-4XAV-TC8H`.
    pub number: String,
    /// Who asked, in the language of the page.
    pub provider: String,
    /// Purpose slug.
    pub purpose: String,
    /// Whether dose details were agreed to.
    pub events: bool,
    /// Whether year of birth and gender were agreed to.
    pub demographics: bool,
    /// Day of the agreement in India, `YYYY-MM-DD`.
    pub day: String,
    /// Time of day in India, `HH:MM`.
    pub time: String,
    /// The day that the answer is about, `YYYY-MM-DD`: a provider may ask for another one.
    pub as_of: String,
}

impl Receipt {
    /// The day that the answer is about, where it is not that of the agreement.
    pub fn other_day(&self) -> Option<&str> {
        Some(self.as_of.as_str()).filter(|day| *day != self.day)
    }
}

/// A dose, as it was shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedDose {
    /// The vaccine's name.
    pub product: String,
    /// Which dose, as recorded.
    pub dose: u8,
    /// How many make a series; 0 where that is not known.
    pub of: u8,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Whether it came after a complete series.
    pub precaution: bool,
}

/// Which field an error belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// Full name.
    FullName,
    /// Mobile.
    Mobile,
    /// One-time code.
    Code,
    /// What is wrong with a record.
    Fault,
    /// How a graphic is to look.
    Picture,
    /// What a pass is to say.
    Pass,
}

/// A refusal: what the page says comes from the words of its language by these keys, never from internal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code.
    pub code: ErrorCode,
    /// The field to mend, and the message key of what is wrong with it, e.g. `error-code-too-short`.
    pub fields: Vec<(Field, Cow<'static, str>)>,
    /// Guesses left, for a wrong code.
    pub attempts_left: Option<u8>,
    /// Seconds to wait.
    pub retry_after: Option<u32>,
    /// The verification as it stands, so that the code page can be shown again.
    pub sent: Option<Box<Sent>>,
}

impl Refusal {
    /// A refusal that blames no field.
    pub fn of(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new(), attempts_left: None, retry_after: None, sent: None }
    }

    /// A refusal that blames a field; `key` is the message that says why.
    pub fn blaming(field: Field, code: ErrorCode, key: &'static str) -> Self {
        Self { fields: vec![(field, key.into())], ..Self::of(code) }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code.code())
    }
}

impl std::error::Error for Refusal {}
