//! `kyvs maintenance`: says to everybody who comes that the service is closed, and until when.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use domain::time::Timestamp;

use super::output;
use crate::{
    config::{Config, parse_duration},
    maintenance,
    ports::Clock as _,
    system::SystemClock,
};

/// Flags of `kyvs maintenance`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Take in no check until then; the running service hears of it within a second
    On {
        /// Until this moment, as 2026-11-24T02:00:00+05:30
        #[arg(long, value_name = "TIME", required_unless_present = "lasting")]
        until: Option<jiff::Timestamp>,
        /// For so long from now on, as 30m
        #[arg(long = "for", value_name = "TIME", value_parser = parse_duration, conflicts_with = "until")]
        lasting: Option<Duration>,
    },
    /// Take in checks again
    Off,
}

/// Runs the command.
pub fn run(args: &Args, config: &Config) -> Result<()> {
    let file = &config.server.maintenance_file;
    let cannot = || format!("{} cannot be written", file.display());
    match &args.what {
        What::On { until, lasting } => {
            let now = SystemClock.now();
            let until = match (until, lasting) {
                (Some(until), _) => Timestamp::from_seconds(until.as_second()),
                (None, lasting) => now.plus(lasting.unwrap_or_default()),
            };
            if until.as_seconds() <= now.as_seconds() {
                bail!("--until is in the past; name a moment to come");
            }
            let until = maintenance::announce(file, until).with_context(cannot)?;
            Ok(output::line(format!("closed for maintenance until {until}"))?)
        }
        What::Off => {
            if !maintenance::withdraw(file).with_context(cannot)? {
                bail!("no maintenance is announced");
            }
            Ok(output::line("open again")?)
        }
    }
}
