//! Frozen keys: a change here is a change of the rules and needs a new rule version.

use std::collections::BTreeMap;

use domain::names::{RULE_VERSION, key};

#[test]
fn keys_are_frozen() {
    let vectors: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(include_str!("vectors/names-keys.json")).unwrap();
    let frozen = vectors.get(RULE_VERSION).expect("vectors for this rule version");
    assert!(frozen.len() >= 100);
    let changed: Vec<String> = frozen
        .iter()
        .filter(|(name, expected)| key(name) != **expected)
        .map(|(name, expected)| format!("{name}: frozen {expected}, now {}", key(name)))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
