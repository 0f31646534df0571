//! Builds, demonstrates and tests kyvs: `cargo xtask <command>`, run anywhere in the repository.

mod bench;
mod browser;
mod build;
mod demo;
mod gallery;
mod invariants;
mod phase;
mod process;
mod release;
#[cfg(test)]
mod scratch;
mod site;
mod size;
mod test;
mod toolchain;
mod torture;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::workspace::Workspace;

/// Builds, demonstrates and tests kyvs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds the pages and the binary that carries them
    Build(build::Options),
    /// Builds the binary for production, arranged by a run under load: some per cent faster, and three times as long to build
    Release,
    /// Checks the loader and the WASM against their byte budgets
    Size,
    /// Builds the release binary and starts the demonstration
    Demo(demo::Options),
    /// Runs every test, the browser's included
    Test(test::Options),
    /// Measures kyvs beside a bare server and a peer, and writes the report into `docs/`
    Bench(bench::Options),
    /// Puts the real binary through everything that can go wrong
    Torture(torture::Options),
    /// Makes screenshots of every state of the page in `gallery/`
    Gallery,
    /// Checks the rules of the architecture
    Invariants,
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Build(options) => build::run(&workspace, &options),
        Command::Release => release::run(&workspace),
        Command::Size => size::run(&workspace),
        Command::Demo(options) => demo::run(&workspace, &options),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Torture(options) => torture::run(&workspace, &options),
        Command::Gallery => gallery::run(&workspace),
        Command::Invariants => invariants::run(&workspace),
    }
}
