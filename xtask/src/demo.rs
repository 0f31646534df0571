//! `cargo xtask demo`: the release binary, showing itself.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Error, Result};

use crate::build;
use crate::workspace::Workspace;

/// What to hand on.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Arguments of `kyvs demo`, after `--`
    #[arg(last = true)]
    args: Vec<String>,
}

/// Builds, then becomes `kyvs demo`, so that Ctrl-C and the exit code are its own.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    build::run(workspace, &build::Options::default())?;
    let binary = workspace.binary("release");
    let error = Command::new(&binary).arg("demo").args(&options.args).exec();
    Err(Error::new(error).context(format!("failed to start {}", binary.display())))
}
