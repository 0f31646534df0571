use std::fmt::Write as _;

use domain::vaccination::{Flag, Reason, Rules};

/// The page that shows the rules to people.
const PAGE: &str = include_str!("../../../docs/status-rules.md");

/// The rows between a heading and the next.
fn section(heading: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("## {heading}\n")).unwrap_or_else(|| panic!("no section {heading:?}"));
    rest.split("\n## ").next().unwrap()
}

/// The table of a section, without the text around it.
fn table(heading: &str) -> String {
    section(heading).lines().filter(|line| line.starts_with('|')).fold(String::new(), |table, line| table + line + "\n")
}

/// The table of products as the data file has them.
fn products(rules: &Rules) -> String {
    let mut table = "| product | id | maker | regimen | doses | in use from |\n|---|---|---|---|---|---|\n".to_owned();
    for product in rules.products() {
        for regimen in &product.regimens {
            let from = regimen.from.unwrap_or(rules.start());
            let (name, id, maker) = (&product.name, &product.id, &product.maker);
            writeln!(table, "| {name} | `{id}` | {maker} | `{}` | {} | {from} |", regimen.id, regimen.doses).unwrap();
        }
    }
    table
}

/// The table of intervals as the data file has them.
fn intervals(rules: &Rules) -> String {
    let mut table = "| product | from | days | note |\n|---|---|---|---|\n".to_owned();
    for product in rules.products() {
        for interval in &product.intervals {
            let note = interval.note.as_deref().unwrap_or_default();
            writeln!(table, "| {} | {} | {} | {note} |", product.name, interval.from, interval.days).unwrap();
        }
    }
    table
}

/// The table of precaution doses as the data file has them.
fn precautions(rules: &Rules) -> String {
    let mut table = "| from | days | note |\n|---|---|---|\n".to_owned();
    for precaution in rules.precautions() {
        let note = precaution.note.as_deref().unwrap_or_default();
        writeln!(table, "| {} | {} | {note} |", precaution.from, precaution.days).unwrap();
    }
    table
}

#[test]
fn the_page_shows_the_rules_of_the_data_file() {
    let rules = Rules::builtin();
    assert!(!rules.products().is_empty(), "the built-in rules read");
    assert!(PAGE.contains(&format!("Rule version: `{}`", rules.version())));
    assert!(PAGE.contains(&format!("before {}", rules.start())));
    for (heading, expected) in [
        ("Products and regimens", products(rules)),
        ("Shortest intervals", intervals(rules)),
        ("Precaution doses", precautions(rules)),
    ] {
        let shown = table(heading);
        assert!(shown == expected, "section {heading:?} of docs/status-rules.md should have this table:\n{expected}");
    }
}

#[test]
fn the_page_explains_every_reason_and_flag_and_no_other() {
    let words = |heading| -> Vec<String> {
        let table = table(heading);
        table.lines().filter_map(|row| Some(row.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect()
    };
    assert_eq!(words("Reasons"), Reason::ALL.map(|reason| reason.as_str().to_owned()));
    assert_eq!(words("Flags"), Flag::ALL.map(|flag| flag.as_str().to_owned()));
    for reason in Reason::ALL {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
    }
    for flag in Flag::ALL {
        assert_eq!(serde_json::to_value(flag).unwrap(), flag.as_str());
    }
}
