//! Parsers of foreign bytes against cargo-fuzz, a while each.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Torture;
use super::findings::{Findings, Outcome};
use crate::process;

/// Seconds a target.
const SECONDS: u64 = 60;
/// The longest input, in bytes.
const LONGEST: &str = "-max_len=4096";

/// Runs every target of `fuzz/`.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    if torture.short {
        return Ok(Outcome::LeftOut("not in the short run".to_owned()));
    }
    if !process::answers("cargo", &["fuzz", "--version"]) {
        process::run(process::cargo(&torture.root).args(["install", "--locked", "--quiet", "cargo-fuzz"]))?;
    }
    let targets = process::output(fuzz(&torture.root).arg("list"))?;
    let mut findings = Findings::default();
    let (seconds, seed) = (format!("-max_total_time={SECONDS}"), format!("-seed={}", torture.seed % 0x7fff_ffff));
    for target in targets.lines() {
        let mut run = fuzz(&torture.root);
        run.args(["run", target, "--", &seconds, &seed, LONGEST, "-timeout=5", "-rss_limit_mb=1024", "-verbosity=0"]);
        let output = run.output().context("cargo fuzz")?;
        findings.expect(output.status.success(), || {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let last: Vec<&str> = told.lines().rev().take(4).collect();
            format!("{target}: {}", last.into_iter().rev().collect::<Vec<_>>().join(" | "))
        });
    }
    findings.verdict(format!("{} targets, {SECONDS} s each", targets.lines().count()))
}

/// cargo-fuzz, which asks for switches that a stable compiler keeps to itself.
fn fuzz(root: &Path) -> Command {
    let mut command = process::cargo(root);
    command.arg("fuzz").env("RUSTC_BOOTSTRAP", "1");
    command
}
