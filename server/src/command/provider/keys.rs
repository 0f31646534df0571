//! `kyvs provider keys`, `rotate-key`, `revoke-key`: the secret keys of a provider's servers.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{random, unknown};
use crate::{
    command::{open, output},
    config::{Config, parse_duration},
    ports::{Acting, Clock as _, KeyRotation, SecretKey, Store as _},
    system::{OsEntropy, SystemClock},
};

/// Longest name of a key.
const LONGEST_NAME: usize = 40;

/// Flags of `kyvs provider keys`.
#[derive(clap::Args)]
pub(super) struct List {
    /// Its id, prv_…
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Flags of `kyvs provider rotate-key`.
#[derive(clap::Args)]
pub(super) struct Rotate {
    /// Its id, prv_…
    id: String,
    /// What the new key is called: a-z, 0-9 and dashes; never used before for this provider
    #[arg(long)]
    name: String,
    /// The new key ends after this time, such as 90d; without it, never
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    expires: Option<Duration>,
    /// So long the provider's other keys stay good, so that its servers can change over
    #[arg(long, value_name = "TIME", default_value = "24h", value_parser = parse_duration)]
    overlap: Duration,
    /// The provider's other keys stay as they are
    #[arg(long, conflicts_with = "overlap")]
    beside: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Flags of `kyvs provider revoke-key`.
#[derive(clap::Args)]
pub(super) struct Revoke {
    /// Its id, prv_…
    id: String,
    /// Name of the key
    #[arg(long)]
    name: String,
}

/// Lists a provider's keys.
pub(super) async fn list(args: &List, config: &Config) -> Result<()> {
    let store = open::store(config)?;
    if store.provider(&args.id).await?.is_none() {
        return unknown(&args.id);
    }
    let keys: Vec<SecretKey> = store.secret_keys().await?.into_iter().filter(|key| key.provider == args.id).collect();
    if args.json {
        return output::json(&keys.iter().map(shown).collect::<Vec<_>>());
    }
    for key in &keys {
        let expires = key.expires.map_or_else(|| "never".to_owned(), output::moment);
        let used = key.used.map_or_else(|| "never".to_owned(), output::moment);
        output::line(format!(
            "{:<20}  {:<7}  made {}  ends {expires}  last used {used}",
            key.name,
            state(key),
            output::moment(key.created)
        ))?;
    }
    Ok(())
}

fn shown(key: &SecretKey) -> Value {
    json!({
        "name": key.name,
        "state": state(key),
        "created": output::moment(key.created),
        "expires": key.expires.map(output::moment),
        "revoked": key.revoked.map(output::moment),
        "last_used": key.used.map(output::moment),
    })
}

fn state(key: &SecretKey) -> &'static str {
    match key.revoked {
        Some(_) => "revoked",
        None if key.is_good(SystemClock.now()) => "good",
        None => "expired",
    }
}

/// Gives a provider a new key.
pub(super) async fn rotate(args: Rotate, config: &Config) -> Result<()> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=LONGEST_NAME).contains(&args.name.len()) || !args.name.bytes().all(fits) {
        bail!("--name is 1 to {LONGEST_NAME} of a-z, 0-9 and dashes, such as 2026-winter");
    }
    let secrets = open::secrets(config)?;
    let secret_key = random("sk_live_", 48);
    let hash = secrets.hash_secret_key(&secret_key);
    let act = Acting::now(&SystemClock, &OsEntropy);
    let expires = args.expires.map(|time| act.now.plus(time));
    let others_until = (!args.beside).then(|| act.now.plus(args.overlap));
    let (provider, name) = (args.id.clone(), args.name.clone());
    let rotation = KeyRotation { provider, hash, name, expires, others_until, act };
    let store = open::store_with(config, secrets)?;
    if !store.rotate_key(rotation).await.context("the key cannot be stored; take a name that was not used before")? {
        return unknown(&args.id);
    }
    if args.json {
        return output::json(&json!({
            "provider_id": args.id,
            "name": args.name,
            "secret_key": secret_key,
            "expires": expires.map(output::moment),
            "others_until": others_until.map(output::moment),
        }));
    }
    output::line(format!("secret_key   {secret_key}"))?;
    if let Some(end) = others_until {
        output::line(format!("the provider's other keys end at {}", output::moment(end)))?;
    }
    output::note("Keep the secret key now: it is shown this once, and only its hash is stored.");
    Ok(())
}

/// Withdraws a key.
pub(super) async fn revoke(args: &Revoke, config: &Config) -> Result<()> {
    let Revoke { id, name } = args;
    let store = open::store(config)?;
    if store.provider(id).await?.is_none() {
        return unknown(id);
    }
    if !store.revoke_key(id, name, Acting::now(&SystemClock, &OsEntropy)).await? {
        bail!("{id} has no key {name:?} to withdraw; see them with: kyvs provider keys {id}");
    }
    Ok(output::line(format!("key {name} of {id} is withdrawn"))?)
}
