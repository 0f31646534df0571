//! `kyvs serve`.

use anyhow::Result;

use crate::config::Config;

/// Runs the service.
pub async fn run(_config: Config) -> Result<()> {
    Ok(())
}
