//! The same for commands that write: what one says is done is there, and what it does not can be done afterwards.

use std::fs;
use std::process::Output;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::findings::Findings;
use super::super::pages;
use super::super::people::{self, Person};
use super::super::place::Place;
use super::super::server::{Server, is_decision};
use super::super::visit::Visit;
use super::super::{Torture, books};
use super::{CALLS, Calls, Counted, list, trace, wrapper};

/// A command, and how its effect is looked at.
pub(super) struct Command {
    name: &'static str,
    args: &'static [&'static str],
    /// Brings about what it works on.
    prepare: Option<fn(&Place) -> Result<()>>,
    /// What it writes that is not in the folder at its beginning or its end.
    passing: &'static [&'static str],
    /// Looks at what is there, does what is left to do, and looks whether it is done. It is told whether the command said that it was.
    settle: fn(&Place, bool, &mut Findings) -> Result<()>,
}

pub(super) const ALL: &[Command] = &[
    Command { name: "import", args: &["import", PEOPLE], prepare: Some(file), passing: &[], settle: imported },
    Command { name: "backup", args: &["backup", "--out", COPY], prepare: None, passing: PARTS, settle: backed_up },
    Command { name: "forget", args: FORGET, prepare: Some(somebody), passing: &[], settle: forgotten },
    Command { name: "keys rotate --data", args: ROTATE, prepare: None, passing: &[], settle: rotated },
    Command { name: "keys rotate --master", args: CHANGE, prepare: None, passing: &["new.key.part"], settle: changed },
];

/// The file of an import, and how many people are in it.
pub(super) const PEOPLE: &str = "more.csv";
const COUNT: usize = 20;
/// The database's log and the index to it, which are not there before a command and not after it.
const LOG: &[&str] = &["kyvs.db-wal", "kyvs.db-shm"];
/// The file of a backup.
const COPY: &str = "copy.db";
/// What it grows in.
const PARTS: &[&str] = &["copy.db.part", "copy.db.part-journal"];
/// The first of the file.
const FORGET: &[&str] = &["forget", "--reference", "98000000000000"];
const ROTATE: &[&str] = &["keys", "rotate", "--data"];
const CHANGE: &[&str] = &["keys", "rotate", "--master", "--new-master-key-file", NEW_KEY];
const NEW_KEY: &str = "new.key";
/// The file that the configuration names.
const KEY: &str = "kyvs.key";
/// What is about somebody who has been asked about.
const ABOUT: &[&str] = &["verifications", "records"];

impl Command {
    /// Lets each of its calls fail. Gives what was done.
    pub(super) fn fail(&self, torture: &Torture, template: &Place, findings: &mut Findings) -> Result<String> {
        let template = template.copy("syscalls-command")?;
        self.prepare.map_or(Ok(()), |prepare| prepare(&template))?;
        let (files, counted) = self.calls(&template)?;
        let calls = Calls { who: self.name, counted, short: 8 };
        Ok(calls.each(torture, findings, |inject, found| self.point(&template, &files, inject, found)))
    }

    /// The files that it works on, the folder itself among them, and how often it makes which call on them.
    fn calls(&self, template: &Place) -> Result<(Vec<String>, Counted)> {
        let mut files = vec![String::new()];
        files.extend(LOG.iter().chain(self.passing).map(|name| (*name).to_owned()));
        let place = template.copy("syscalls-files")?;
        list(&place, &mut files)?;
        place.kyvs(self.args)?;
        list(&place, &mut files)?;
        let place = template.copy("syscalls-count")?;
        let words = wrapper(&place, &files, &[]);
        let output = run_under(&place, &words, self.args)?;
        ensure!(output.status.success(), "{} under strace: {}", self.name, output.status);
        let trace = fs::read_to_string(place.folder.join("trace"))?;
        ensure!(trace.contains("/kyvs.db-wal>"), "{}: the log of its transaction is not looked at", self.name);
        Ok((files, trace::most_by_one_thread(&trace, CALLS)))
    }

    /// Runs it with one fault, then looks. Gives whether the fault came: it may fail a call that the command can do without.
    fn point(&self, template: &Place, files: &[String], inject: &str, findings: &mut Findings) -> Result<bool> {
        let place = template.copy("syscalls-point")?;
        let output = run_under(&place, &wrapper(&place, files, &["-e", inject]), self.args)?;
        let (status, killed) = (output.status, inject.contains("signal=KILL"));
        findings.expect(status.success() || is_decision(status) || (killed && status.code().is_none()), || {
            format!("{} ended with {status}: {}", self.name, String::from_utf8_lossy(&output.stderr).trim())
        });
        (self.settle)(&place, status.success(), findings)?;
        books::in_order(&place, findings)?;
        Ok(!status.success() || trace::has_injected(&fs::read_to_string(place.folder.join("trace"))?))
    }
}

fn run_under(place: &Place, words: &[String], args: &[&str]) -> Result<Output> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    place.command_under(&words, args).output().context("strace")
}

/// People to be imported.
fn file(place: &Place) -> Result<()> {
    Ok(fs::write(place.folder.join(PEOPLE), people::file(&people()))?)
}

fn people() -> Vec<Person> {
    (0..COUNT).map(|number| Person::new("Asha Rao", &format!("98100{number:05}"))).collect()
}

/// The same, imported, and of the first a check that is answered and one that is not.
fn somebody(place: &Place) -> Result<()> {
    file(place)?;
    place.kyvs(&["import", PEOPLE])?;
    let server = Server::start(place)?;
    let (client, outbox) = (place.client(), place.outbox());
    for key in ["answered", "open"] {
        let mut visit = Visit::new(&people()[0], key.to_owned(), &outbox);
        let code = visit.start_for_code(&client, &outbox)?;
        if key == "answered" {
            let answer = visit.confirm(&client, &code)?;
            ensure!(answer.status == 200, "the confirmation is answered {}", answer.shown());
        }
    }
    server.stop()?;
    ensure!(about(place)? > 1, "nothing is kept about somebody who was asked about");
    Ok(())
}

/// Rows in the tables of what is about people, where there is no log.
fn about(place: &Place) -> Result<usize> {
    let rows = pages::rows(&fs::read(place.folder.join("kyvs.db"))?)?;
    Ok(rows.iter().filter(|row| ABOUT.contains(&row.table.as_str())).count())
}

/// A file goes in as a whole or not at all.
fn imported(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let import = || -> Result<[u64; 3]> {
        let told: Value = serde_json::from_str(&place.kyvs(&["import", PEOPLE, "--json"])?)?;
        let people = &told[0]["people"];
        Ok(["added", "changed", "unchanged"].map(|name| people[name].as_u64().unwrap_or(u64::MAX)))
    };
    let count = u64::try_from(COUNT)?;
    let (all, none) = ([count, 0, 0], [0, 0, count]);
    let again = import()?;
    findings.expect(again == none || (again == all && !done), || {
        format!("said to be done: {done}; the next import added, changed, left: {again:?}")
    });
    let once_more = import()?;
    findings.expect(once_more == none, || format!("an import of the same added, changed, left: {once_more:?}"));
    Ok(())
}

/// A file of that name is a whole copy, and nothing is in the way of another try.
fn backed_up(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let is_there = |name: &str| place.folder.join(name).exists();
    findings.expect(is_there(COPY) || !done, || "a backup that is said to be done is not there".to_owned());
    if !is_there(COPY) {
        place.kyvs(&["backup", "--out", COPY])?;
        let left: Vec<&str> = PARTS.iter().copied().filter(|name| is_there(name)).collect();
        findings.expect(left.is_empty(), || format!("left over: {}", left.join(", ")));
    }
    let damaged = books::notices_damage(place, COPY)?;
    findings.expect(damaged != Some(true), || format!("said to be done: {done}; the copy is damaged"));
    Ok(())
}

/// Nothing about the person is there after the next try at the latest.
fn forgotten(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let again = place.output(FORGET)?.status;
    findings.expect(again.success() || is_decision(again), || format!("the next try ended with {again}"));
    findings.expect(!(done && again.success()), || "somebody who is said to be erased was still there".to_owned());
    let once_more = place.output(FORGET)?.status;
    findings.expect(!once_more.success(), || "somebody was erased twice".to_owned());
    let left = about(place)?;
    findings.expect(left == 0, || format!("said to be done: {done}; {left} rows about the person are left"));
    Ok(())
}

/// A rotation has begun or not, and once it has, there is one.
fn rotated(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let keys = || -> Result<Vec<String>> {
        let told: Value = serde_json::from_str(&place.kyvs(&["keys", "list", "--data", "--json"])?)?;
        let keys = told["keys"].as_array().context("no data keys")?;
        Ok(keys.iter().map(|key| format!("{}", key["state"])).collect())
    };
    let begun = keys()?.len() > 1;
    findings.expect(begun || !done, || "a rotation that is said to have begun has not".to_owned());
    place.kyvs(ROTATE)?;
    let states = keys()?.join(" ");
    findings.expect(states == r#""retiring" "active""#, || format!("after another try the data keys are {states}"));
    Ok(())
}

/// One of the two keys opens the database, and no other; the new one, when the command said so.
fn changed(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let at = |name: &str| place.folder.join(name);
    let opens = |place: &Place| -> Result<bool> { Ok(place.output(&["keys", "list"])?.status.success()) };
    let old = opens(place)?;
    findings.expect(!(done && old), || "the old key still opens what is said to be under the new one".to_owned());
    if old {
        if at(NEW_KEY).exists() {
            let copy = place.copy("syscalls-other-key")?;
            fs::copy(copy.folder.join(NEW_KEY), copy.folder.join(KEY))?;
            findings.expect(!opens(&copy)?, || "the old key and the new one open the same database".to_owned());
        }
        place.kyvs(CHANGE)?;
        findings.expect(!opens(place)?, || "the old key still opens the database after another try".to_owned());
    }
    fs::copy(at(NEW_KEY), at(KEY))?;
    findings.expect(opens(place)?, || format!("said to be done: {done}; neither key opens the database"));
    Ok(())
}
