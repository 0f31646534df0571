//! The same for commands that write: what one says is done is there, and what it does not can be done afterwards.

use std::fs;
use std::process::Output;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::findings::Findings;
use super::super::people::{self, Person};
use super::super::place::Place;
use super::super::server::is_decision;
use super::super::{Torture, books};
use super::{CALLS, Calls, Counted, list, trace, wrapper};

/// A command, and how its effect is looked at.
pub(super) struct Command {
    name: &'static str,
    args: &'static [&'static str],
    /// What it writes that is not in the folder at its beginning or its end.
    passing: &'static [&'static str],
    /// Looks at what is there, does what is left to do, and looks whether it is done. It is told whether the command said that it was.
    settle: fn(&Place, bool, &mut Findings) -> Result<()>,
}

pub(super) const ALL: &[Command] = &[
    Command { name: "import", args: &["import", PEOPLE], passing: &[], settle: imported },
    Command { name: "backup", args: &["backup", "--out", COPY], passing: PARTS, settle: backed_up },
];

/// The file of an import, and how many people are in it.
pub(super) const PEOPLE: &str = "more.csv";
const COUNT: u64 = 20;
/// The file of a backup.
const COPY: &str = "copy.db";
/// What it grows in.
const PARTS: &[&str] = &["copy.db.part", "copy.db.part-journal"];

impl Command {
    /// Lets each of its calls fail. Gives what was done.
    pub(super) fn fail(&self, torture: &Torture, template: &Place, findings: &mut Findings) -> Result<String> {
        let template = template.copy("syscalls-command")?;
        let person = |number| Person::new("Asha Rao", &format!("98100{number:05}"));
        fs::write(template.folder.join(PEOPLE), people::file(&(0..COUNT).map(person).collect::<Vec<_>>()))?;
        let (files, counted) = self.calls(&template)?;
        let calls = Calls { who: self.name, counted, short: 8 };
        Ok(calls.each(torture, findings, |inject, found| self.point(&template, &files, inject, found)))
    }

    /// The files that it works on, the folder itself among them, and how often it makes which call on them.
    fn calls(&self, template: &Place) -> Result<(Vec<String>, Counted)> {
        let mut files = vec![String::new()];
        files.extend(self.passing.iter().map(|name| (*name).to_owned()));
        let place = template.copy("syscalls-files")?;
        list(&place, &mut files)?;
        place.kyvs(self.args)?;
        list(&place, &mut files)?;
        let place = template.copy("syscalls-count")?;
        let words = wrapper(&place, &files, &[]);
        let output = run_under(&place, &words, self.args)?;
        ensure!(output.status.success(), "{} under strace: {}", self.name, output.status);
        let trace = fs::read_to_string(place.folder.join("trace"))?;
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

/// A file goes in as a whole or not at all.
fn imported(place: &Place, done: bool, findings: &mut Findings) -> Result<()> {
    let import = || -> Result<[u64; 3]> {
        let told: Value = serde_json::from_str(&place.kyvs(&["import", PEOPLE, "--json"])?)?;
        let people = &told[0]["people"];
        Ok(["added", "changed", "unchanged"].map(|name| people[name].as_u64().unwrap_or(u64::MAX)))
    };
    let (all, none) = ([COUNT, 0, 0], [0, 0, COUNT]);
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
