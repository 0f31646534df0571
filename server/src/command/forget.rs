//! `kyvs forget`: erase a person.

use anyhow::{Context, Result, bail};
use domain::person::ReferenceId;

use super::{open, output};
use crate::{
    config::Config,
    ports::Acting,
    store::sqlite::SqliteStore,
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs forget`.
#[derive(clap::Args)]
pub struct Args {
    /// The person's reference id, 14 digits
    #[arg(long, value_name = "ID")]
    reference: String,
}

/// Runs the command.
pub async fn run(args: &Args, config: &Config) -> Result<()> {
    let reference = ReferenceId::parse(&args.reference).context("--reference")?;
    let store = open::store(config)?;
    let found = store.erase(&reference, Acting::now(&SystemClock, &OsEntropy)).await?;
    drop(store);
    // Also when nobody was found: an earlier run may have been interrupted in between.
    SqliteStore::empty_log(open::store_path(config)).context("the person is erased, but the log is not emptied yet")?;
    if !found {
        bail!("nobody is registered with this reference id");
    }
    Ok(output::line(
        "erased: registry, verifications, records and the log. Backups made before still hold the person: \
         erase again after a restore, and keep backups no longer than you may keep the person",
    )?)
}
