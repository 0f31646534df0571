//! The API under schemathesis, which makes requests from the API's own description: what the description allows and what it
//! forbids, alone and one after another, and compares every answer with what the description says of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Torture;
use super::findings::Outcome;
use super::place::{Place, Setup};
use super::server::Server;
use crate::process;

/// Name of the drill.
pub(super) const NAME: &str = "schema";

/// The published key of test mode.
const TEST_KEY: &str = "sk_test_demo";
/// Lines of a report that are shown when something is found.
const SHOWN: usize = 120;

/// With a test key, and with a live key where test mode is switched off.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let Some(tool) = tool(torture)? else {
        if std::env::var_os("CI").is_some() {
            bail!("schemathesis could not be installed, and CI must not go without this drill");
        }
        return Ok(Outcome::Skipped("it needs python3 with venv, and the package index".to_owned()));
    };
    let mut done = Vec::new();
    for (name, more, is_test) in [("test-mode", "", true), ("live-only", "[test_mode]\nenabled = false\n", false)] {
        let place = Place::new(torture, &format!("schema-{name}"), &Setup { limits: &wide(more), ..Setup::default() })?;
        let server = Server::start(&place)?;
        let key = if is_test { TEST_KEY } else { &place.secret_key };
        done.push(format!("{name}: {}", ask(torture, &tool, &place, key)?));
        server.stop().with_context(|| name)?;
    }
    Ok(Outcome::Passed(done.join("; ")))
}

/// Limits that nobody meets, and another section behind them.
fn wide(more: &str) -> String {
    format!("{}{more}", super::place::WIDE)
}

/// One run over the served description; gives the tool's own summary.
fn ask(torture: &Torture, tool: &Path, place: &Place, key: &str) -> Result<String> {
    let url = format!("http://{}", place.address);
    // the tool keeps notes beside its settings, which must not end up in the repository
    for file in ["schemathesis.toml", "hooks.py"] {
        fs::copy(torture.root.join("xtask/schema").join(file), place.folder.join(file)).context(file)?;
    }
    let mut command = Command::new(tool);
    command
        .current_dir(&place.folder)
        .env("KYVS_SECRET_KEY", key)
        .env("NO_PROXY", "*")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args(["--config-file", "schemathesis.toml", "run", &format!("{url}/api/v1/openapi.json"), "--url", &url])
        .args(["--phases", "examples,coverage,fuzzing,stateful", "--no-color"])
        .args(["--generation-database", "none", "--seed", &torture.seed.to_string()])
        .args(["--max-examples", torture.pick("15", "400")]);
    let output = command.output().context("schemathesis")?;
    let report = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("schemathesis: {}\n{}", output.status, findings(&report));
    }
    let summary = report.lines().find(|line| line.contains(" generated, "));
    summary.map(|line| line.trim().to_owned()).context("schemathesis printed no summary")
}

/// The part of a report that says what is wrong.
fn findings(report: &str) -> String {
    let wrong = |line: &&str| line.starts_with("===") && (line.contains("FAILURES") || line.contains("ERRORS"));
    let from = report.lines().position(|line| wrong(&line)).unwrap_or(0);
    report.lines().skip(from).take(SHOWN).collect::<Vec<_>>().join("\n")
}

/// Schemathesis in an environment of the build folder, from a lock file with hashes; none where it cannot be had.
fn tool(torture: &Torture) -> Result<Option<PathBuf>> {
    let lock = torture.root.join("xtask/schema/requirements.txt");
    let folder = torture.target.join("schemathesis");
    let (python, program, kept) = (folder.join("bin/python"), folder.join("bin/st"), folder.join("requirements.txt"));
    let wanted = fs::read(&lock).with_context(|| lock.display().to_string())?;
    // the lock file is copied last: with it everything is there
    if fs::read(&kept).is_ok_and(|installed| installed == wanted) && process::answers(&program, &["--version"]) {
        return Ok(Some(program));
    }
    let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder).status();
    if !made.is_ok_and(|status| status.success()) {
        return Ok(None);
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"]);
    if process::run(pip.arg(&lock)).is_err() {
        return Ok(None);
    }
    fs::write(&kept, wanted).with_context(|| kept.display().to_string())?;
    Ok(Some(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_cut_to_what_is_wrong() {
        let report = "passed\n=== FAILURES ===\n1. POST /x\n=== SUMMARY ===\nfew";
        assert_eq!(findings(report), "=== FAILURES ===\n1. POST /x\n=== SUMMARY ===\nfew");
        assert_eq!(findings("it did not start"), "it did not start");
    }
}
