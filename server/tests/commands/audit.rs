//! `kyvs audit …`: the log is checked and proved, and an older database serves on the operator's word only.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use base64ct::{Base64, Encoding as _};
use domain::audit::{
    checkpoint::{Checkpoint, LogKey},
    proof::verify_inclusion,
    tree::{Hash, leaf_hash},
};
use rusqlite::{Connection, params};
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

/// Turns one bit of an entry, as a failing disk does, or turns it back.
fn turn_a_bit(place: &Place, index: usize) {
    let db = Connection::open(place.path().join("kyvs.db")).unwrap();
    let index = i64::try_from(index).unwrap();
    let mut leaf: Vec<u8> =
        db.query_row("SELECT leaf FROM audit_entries WHERE n = ?1", [index], |row| row.get(0)).unwrap();
    let middle = leaf.len() / 2;
    leaf[middle] ^= 1;
    assert_eq!(db.execute("UPDATE audit_entries SET leaf = ?1 WHERE n = ?2", params![leaf, index]).unwrap(), 1);
}

#[test]
fn a_damaged_entry_is_named_by_its_index() {
    let place = Place::with_keys();
    place.json(&HOTEL);
    let entries = acts(&place, "log").len();
    assert!(entries >= 2);
    for index in 0..entries {
        let named = format!("entry {index} is not the one that was logged there");
        turn_a_bit(&place, index);
        let told = place.bad(&["audit", "verify"]);
        assert!(told.contains(&named), "{told}");
        let checked = place.run(&["check"]);
        complaint(&checked);
        assert!(text(&checked.stdout).contains(&named), "{}", text(&checked.stdout));
        turn_a_bit(&place, index);
        assert!(place.good(&["audit", "verify"]).contains(&format!("{entries} entries, all as they were logged")));
    }
}

/// Whether a file proves that an entry is in the log of a checkpoint.
fn proves(file: &[u8], index: u64, checkpoint: &Checkpoint) -> bool {
    let said: Value = serde_json::from_slice(file).unwrap();
    assert_eq!((&said["index"], &said["size"]), (&index.into(), &checkpoint.size.into()));
    let path = said["path"].as_array().unwrap().iter();
    let path: Vec<Hash> =
        path.map(|hash| Base64::decode_vec(hash.as_str().unwrap()).unwrap().try_into().unwrap()).collect();
    // The leaf is hashed byte for byte as it stands in the file.
    let (_, leaf) = std::str::from_utf8(file).unwrap().split_once(r#","entry":"#).unwrap();
    let leaf = leaf.strip_suffix("}\n").unwrap();
    verify_inclusion(&leaf_hash(leaf.as_bytes()), index, &checkpoint.head(), &path).is_ok()
}

#[test]
fn the_proof_of_every_entry_leads_to_the_signed_root() {
    let place = Place::with_keys();
    for _ in 0..3 {
        place.json(&HOTEL);
    }
    let entries = acts(&place, "log").len() as u64;
    let key = LogKey::parse(place.good(&["audit", "key"]).trim()).unwrap();
    let note = fs::read_to_string(place.path().join("log/checkpoint.txt")).unwrap();
    let checkpoint = Checkpoint::open(&note, &key).unwrap();
    assert_eq!(checkpoint.size, entries);
    for index in 0..entries {
        place.good(&["audit", "prove", &index.to_string(), "--out", "proof.json"]);
        let proof = fs::read_to_string(place.path().join("proof.json")).unwrap();
        assert!(proves(proof.as_bytes(), index, &checkpoint), "{proof}");
        let forged = proof.replacen(r#""act":""#, r#""act":"x"#, 1);
        assert!(forged != proof && !proves(forged.as_bytes(), index, &checkpoint), "{forged}");
    }
    let told = place.bad(&["audit", "prove", &entries.to_string(), "--out", "proof.json"]);
    assert!(told.contains(&format!("there is no entry {entries}: the log has {entries}")), "{told}");
}

/// By a program that shares no code with the service.
#[test]
fn a_second_verifier_agrees_with_an_export_and_finds_what_was_changed_in_it() {
    let place = Place::with_keys();
    for _ in 0..3 {
        place.json(&HOTEL);
    }
    let entries = acts(&place, "log").len();
    let key = place.good(&["audit", "key"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/verify_audit.py");
    let verified = || {
        let files = ["--export", "log/entries.jsonl", "--checkpoint", "log/checkpoint.txt", "--key", key.trim()];
        let output = Command::new("python3").arg(&script).args(files).current_dir(place.path()).output().unwrap();
        (output.status.code(), text(&output.stdout))
    };
    let (code, told) = verified();
    assert!(code == Some(0) && told.starts_with(&format!("ok size={entries} ")), "{told}");
    let log = fs::read_to_string(place.path().join("log/entries.jsonl")).unwrap();
    place.write("log/entries.jsonl", log.replacen("provider-added", "provider-edited", 1));
    let (code, told) = verified();
    assert!(code == Some(1) && told.starts_with("bad entry 1"), "{told}");
}
