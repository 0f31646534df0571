//! `kyvs check`: is everything in the database as it was written? Reads beside the running service.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context, Result, bail};

use super::{open, output};
use crate::{config::Config, store::sqlite::Inspector, system::OsEntropy};

/// Flags of `kyvs check`.
#[derive(clap::Args)]
pub struct Args {
    /// Another database than the configured one, such as a backup
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
}

/// Runs the command. What is wrong is listed, and the command fails.
pub fn run(args: &Args, config: &Config) -> Result<()> {
    let path = args.database.as_deref().unwrap_or_else(|| open::store_path(config));
    let secrets = open::secrets_of(path, &open::master_key(config)?)?;
    let inspector = Inspector::open(path, secrets, Arc::new(OsEntropy)).with_context(|| path.display().to_string())?;
    let checked = inspector.check()?;
    for finding in &checked.findings {
        // Whoever reads no further has to hear all the same that it is damaged.
        let _ = output::line(finding);
    }
    if !checked.findings.is_empty() {
        bail!("{} is damaged: {} findings", path.display(), checked.findings.len());
    }
    output::line(format!(
        "{}: {} sealed cells open, {} audit entries as they were logged",
        path.display(),
        checked.cells,
        checked.entries
    ))?;
    if checked.left > 0 {
        output::line(format!(
            "a rotation of the data keys is not over: {} cells are still sealed under the older key",
            checked.left
        ))?;
    }
    Ok(())
}
