//! Somebody is erased by the operator's command while the service runs: no byte of theirs stays on the disk.

use std::{collections::HashSet, fs, path::Path};

use rusqlite::Connection;

use super::history::world;

/// Reference id, name and mobile of one of the invented people; their registration has a fault to report.
const REFERENCE: &str = "10000000000010";
const RAMESH: (&str, &str) = ("Ramesh Yadav", "9810000005");

/// Where sealed cells lie that are about somebody.
const CELLS: [(&str, &str); 11] = [
    ("people", "identity"),
    ("people", "doses"),
    ("verifications", "cell"),
    ("verifications", "sms"),
    ("records", "cell"),
    ("sessions", "cell"),
    ("cases", "cell"),
    ("shares", "cell"),
    ("passes", "cell"),
    ("notices", "cell"),
    ("objections", "cell"),
];

/// All of these cells, each with its table.
fn cells(database: &Path) -> HashSet<(&'static str, Vec<u8>)> {
    let db = Connection::open(database).unwrap();
    let mut all = HashSet::new();
    for (table, column) in CELLS {
        let mut rows = db.prepare(&format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL")).unwrap();
        let found = rows.query_map([], |row| row.get(0)).unwrap();
        all.extend(found.map(|cell| (table, cell.unwrap())));
    }
    all
}

/// All bytes of the database and of the files beside it.
fn bytes(database: &Path) -> Vec<u8> {
    let files = ["", "-wal", "-heads", "-checkpoint"].map(|ending| format!("{}{ending}", database.display()));
    files.iter().filter_map(|file| fs::read(file).ok()).collect::<Vec<_>>().concat()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_of_somebody_who_is_forgotten_stays_on_the_disk() {
    let world = world().await;
    let database = world.folder.path().join("kyvs.db");
    let (_, record) = world.answered(RAMESH).await;
    let page = world.own_page(RAMESH).await;
    let session = page.hidden("session");
    let dose = page.html.split("<option value=\"1@").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let dose = format!("1@{dose}");
    let session = ("session", session.as_str());
    world.press(&[session, ("action", "report"), ("fault", "duplicate-first-dose"), ("dose", &dose)]).await;
    world.press(&[session, ("action", "share"), ("picture_lang", "en"), ("named", "yes")]).await;
    world.press(&[session, ("action", "withdraw-confirm"), ("record", &record)]).await;

    let (before, bytes_before) = (cells(&database), bytes(&database));
    world.kyvs(&["forget", "--reference", REFERENCE]);
    let (after, bytes_after) = (cells(&database), bytes(&database));

    let gone: Vec<_> = before.difference(&after).collect();
    let count = |table: &str| gone.iter().filter(|(of, _)| *of == table).count();
    assert_eq!((count("people"), after.iter().filter(|(of, _)| *of == "people").count() > 16), (2, true));
    for table in ["verifications", "records", "sessions", "cases", "shares", "objections"] {
        assert!(count(table) > 0, "{table}: the story has something to erase");
        assert!(after.iter().all(|(of, _)| *of != table), "{table}: nobody else has done anything");
    }
    for (table, cell) in gone {
        // A long cell may lie on several pages.
        let mut parts = cell.chunks_exact(32);
        assert!(has(&bytes_before, &cell[..32]), "{table}: the search finds what is there");
        assert!(parts.all(|part| !has(&bytes_after, part)), "{table}: a part of a cell is still there");
    }
    for clear in [RAMESH.0, RAMESH.1, "Ramesh", REFERENCE] {
        assert!(!has(&bytes_after, clear.as_bytes()), "{clear}");
    }
    assert!(has(&bytes_after, b"prv_hotel"), "what is not personal is there");
}
