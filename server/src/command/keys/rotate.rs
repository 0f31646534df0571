//! `kyvs keys rotate` and `kyvs keys revoke`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use domain::algorithm::Algorithm;
use serde::Serialize;

use super::super::{open, output};
use crate::{
    config::{Config, MasterKeySource},
    ports::{Acting, Store},
    secrets::MasterKey,
    signing::{self, RotateError, Rotated},
    store::sqlite::SqliteStore,
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs keys rotate`.
#[derive(clap::Args)]
#[command(
    long_about = "Without a flag: the next signing key signs from now on, the active one stays published for 32 days and signs no \
                  more, and a new next one is published. Refused while verifiers may still have a key set without the next key: five minutes."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Args {
    /// Let the next signing key sign even though verifiers may not have it yet
    #[arg(long, conflicts_with_all = ["data", "master"])]
    now: bool,
    /// The signing keys for this algorithm
    #[arg(long, value_name = "EdDSA|ES256", default_value_t, conflicts_with_all = ["data", "master"])]
    alg: Algorithm,
    /// Rotate the keys that data is sealed under: the running service seals everything anew, a little at a time
    #[arg(long, conflicts_with = "master")]
    data: bool,
    /// Seal the roots of all keys under another master key: the old one then opens nothing
    #[arg(long, requires = "new_master_key_file")]
    master: bool,
    /// File with the other master key; it is made when it is not there
    #[arg(long, value_name = "FILE", requires = "master")]
    new_master_key_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Flags of `kyvs keys revoke`.
#[derive(clap::Args)]
pub(super) struct RevokeArgs {
    /// Id of the key
    // One in 64 begins with a hyphen.
    #[arg(allow_hyphen_values = true)]
    kid: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The signing keys after a change.
#[derive(Serialize)]
struct Shown {
    active: Option<String>,
    activated: bool,
    next: Option<String>,
}

/// What was rotated, where it is not the signing keys.
#[derive(Serialize)]
struct Begun {
    rotating: &'static str,
}

/// Runs `kyvs keys rotate`.
pub(super) async fn run(args: Args, config: &Config) -> Result<()> {
    match &args.new_master_key_file {
        Some(file) => master(config, file, args.json).await,
        None if args.data => data(config, args.json).await,
        None => signing_keys(config, &args).await,
    }
}

async fn signing_keys(config: &Config, args: &Args) -> Result<()> {
    let store = open::store(config)?;
    let rotated = match signing::rotate(&store, &OsEntropy, args.alg, acting(), args.now).await {
        Err(RotateError::NotYet(not_yet)) => bail!(
            "{not_yet}: rotate again from {} on, or with --now, at the price of results that some cannot verify for five minutes",
            output::moment(not_yet.from)
        ),
        rotated => rotated?,
    };
    tell(rotated, args.json)
}

/// Runs `kyvs keys revoke`.
pub(super) async fn revoke(args: &RevokeArgs, config: &Config) -> Result<()> {
    let store = open::store(config)?;
    let rotated = signing::revoke(&store, &OsEntropy, acting(), &args.kid).await?;
    if !args.json {
        output::line(format!("signing key {} is revoked", args.kid))?;
    }
    tell(rotated, args.json)
}

fn tell(Rotated { active, activated, next }: Rotated, json: bool) -> Result<()> {
    if json {
        return output::json(&Shown { active, activated, next });
    }
    match active {
        Some(kid) if activated => output::line(format!("signing key {kid} is active from now on"))?,
        Some(kid) => output::line(format!("signing key {kid} is active"))?,
        None => output::line("no signing key is active; make the next one sign with: kyvs keys rotate --now")?,
    }
    if let Some(kid) = next {
        output::line(format!("signing key {kid} is next"))?;
    }
    Ok(())
}

async fn data(config: &Config, json: bool) -> Result<()> {
    let begun = open::store(config)?.rotate_data_keys(acting()).await?;
    if json {
        return output::json(&Begun { rotating: "data" });
    }
    output::line(if begun {
        "new data is sealed under a new key from now on; a running service, or the next start of one, seals the rest anew. \
         How far it is: kyvs keys list --data"
    } else {
        "a rotation of the data keys runs already, and goes on while the service runs. How far it is: kyvs keys list --data"
    })?;
    Ok(())
}

async fn master(config: &Config, file: &Path, json: bool) -> Result<()> {
    let store = open::store(config)?;
    let path = open::store_path(config);
    if matches!(&config.secrets.master_key, MasterKeySource::File(now) if now == file) {
        bail!("{} is the master key of now; name another file", file.display());
    }
    let new = if file.exists() { MasterKey::read_file(file)? } else { MasterKey::create_file(file, &OsEntropy)? };
    store.change_master_key(new, acting()).await?;
    drop(store);
    SqliteStore::empty_log(path).context("the master key is changed, but the log is not emptied yet")?;
    if json {
        return output::json(&Begun { rotating: "master" });
    }
    Ok(output::line(format!(
        "the master key is the one in {0} from now on, and the old one opens nothing in this database. Name it in \
         secrets.master_key_file before the next start; keep the old one as long as backups that were made with it",
        file.display()
    ))?)
}

fn acting() -> Acting {
    Acting::now(&SystemClock, &OsEntropy)
}
