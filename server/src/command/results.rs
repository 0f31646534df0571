//! `kyvs results`: what an operator may do about a result that was given.

use anyhow::{Result, bail};

use super::{open, output};
use crate::{
    config::Config,
    ports::{Acting, Mark, RecordId, Store as _},
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs results`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Revoke a result: whoever has it verified by this service is told so, at once
    Revoke {
        /// Its id, the claim `jti`
        id: String,
    },
}

/// Runs the command.
pub async fn run(args: &Args, config: &Config) -> Result<()> {
    let What::Revoke { id } = &args.what;
    let Some(record) = RecordId::parse(id) else {
        bail!("{id:?} is not the id of a result; it is the claim jti, of 30 characters");
    };
    let secrets = open::secrets(config)?;
    let reference = secrets.verification_pseudonym(&record.0);
    let mark = Mark::of_operator(reference, Acting::now(&SystemClock, &OsEntropy));
    if !open::store_with(config, secrets)?.revoke_result(record, mark).await? {
        bail!("there is no result {id}, or it is revoked already");
    }
    Ok(output::line(format!("result {id} is revoked"))?)
}
