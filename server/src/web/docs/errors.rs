//! The page of error codes, made from the table of codes: each has its own anchor.

use std::fmt::Write as _;

use domain::{
    fixtures::how_to_cause,
    problem::{Actor, ErrorCode, Retry},
};

const INTRODUCTION: &str = "\
# Errors

Every refusal has a stable code. The API answers with a problem document (`application/problem+json`, RFC 9457) whose `code` is one of these; the embedded check \
names it in the event `kyvs:error`. Go by the code, never by the words beside it: codes are not renamed and do not change their meaning.

In the frame, what goes wrong for a person stays with the person: the page tells them, and your page hears at most `no-result`. \
Before the right code was given, no error says whether a name or a mobile is registered.
";

/// Heading of each family, in order.
const FAMILIES: [(u16, &str); 6] = [
    (1, "1: set-up"),
    (2, "2: loading the frame"),
    (3, "3: the service"),
    (4, "4: the person"),
    (5, "5: the result"),
    (6, "6: requests to the API"),
];

/// The whole page.
pub(super) fn markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (family, name) in FAMILIES {
        let _ = write!(page, "\n## Family {name}\n");
        for code in ErrorCode::ALL.iter().filter(|code| code.family() == family) {
            page.push_str(&entry(*code));
        }
    }
    page
}

fn entry(code: ErrorCode) -> String {
    format!(
        "\n### `{code}`\n\n{about}\n\n- **Who acts:** {actor}.\n- **Does a retry help?** {retry}\n- **To see it in test mode:** {cause}\n",
        about = code.about(),
        actor = actor(code.actor()),
        retry = retry(code.retry()),
        cause = how_to_cause(code),
    )
}

const fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Integrator => "whoever builds the page or server that asks",
        Actor::Provider => "the provider, who talks to the operator of this service",
        Actor::Person => "the person",
        Actor::Operator => "the operator of this service",
    }
}

const fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::No => "No: somebody has to mend something first.",
        Retry::Yes => "Yes, at once.",
        Retry::Reset => "Yes, with a new verification.",
        Retry::Later => "Yes, after a while: `retry_after` says how many seconds, where it is given.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::docs::markdown::render;

    #[test]
    fn every_code_has_its_anchor_and_none_is_left_over() {
        let text = render(&markdown());
        let anchors: Vec<_> = text.contents.iter().map(|heading| heading.anchor.as_str()).collect();
        let codes: Vec<_> = anchors.iter().filter(|anchor| !anchor.starts_with("family-")).copied().collect();
        assert_eq!(codes, ErrorCode::ALL.iter().map(|code| code.code()).collect::<Vec<_>>());
        assert_eq!(anchors.len() - codes.len(), FAMILIES.len());
    }
}
