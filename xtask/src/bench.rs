//! `cargo xtask bench`: kyvs beside a bare server that does the same work on disk, and beside the peer that users would
//! otherwise choose, in one run on one machine. Only the ratios mean anything elsewhere.

mod exercise;
pub(crate) mod figures;
mod goals;
mod markdown;
mod memory;
mod plot;
mod registry;
mod rounds;
mod server;
mod stage;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) use self::exercise::exercise;
use self::markdown::Report;
use self::server::Kind;
use self::stage::Stage;
use crate::phase::phase;
use crate::workspace::Workspace;
use crate::{browser, build, process};

/// What to measure.
#[derive(Clone, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub(crate) struct Options {
    /// People in the registries
    #[arg(long, default_value_t = 10_000_000, value_name = "N")]
    people: u64,
    /// Each measurement is made so often
    #[arg(long, default_value_t = 3, value_name = "N")]
    rounds: u32,
    /// How long one measurement takes, in seconds
    #[arg(long, default_value_t = 8, value_name = "S")]
    seconds: u32,
    /// People at once
    #[arg(long, default_values_t = [1, 8, 32, 256], value_delimiter = ',', value_name = "N,…")]
    clients: Vec<u32>,
    /// Leave out better-auth, which needs Node.js
    #[arg(long)]
    without_peer: bool,
    /// Measure this binary of kyvs instead of building one; the report stays in the target folder
    #[arg(long, value_name = "PATH", conflicts_with = "released")]
    binary: Option<PathBuf>,
    /// Measure the binary that `cargo xtask release` has left, instead of building one
    #[arg(long)]
    released: bool,
    /// A first look: 100,000 people, one round of 3 seconds; the report stays in the target folder
    #[arg(long, conflicts_with_all = ["people", "rounds", "seconds"])]
    quick: bool,
    /// `debug` for unoptimised binaries, to try the benchmark itself
    #[arg(long, hide = true, default_value = "release", value_parser = ["debug", "release"])]
    profile: String,
    /// Leave out kyvs, to try the benchmark itself
    #[arg(long, hide = true)]
    without_kyvs: bool,
}

/// Builds, measures, prints, and writes `docs/bench.md` and `docs/bench.svg`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let options = &options.settled();
    prepare(workspace, options)?;
    let stage = Stage::set(workspace, workspace.target.join("bench"), options)?;
    let mut instances = phase("registries", || registry::fill_all(&stage))?;
    let rounds = phase("rounds", || rounds::run(&stage, &mut instances))?;
    let steady = phase("steady rate", || rounds::steady(&stage, &mut instances, &rounds))?;
    let (sizes, open) = phase("sizes", || weight::weigh(&stage, &mut instances))?;
    let report = Report { machine: stage::machine()?, peer: stage.peer_version()?, rounds, steady, sizes, open };
    let text = report.text(options);
    println!("{text}");
    let is_whole = !(options.quick
        || options.is_debug()
        || options.without_kyvs
        || options.without_peer
        || options.binary.is_some());
    let folder = if is_whole { workspace.root.join("docs") } else { stage.folder.clone() };
    write(&folder.join("bench.md"), &text)?;
    write(&folder.join("bench.svg"), &plot::draw(&report.rounds))
}

impl Options {
    /// With what `--quick` means.
    fn settled(&self) -> Self {
        let (people, rounds, seconds) =
            if self.quick { (100_000, 1, 3) } else { (self.people, self.rounds, self.seconds) };
        Self { people, rounds, seconds, ..self.clone() }
    }

    /// Who is measured.
    fn servers(&self) -> Vec<Kind> {
        let all = [(Kind::Roofline, true), (Kind::Kyvs, !self.without_kyvs), (Kind::Peer, !self.without_peer)];
        all.into_iter().filter_map(|(kind, wanted)| wanted.then_some(kind)).collect()
    }

    fn is_debug(&self) -> bool {
        self.profile == "debug"
    }
}

/// kyvs as `cargo xtask build` leaves it, unless another is measured, the tools beside it, the peer's packages.
fn prepare(workspace: &Workspace, options: &Options) -> Result<()> {
    if !options.without_kyvs && options.binary.is_none() && !options.released {
        build::run(workspace, &build::Options { debug: options.is_debug(), site_only: false })?;
    }
    tools(workspace, options)?;
    if options.without_peer {
        return Ok(());
    }
    phase("packages of the peer", || {
        browser::ensure_packages(&workspace.root.join("bench/peer"))
            .context("the peer needs Node.js 20 or later with npm; `--without-peer` leaves it out")
    })
}

/// The generator of load, the bare server, and what fills registries.
fn tools(workspace: &Workspace, options: &Options) -> Result<()> {
    phase("tools of the benchmark", || {
        let mut cargo = process::cargo(&workspace.root);
        cargo.args(["build", "--package", "bench"]);
        if !options.is_debug() {
            cargo.arg("--release");
        }
        process::run(&mut cargo)
    })
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))?;
    eprintln!("{}", path.display());
    Ok(())
}
