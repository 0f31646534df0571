//! `/sms/report/{token}`: a gateway tells what became of a message. Whoever knows a token learns nothing here, whatever it sends.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{Extension, Path, RawQuery, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use super::{observe::RequestId, problem, state::AppState};
use crate::config::{Gateway, Report, Sms};

/// The gateways that report, by name.
#[derive(Clone, Default)]
pub struct Reporting(Arc<[(String, Report)]>);

impl From<&Sms> for Reporting {
    fn from(sms: &Sms) -> Self {
        let of = |gateway: &Gateway| Some((gateway.name.clone(), gateway.report()?.clone()));
        Self(sms.gateways.iter().filter_map(of).collect())
    }
}

impl Reporting {
    /// The gateway with this token. All are compared, each in constant time.
    fn by_token(&self, token: &str) -> Option<&(String, Report)> {
        self.0.iter().fold(None, |found, gateway| {
            if bool::from(gateway.1.token.as_bytes().ct_eq(token.as_bytes())) { Some(gateway) } else { found }
        })
    }
}

/// The route.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/sms/report/{token}", get(take).post(take))
}

async fn take(
    State(state): State<AppState>,
    request: Extension<RequestId>,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some((gateway, report)) = state.reporting.by_token(&token) else {
        return problem::not_found(request).into_response();
    };
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some((number, delivered)) = reported(report, query.as_deref().unwrap_or_default(), kind, &body) {
        state.api.hands.report(gateway, number, delivered);
    }
    StatusCode::NO_CONTENT.into_response()
}

/// Which message a gateway tells of, and whether it is on the phone; `None` when that is not known yet, or the report does not read.
/// `kind` is the body's media type.
pub fn reported(report: &Report, query: &str, kind: &str, body: &[u8]) -> Option<(i64, bool)> {
    Said::read(query, kind, body).outcome(report)
}

/// The parameters of a report, wherever they stood.
struct Said(HashMap<String, String>);

impl Said {
    /// Reads address and body; what does not read says nothing.
    fn read(query: &str, kind: &str, body: &[u8]) -> Self {
        let mut said = form(query.as_bytes());
        if kind.to_ascii_lowercase().contains("json") {
            said.extend(flat(body));
        } else {
            said.extend(form(body));
        }
        Self(said)
    }

    /// Which message, and whether it is on the phone; `None` when that is not known yet.
    fn outcome(&self, report: &Report) -> Option<(i64, bool)> {
        let number = self.0.get(&report.id)?.trim().parse().ok()?;
        let status = self.0.get(&report.status)?;
        let delivered = report.delivered.contains(status);
        (delivered || report.failed.contains(status)).then_some((number, delivered))
    }
}

fn form(text: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// The texts, numbers and flags of a JSON object.
fn flat(body: &[u8]) -> HashMap<String, String> {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else { return HashMap::new() };
    let word = |value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    };
    members.into_iter().filter_map(|(name, value)| Some((name, word(value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report {
            token: "0123456789abcdef".to_owned(),
            id: "id".to_owned(),
            status: "status".to_owned(),
            delivered: vec!["1".to_owned(), "DELIVRD".to_owned()],
            failed: vec!["2".to_owned(), "true".to_owned()],
        }
    }

    fn said(query: &str, kind: &str, body: &str) -> Option<(i64, bool)> {
        reported(&report(), query, kind, body.as_bytes())
    }

    #[test]
    fn address_form_and_json_say_the_same() {
        const FORM: &str = "application/x-www-form-urlencoded";
        const JSON: &str = "application/json; charset=utf-8";
        assert_eq!(said("id=7&status=DELIVRD&to=x", "", ""), Some((7, true)));
        assert_eq!(said("", FORM, "status=2&id=7"), Some((7, false)));
        assert_eq!(said("id=7", FORM, "status=%31"), Some((7, true)), "both together");
        assert_eq!(said("", JSON, r#"{"id":7,"status":"1","more":{"x":[1]}}"#), Some((7, true)));
        assert_eq!(said("", JSON, r#"{"id":"7","status":1}"#), Some((7, true)));
        assert_eq!(said("", JSON, r#"{"id":" 7","status":true}"#), Some((7, false)));
    }

    #[test]
    fn what_is_not_final_or_does_not_read_says_nothing() {
        for query in ["", "id=7", "status=1", "id=7&status=8", "id=x&status=1", "id=99999999999999999999&status=1"] {
            assert_eq!(said(query, "", ""), None, "{query}");
        }
        for body in ["", "[]", "{", r#"{"id":7}"#, r#"{"id":null,"status":"1"}"#, r#"[{"id":7,"status":1}]"#] {
            assert_eq!(said("", "application/json", body), None, "{body}");
        }
    }

    #[test]
    fn a_gateway_is_known_by_its_whole_token() {
        let other = Report { token: "fedcba9876543210".to_owned(), ..report() };
        let reporting = Reporting([("a".to_owned(), report()), ("b".to_owned(), other)].into());
        let name = |token: &str| reporting.by_token(token).map(|(name, _)| name.as_str());
        assert_eq!((name("0123456789abcdef"), name("fedcba9876543210")), (Some("a"), Some("b")));
        for token in ["", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF"] {
            assert_eq!(name(token), None, "{token}");
        }
    }
}
