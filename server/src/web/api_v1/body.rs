//! Bodies of requests and answers.

use app::flow::{Pace, Refusal};
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use domain::{
    problem::ErrorCode,
    provider::{Scope, Scopes},
    time::Timestamp,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::service::{ApiAsk, Given, Standing, Started};

/// Digits of a code.
const OTP_LENGTH: u8 = 6;

/// `POST /api/v1/verifications`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Start {
    full_name: String,
    mobile: String,
    purpose: Option<String>,
    scopes: Option<Vec<String>>,
    r#ref: Option<String>,
    nonce: Option<String>,
    lang: Option<String>,
}

impl Start {
    pub(super) fn into_ask(self) -> Result<ApiAsk, Refusal> {
        Ok(ApiAsk {
            scopes: scopes(self.scopes.as_deref())?,
            full_name: self.full_name,
            mobile: self.mobile,
            purpose: self.purpose,
            reference: self.r#ref,
            nonce: self.nonce,
            lang: self.lang,
        })
    }
}

/// `POST /api/v1/verifications/{id}/confirm`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirm {
    pub(super) otp: String,
    pub(super) consent: bool,
    pub(super) scopes: Option<Vec<String>>,
}

/// A code is on its way, or seems to be.
#[derive(Serialize)]
pub(super) struct Starting<'s> {
    id: &'s str,
    sent_to: &'s str,
    sms_ref: &'s str,
    expires_at: String,
    resend_at: String,
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
#[derive(Serialize)]
struct Messages {
    sms: &'static str,
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
#[derive(Serialize)]
pub(super) struct Confirmed {
    result: String,
    vaccination_status: u8,
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
#[derive(Serialize)]
pub(super) struct Current<'s> {
    id: &'s str,
    state: &'static str,
    sms_ref: &'s str,
    expires_at: String,
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

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// Scopes by their names; `None` stays.
pub(super) fn scopes(names: Option<&[String]>) -> Result<Option<Scopes>, Refusal> {
    let Some(names) = names else { return Ok(None) };
    let scopes = names.iter().map(|name| name.parse::<Scope>()).collect::<Result<Scopes, _>>();
    scopes.map(Some).map_err(|_| Refusal::of(ErrorCode::InvalidRequest))
}
