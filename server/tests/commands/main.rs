//! The command line as an operator meets it: the real binary, in an empty folder, with nothing in the environment.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod audit;
mod past;
mod providers;
mod serving;
mod webhooks;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands are run.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_keys() -> Self {
        let place = Self::new();
        place.good(&["keys", "init"]);
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kyvs"));
        command.args(args).current_dir(self.path()).env_clear();
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Stdout of a command that must succeed.
    fn good(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.good(args)).unwrap()
    }

    /// The complaint of a command that must fail with one line.
    fn bad(&self, args: &[&str]) -> String {
        complaint(&self.run(args))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn complaint(output: &Output) -> String {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("kyvs: "), "{told}");
    told
}

const HOTEL: [&str; 9] = [
    "provider",
    "add",
    "--name",
    "Hotel Sagar",
    "--origin",
    "https://hotel.example",
    "--purpose",
    "check-in",
    "--json",
];

#[test]
fn every_command_has_help_and_takes_a_configuration() {
    let place = Place::new();
    let commands: [&[&str]; 33] = [
        &[],
        &["serve"],
        &["demo"],
        &["config"],
        &["import"],
        &["provider"],
        &["provider", "add"],
        &["provider", "list"],
        &["provider", "show"],
        &["provider", "suspend"],
        &["provider", "resume"],
        &["provider", "keys"],
        &["provider", "rotate-key"],
        &["provider", "revoke-key"],
        &["provider", "usage"],
        &["provider", "edit"],
        &["provider", "set-alg"],
        &["webhooks"],
        &["webhooks", "list"],
        &["webhooks", "replay"],
        &["webhooks", "test"],
        &["webhooks", "key"],
        &["results", "revoke"],
        &["cases"],
        &["cases", "list"],
        &["cases", "close"],
        &["maintenance", "on"],
        &["maintenance", "off"],
        &["keys"],
        &["keys", "init"],
        &["keys", "list"],
        &["demo-data"],
        &["help", "import"],
    ];
    for command in commands {
        let args: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let args = if command.first() == Some(&"help") { command } else { &args };
        assert!(place.good(args).contains("--config <FILE>"), "{command:?}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "help leaves nothing behind");
}

#[test]
fn a_wrong_command_line_is_told_apart() {
    let place = Place::new();
    for args in [&["nonsense"][..], &["import"], &["provider", "add"], &["demo-data", "--people", "many", "--out", "x"]]
    {
        assert_eq!(place.run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn maintenance_is_announced_and_taken_back() {
    let place = Place::new();
    let told = place.good(&["maintenance", "on", "--until", "2999-01-01T05:30:00+05:30"]);
    assert_eq!(told, "closed for maintenance until 2999-01-01T00:00:00Z\n");
    let file = place.path().join("kyvs.maintenance");
    assert_eq!(fs::read_to_string(&file).unwrap(), "2999-01-01T00:00:00Z\n");
    assert!(place.good(&["maintenance", "on", "--for", "30m"]).starts_with("closed for maintenance until 20"));
    assert!(place.bad(&["maintenance", "on", "--until", "2001-01-01T00:00:00Z"]).contains("in the past"));
    assert_eq!(place.run(&["maintenance", "on"]).status.code(), Some(2));
    assert_eq!(place.good(&["maintenance", "off"]), "open again\n");
    assert!(!file.exists());
    assert!(place.bad(&["maintenance", "off"]).contains("no maintenance is announced"));
}

#[test]
fn the_default_file_is_printed_and_is_right() {
    let place = Place::new();
    let printed = place.good(&["config"]);
    assert!(printed.starts_with("# kyvs") && printed.contains("# [texts.en]"));
    place.write("kyvs.toml", &printed);
    let checked = place.good(&["config", "--check"]);
    assert!(checked.contains("texts.hi.code: Unicode, 2 part(s)"), "{checked}");
    assert!(
        checked.contains("texts.as.receipt: Unicode") && checked.contains("    {code} is the code to"),
        "{checked}"
    );
}

#[test]
fn a_check_of_the_configuration_says_where_complaints_lead_without_a_page_for_them() {
    let place = Place::new();
    let line = |settings: &str| {
        place.write("kyvs.toml", settings);
        let checked = place.good(&["config", "--check"]);
        checked.lines().find(|line| line.starts_with("embed.complaint_url")).map(str::to_owned)
    };
    let names = "embed.complaint_url is not set: receipts and consent notices name";
    assert_eq!(line(""), Some(format!("{names} the home page's section on complaints")));
    let help = "[embed]\nhelp_url = \"https://status.example/help\"\n";
    assert_eq!(line(help), Some(format!("{names} embed.help_url")));
    assert_eq!(line("[embed]\ncomplaint_url = \"https://status.example/complaints\"\n"), None);
}

#[test]
fn a_missing_font_is_said_for_every_language_and_is_no_wrong_configuration() {
    let place = Place::new();
    let folder = place.path().join("fonts");
    fs::create_dir(&folder).unwrap();
    place.write("kyvs.toml", format!("[graphic]\nfont_dirs = [{folder:?}]\n"));
    let checked = place.good(&["config", "--check"]);
    let said: Vec<_> = checked.lines().filter(|line| line.starts_with("graphic: ")).collect();
    assert_eq!(said.len(), domain::language::Language::ALL.len(), "{checked}");
    for (language, family) in
        [("English", "Noto Sans"), ("Marathi", "Noto Sans Devanagari"), ("Assamese", "Noto Sans Bengali")]
    {
        let (begins, names) =
            (format!("graphic: no graphics and papers in {language}: "), format!("the family {family} of"));
        assert!(said.iter().any(|line| line.starts_with(&begins) && line.contains(&names)), "{language}: {said:?}");
    }
    assert!(checked.ends_with("The configuration is right.\n"), "{checked}");
    place.write("kyvs.toml", "");
    assert!(!place.good(&["config", "--check"]).contains("graphic: "), "the fonts of this machine have all");
}

#[test]
fn a_wrong_configuration_stops_every_command_with_the_key_and_the_place() {
    let place = Place::new();
    place.write("kyvs.toml", "[server]\nlisten = \"127.0.0.1:0\"\n[sms]\ngatewais = []\n");
    for args in [&["serve"][..], &["keys", "init"], &["provider", "list"], &["config", "--check"]] {
        let told = place.bad(args);
        assert!(told.contains("kyvs.toml line 4: unknown key sms.gatewais; did you mean sms.gateways?"), "{told}");
    }
    assert!(place.bad(&["--config", "other.toml", "keys", "list"]).contains("other.toml"));
    let output = place.command(&["config", "--check"]).env("KYVS_CONFIG", "none.toml").output().unwrap();
    assert!(complaint(&output).contains("none.toml"));
}

#[test]
fn nothing_starts_without_a_master_key() {
    let place = Place::new();
    for args in [&["serve"][..], &["provider", "list"], &["keys", "list"], &HOTEL, &["import", "people.csv"]] {
        let told = place.bad(args);
        assert!(told.contains("no master key") && told.contains("kyvs keys init"), "{args:?}: {told}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "no store is made without a key");
}

#[test]
fn nothing_of_the_memory_is_written_out() {
    let place = Place::new();
    let key = place.path().join("kyvs.key");
    assert!(Command::new("mkfifo").args(["-m", "600"]).arg(&key).status().unwrap().success());
    // As much as the system lets us have, so that the command has something to take away.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -S -c $(ulimit -H -c); exec \"$0\" keys list", env!("CARGO_BIN_EXE_kyvs")]);
    let mut running = command.current_dir(place.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // The pipe opens when the command reads its key.
    let pipe = fs::OpenOptions::new().write(true).open(&key).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", running.id())).unwrap();
    drop(pipe);
    assert!(!running.wait().unwrap().success(), "an empty key is none");
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>(), ["0", "0", "bytes"]);
}

#[test]
fn keys_are_made_once_and_never_overwritten() {
    let place = Place::new();
    let made = place.good(&["keys", "init"]);
    assert!(made.contains("is active") && made.contains("kyvs.key"), "{made}");
    let file = place.path().join("kyvs.key");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let (key, keys) = (fs::read(&file).unwrap(), place.json(&["keys", "list", "--json"]));
    let mut states: Vec<_> = keys.as_array().unwrap().iter().map(|key| key["state"].as_str().unwrap()).collect();
    states.sort_unstable();
    assert_eq!(states, ["active", "next"]);
    assert!(keys[0]["seed"].is_null());
    let told = place.bad(&["keys", "init"]);
    assert!(told.contains("nothing is overwritten"), "{told}");
    assert_eq!((fs::read(&file).unwrap(), place.json(&["keys", "list", "--json"])), (key, keys));
}

#[test]
fn a_store_without_its_key_gets_no_new_one() {
    let place = Place::with_keys();
    fs::rename(place.path().join("kyvs.key"), place.path().join("kept")).unwrap();
    let told = place.bad(&["keys", "init"]);
    assert!(told.contains("bring the key it was made with back"), "{told}");
    assert!(!place.path().join("kyvs.key").exists());
    // another key opens nothing
    let other = Place::with_keys();
    fs::copy(other.path().join("kyvs.key"), place.path().join("kyvs.key")).unwrap();
    assert!(place.bad(&["keys", "list"]).contains("master key is not the one"));
}

#[test]
fn an_interrupted_init_is_finished() {
    let place = Place::with_keys();
    for name in ["kyvs.db", "kyvs.db-wal", "kyvs.db-shm", "kyvs.db-heads", "kyvs.db-checkpoint"] {
        let _ = fs::remove_file(place.path().join(name));
    }
    let key = fs::read(place.path().join("kyvs.key")).unwrap();
    place.good(&["keys", "init"]);
    assert_eq!(fs::read(place.path().join("kyvs.key")).unwrap(), key);
}

#[test]
fn a_store_that_is_not_the_one_whose_acts_were_anchored_is_refused() {
    let place = Place::with_keys();
    let aside = place.path().join("aside");
    fs::copy(place.path().join("kyvs.db"), &aside).unwrap();
    place.json(&HOTEL);
    fs::copy(&aside, place.path().join("kyvs.db")).unwrap();
    for args in [&["provider", "list"][..], &["serve"], &HOTEL] {
        let told = place.bad(args);
        assert!(told.contains("an older database was put back") && told.contains("kyvs audit accept"), "{told}");
    }
}

#[test]
fn the_master_key_may_stand_in_the_environment() {
    let (place, key) = (Place::new(), "A".repeat(43));
    let run = |args: &[&str]| place.command(args).env("KYVS_SECRETS__MASTER_KEY", &key).output().unwrap();
    assert_eq!(run(&["keys", "init"]).status.code(), Some(0));
    assert!(!place.path().join("kyvs.key").exists());
    assert_eq!(run(&["keys", "list"]).status.code(), Some(0));
    let output = place.command(&["keys", "list"]).env("KYVS_SECRETS__MASTER_KEY", "short").output().unwrap();
    let told = complaint(&output);
    assert!(told.contains("KYVS_SECRETS__MASTER_KEY") && !told.contains("short"), "{told}");
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    let place = Place::with_keys();
    let file = place.path().join("kyvs.key");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(place.bad(&["keys", "list"]).contains("chmod 600"));
}

#[test]
fn invented_people_go_in_once() {
    let place = Place::with_keys();
    let made = place.json(&["demo-data", "--people", "300", "--seed", "7", "--out", "people.csv", "--json"]);
    assert_eq!(made["people"], 300);
    let first = place.json(&["import", "people.csv", "--json"]);
    assert_eq!(first[0]["people"], serde_json::json!({ "added": 300, "changed": 0, "unchanged": 0 }));
    assert_eq!(first[0]["rows"], made["rows"]);
    let again = place.good(&["import", "people.csv"]);
    assert!(again.contains("0 added, 0 changed, 300 unchanged"), "{again}");
    let names: Vec<String> =
        fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(
        names.iter().all(|name| name.starts_with("kyvs.") || name == "people.csv"),
        "nothing is left over: {names:?}"
    );
}

#[test]
fn a_file_with_a_wrong_row_stays_outside_as_a_whole() {
    let place = Place::with_keys();
    place.good(&["demo-data", "--people", "20", "--out", "good.csv"]);
    let mut file = fs::read_to_string(place.path().join("good.csv")).unwrap();
    file.push_str("10000000009999,Secret Name,12345,1980,M,1,covishield,,31-02-2021,,\n");
    place.write("bad.csv", &file);
    let output = place.run(&["import", "bad.csv", "good.csv", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    let line = file.lines().count();
    assert!(told.contains(&format!("line {line}, mobile \"99999\": ")), "{told}");
    assert!(told.contains(&format!("line {line}, date \"99-99-9999\": ")), "{told}");
    assert!(told.lines().last().unwrap().contains("1 of 2 file(s) not imported"), "{told}");
    assert!(!told.contains("Secret") && !told.contains("12345"));
    let outcomes: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&outcomes[0]["refused"], &outcomes[0]["people"]["added"]), (&1.into(), &0.into()));
    assert_eq!(outcomes[1]["people"]["added"], 20, "files stand or fall one by one");

    assert_eq!(place.run(&["import", "bad.csv", "--report", "why.ndjson"]).status.code(), Some(1));
    let report = fs::read_to_string(place.path().join("why.ndjson")).unwrap();
    assert_eq!(report.lines().count(), 2);
    assert!(place.bad(&["import", "missing.csv"]).contains("missing.csv"));
}
