//! `cargo xtask build`: the site, then the binary that carries it.

use anyhow::Result;

use crate::phase::phase;
use crate::workspace::Workspace;
use crate::{process, site};

/// What to build.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// An unoptimised binary, sooner ready
    #[arg(long)]
    pub(crate) debug: bool,
    /// Only the pages, no binary
    #[arg(long)]
    pub(crate) site_only: bool,
}

/// Builds; what is up to date stays as it is.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    phase("site", || site::build(workspace))?;
    if options.site_only {
        return Ok(());
    }
    let profile = if options.debug { "debug" } else { "release" };
    phase(&format!("binary ({profile})"), || {
        let mut cargo = process::cargo(&workspace.root);
        cargo.args(["build", "--package", &workspace.pages.bin_package]);
        if !options.debug {
            cargo.arg("--release");
        }
        process::run(&mut cargo)
    })?;
    eprintln!("{}", workspace.binary(profile).display());
    Ok(())
}
