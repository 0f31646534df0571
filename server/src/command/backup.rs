//! `kyvs backup`: a copy of the database as it is at one moment, while the service runs.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};

use super::{open, output};
use crate::{config::Config, store::sqlite::Inspector, system::OsEntropy};

/// Flags of `kyvs backup`.
#[derive(clap::Args)]
pub struct Args {
    /// File to make; it must not be there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args, config: &Config) -> Result<()> {
    let path = open::store_path(config);
    let master = open::master_key(config)?;
    let open = |path: &Path| {
        Inspector::open(path, open::secrets_of(path, &master)?, Arc::new(OsEntropy)).map_err(anyhow::Error::from)
    };
    let inspector = open(path).with_context(|| path.display().to_string())?;
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template("{bar:40} {percent}% {eta}")?);
    inspector.backup(&args.out, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    let head = open(&args.out).with_context(|| args.out.display().to_string())?.head()?;
    Ok(output::line(format!(
        "{} holds everything up to audit entry {}; look at it with: kyvs check --database {}",
        args.out.display(),
        head.size,
        args.out.display()
    ))?)
}
