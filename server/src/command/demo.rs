//! `kyvs demo`.

use anyhow::Result;

/// Flags.
#[derive(clap::Args)]
pub struct Args {}

/// Runs the demo.
pub async fn run(_args: Args) -> Result<()> {
    Ok(())
}
