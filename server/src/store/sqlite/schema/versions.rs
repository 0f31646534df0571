//! From every version that sealed what it holds as this one does, with a row in every table. What the versions before wrote is
//! tested where it is moved: `migrate`, `migrate_registry`.

use std::{path::Path, time::Duration};

use domain::{limits::Rate, time::Timestamp};
use rusqlite::{Connection, params};

use super::{MIGRATIONS, Tools, connect, create_private, keyring, migrate, writer};
use crate::{
    ports::{CounterKey, QuietAxis, QuietLimits, Subject},
    store::{
        counters::{Charged, MobileCounters},
        sqlite::{counters::of_mobile, owned},
    },
};

/// The version whose rows are the first that stay where they are.
const FIRST: usize = 3;

/// Emptied on purpose: what is in it lives for minutes.
const EMPTIED: [&str; 1] = ["budgets"];

/// Columns that do not stay as they are: a cell says its version itself since the keyring; what is counted for a mobile has grown.
const CHANGED: [(&str, &str); 2] = [("signing_keys", "key_version"), ("counters", "value")];

/// A row as text, column by column.
type Row = Vec<String>;

/// A table, its columns and what is in it.
struct Content {
    table: String,
    columns: String,
    rows: Vec<Row>,
}

fn list(db: &Connection, sql: &str) -> Vec<String> {
    db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The columns that are to stay.
fn columns(db: &Connection, table: &str) -> String {
    let all = list(db, &format!("SELECT name FROM pragma_table_info('{table}')"));
    all.into_iter().filter(|column| !CHANGED.contains(&(table, column.as_str()))).collect::<Vec<_>>().join(", ")
}

fn tables(db: &Connection) -> Vec<String> {
    list(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
}

fn rows(db: &Connection, table: &str, columns: &str) -> Vec<Row> {
    let quoted = columns.split(", ").map(|column| format!("quote({column})")).collect::<Vec<_>>();
    let mut statement = db.prepare(&format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(", "))).unwrap();
    let row = |row: &rusqlite::Row<'_>| (0..quoted.len()).map(|at| row.get(at)).collect();
    statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Puts a row of nothing in particular into a table; its keys are as long as they have to be, and a pass of nobody is a revoked one.
fn fill(db: &Connection, table: &str) {
    let needed = format!(
        "SELECT name || ' ' || type FROM pragma_table_info('{table}') WHERE \"notnull\" OR pk OR name = 'revoked'"
    );
    let needed = list(db, &needed);
    let names: Vec<&str> = needed.iter().filter_map(|column| column.split(' ').next()).collect();
    for lengths in [8, 16, 22, 32].iter().flat_map(|key| [8, 16, 22, 32].map(|other| (*key, other))) {
        let value = |(at, column): (usize, &String)| match column.rsplit(' ').next() {
            Some("INTEGER") => "1".to_owned(),
            // what later versions read as JSON
            Some("TEXT") if column.starts_with("body ") => "'{}'".to_owned(),
            _ if column.starts_with("owner ") => "zeroblob(16)".to_owned(),
            _ if column.starts_with("leaf ") => "CAST('{}' AS BLOB)".to_owned(),
            Some("TEXT") => "'active'".to_owned(),
            _ => format!("zeroblob({})", if at == 0 { lengths.0 } else { lengths.1 }),
        };
        let values: Vec<String> = needed.iter().enumerate().map(value).collect();
        let insert = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
        if db.execute(&insert, []).is_ok() {
            return;
        }
    }
}

/// A database as that version made it.
fn of_version(version: usize, path: &Path, tools: &Tools) -> Connection {
    let work = path.parent().unwrap();
    create_private(path).unwrap();
    let mut db = connect(path, 64).unwrap();
    migrate(&mut db, tools, work, &MIGRATIONS[..1]).unwrap();
    let check = tools.secrets.check_value();
    db.execute("INSERT INTO meta (id, check_value, people) VALUES (1, ?1, 0)", params![check]).unwrap();
    migrate(&mut db, tools, work, &MIGRATIONS[..version]).unwrap();
    db
}

#[test]
fn every_earlier_version_comes_to_this_one_with_all_its_rows() {
    for version in FIRST..MIGRATIONS.len() {
        let (folder, tools) = (tempfile::tempdir().unwrap(), Tools::for_tests());
        let path = folder.path().join("kyvs.db");
        let db = of_version(version, &path, &tools);
        // what belongs to what is not the question
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let names = tables(&db);
        for table in &names {
            fill(&db, table);
        }
        let before: Vec<Content> = names
            .into_iter()
            .map(|table| {
                let columns = columns(&db, &table);
                let rows = rows(&db, &table, &columns);
                Content { table, columns, rows }
            })
            .collect();
        let empty: Vec<&str> = before.iter().filter(|of| of.rows.is_empty()).map(|of| of.table.as_str()).collect();
        assert_eq!(empty, Vec::<&str>::new(), "version {version}: tables without a row");
        drop(db);
        let db = writer(&path, &tools).unwrap();
        for Content { table, columns, rows: were } in before {
            if EMPTIED.contains(&table.as_str()) {
                continue;
            }
            assert_eq!(rows(&db, &table, &columns), were, "version {version}: {table}");
        }
        keyring::check(&db, &tools.secrets).unwrap();
        assert_eq!(owned::findings(&db).unwrap(), Vec::<String>::new(), "version {version}");
    }
}

#[test]
fn what_was_counted_for_a_mobile_is_counted_still() {
    const ONE: QuietLimits = {
        let day = Rate::new(1, Duration::from_hours(24));
        QuietLimits { person: [day; 2], mobile: [day; 2] }
    };
    let (folder, tools) = (tempfile::tempdir().unwrap(), Tools::for_tests());
    let (path, now) = (folder.path().join("kyvs.db"), Timestamp::from_seconds(1_800_000_000));
    let subject = Subject { mobile: CounterKey(7), who: 1, decoy: false };
    let mut counters = MobileCounters::default();
    assert_eq!(counters.charge(subject, &ONE, now), Charged { held: None, often: false });
    // without what was appended since: two limits with a moment each
    let value = postcard::to_stdvec(&counters).unwrap();
    let moment = postcard::to_stdvec(&Some(now)).unwrap().len();
    let old = &value[..value.len() - 2 * moment];
    let db = of_version(10, &path, &tools);
    db.execute("INSERT INTO counters (key, keep_until, value) VALUES (7, 0, ?1)", [old]).unwrap();
    drop(db);
    let db = writer(&path, &tools).unwrap();
    let mut counters = of_mobile(&db, subject.mobile).unwrap();
    assert_eq!(counters.charge(subject, &ONE, now), Charged { held: Some(QuietAxis::Person), often: false });
}
