//! `kyvs keys rotate`, `revoke` and `list` as an operator meets them: the real binary, in an empty folder.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with keys in which commands are run.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.good(&["keys", "init"]);
        place
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kyvs"));
        command.args(args).current_dir(self.0.path()).env_clear().output().unwrap()
    }

    fn good(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.good(args)).unwrap()
    }

    fn bad(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn with_state(&self, state: &str) -> Vec<String> {
        let keys = self.json(&["keys", "list", "--json"]);
        let keys = keys.as_array().unwrap().iter().filter(|key| key["state"] == state);
        keys.map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_signing_key_is_next_then_active_then_passive_or_revoked() {
    let place = Place::new();
    let (first, next) = (place.with_state("active"), place.with_state("next"));
    let told = place.bad(&["keys", "rotate"]);
    assert!(told.contains("not published for long enough") && told.contains("--now"), "{told}");
    let rotated = place.json(&["keys", "rotate", "--now", "--json"]);
    assert_eq!((rotated["active"].as_str(), rotated["activated"].as_bool()), (Some(next[0].as_str()), Some(true)));
    assert_eq!((place.with_state("active"), place.with_state("passive")), (next.clone(), first.clone()));
    assert_ne!(place.with_state("next"), next);

    let told = place.good(&["keys", "revoke", &first[0]]);
    assert!(told.contains("is revoked"), "{told}");
    assert_eq!((place.with_state("revoked"), place.with_state("active")), (first.clone(), next.clone()));
    let follows = place.with_state("next");
    place.good(&["keys", "revoke", &next[0]]);
    assert_eq!(place.with_state("active"), follows, "another key signs at once");
    assert!(place.bad(&["keys", "revoke", &next[0]]).contains("revoked already"));
    for args in [&["nobody"][..], &["-_rrktN1y"], &["--json", "-_rrktN1y"], &["-_rrktN1y", "--json"]] {
        let told = place.bad(&[&["keys", "revoke"], args].concat());
        assert!(told.contains("no signing key with this id"), "{args:?}: {told}");
    }
    assert!(place.good(&["audit", "verify"]).contains("4 entries"), "each change has an entry");
}

#[test]
fn a_rotation_of_the_data_keys_is_begun_told_of_and_keeps_imports_out() {
    let place = Place::new();
    assert!(place.json(&["keys", "list", "--data", "--json"])["resealing"].is_null());
    assert!(place.good(&["keys", "rotate", "--data"]).contains("sealed under a new key from now on"));
    assert!(place.good(&["keys", "rotate", "--data"]).contains("runs already"));
    let data = place.json(&["keys", "list", "--data", "--json"]);
    let seen: Vec<_> = data["keys"].as_array().unwrap().iter().map(|key| (&key["version"], &key["state"])).collect();
    assert_eq!(format!("{seen:?}"), r#"[(Number(1), String("retiring")), (Number(2), String("active"))]"#);
    assert_eq!(data["resealing"]["done"], 0);
    assert!(place.good(&["keys", "list"]).contains("a rotation of the data keys is at 0 of"));
    assert!(place.good(&["check"]).contains("2 cells are still sealed under the older key"), "the signing keys");
    place.good(&["demo-data", "--people", "17", "--out", "people.csv"]);
    assert!(place.bad(&["import", "people.csv"]).contains("the data keys are being rotated"));
}

#[test]
fn the_master_key_changes_and_the_old_one_opens_nothing() {
    let place = Place::new();
    let key = |name: &str| place.0.path().join(name);
    let signing = place.good(&["keys", "list", "--json"]);
    let told = place.bad(&["keys", "rotate", "--master", "--new-master-key-file", "kyvs.key"]);
    assert!(told.contains("is the master key of now"), "{told}");
    fs::write(key("open.key"), "A".repeat(43)).unwrap();
    fs::set_permissions(key("open.key"), fs::Permissions::from_mode(0o640)).unwrap();
    assert!(place.bad(&["keys", "rotate", "--master", "--new-master-key-file", "open.key"]).contains("chmod 600"));
    assert_eq!(place.good(&["keys", "list", "--json"]), signing);

    place.good(&["backup", "--out", "old.db"]);
    place.good(&["keys", "rotate", "--master", "--new-master-key-file", "new.key"]);
    assert_eq!(fs::metadata(key("new.key")).unwrap().permissions().mode() & 0o777, 0o600);
    for args in [&["keys", "list"][..], &["check"], &["audit", "verify"], &["serve"]] {
        assert!(place.bad(args).contains("master key is not the one"), "{args:?}");
    }
    place.good(&["check", "--database", "old.db"]);
    fs::rename(key("new.key"), key("kyvs.key")).unwrap();
    assert_eq!(place.good(&["keys", "list", "--json"]), signing);
    assert!(place.good(&["audit", "verify"]).contains("the anchor agrees"));
    assert!(place.bad(&["check", "--database", "old.db"]).contains("master key is not the one"));
}
