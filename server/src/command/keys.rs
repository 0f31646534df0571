//! `kyvs keys`: the master key, the keys that sign results, and those that data is sealed under.

mod rotate;

use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::algorithm::Algorithm;
use serde::Serialize;

use super::{open, output};
use crate::{
    config::{Config, MasterKeySource},
    ports::{Acting, DataKey, DataKeyState, DataKeys, KeyState, Resealing, SigningKeyRow, Store},
    secrets::MasterKey,
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
    /// Make the master key file and the first signing keys; nothing is ever overwritten
    Init(Json),
    /// List the signing keys and the data keys, and say how far a rotation is
    List(List),
    /// Let the next signing key sign; or rotate the data keys, or the master key
    Rotate(rotate::Args),
    /// Revoke a signing key: it leaves the key set at once, and what it signed is refused
    Revoke(rotate::RevokeArgs),
}

#[derive(clap::Args)]
struct Json {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct List {
    /// The data keys only
    #[arg(long)]
    data: bool,
    /// Print JSON: the signing keys, or with --data the data keys
    #[arg(long)]
    json: bool,
}

/// A signing key as it is shown: never its seed.
#[derive(Serialize)]
struct Shown {
    kid: String,
    alg: Algorithm,
    state: KeyState,
    created: String,
    since: String,
}

impl From<&SigningKeyRow> for Shown {
    fn from(row: &SigningKeyRow) -> Self {
        let (created, since) = (output::moment(row.created), output::moment(row.since));
        Self { kid: row.kid.clone(), alg: row.algorithm, state: row.state, created, since }
    }
}

/// The data keys as they are shown.
#[derive(Serialize)]
struct ShownData {
    keys: Vec<ShownDataKey>,
    /// `null` when no rotation runs.
    resealing: Option<Resealing>,
}

#[derive(Serialize)]
struct ShownDataKey {
    version: u8,
    state: DataKeyState,
    /// `null` for the one that the store began with.
    created: Option<String>,
}

impl From<DataKeys> for ShownData {
    fn from(DataKeys { keys, resealing }: DataKeys) -> Self {
        let shown =
            |DataKey { version, state, created }| ShownDataKey { version, state, created: created.map(output::moment) };
        Self { keys: keys.into_iter().map(shown).collect(), resealing }
    }
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> Result<()> {
    match args.what {
        What::Init(json) => init(config, json.json).await,
        What::List(args) => list(config, &args).await,
        What::Rotate(args) => rotate::run(args, config).await,
        What::Revoke(args) => rotate::revoke(&args, config).await,
    }
}

async fn init(config: &Config, json: bool) -> Result<()> {
    let secrets = match &config.secrets.master_key {
        MasterKeySource::File(path) if !path.exists() => {
            open::secrets_of(open::store_path(config), &make_master_key(path, config)?)?
        }
        // The key is there: an init that was interrupted is finished, and nothing is overwritten.
        _ => open::secrets(config)?,
    };
    let store = open::store_with(config, secrets)?;
    if store
        .signing_keys()
        .await?
        .iter()
        .any(|row| row.algorithm == Algorithm::default() && row.state == KeyState::Active)
    {
        bail!("the keys are there already, and nothing is overwritten; see them with: kyvs keys list");
    }
    let acting = Acting::now(&SystemClock, &OsEntropy);
    let made = signing::rotate(&store, &OsEntropy, Algorithm::default(), acting, true)
        .await
        .context("the signing keys cannot be stored")?;
    let active = store.signing_keys().await?.into_iter().find(|row| Some(&row.kid) == made.active.as_ref());
    let shown = Shown::from(&active.context("the signing key is not there")?);
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

async fn list(config: &Config, args: &List) -> Result<()> {
    let store = open::store(config)?;
    let (rows, data) = (store.signing_keys().await?, ShownData::from(store.data_keys().await?));
    let signing: Vec<Shown> = rows.iter().map(Shown::from).collect();
    match (args.data, args.json) {
        (true, true) => return output::json(&data),
        (false, true) => return output::json(&signing),
        (true, false) => {}
        (false, false) => {
            for key in signing {
                output::line(format!(
                    "{}  {}  {:<8}  since {}",
                    key.kid,
                    key.alg,
                    output::word(&key.state),
                    key.since
                ))?;
            }
        }
    }
    for key in data.keys {
        let since = key.created.map_or_else(String::new, |created| format!("  made {created}"));
        output::line(format!("data key {}  {:<8}{since}", key.version, output::word(&key.state)))?;
    }
    if let Some(Resealing { done, total }) = data.resealing {
        output::line(format!("a rotation of the data keys is at {done} of {total} rows"))?;
    }
    Ok(())
}
