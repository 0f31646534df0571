//! `kyvs provider usage`: what a provider asked, day by day.

use anyhow::Result;
use domain::time::Timestamp;
use jiff::{ToSpan as _, civil::Date};

use super::unknown;
use crate::{
    command::{open, output},
    config::Config,
    ports::{Clock as _, DayUsage, Store as _},
    system::SystemClock,
};

/// Flags of `kyvs provider usage`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Its id, prv_…
    id: String,
    /// First day, YYYY-MM-DD, in India; 30 days ago when it is left out
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day; today when it is left out
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) async fn run(args: &Args, config: &Config) -> Result<()> {
    let secrets = open::secrets(config)?;
    let key = secrets.counter_key("provider", args.id.as_bytes());
    let store = open::store_with(config, secrets)?;
    if store.provider(&args.id).await?.is_none() {
        return unknown(&args.id);
    }
    let (from, to) = days(args, SystemClock.now());
    let days = store.usage(key, from, to).await?;
    if args.json {
        return output::json(&days);
    }
    output::line(format!(
        "{:<10}  {:>10}  {:>10}  {:>10}  {:>10}",
        "day", "starts", "messages", "confirms", "results"
    ))?;
    for day in days {
        let DayUsage { day, starts, messages, confirms, results } = day;
        output::line(format!("{day}  {starts:>10}  {messages:>10}  {confirms:>10}  {results:>10}"))?;
    }
    Ok(())
}

fn days(args: &Args, now: Timestamp) -> (Date, Date) {
    let to = args.to.unwrap_or_else(|| now.date());
    (args.from.unwrap_or_else(|| to.saturating_sub(30.days())), to)
}
