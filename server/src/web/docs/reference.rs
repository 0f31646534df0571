//! The calls of the API as Markdown, made from their `OpenAPI` description.

use std::fmt::Write as _;

use axum::http::StatusCode;
use serde_json::{Map, Value};
use utoipa::OpenApi as _;

use crate::web::openapi::{Description, refused_with};

const METHODS: [&str; 3] = ["post", "get", "delete"];
/// The type of what refuses a call.
const PROBLEM: &str = "application/problem+json";

/// Every call of v1 with a secret key, with its parameters, fields, examples, answers and refusals.
pub(super) fn markdown() -> String {
    calls(|path, call| path.starts_with("/api/v1/") && !is_public(call))
}

/// The calls that anybody may make, in the same way.
pub(super) fn public() -> String {
    calls(|_, call| is_public(call))
}

fn is_public(call: &Value) -> bool {
    call["tags"][0] == "public"
}

fn calls(wanted: impl Fn(&str, &Value) -> bool) -> String {
    let description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    let reader = Reader { root: &description };
    let mut page = String::new();
    for (path, item) in members(&description["paths"]) {
        for method in METHODS {
            if let Some(call) = item.get(method).filter(|call| wanted(path, call)) {
                reader.call(&mut page, method, path, call);
            }
        }
    }
    page
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Reads a description, whose parts refer to one another.
struct Reader<'d> {
    root: &'d Value,
}

impl<'d> Reader<'d> {
    fn call(&self, page: &mut String, method: &str, path: &str, call: &'d Value) {
        let _ = write!(page, "\n### {} {path}\n\n{}\n", method.to_uppercase(), text(&call["summary"]));
        if let Some(more) = call["description"].as_str() {
            let _ = write!(page, "\n{more}\n");
        }
        parameters(page, call);
        if let Some(body) = json_of(&call["requestBody"]) {
            let _ = write!(page, "\nBody:\n\n{}", self.table(&body["schema"]));
            example(page, body);
        }
        self.answers(page, call);
    }

    /// What is answered, and in one line the codes of all refusals.
    fn answers(&self, page: &mut String, call: &'d Value) {
        let mut refusals = Vec::new();
        for (status, answer) in members(&call["responses"]) {
            let answer = self.resolved(answer);
            if answer["content"].get(PROBLEM).is_some() {
                refusals.extend(status.parse::<StatusCode>().ok());
                continue;
            }
            let _ = write!(page, "\n**{status}:** {}\n", text(&answer["description"]));
            if let Some(body) = json_of(answer) {
                let _ = write!(page, "\n{}", self.table(&body["schema"]));
                example(page, body);
            }
        }
        let codes = refused_with(text(&call["operationId"]), &refusals);
        if !codes.is_empty() {
            let links: Vec<_> = codes.iter().map(|code| format!("[`{code}`](/docs/errors#{code})")).collect();
            let _ = write!(page, "\n**Refused with:** {}\n", links.join(", "));
        }
    }

    /// A schema's members as a table; nothing for one without members.
    fn table(&self, schema: &'d Value) -> String {
        let mut rows = String::new();
        self.rows(&mut rows, schema);
        if rows.is_empty() { rows } else { format!("| member | type | what |\n|---|---|---|\n{rows}") }
    }

    fn rows(&self, rows: &mut String, schema: &'d Value) {
        let schema = self.resolved(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.rows(rows, part);
        }
        let required = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        for (name, member) in members(&schema["properties"]) {
            let kind = self.kind(member);
            let kind = if required(name) { kind } else { format!("{kind}, optional") };
            let about = text(&member["description"]).replace(['\n', '|'], " ");
            let _ = writeln!(rows, "| `{name}` | {kind} | {about} |");
        }
    }

    /// A type in words.
    fn kind(&self, schema: &'d Value) -> String {
        let schema = self.resolved(schema);
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().map(text).find(|kind| *kind != "null").unwrap_or_default(),
            kind => text(kind),
        };
        match (kinds, schema["enum"].as_array()) {
            (_, Some(values)) => values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", "),
            ("array", None) => format!("list of {}", self.kind(&schema["items"])),
            (kind, None) => kind.to_owned(),
        }
    }

    fn resolved(&self, schema: &'d Value) -> &'d Value {
        let reference = schema["$ref"].as_str().and_then(|path| path.strip_prefix('#'));
        reference.and_then(|path| self.root.pointer(path)).unwrap_or(schema)
    }
}

/// Parameters as a list, which a phone shows better than a table.
fn parameters(page: &mut String, call: &Value) {
    let Some(all) = call["parameters"].as_array() else { return };
    page.push_str("\nParameters:\n\n");
    for one in all {
        let optional = if one["required"].as_bool() == Some(true) { "" } else { ", optional" };
        let about = text(&one["description"]).replace('\n', " ");
        let _ = writeln!(page, "- `{}` (in the {}{optional}): {about}", text(&one["name"]), text(&one["in"]));
    }
}

/// The JSON body of a request or an answer.
fn json_of(place: &Value) -> Option<&Value> {
    members(&place["content"]).find(|(kind, _)| kind.ends_with("json")).map(|(_, body)| body)
}

fn example(page: &mut String, body: &Value) {
    if let Some(example) = body.get("example") {
        let _ = write!(page, "\n```json\n{example:#}\n```\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_on_the_page_with_its_fields() {
        let page = markdown();
        for call in [
            "### POST /api/v1/verifications\n",
            "### POST /api/v1/verifications/{id}/confirm\n",
            "### POST /api/v1/verifications/{id}/resend\n",
            "### GET /api/v1/verifications/{id}\n",
            "### DELETE /api/v1/verifications/{id}\n",
            "### POST /api/v1/results/verify\n",
        ] {
            assert!(page.contains(call), "{call}");
        }
        for row in ["| `full_name` | string |", "| `nonce` | string, optional |", "| `sms_ref` | string |"] {
            assert!(page.contains(row), "{row}\n{page}");
        }
    }

    /// What stands on the page of one call.
    fn section<'p>(page: &'p str, call: &str) -> &'p str {
        let (_, rest) = page.split_once(&format!("### {call}\n")).unwrap_or_else(|| panic!("{call}"));
        rest.split("\n### ").next().unwrap_or_default()
    }

    #[test]
    fn every_call_says_its_parameters_and_the_codes_that_refuse_it() {
        let page = markdown();
        let start = section(&page, "POST /api/v1/verifications");
        assert!(
            start.contains("- `Idempotency-Key` (in the header, optional): Your own name of this request."),
            "{start}"
        );
        let confirm = section(&page, "POST /api/v1/verifications/{id}/confirm");
        assert!(confirm.contains("- `id` (in the path): "), "{confirm}");
        let link = |code: &str| format!("[`{code}`](/docs/errors#{code})");
        for (code, of_start, of_confirm) in [
            ("unauthorized", true, true),
            ("idempotency-conflict", true, true),
            ("invalid-name", true, false),
            ("otp-incorrect", false, true),
            ("consent-declined", false, true),
        ] {
            assert_eq!((start.contains(&link(code)), confirm.contains(&link(code))), (of_start, of_confirm), "{code}");
        }
        assert_eq!(page.matches("**Refused with:** ").count(), page.matches("\n### ").count());
    }

    #[test]
    fn what_anybody_may_call_is_there_too() {
        let page = public();
        let keys = section(&page, "GET /test/.well-known/jwks.json");
        assert!(keys.contains("| `keys` | list of object |") && keys.contains("[`invalid-request`]"), "{keys}");
        assert!(!keys.contains("verification-not-found") && !keys.contains("maintenance"), "{keys}");
        let tile = section(&page, "GET /audit/tile/{level}/{index}");
        assert!(tile.contains("- `level` (in the path): ") && tile.contains("**404:** "), "{tile}");
        assert!(!page.contains("/api/v1/verifications"));
    }
}
