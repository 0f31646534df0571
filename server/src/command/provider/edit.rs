//! `kyvs provider edit`: changes a registration. A running service takes it up within a second.

use anyhow::{Context, Result, bail};
use domain::{
    names::Level,
    provider::{Provider, Scopes},
};

use super::{add, record, unknown};
use crate::{
    command::{open, output},
    config::Config,
    ports::{Acting, Clock as _, Store as _},
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs provider edit`.
#[derive(clap::Args)]
#[command(
    long_about = "Changes what is given and leaves the rest. A flag that may be given several times replaces the whole list."
)]
pub(super) struct Args {
    /// Its id, prv_…
    id: String,
    #[command(flatten)]
    what: What,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct What {
    /// Name as people know it
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    names: add::Names,
    /// Origins of pages that embed the check; several times
    #[arg(long = "origin", value_name = "https://HOST")]
    origins: Vec<String>,
    /// What it may ask for; several times
    #[arg(long = "purpose", value_name = "PURPOSE")]
    purposes: Vec<String>,
    /// What it may learn: status (always), events, demographics; several times
    #[arg(long = "scope", value_name = "SCOPE", value_parser = ["status", "events", "demographics"])]
    scopes: Vec<String>,
    /// How the typed name is compared with the registered one
    #[arg(long, value_parser = ["exact", "tolerant"])]
    name_match: Option<String>,
    /// Whether its own screens may take the code
    #[arg(long, value_name = "true|false")]
    own_otp_screen: Option<bool>,
    /// Where the full page may lead back to; several times
    #[arg(long = "return-url", value_name = "URL")]
    return_urls: Vec<String>,
    /// Last day on which it is answered, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    expires: Option<jiff::civil::Date>,
    /// It is answered without end
    #[arg(long, conflicts_with = "expires")]
    no_expiry: bool,
    /// Verifications that it may begin in 24 hours; 0 for no end
    #[arg(long, alias = "quota", value_name = "NUMBER")]
    quota_day: Option<u32>,
    /// Different people that it may ask for in an hour; 0 for no end
    #[arg(long, value_name = "NUMBER")]
    quota_people_hour: Option<u32>,
    /// Where its server is told what happened: https://…
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// Its server is told nothing
    #[arg(long, conflicts_with = "webhook")]
    no_webhook: bool,
}

/// Runs the command.
pub(super) async fn run(args: Args, config: &Config) -> Result<()> {
    let Args { id, what, json } = args;
    let store = open::store(config)?;
    let Some(before) = store.provider(&id).await? else { return unknown(&id) };
    let after = what.applied_to(before.clone())?;
    if after == before {
        bail!("{id} is like that already; what can be changed: kyvs provider edit --help");
    }
    if let Some(parent) = &after.parent {
        let parent = store.provider(parent).await?.context("the provider that it is a part of is not there")?;
        after.fits_under(&parent)?;
    }
    if after.origins.is_empty() && !after.own_otp_screen {
        bail!("a provider without an origin takes codes on its own screens: give --origin, or --own-otp-screen true");
    }
    if !store.change_provider(&before, &after, Acting::now(&SystemClock, &OsEntropy)).await? {
        bail!("another command has changed {id} at the same moment; look at it with: kyvs provider show {id}");
    }
    add::note_long_names(&after);
    if json {
        return output::json(&record(&after));
    }
    Ok(output::line(format!("{id} is changed"))?)
}

impl What {
    fn applied_to(self, mut provider: Provider) -> Result<Provider> {
        if let Some(name) = &self.name {
            provider.name = add::checked_name("--name", name)?;
        }
        provider.names.extend(self.names.checked()?);
        if !self.origins.is_empty() {
            provider.origins = self.origins.iter().map(|text| add::origin(text)).collect::<Result<_>>()?;
        }
        if !self.purposes.is_empty() {
            provider.purposes = self.purposes.iter().map(|text| add::purpose(text)).collect::<Result<_>>()?;
        }
        if !self.scopes.is_empty() {
            provider.scopes = self.scopes.iter().map(|text| add::scope(text)).collect::<Result<Scopes>>()?;
        }
        if let Some(level) = &self.name_match {
            provider.name_match = if level == "tolerant" { Level::Tolerant } else { Level::Exact };
        }
        provider.own_otp_screen = self.own_otp_screen.unwrap_or(provider.own_otp_screen);
        if !self.return_urls.is_empty() {
            provider.return_urls = self.return_urls.iter().map(|text| add::return_url(text)).collect::<Result<_>>()?;
        }
        match self.expires {
            Some(day) => provider.expires = Some(add::last_day(day, SystemClock.now())?),
            None if self.no_expiry => provider.expires = None,
            None => {}
        }
        let quota =
            |given: Option<u32>, now: Option<u32>| given.map_or(now, |given| Some(given).filter(|most| *most > 0));
        provider.quotas.day = quota(self.quota_day, provider.quotas.day);
        provider.quotas.people_hour = quota(self.quota_people_hour, provider.quotas.people_hour);
        match &self.webhook {
            Some(url) => provider.webhook = Some(add::webhook(url)?),
            None if self.no_webhook => provider.webhook = None,
            None => {}
        }
        Ok(provider)
    }
}
