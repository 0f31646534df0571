//! `cargo xtask torture`: the real binary under everything that can go wrong. Each drill proves one promise of the service
//! from outside; `docs/torture.md` says which, with the figures.

mod again;
mod bodies;
mod books;
mod canary;
pub(crate) mod client;
mod disk;
mod findings;
mod flips;
mod fresh;
mod fuzz;
mod gateway;
mod kill;
mod ledger;
mod limits;
mod listen;
mod outbox;
mod overload;
mod pages;
mod people;
mod place;
mod races;
mod random;
mod schema;
mod server;
mod signed;
mod slow;
mod syscalls;
mod tools;
mod uniform;
mod visit;
mod wait;
mod wire;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use self::findings::Outcome;
use crate::phase::phase;
use crate::workspace::Workspace;
use crate::{browser, build, site};

/// What to put the service through.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// The same seed makes the same choices; drawn and printed when not given
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// The part that runs with every change: a sample of each drill, and no drill that takes minutes
    #[arg(long)]
    short: bool,
    /// Only this drill; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Keep the folders of the drills
    #[arg(long)]
    keep: bool,
    /// The release binary, or that of `--binary` is one: its clock does not move, and drills that need that are left out
    #[arg(long)]
    release: bool,
    /// This binary, instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// One drill.
struct Drill {
    name: &'static str,
    proves: &'static str,
    /// Part of the short run.
    short: bool,
    run: fn(&Torture) -> Result<Outcome>,
}

const DRILLS: &[Drill] = &[
    Drill { name: "fresh", proves: "ADM-1", short: true, run: fresh::run },
    Drill { name: "races", proves: "OTP-1, OTP-2", short: true, run: races::run },
    Drill { name: "bodies", proves: "INP-2, INP-4", short: true, run: bodies::run },
    Drill { name: "canary", proves: "PRV-1, KEY-4", short: true, run: canary::run },
    Drill { name: "kill", proves: "DUR-1, KEY-3, AUD-1", short: true, run: kill::run },
    Drill { name: "again", proves: "DUR-1", short: true, run: again::run },
    Drill { name: "syscalls", proves: "DUR-2, KEY-3", short: true, run: syscalls::run },
    Drill { name: "disk", proves: "DUR-3", short: true, run: disk::run },
    Drill { name: "flips", proves: "DUR-4", short: false, run: flips::run },
    Drill { name: "limits", proves: "OTP-6, OTP-7", short: false, run: limits::run },
    Drill { name: "uniform", proves: "ENU-1, ENU-2, ENU-3", short: false, run: uniform::run },
    Drill { name: "gateway", proves: "OTP-9", short: false, run: gateway::run },
    Drill { name: "slow", proves: "HTTP-1", short: false, run: slow::run },
    Drill { name: "overload", proves: "OVL-1", short: false, run: overload::run },
    Drill { name: schema::NAME, proves: "INP-1", short: false, run: schema::run },
    Drill { name: "fuzz", proves: "INP-2, INP-6", short: false, run: fuzz::run },
];

/// How a drill ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Held,
    Failed,
    /// It could not be done here.
    Skipped,
    /// It is not done with these options.
    LeftOut,
}

/// What every drill gets.
pub(crate) struct Torture {
    /// The repository.
    root: PathBuf,
    /// The binary under test.
    binary: PathBuf,
    /// Cargo's build folder, where tools are put.
    target: PathBuf,
    /// Where drills make their folders.
    folder: PathBuf,
    seed: u64,
    short: bool,
    keep: bool,
    /// Whether the service's clock can be moved.
    clock_moves: bool,
}

impl Torture {
    /// The number of the short run, or that of the long one.
    fn pick<T>(&self, short: T, long: T) -> T {
        if self.short { short } else { long }
    }
}

/// The drill that is a test too, in its short form.
pub(crate) fn by_description(workspace: &Workspace) -> Result<()> {
    run(workspace, &Options { only: vec![schema::NAME.to_owned()], short: true, ..Options::default() })
}

/// Runs the drills, all of them even when one fails.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let chosen = choose(options)?;
    let binary = binary(workspace, options)?;
    let seed = options.seed.unwrap_or_else(|| u64::from(std::process::id()) ^ drawn());
    println!("seed {seed}");
    let folder = workspace.target.join("torture").join(std::process::id().to_string());
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let torture = Torture {
        root: workspace.root.clone(),
        binary,
        target: workspace.target.clone(),
        folder: folder.clone(),
        seed,
        short: options.short,
        keep: options.keep,
        clock_moves: !options.release,
    };
    let ends: Vec<(&str, End)> = chosen.iter().map(|drill| (drill.name, end(drill, &torture))).collect();
    if options.keep {
        println!("kept: {}", folder.display());
    } else {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    sum_up(&ends, in_ci).with_context(|| format!("seed {seed}"))
}

/// Says how the drills ended. One that could not be done is no failure, but in CI nobody reads that it was not.
fn sum_up(ends: &[(&str, End)], in_ci: bool) -> Result<()> {
    let of =
        |wanted: End| -> Vec<&str> { ends.iter().filter(|(_, end)| *end == wanted).map(|(name, _)| *name).collect() };
    let (held, failed, skipped, left_out) = (of(End::Held), of(End::Failed), of(End::Skipped), of(End::LeftOut));
    println!("{} hold, {} failed, {} skipped, {} left out", held.len(), failed.len(), skipped.len(), left_out.len());
    if !failed.is_empty() {
        bail!("{} of {} drills failed: {}", failed.len(), ends.len(), failed.join(", "));
    }
    if in_ci && !skipped.is_empty() {
        bail!("CI must not go without: {}", skipped.join(", "));
    }
    Ok(())
}

fn choose(options: &Options) -> Result<Vec<&'static Drill>> {
    if let Some(unknown) = options.only.iter().find(|name| DRILLS.iter().all(|drill| drill.name != **name)) {
        let names: Vec<_> = DRILLS.iter().map(|drill| drill.name).collect();
        bail!("there is no drill {unknown:?}; there are {}", names.join(", "));
    }
    let named = |drill: &&Drill| options.only.iter().any(|name| name == drill.name);
    let usual = |drill: &&Drill| options.only.is_empty() && (drill.short || !options.short);
    Ok(DRILLS.iter().filter(|drill| named(drill) || usual(drill)).collect())
}

fn binary(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    if let Some(path) = &options.binary {
        return fs::canonicalize(path).with_context(|| path.display().to_string());
    }
    if options.release {
        build::run(workspace, &build::Options::default())?;
        return Ok(workspace.binary("release"));
    }
    phase("test binary", || {
        site::build(workspace)?;
        browser::test_binary(workspace)
    })
}

/// Runs one drill and prints how it ended.
fn end(drill: &Drill, torture: &Torture) -> End {
    let Drill { name, proves, run, .. } = drill;
    println!("==> {name} ({proves})");
    let since = Instant::now();
    let outcome = run(torture);
    let took = since.elapsed().as_secs_f64();
    let (end, told) = match outcome {
        Ok(Outcome::Passed(done)) => (End::Held, format!("PASS {name}: {done}; {took:.1} s")),
        Ok(Outcome::Skipped(why)) => (End::Skipped, format!("SKIP {name}: {why}")),
        Ok(Outcome::LeftOut(why)) => (End::LeftOut, format!("LEFT OUT {name}: {why}")),
        Err(error) => (End::Failed, format!("FAIL {name}: {error:#}; {took:.1} s")),
    };
    println!("    {told}");
    end
}

/// A number that nobody chose.
fn drawn() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0_u8) >> 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_drill_is_a_failure_in_ci_only_and_one_left_out_nowhere() {
        let ends = [("kill", End::Held), ("again", End::LeftOut)];
        assert!(sum_up(&ends, true).is_ok());
        let ends = [("kill", End::Held), ("disk", End::Skipped)];
        assert!(sum_up(&ends, false).is_ok());
        assert!(sum_up(&ends, true).is_err());
        assert!(sum_up(&[("kill", End::Failed)], false).is_err());
    }
}
