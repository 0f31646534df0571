//! The calls of the API as Markdown, made from their `OpenAPI` description.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use utoipa::OpenApi as _;

use crate::web::openapi::Description;

const METHODS: [&str; 3] = ["post", "get", "delete"];

/// Every call of v1 with a secret key, with its fields, examples and answers.
pub(super) fn markdown() -> String {
    let description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    let reader = Reader { root: &description };
    let mut page = String::new();
    let of_v1 = |path: &str| path.starts_with("/api/v1/");
    for (path, item) in members(&description["paths"]).filter(|(path, _)| of_v1(path)) {
        for method in METHODS {
            if let Some(call) = item.get(method).filter(|call| call["tags"][0] != "public") {
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
        if let Some(body) = json_of(&call["requestBody"]) {
            let _ = write!(page, "\nBody:\n\n{}", self.table(&body["schema"]));
            example(page, body);
        }
        for (status, answer) in members(&call["responses"]) {
            if status.starts_with(['4', '5']) {
                continue;
            }
            let _ = write!(page, "\n**{status}:** {}\n", text(&answer["description"]));
            if let Some(body) = json_of(answer) {
                let _ = write!(page, "\n{}", self.table(&body["schema"]));
                example(page, body);
            }
        }
    }

    /// A schema's members as a table.
    fn table(&self, schema: &'d Value) -> String {
        let mut rows = String::from("| member | type | what |\n|---|---|---|\n");
        self.rows(&mut rows, schema);
        rows
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

/// The JSON body of a request or an answer.
fn json_of(place: &Value) -> Option<&Value> {
    place["content"].get("application/json")
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
}
