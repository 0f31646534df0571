//! Reading files as they are: good ones once, bad ones not at all.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

use std::{path::Path, sync::Arc};

use domain::mobile::Mobile;
use jiff::civil::{Date, date};
use server::{
    import::{Format, HEADER, ImportError, Options, Outcome, Progress, import_file},
    ports::{Acting, Store},
    secrets::{MasterKey, Secrets},
    store::sqlite::{self, SqliteStore},
    system::{OsEntropy, SystemClock},
};
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 21);

/// A registry in a folder of its own.
struct Registry {
    folder: TempDir,
    store: SqliteStore,
}

impl Registry {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(Secrets::derive(&MasterKey::generate(&OsEntropy)));
        let path = folder.path().join("kyvs.db");
        let store = SqliteStore::open(&path, secrets, Arc::new(OsEntropy), sqlite::Options::default()).unwrap();
        Self { folder, store }
    }

    async fn try_bytes(&self, name: &str, bytes: &[u8]) -> Result<Outcome, ImportError> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.try_path(&path, None).await
    }

    async fn try_path(&self, path: &Path, format: Option<Format>) -> Result<Outcome, ImportError> {
        let work = self.folder.path();
        let act = Acting::now(&SystemClock, &OsEntropy);
        let options = Options { format, today: TODAY, act, work, report: None, progress: Progress::Hidden };
        import_file(&self.store, path, options).await
    }

    async fn csv(&self, rows: &str) -> Outcome {
        self.try_bytes("people.csv", format!("{HEADER}\n{rows}").as_bytes()).await.unwrap()
    }

    async fn divoc(&self, text: &str) -> Outcome {
        self.try_bytes("certificates.json", text.as_bytes()).await.unwrap()
    }

    async fn names(&self, mobile: &str) -> Vec<String> {
        let found = self.store.candidates(&Mobile::parse(mobile).unwrap()).await.unwrap();
        let mut names: Vec<String> = found.into_iter().map(|candidate| candidate.name).collect();
        names.sort_unstable();
        names
    }

    async fn people(&self) -> u64 {
        self.store.count_people().await.unwrap()
    }
}

fn counts(outcome: &Outcome) -> (u64, u64, u64) {
    assert_eq!(outcome.refused, 0, "{:?}", outcome.refusals);
    (outcome.people.added, outcome.people.changed, outcome.people.unchanged)
}

/// Refusals as lines, when nothing was imported.
fn refusals(outcome: &Outcome) -> Vec<String> {
    assert_eq!(outcome.people.added + outcome.people.changed + outcome.people.unchanged, 0);
    outcome.refusals.iter().map(ToString::to_string).collect()
}

const RAJESH: &str = "12345678901234,Rajesh Sharma,98100 00001,1980,M,1,COVISHIELD,,2021-05-20,4121Z045,\"CHC, Pune\"\n\
                      12345678901234,Rajesh Sharma,+919810000001,1980,Male,2,Covishield,,31-08-2021,,\n";
const ASHA: &str = "12345678901235,आशा शर्मा,9810000001,1985,F,,,,,,\n";

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let registry = Registry::new();
    let file = format!("{RAJESH}{ASHA}");
    assert_eq!(counts(&registry.csv(&file).await), (2, 0, 0));
    assert_eq!(counts(&registry.csv(&file).await), (0, 0, 2));
    assert_eq!(registry.people().await, 2);
    assert_eq!(registry.names("9810000001").await, ["Rajesh Sharma", "आशा शर्मा"]);
}

#[tokio::test]
async fn a_changed_dose_and_a_changed_mobile_update() {
    let registry = Registry::new();
    registry.csv(&format!("{RAJESH}{ASHA}")).await;
    let later = RAJESH.replace("31-08-2021", "01-09-2021");
    assert_eq!(counts(&registry.csv(&format!("{later}{ASHA}")).await), (0, 1, 1));
    assert_eq!(counts(&registry.csv(&later).await), (0, 0, 1));
    assert_eq!(counts(&registry.csv(&ASHA.replace("9810000001", "9810000002")).await), (0, 1, 0));
    assert_eq!(registry.names("9810000001").await, ["Rajesh Sharma"]);
    assert_eq!(registry.names("9810000002").await, ["आशा शर्मा"]);
}

#[tokio::test]
async fn rows_of_one_person_may_be_anywhere_and_repeat() {
    let registry = Registry::new();
    let (first, second) = RAJESH.split_once('\n').unwrap();
    let shuffled = format!("{second}{ASHA}{first}\n{second}");
    assert_eq!(counts(&registry.csv(&shuffled).await), (2, 0, 0));
    assert_eq!(counts(&registry.csv(RAJESH).await), (0, 0, 1));
}

#[tokio::test]
async fn two_first_doses_are_both_kept() {
    let registry = Registry::new();
    let twice = RAJESH.replace(",Male,2,", ",Male,1,");
    assert_eq!(counts(&registry.csv(&twice).await), (1, 0, 0));
    assert_eq!(counts(&registry.csv(&twice).await), (0, 0, 1));
    // one of the two is what the file now says: something changed
    let once = twice.split_once('\n').unwrap().0;
    assert_eq!(counts(&registry.csv(&format!("{once}\n")).await), (0, 1, 0));
}

#[tokio::test]
async fn a_byte_order_mark_crlf_and_blank_lines_are_taken() {
    let registry = Registry::new();
    let text = format!("\u{feff}{HEADER}\n\n{RAJESH}\n").replace('\n', "\r\n");
    assert_eq!(counts(&registry.try_bytes("people.csv", text.as_bytes()).await.unwrap()), (1, 0, 0));
}

#[tokio::test]
async fn every_fault_of_every_row_is_told_and_nothing_goes_in() {
    let registry = Registry::new();
    let rows = [
        "123,Rajesh Sharma,9810000001,1980,M,,,,,,",
        "12345678901236,R2D2,12345,80,Q,,,,,,",
        "12345678901237,Asha Rao,9810000002,1980,F,1,covaxin,,2021-02-30,,",
        "12345678901237,Asha Rao,9810000002,1980,F,0,,,2031-01-01,,",
        "12345678901237,Asha Rao,9810000002,1980,F",
        "12345678901237,Asha Rao,9810000002,2015,F,1,covaxin,,2014-01-01,,",
        "12345678901237,\"Asha\nRao\",9810000002,2015,F,,,,,,",
    ];
    let told = refusals(&registry.csv(&format!("{ASHA}{}\n", rows.join("\n"))).await);
    for expected in [
        "line 3, reference_id \"999\": ",
        "line 4, name \"x9x9\": ",
        "line 4, mobile \"99999\": ",
        "line 4, birth_year \"99\": ",
        "line 4, gender \"x\": ",
        "line 5, date \"9999-99-99\": is not a date",
        "line 6, dose \"9\": ",
        "line 6, product \"\": ",
        "line 6, date \"9999-99-99\": is in the future",
        "line 7: has 5 fields, not 11",
        "line 8, date \"9999-99-99\": is before the first vaccinations",
        "line 9: has a quote that is not closed",
    ] {
        assert!(told.iter().any(|line| line.starts_with(expected)), "{expected}\n{told:#?}");
    }
    assert_eq!(registry.people().await, 0);
}

#[tokio::test]
async fn rows_that_contradict_one_another_are_refused() {
    let registry = Registry::new();
    let told = refusals(
        &registry
            .csv(&format!(
                "{RAJESH}12345678901234,Rajiv Sharma,9810000009,1981,F,3,covishield,,2022-05-01,,\n\
                 12345678901234,Rajesh Sharma,9810000001,1980,M,1,covishield,other,2021-05-20,,\n"
            ))
            .await,
    );
    for expected in ["line 4, name", "line 4, mobile", "line 4, birth_year", "line 4, gender", "line 5, regimen"] {
        assert!(told.iter().any(|line| line.starts_with(expected)), "{expected}\n{told:#?}");
    }
    assert!(told.iter().all(|line| line.contains("differs from line 2") && !line.contains("Rajiv")), "{told:#?}");
}

/// Such rows stand in different places of the store's order: the contradiction comes to light at the end of the writing.
#[tokio::test]
async fn two_mobiles_of_one_person_are_refused_and_take_everything_back() {
    let registry = Registry::new();
    let (first, second) = RAJESH.split_once('\n').unwrap();
    let file = format!("{ASHA}{first}\n{}", second.replace("+919810000001", "9810000009"));
    for known in [false, true] {
        if known {
            registry.csv(RAJESH).await;
        }
        let told = refusals(&registry.csv(&file).await);
        assert_eq!(told, ["line 4, mobile \"9999999999\": differs from line 3, which has the same reference id"]);
        assert_eq!(registry.people().await, u64::from(known));
        assert!(registry.names("9810000009").await.is_empty());
    }
}

#[tokio::test]
async fn broken_bytes_are_told_by_line() {
    let registry = Registry::new();
    let latin1 = [format!("{HEADER}\n{ASHA}").as_bytes(), b"12345678901236,Ren\xe9,9810000002,1980,M,,,,,,\n"].concat();
    assert!(
        refusals(&registry.try_bytes("a.csv", &latin1).await.unwrap())[0]
            .starts_with("line 3: is not UTF-8, from byte 19")
    );
    let nul = format!("{HEADER}\n{}", ASHA.replace("9810000001", "98100\u{0}0001"));
    assert!(
        refusals(&registry.try_bytes("b.csv", nul.as_bytes()).await.unwrap())[0].starts_with("line 2: holds a NUL")
    );
    let utf16: Vec<u8> = "\u{feff}reference_id".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = registry.try_bytes("c.csv", &utf16).await.unwrap_err().to_string();
    assert!(told.contains("UTF-16"), "{told}");
    assert!(registry.try_bytes("d.csv", b"").await.unwrap_err().to_string().contains("empty"));
    assert!(registry.try_bytes("e.csv", b"\xff\x00\n").await.is_err());
    assert_eq!(registry.people().await, 0);
}

#[tokio::test]
async fn a_file_cut_anywhere_gives_nothing_or_whole_rows() {
    let file = format!("{HEADER}\n{RAJESH}{ASHA}");
    for cut in (HEADER.len() + 2..file.len()).step_by(7) {
        let registry = Registry::new();
        let outcome = registry.try_bytes("cut.csv", &file.as_bytes()[..cut]).await.unwrap();
        let whole_line = file.as_bytes()[cut - 1] == b'\n';
        assert!(whole_line || outcome.refused > 0 || !outcome.notes.is_empty(), "cut at {cut}");
        assert!(outcome.refused == 0 || registry.people().await == 0);
    }
}

/// Runs in a process of its own: what it measures is the whole process's.
#[tokio::test]
async fn a_line_of_gigabytes_costs_no_memory() {
    const ALONE: &str = "KYVS_TEST_RUNS_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let ran = again.args(["--exact", "a_line_of_gigabytes_costs_no_memory"]).env(ALONE, "1").output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
        assert!(String::from_utf8_lossy(&ran.stdout).contains("1 passed"));
        return;
    }
    let registry = Registry::new();
    let path = registry.folder.path().join("huge.csv");
    std::fs::write(&path, format!("{HEADER}\n{ASHA}")).unwrap();
    // a hole: no disk is used for it
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(1 << 30).unwrap();
    let before = memory();
    let outcome = registry.try_path(&path, Some(Format::Csv)).await.unwrap();
    assert!(refusals(&outcome)[0].contains("is longer than"));
    assert!(memory() - before < 64 * 1024, "kilobytes: {} after {before}", memory());
}

/// The most memory that this process ever had, in kilobytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn nothing_in_clear_is_left_behind() {
    let registry = Registry::new();
    registry.csv(&format!("{ASHA}{}", RAJESH.replace("Rajesh Sharma", "Canary Sharma"))).await;
    std::fs::remove_file(registry.folder.path().join("people.csv")).unwrap();
    for entry in std::fs::read_dir(registry.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in ["Canary", "9810000001", "12345678901234"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} in {path:?}");
        }
    }
}

fn certificate(subject: &str, evidence: &str) -> String {
    format!(
        r#"{{"type":["VerifiableCredential"],"issuanceDate":"2021-09-01T10:00:00.000Z","credentialSubject":{{{subject}}},
            "evidence":[{evidence}],"proof":{{"jws":"x"}}}}"#
    )
}

const SUBJECT: &str = r#""type":"Person","id":"tel:+919810000001","refId":"12345678901234","name":"Rajesh Sharma","gender":"Male","age":"41","nationality":"Indian""#;
const FIRST: &str = r#"{"batch":"4121Z045","vaccine":"COVISHIELD","manufacturer":"Serum Institute of India","date":"2021-05-20T10:00:00.000Z","dose":1,"totalDoses":2,"facility":{"name":"CHC Pune","address":{"district":"Pune"}}}"#;
const SECOND: &str = r#"{"batch":"4121Z046","vaccine":"Covishield","date":"2021-08-31","dose":"2","totalDoses":"2","facility":{"name":"CHC Pune"}}"#;

#[tokio::test]
async fn certificates_come_alone_in_a_list_and_one_a_line() {
    let (one, two) = (certificate(SUBJECT, FIRST), certificate(SUBJECT, SECOND));
    let flat = |text: &str| text.replace('\n', " ");
    for text in [
        certificate(SUBJECT, &format!("{FIRST},{SECOND}")),
        format!("[{one},{two}]"),
        format!("{}\n{}\n", flat(&one), flat(&two)),
    ] {
        let registry = Registry::new();
        let outcome = registry.divoc(&text).await;
        assert_eq!(counts(&outcome), (1, 0, 0));
        assert!(outcome.notes.iter().any(|note| note.contains("not checked")), "{:?}", outcome.notes);
        assert_eq!(registry.names("9810000001").await, ["Rajesh Sharma"]);
        assert_eq!(counts(&registry.divoc(&text).await), (0, 0, 1));
    }
}

#[tokio::test]
async fn the_mobile_is_found_where_registries_put_it() {
    for place in [
        r#""mobile":"9810000001""#,
        r#""telephone":"+91 98100 00001""#,
        r#""contact":["mailto:a@b.example","tel:9810000001"]"#,
        r#""contact":["9810000001"]"#,
        r#""mobile":9810000001"#,
    ] {
        let registry = Registry::new();
        let subject = SUBJECT.replace(r#""id":"tel:+919810000001""#, place);
        assert_eq!(counts(&registry.divoc(&certificate(&subject, FIRST)).await), (1, 0, 0), "{place}");
        assert_eq!(registry.names("9810000001").await.len(), 1, "{place}");
    }
    let registry = Registry::new();
    let nowhere = SUBJECT.replace("tel:+919810000001", "did:example:123");
    let told = refusals(&registry.divoc(&certificate(&nowhere, FIRST)).await);
    assert!(told[0].contains("mobile") && told[0].contains("is missing"), "{told:?}");
}

#[tokio::test]
async fn nonsense_in_certificates_is_refused_with_its_reason() {
    let registry = Registry::new();
    let table = [
        (
            SUBJECT.to_owned(),
            FIRST.replace(r#""dose":1,"totalDoses":2"#, r#""dose":5,"totalDoses":0"#),
            "evidence.totalDoses",
        ),
        (SUBJECT.to_owned(), FIRST.replace(r#""dose":1,"totalDoses":2"#, r#""dose":5,"totalDoses":2"#), "too small"),
        (SUBJECT.to_owned(), FIRST.replace(r#""dose":1"#, r#""dose":0"#), "evidence.dose"),
        (SUBJECT.to_owned(), FIRST.replace("2021-05-20T10:00:00.000Z", "soon"), "evidence.date"),
        (SUBJECT.to_owned(), FIRST.replace("COVISHIELD", ""), "evidence.vaccine"),
        (SUBJECT.replace("12345678901234", "1234"), FIRST.to_owned(), "credentialSubject.refId \"9999\""),
        (SUBJECT.replace("\"age\":\"41\"", "\"age\":\"old\""), FIRST.to_owned(), "credentialSubject.age"),
        (SUBJECT.replace("\"age\":\"41\",", ""), FIRST.to_owned(), "credentialSubject.dob|age"),
        (SUBJECT.replace("\"age\":\"41\"", "\"dob\":\"2022-01-01\""), FIRST.to_owned(), "is before the year of birth"),
    ];
    for (subject, evidence, expected) in table {
        let told = refusals(&registry.divoc(&certificate(&subject, &evidence)).await);
        assert!(told.len() == 1 && told[0].contains(expected), "{expected}: {told:?}");
    }
    for (text, expected) in [
        ("{\"a\":1}", "credentialSubject"),
        ("{\"a\" 1}", "syntax"),
        ("[{},", "cut off"),
        ("{\"a\":\"", "cut off"),
        ("[1]", "no certificate"),
    ] {
        let told = refusals(&registry.divoc(text).await);
        assert!(told.iter().any(|line| line.contains(expected)), "{text}: {told:?}");
    }
    assert_eq!(registry.people().await, 0);
}

#[tokio::test]
async fn a_year_worked_out_from_an_age_may_be_one_off() {
    let registry = Registry::new();
    let later = certificate(SUBJECT, SECOND).replace("2021-09-01T", "2022-09-01T");
    assert_eq!(counts(&registry.divoc(&format!("[{},{later}]", certificate(SUBJECT, FIRST))).await), (1, 0, 0));
    let born = SUBJECT.replace("\"age\":\"41\"", "\"dob\":\"1960-01-01\"");
    let told = refusals(&registry.divoc(&format!("[{},{later}]", certificate(&born, FIRST))).await);
    assert!(told[0].contains("birth_year"), "{told:?}");
}

#[tokio::test]
async fn the_format_is_told_by_name_or_first_character() {
    let registry = Registry::new();
    let certificate = certificate(SUBJECT, FIRST);
    assert_eq!(counts(&registry.try_bytes("export.txt", certificate.as_bytes()).await.unwrap()), (1, 0, 0));
    let csv = format!("{HEADER}\n{ASHA}");
    assert_eq!(counts(&registry.try_bytes("export.dat", csv.as_bytes()).await.unwrap()), (1, 0, 0));
    let wrong = registry.folder.path().join("export.dat");
    assert!(refusals(&registry.try_path(&wrong, Some(Format::Divoc)).await.unwrap())[0].contains("no certificate"));
}

#[tokio::test]
async fn an_unknown_vaccine_is_recorded_with_a_remark() {
    let registry = Registry::new();
    let outcome = registry.csv(&RAJESH.replace("COVISHIELD", "Comirnaty").replace("Covishield", "Comirnaty")).await;
    assert_eq!(counts(&outcome), (1, 0, 0));
    assert_eq!(outcome.notes.len(), 1, "{:?}", outcome.notes);
    assert!(
        outcome.notes[0].starts_with("Line 2: the rules do not know this vaccine (xxxxxxxxx)"),
        "{:?}",
        outcome.notes
    );
}
