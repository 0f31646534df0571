//! `kyvs audit …`: the log is checked and proved, and an older database serves on the operator's word only.

use std::{fs, process::Stdio};

use serde_json::Value;

use crate::{HOTEL, Place, complaint, serving::serves, text};

/// The acts of the log, from an export into a new folder.
fn acts(place: &Place, folder: &str) -> Vec<String> {
    place.good(&["audit", "export", "--out", folder]);
    let log = fs::read_to_string(place.path().join(folder).join("entries.jsonl")).unwrap();
    let entries = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    entries.map(|entry| entry["entry"]["act"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_older_database_serves_again_on_the_operator_s_word_and_the_log_says_so() {
    let place = Place::with_keys();
    let aside = place.path().join("aside");
    fs::copy(place.path().join("kyvs.db"), &aside).unwrap();
    place.json(&HOTEL);
    fs::copy(&aside, place.path().join("kyvs.db")).unwrap();
    for args in [&["serve"][..], &["audit", "verify"]] {
        assert!(place.bad(args).contains("an older database was put back"), "{args:?}");
    }
    let checked = place.run(&["check"]);
    assert!(complaint(&checked).contains("1 findings"));
    assert!(text(&checked.stdout).contains("an older database was put back"));
    let before = acts(&place, "before");

    place.good(&["audit", "accept"]);
    let mut expected = before;
    expected.push("anchor-overridden".into());
    assert_eq!(acts(&place, "after"), expected);
    assert!(place.good(&["audit", "verify"]).contains("the anchor agrees"));
    place.good(&["check"]);
    assert_eq!(place.json(&["provider", "list", "--json"]), serde_json::json!([]), "the hotel is lost");
    assert!(serves(&place, Stdio::null()).starts_with("HTTP/1.1 200"));
    // The word was for this one database: the next that is put back is refused again.
    for log in ["kyvs.db-wal", "kyvs.db-shm"] {
        let _ = fs::remove_file(place.path().join(log));
    }
    fs::copy(&aside, place.path().join("kyvs.db")).unwrap();
    assert!(place.bad(&["provider", "list"]).contains("an older database was put back"));
}
