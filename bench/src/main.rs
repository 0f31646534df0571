//! `bench`: one command a tool; `cargo xtask bench` plays them together.

use bench::{load, people, registry, roofline, size};
use clap::Parser;

/// The tools of the benchmark. `cargo xtask bench` runs them; by hand they serve to look at one thing.
#[derive(Parser)]
#[command(name = "bench")]
enum Command {
    /// Writes invented people as CSV for `kyvs import`
    People(people::Args),
    /// Fills a registry of the bare server, or of the peer
    Registry(registry::Args),
    /// Runs the bare server
    Roofline(roofline::Args),
    /// Runs flows against a server and prints what was measured, as JSON
    Load(load::Args),
    /// Prints the bytes of every table of a database, as JSON
    Size(size::Args),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::People(args) => people::run(&args),
        Command::Registry(args) => registry::run(&args),
        Command::Roofline(args) => roofline::run(&args),
        Command::Load(args) => load::run(args),
        Command::Size(args) => size::run(&args),
    }
}
