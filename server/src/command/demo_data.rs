//! `kyvs demo-data`.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context, Result};
use serde_json::json;

use super::output;
use crate::demo_data::{self, Doses};

/// Flags of `kyvs demo-data`.
#[derive(clap::Args)]
#[command(long_about = demo_data::about())]
pub struct Args {
    /// How many people
    #[arg(long, value_name = "N")]
    people: u64,
    /// The same seed gives the same people
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// Which doses they have
    #[arg(long, value_enum, default_value_t)]
    doses: Doses,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    let path = args.out.display();
    let file = File::create(&args.out).with_context(|| format!("--out {path}"))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    let written = demo_data::write_csv(&mut out, args.people, args.seed, args.doses)
        .and_then(|written| out.flush().map(|()| written))
        .with_context(|| format!("--out {path}"))?;
    if args.json {
        return output::json(&json!({ "file": args.out, "people": written.people, "rows": written.rows }));
    }
    output::line(format!("{path}: {} invented people on {} rows", written.people, written.rows))?;
    Ok(())
}
