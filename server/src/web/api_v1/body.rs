//! Bodies of requests and answers.

use app::flow::{Pace, Refusal};
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use domain::{
    problem::ErrorCode,
    provider::{Scope, Scopes},
    time::Timestamp,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::service::{ApiAsk, ApiConsent, Given, Standing, Started};

/// Digits of a code.
const OTP_LENGTH: u8 = 6;

/// `POST /api/v1/verifications`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Start {
    /// As the person says it.
    #[schema(example = "Asha Full")]
    full_name: String,
    /// An Indian mobile number in any usual spelling.
    #[schema(example = "9000000001")]
    mobile: String,
    /// A purpose that is registered for you; without it your first one.
    #[schema(example = "check-in")]
    purpose: Option<String>,
    /// `status`, `events`, `demographics`; without it all that you are entitled to.
    #[schema(value_type = Option<Vec<ScopeName>>)]
    scopes: Option<Vec<String>>,
    /// Your own reference, at most 256 characters; comes back signed. Nothing personal.
    #[schema(max_length = 256, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    r#ref: Option<String>,
    /// At most 256 characters; comes back signed.
    #[schema(example = "n-1", max_length = 256, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    nonce: Option<String>,
    /// Language of the message: `en`, `hi`, `gu`, `mr`, `bn`, `ta`, `te`, `kn`, `ml`, `pa`, `or`, `as`.
    lang: Option<String>,
    /// The day that the status is to be about, from 2021-01-16 on and at most a year ahead; without it the day of the answer.
    #[schema(format = Date)]
    as_of: Option<String>,
}

/// What the body of a start asks for.
pub fn start_body(headers: &HeaderMap, body: &[u8]) -> Result<ApiAsk, Refusal> {
    read::<Start>(headers, body)?.into_ask()
}

impl Start {
    fn into_ask(self) -> Result<ApiAsk, Refusal> {
        Ok(ApiAsk {
            scopes: scopes(self.scopes.as_deref())?,
            full_name: self.full_name,
            mobile: self.mobile,
            purpose: self.purpose,
            reference: self.r#ref,
            nonce: self.nonce,
            lang: self.lang,
            as_of: day(self.as_of.as_deref())?,
        })
    }
}

/// What may be asked for.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "it is read for the description only; the domain reads the names")]
enum ScopeName {
    Status,
    Events,
    Demographics,
}

/// `POST /api/v1/verifications/{id}/confirm`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The six digits that the person gave.
    #[schema(example = "000000", pattern = "^[0-9]{6}$")]
    otp: String,
    /// Must be true: the person knows who asks and what for, and has given the code for it.
    #[schema(example = true)]
    consent: bool,
    /// To ask for less than at the start.
    #[schema(value_type = Option<Vec<ScopeName>>)]
    scopes: Option<Vec<String>>,
    /// Whether the person gets a receipt by SMS. False where it is left out.
    receipt: Option<bool>,
}

/// What the body of a confirmation says.
pub fn confirm_body(headers: &HeaderMap, body: &[u8]) -> Result<Confirm, Refusal> {
    read(headers, body)
}

impl Confirm {
    /// What the person agrees to; a refusal when they do not.
    pub fn agreed(&self) -> Result<ApiConsent<'_>, Refusal> {
        if !self.consent {
            return Err(Refusal::of(ErrorCode::ConsentDeclined));
        }
        let scopes = scopes(self.scopes.as_deref())?;
        Ok(ApiConsent { otp: &self.otp, scopes, receipt: self.receipt.unwrap_or_default() })
    }
}

/// A code is on its way, or seems to be.
#[derive(Serialize, ToSchema)]
pub(super) struct Starting<'s> {
    /// Names this verification.
    id: &'s str,
    /// What was typed as the mobile, masked.
    #[schema(example = "******0001")]
    sent_to: &'s str,
    /// Two letters that the message ends with, so that a late one is not taken for this one.
    #[schema(example = "KD")]
    sms_ref: &'s str,
    /// Until when the code is good.
    #[schema(format = DateTime)]
    expires_at: String,
    /// From when another code can be asked for.
    #[schema(format = DateTime)]
    resend_at: String,
    /// Digits of a code.
    otp_length: u8,
    #[serde(flatten)]
    messages: Messages,
}

impl<'s> From<&'s Started> for Starting<'s> {
    fn from(started: &'s Started) -> Self {
        Self {
            id: &started.id,
            sent_to: &started.sent_to,
            sms_ref: &started.sms_ref,
            expires_at: moment(started.expires_at),
            resend_at: moment(started.resend_at),
            otp_length: OTP_LENGTH,
            messages: started.pace.into(),
        }
    }
}

/// How messages go at the moment: of the whole service, and so the same whether or not anyone matched.
#[derive(Serialize, ToSchema)]
struct Messages {
    /// `sending` or `queued`: how messages go at the moment, of the whole service.
    #[schema(example = "sending")]
    sms: &'static str,
    /// After how many seconds messages usually arrive, where gateways report it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sms_usually_seconds: Option<u32>,
}

impl From<Pace> for Messages {
    fn from(pace: Pace) -> Self {
        let (sms, sms_usually_seconds) = match pace {
            Pace::Usual => ("sending", None),
            Pace::Delivered(seconds) => ("sending", Some(seconds)),
            Pace::Queued => ("queued", None),
        };
        Self { sms, sms_usually_seconds }
    }
}

/// The signed answer.
#[derive(Serialize, ToSchema)]
pub(super) struct Confirmed {
    /// The signed answer, a compact JWS.
    result: String,
    /// 0 not, 1 partially, 2 fully vaccinated.
    #[schema(minimum = 0, maximum = 2)]
    vaccination_status: u8,
    /// Until when the result is good.
    #[schema(format = DateTime)]
    expires_at: String,
}

impl From<Given> for Confirmed {
    fn from(given: Given) -> Self {
        Self {
            result: given.result,
            vaccination_status: given.vaccination_status,
            expires_at: moment(given.expires_at),
        }
    }
}

/// How a verification stands.
#[derive(Serialize, ToSchema)]
pub(super) struct Current<'s> {
    /// Names this verification.
    id: &'s str,
    /// `open`, `expired` (a new code can be asked for), `exhausted` (no guesses left), `confirmed` or `cancelled`.
    #[schema(example = "open")]
    state: &'static str,
    /// Two letters that the message ends with.
    #[schema(example = "KD")]
    sms_ref: &'s str,
    /// Until when the code is good.
    #[schema(format = DateTime)]
    expires_at: String,
    /// From when another code can be asked for.
    #[schema(format = DateTime)]
    resend_at: String,
    #[serde(flatten)]
    messages: Messages,
}

impl<'s> Current<'s> {
    pub(super) fn new(started: &'s Started, standing: Standing) -> Self {
        let state = match standing {
            Standing::Open => "open",
            Standing::Confirmed => "confirmed",
            Standing::Cancelled => "cancelled",
            Standing::Expired => "expired",
            Standing::Exhausted => "exhausted",
        };
        Self {
            id: &started.id,
            state,
            sms_ref: &started.sms_ref,
            expires_at: moment(started.expires_at),
            resend_at: moment(started.resend_at),
            messages: started.pace.into(),
        }
    }
}

/// RFC 3339, in UTC, to the second.
fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.as_seconds()).map_or_else(|_| String::new(), |at| at.to_string())
}

/// Reads a JSON body. Members that do not exist, and members that come twice, are refused.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refusal> {
    if !is_json(headers) {
        return Err(Refusal::of(ErrorCode::UnsupportedMediaType));
    }
    object(body)
}

/// Reads a JSON object. A list of the values in their order, which the reader would take as well, is none.
pub(in crate::web) fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let is_object = body.trim_ascii_start().first() == Some(&b'{');
    let read = is_object.then(|| serde_json::from_slice(body).ok()).flatten();
    read.ok_or_else(|| Refusal::of(ErrorCode::InvalidRequest))
}

/// A call without a body: none, or an empty object.
pub(super) fn nothing(headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    if body.is_empty() { Ok(()) } else { read::<Nothing>(headers, body).map(drop) }
}

/// Whether a body is declared as JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Scopes by their names; `None` stays.
fn scopes(names: Option<&[String]>) -> Result<Option<Scopes>, Refusal> {
    let Some(names) = names else { return Ok(None) };
    let scopes = names.iter().map(|name| name.parse::<Scope>()).collect::<Result<Scopes, _>>();
    scopes.map(Some).map_err(|_| Refusal::of(ErrorCode::InvalidRequest))
}

/// A day in the one spelling, `2026-11-21`; `None` stays.
fn day(text: Option<&str>) -> Result<Option<Date>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.map(Some).ok_or_else(|| Refusal::of(ErrorCode::InvalidRequest))
}
