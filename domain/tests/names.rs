//! The published table of name decisions.

use domain::names::{Verdict, explain};
use serde::Deserialize;

#[derive(Deserialize)]
struct Section {
    title: String,
    note: String,
    pairs: Vec<(String, String, Verdict)>,
}

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
                    wrong.push(format!(
                        "{a} / {b}: {found:?}, published {expected:?} ({} / {})",
                        domain::names::key(a),
                        domain::names::key(b)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
