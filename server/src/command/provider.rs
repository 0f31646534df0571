//! `kyvs provider`: those who may ask.

mod add;
mod algorithm;
mod edit;
mod keys;
mod usage;

use anyhow::{Result, bail};
use domain::provider::{Provider, Refused};
use serde_json::{Value, json};

pub(super) use self::add::random;
use super::{open, output};
use crate::{
    config::Config,
    ports::{Acting, Clock as _, Store},
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs provider`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Add a provider; prints its keys, the secret one this once
    Add(Box<add::Args>),
    /// Change a provider's registration
    Edit(Box<edit::Args>),
    /// Change how a provider's results are signed
    SetAlg(algorithm::Args),
    /// List all providers
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one provider
    Show {
        /// Its id, prv_…
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Stop answering a provider, at once
    Suspend {
        /// Its id, prv_…
        id: String,
    },
    /// Answer a suspended provider again
    Resume {
        /// Its id, prv_…
        id: String,
    },
    /// List a provider's secret keys: names, times, never the keys
    Keys(keys::List),
    /// Give a provider a new secret key; the others go on for a while
    RotateKey(keys::Rotate),
    /// Withdraw a secret key, at once
    RevokeKey(keys::Revoke),
    /// Show what a provider asked, day by day
    Usage(usage::Args),
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> Result<()> {
    match args.what {
        What::Add(args) => add::run(*args, config).await,
        What::Edit(args) => edit::run(*args, config).await,
        What::SetAlg(args) => algorithm::run(&args, config).await,
        What::List { json } => list(config, json).await,
        What::Show { id, json } => show(config, &id, json).await,
        What::Suspend { id } => suspend(config, &id, true).await,
        What::Resume { id } => suspend(config, &id, false).await,
        What::Keys(args) => keys::list(&args, config).await,
        What::RotateKey(args) => keys::rotate(args, config).await,
        What::RevokeKey(args) => keys::revoke(&args, config).await,
        What::Usage(args) => usage::run(&args, config).await,
    }
}

async fn list(config: &Config, json: bool) -> Result<()> {
    let providers = open::store(config)?.providers().await?;
    if json {
        return output::json(&providers.iter().map(record).collect::<Vec<_>>());
    }
    for provider in &providers {
        let state = state(provider);
        output::line(format!("{}  {state:<9}  {}  {}", provider.id, provider.site_key, provider.name))?;
    }
    Ok(())
}

async fn show(config: &Config, id: &str, json: bool) -> Result<()> {
    let Some(provider) = open::store(config)?.provider(id).await? else {
        return unknown(id);
    };
    let record = record(&provider);
    if json {
        return output::json(&record);
    }
    for (key, value) in record.as_object().into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            Value::Object(items) => items
                .iter()
                .map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or_default()))
                .collect::<Vec<_>>()
                .join(" "),
            other => other.to_string(),
        };
        output::line(format!("{key:<12}  {text}"))?;
    }
    Ok(())
}

async fn suspend(config: &Config, id: &str, suspended: bool) -> Result<()> {
    if !open::store(config)?.set_suspended(id, suspended, Acting::now(&SystemClock, &OsEntropy)).await? {
        return unknown(id);
    }
    Ok(output::line(format!("{id} is {}", if suspended { "suspended" } else { "active" }))?)
}

/// Of this provider alone: one that is a part of another is also bound by that one's.
fn state(provider: &Provider) -> &'static str {
    match provider.may_call(SystemClock.now()) {
        Ok(()) => "active",
        Err(Refused::Expired) => "expired",
        Err(_) => "suspended",
    }
}

pub(super) fn unknown(id: &str) -> Result<()> {
    bail!("there is no provider {id:?}; see them all with: kyvs provider list")
}

/// A provider as it is printed. The secret key is not there: nobody has it.
fn record(provider: &Provider) -> Value {
    json!({
        "provider_id": provider.id,
        "site_key": provider.site_key,
        "name": provider.name,
        "names": provider.names,
        "origins": provider.origins,
        "purposes": provider.purposes,
        "scopes": provider.scopes,
        "own_otp_screen": provider.own_otp_screen,
        "name_match": provider.name_match,
        "return_urls": provider.return_urls,
        "created": output::moment(provider.created),
        "expires": provider.expires.map(output::moment),
        "suspended": provider.suspended,
        "parent": provider.parent,
        "quota_day": provider.quotas.day,
        "quota_people_hour": provider.quotas.people_hour,
        "alg": provider.algorithm,
        "webhook": provider.webhook.as_ref().map(|webhook| webhook.url.as_str()),
        "webhook_gone": provider.webhook.as_ref().and_then(|webhook| webhook.gone).map(output::moment),
        "env": provider.env,
    })
}
