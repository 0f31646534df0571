//! `kyvs keys`: the master key and the keys that sign results.

use std::{path::Path, sync::Arc};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::{open, output};
use crate::{
    config::{Config, MasterKeySource},
    ports::{Acting, Clock, KeyState, SigningKeyRow, Store},
    secrets::{MasterKey, Secrets},
    signing,
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs keys`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Make the master key file and the first signing key; nothing is ever overwritten
    Init(Json),
    /// List the signing keys
    List(Json),
}

#[derive(clap::Args)]
struct Json {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A signing key as it is shown: never its seed.
#[derive(Serialize)]
struct Shown {
    kid: String,
    state: KeyState,
    created: String,
}

impl From<&SigningKeyRow> for Shown {
    fn from(row: &SigningKeyRow) -> Self {
        Self { kid: row.kid.clone(), state: row.state, created: output::moment(row.created) }
    }
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> Result<()> {
    match args.what {
        What::Init(json) => init(config, json.json).await,
        What::List(json) => list(config, json.json).await,
    }
}

async fn init(config: &Config, json: bool) -> Result<()> {
    let secrets = match &config.secrets.master_key {
        MasterKeySource::File(path) if !path.exists() => Arc::new(Secrets::derive(&make_master_key(path, config)?)),
        // The key is there: an init that was interrupted is finished, and nothing is overwritten.
        _ => open::secrets(config)?,
    };
    let store = open::store_with(config, secrets)?;
    if store.signing_keys().await?.iter().any(|row| row.state == KeyState::Active) {
        bail!("the keys are there already, and nothing is overwritten; see them with: kyvs keys list");
    }
    let row = signing::new_key(&OsEntropy, KeyState::Active, SystemClock.now());
    let shown = Shown::from(&row);
    store
        .add_signing_key(row, Acting::now(&SystemClock, &OsEntropy))
        .await
        .context("the signing key cannot be stored")?;
    if json {
        return output::json(&shown);
    }
    output::line(format!("signing key {} is active", shown.kid))?;
    if let MasterKeySource::File(path) = &config.secrets.master_key {
        output::line(format!(
            "master key in {}; keep a copy apart from the database: without it the records cannot be read",
            path.display()
        ))?;
    }
    Ok(())
}

/// Makes the master key file, unless there are records that only another master key opens.
fn make_master_key(path: &Path, config: &Config) -> Result<MasterKey> {
    let store = open::store_path(config);
    if store.exists() {
        bail!(
            "there is a store at {} but no master key at {}: bring the key it was made with back, or move the store away",
            store.display(),
            path.display()
        );
    }
    Ok(MasterKey::create_file(path, &OsEntropy)?)
}

async fn list(config: &Config, json: bool) -> Result<()> {
    let rows = open::store(config)?.signing_keys().await?;
    let shown: Vec<Shown> = rows.iter().map(Shown::from).collect();
    if json {
        return output::json(&shown);
    }
    for key in shown {
        output::line(format!("{}  {:<8}  {}", key.kid, output::word(&key.state), key.created))?;
    }
    Ok(())
}
