//! AUD-1: what callers were told, act by act, beside the entries of the audit log.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use super::findings::Findings;

/// An act on something, about somebody. The two sides have other names for both, for the log has pseudonyms; which acts go together
/// is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    object: String,
    subject: String,
    act: String,
}

impl Deed {
    /// An act; the subject is empty where nobody is named.
    pub(crate) fn new(object: &str, subject: &str, act: &str) -> Self {
        Self { object: object.to_owned(), subject: subject.to_owned(), act: act.to_owned() }
    }
}

/// Every act has its entry and every entry its act: in all, on each object in this order, and about each person.
pub(crate) fn compare(log: &[Deed], ledger: &[Deed], findings: &mut Findings) {
    same("the act", &count(log.iter().map(|deed| &deed.act)), &count(ledger.iter().map(|deed| &deed.act)), findings);
    same("the acts on one object", &by_object(log), &by_object(ledger), findings);
    same("the acts about one person", &by_person(log), &by_person(ledger), findings);
}

fn count<K: Ord>(all: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for each in all {
        *counts.entry(each).or_default() += 1;
    }
    counts
}

/// How often each sequence of acts was done on an object; one that is about two people counts as two.
fn by_object(deeds: &[Deed]) -> BTreeMap<Vec<&str>, usize> {
    let mut objects: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for Deed { object, subject, act } in deeds {
        objects.entry((object, subject)).or_default().push(act);
    }
    count(objects.into_values())
}

/// How many people each sum of acts is about.
fn by_person(deeds: &[Deed]) -> BTreeMap<BTreeMap<&str, usize>, usize> {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Deed { subject, act, .. } in deeds {
        people.entry(subject).or_default().push(act);
    }
    count(people.into_values().map(|acts| count(acts.into_iter())))
}

fn same<K: Ord + Debug>(what: &str, log: &BTreeMap<K, usize>, ledger: &BTreeMap<K, usize>, findings: &mut Findings) {
    let keys: BTreeSet<&K> = log.keys().chain(ledger.keys()).collect();
    for key in keys {
        let of = |counts: &BTreeMap<K, usize>| counts.get(key).copied().unwrap_or(0);
        findings.expect(of(log) == of(ledger), || {
            format!("{what} {key:?}: {} in the audit log, {} in the ledger", of(log), of(ledger))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two checks of one person, one of another.
    fn ledger() -> Vec<Deed> {
        vec![
            Deed::new("a", "x", "opened"),
            Deed::new("b", "x", "opened"),
            Deed::new("a", "x", "refused"),
            Deed::new("c", "y", "opened"),
            Deed::new("a", "x", "given"),
            Deed::new("c", "y", "given"),
            Deed::new("r", "", "used"),
        ]
    }

    fn found(log: &[Deed]) -> usize {
        let mut findings = Findings::default();
        compare(log, &ledger(), &mut findings);
        findings.len()
    }

    #[test]
    fn other_names_are_the_same_acts() {
        let named = |deed: &Deed| Deed {
            object: format!("{}1", deed.object),
            subject: format!("p{}", deed.subject),
            ..deed.clone()
        };
        let log: Vec<Deed> = ledger().iter().map(named).collect();
        assert_eq!(found(&log), 0);
    }

    #[test]
    fn what_is_missing_doubled_out_of_order_or_about_somebody_else_is_found() {
        let mut missing = ledger();
        missing.pop();
        let mut doubled = ledger();
        doubled.push(Deed::new("r", "", "used"));
        let mut reordered = ledger();
        reordered.swap(2, 4);
        let mut of_another = ledger();
        of_another[4] = Deed::new("b", "x", "given");
        let mut about_another = ledger();
        about_another[1] = Deed::new("b", "y", "opened");
        for log in [missing, doubled, reordered, of_another, about_another] {
            assert!(found(&log) > 0, "{log:?}");
        }
    }
}
