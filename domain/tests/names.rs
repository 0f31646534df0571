//! The published table of name decisions, and the document that publishes it.

use domain::names::{RULE_VERSION, Verdict, explain, key};
use serde::Deserialize;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/name-match.md");
const BEGIN: &str = "<!-- decisions: begin -->\n";
const END: &str = "<!-- decisions: end -->";

#[derive(Deserialize)]
struct Section {
    title: String,
    note: String,
    pairs: Vec<(String, String, Verdict)>,
}

#[expect(clippy::unwrap_used, reason = "the table is part of the tests")]
fn sections() -> Vec<Section> {
    serde_json::from_str(include_str!("vectors/names-pairs.json")).unwrap()
}

#[test]
fn every_published_pair_is_decided_as_published() {
    let mut wrong = Vec::new();
    for section in sections() {
        for (left, right, expected) in section.pairs {
            for (a, b) in [(&left, &right), (&right, &left)] {
                let found = explain(a, b);
                if found != expected {
                    wrong.push(format!("{a} / {b}: {found:?}, published {expected:?} ({} / {})", key(a), key(b)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_wide_and_says_nothing_twice() {
    let sections = sections();
    assert!(sections.iter().map(|section| section.pairs.len()).sum::<usize>() >= 150);
    let mut seen = std::collections::BTreeSet::new();
    for (left, right, _) in sections.into_iter().flat_map(|section| section.pairs) {
        assert!(seen.insert((left.clone(), right.clone())), "{left} / {right} twice");
        assert!(!seen.contains(&(right.clone(), left.clone())), "{left} / {right} twice, turned round");
    }
}

/// With `UPDATE_DOCS=1` the document is written instead of checked.
#[test]
fn the_document_shows_the_table() {
    let table = table();
    let document = std::fs::read_to_string(DOCUMENT).unwrap();
    let (head, rest) = document.split_once(BEGIN).expect("the begin mark");
    let (shown, tail) = rest.split_once(END).expect("the end mark");
    assert!(head.contains(&format!("`{RULE_VERSION}`")), "the document names the rule version");
    if shown == table {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(DOCUMENT, format!("{head}{BEGIN}{table}{END}{tail}")).unwrap();
    } else {
        panic!("docs/name-match.md shows another table: run the test with UPDATE_DOCS=1");
    }
}

fn table() -> String {
    let mut lines = Vec::new();
    for section in sections() {
        lines.push(format!("\n### {}\n\n{}\n", section.title, section.note));
        lines.push("| typed | registered | decision |\n|---|---|---|".to_owned());
        lines.extend(section.pairs.iter().map(|(left, right, verdict)| {
            let verdict = match verdict {
                Verdict::Same => "same",
                Verdict::Minor => "minor",
                Verdict::Different => "different",
            };
            format!("| {left} | {right} | {verdict} |")
        }));
    }
    lines.join("\n") + "\n\n"
}
