//! Opens the master key and the store, with words for what an operator has to do first.

use std::{path::Path, sync::Arc};

use anyhow::{Context, Result, bail};

use crate::{
    config::{Config, MasterKeySource, StoreUrl},
    secrets::{MasterKey, Secrets},
    store::sqlite::{Options, SqliteStore},
    system::OsEntropy,
};

/// The configured master key. A start without one says how to make it.
pub fn master_key(config: &Config) -> Result<MasterKey> {
    match &config.secrets.master_key {
        MasterKeySource::Given(text) => MasterKey::parse(text).context("KYVS_SECRETS__MASTER_KEY cannot be used"),
        MasterKeySource::File(path) if !path.exists() => {
            bail!("there is no master key at {}; make one with: kyvs keys init", path.display())
        }
        MasterKeySource::File(path) => Ok(MasterKey::read_file(path)?),
    }
}

/// The keys of the configured store, under the configured master key.
pub fn secrets(config: &Config) -> Result<Arc<Secrets>> {
    secrets_of(store_path(config), &master_key(config)?)
}

/// The keys of a database, such as a backup.
pub fn secrets_of(path: &Path, master: &MasterKey) -> Result<Arc<Secrets>> {
    let secrets = SqliteStore::secrets(path, master, &OsEntropy);
    Ok(Arc::new(secrets.with_context(|| format!("store.url: {}", path.display()))?))
}

/// The store, opened with the configured master key.
pub fn store(config: &Config) -> Result<SqliteStore> {
    store_with(config, secrets(config)?)
}

/// The store, opened with keys at hand.
pub fn store_with(config: &Config, secrets: Arc<Secrets>) -> Result<SqliteStore> {
    let path = store_path(config);
    let options = Options { copy_after: config.store.copy_after, ..Options::default() };
    SqliteStore::open(path, secrets, Arc::new(OsEntropy), options)
        .with_context(|| format!("store.url: {}", path.display()))
}

/// The store's file.
pub fn store_path(config: &Config) -> &Path {
    match &config.store.url {
        StoreUrl::Sqlite(path) => path,
    }
}
