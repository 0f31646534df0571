//! Invented files are the same for the same seed, and hold every case there is.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn csv(people: u64, seed: u64) -> (Written, String) {
    let mut out = Vec::new();
    let written = write_csv(&mut out, people, seed, Doses::Usual).unwrap();
    (written, String::from_utf8(out).unwrap())
}

/// Rows without the facility, which is quoted, split at commas.
fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(',').take(9).collect()).collect()
}

#[test]
fn the_same_seed_gives_the_same_people() {
    assert_eq!(csv(500, 7), csv(500, 7));
    assert_ne!(csv(500, 7).1, csv(500, 8).1);
}

#[test]
fn counts_are_exact_from_none_to_many() {
    for people in [0, 1, 9, 17, 18, 1000] {
        let (written, text) = csv(people, 1);
        let references: BTreeSet<&str> = rows(&text).into_iter().map(|row| row[0]).collect();
        assert_eq!((written.people, references.len() as u64), (people, people));
        assert_eq!(text.lines().count() as u64, written.rows + 1);
    }
}

#[test]
fn nobody_has_a_dose_when_none_are_wanted() {
    let mut out = Vec::new();
    let written = write_csv(&mut out, 500, 1, Doses::None).unwrap();
    assert_eq!((written.people, written.rows), (500, 500));
    let text = String::from_utf8(out).unwrap();
    assert!(text.lines().skip(1).all(|line| line.ends_with(",,,,,,")));
}

#[test]
fn every_case_is_there() {
    let (_, text) = csv(20_000, 1);
    let rows = rows(&text);
    let products: BTreeSet<(&str, &str)> = rows.iter().map(|row| (row[6], row[7])).collect();
    assert_eq!(products.len(), 12, "ten products, one of them with two regimens, and nobody's: {products:?}");
    let mut on_mobile: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in &rows {
        on_mobile.entry(row[2]).or_default().insert(row[0]);
    }
    let largest = on_mobile.values().map(BTreeSet::len).max();
    assert_eq!(largest, Some(6));
    let scripts: BTreeSet<u32> =
        text.chars().map(u32::from).filter(|c| (0x900..0xd80).contains(c)).map(|c| c >> 7).collect();
    assert_eq!(scripts.len(), 9, "nine scripts beside Latin");
}

#[test]
fn statuses_and_flags_are_there() {
    use domain::vaccination::{DoseEvent, Flag, ProductId, Rules};
    let (_, text) = csv(20_000, 1);
    let mut people: BTreeMap<&str, Vec<DoseEvent>> = BTreeMap::new();
    let rows = rows(&text);
    for row in &rows {
        let doses = people.entry(row[0]).or_default();
        if !row[5].is_empty() {
            doses.push(DoseEvent {
                dose: row[5].parse().unwrap(),
                total: None,
                product: ProductId::parse(row[6]).unwrap(),
                regimen: Some(row[7].to_owned()).filter(|regimen| !regimen.is_empty()),
                date: row[8].parse().unwrap(),
                batch: None,
                facility: None,
            });
        }
    }
    let mut codes = [0_usize; 3];
    let mut flags: BTreeMap<String, usize> = BTreeMap::new();
    for doses in people.values() {
        let assessed = Rules::builtin().assess(doses, jiff::civil::date(2026, 11, 1));
        codes[usize::from(assessed.status.code())] += 1;
        for flag in assessed.flags {
            *flags.entry(format!("{flag:?}")).or_default() += 1;
        }
    }
    assert!(codes[0] > 1500 && codes[1] > 1500 && codes[2] > 12_000, "{codes:?}");
    for flag in [Flag::ShortInterval, Flag::MixedSeries, Flag::DuplicateFirstDose, Flag::Precaution] {
        assert!(flags.get(&format!("{flag:?}")).is_some_and(|count| *count > 50), "{flag:?} {flags:?}");
    }
    let first =
        |reference: &str| Rules::builtin().assess(&people[reference], jiff::civil::date(2026, 11, 1)).status.code();
    assert_eq!(["10000000000001", "10000000000002", "10000000000003"].map(first), [2, 1, 0]);
}
