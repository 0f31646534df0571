//! The command line: one file a command. A command ends with exit code 0, or with one line on stderr that says what to do.

pub mod audit;
pub mod backup;
pub mod cases;
pub mod check;
pub mod config;
pub mod demo;
pub mod demo_data;
pub mod forget;
pub mod import;
pub mod keys;
pub mod maintenance;
mod memory;
pub mod open;
pub mod output;
pub mod provider;
pub mod results;
pub mod serve;
mod signals;
pub mod webhooks;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::config::Config;

/// Is this person vaccinated? A signed answer, with the person's consent.
#[derive(Parser)]
#[command(name = "kyvs", version, propagate_version = true)]
pub struct Cli {
    /// Configuration file; kyvs.toml is read when it is there
    #[arg(long, global = true, value_name = "FILE", env = "KYVS_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the service
    Serve,
    /// Run the service with invented people, a hotel's page and a phone, to try it
    Demo(demo::Args),
    /// Print the default configuration file, with comments
    Config(config::Args),
    /// Read people and their doses into the registry
    Import(import::Args),
    /// Those who may ask: add, edit, list, show, suspend, resume, their keys, what they asked
    Provider(provider::Args),
    /// Messages to providers' servers: what waits, what was given up, send it again, try one
    Webhooks(webhooks::Args),
    /// Revoke a result that was given
    Results(results::Args),
    /// Reports of people whose record is wrong: list and close
    Cases(cases::Args),
    /// Make and list keys
    Keys(keys::Args),
    /// Close the service for a while, and open it again
    Maintenance(maintenance::Args),
    /// Check, prove and hand out the audit log
    Audit(audit::Args),
    /// Copy the database while the service runs
    Backup(backup::Args),
    /// Check that everything in the database is as it was written
    Check(check::Args),
    /// Erase a person
    Forget(forget::Args),
    /// Write a file of invented people, for trials
    DemoData(demo_data::Args),
}

/// Runs what the command line says.
pub async fn main() -> ExitCode {
    output::tell_faults_by_place();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has seen enough.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            // A supervisor can tell this end from a wrong setting: starting again helps.
            if error.is::<serve::StoreBroken>() { ExitCode::from(serve::STORE_BROKEN) } else { ExitCode::FAILURE }
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    memory::keep_in().context("core dumps cannot be turned off")?;
    let path = cli.config.as_deref();
    let load = || Config::load(path);
    match cli.command {
        Command::Serve => Box::pin(serve::run(load()?)).await,
        Command::Demo(args) => Box::pin(demo::run(args)).await,
        Command::Config(args) => config::run(&args, path),
        Command::Import(args) => import::run(args, load()?).await,
        Command::Provider(args) => provider::run(args, &load()?).await,
        Command::Webhooks(args) => webhooks::run(args, &load()?).await,
        Command::Results(args) => results::run(&args, &load()?).await,
        Command::Cases(args) => cases::run(&args, &load()?).await,
        Command::Keys(args) => keys::run(args, &load()?).await,
        Command::Maintenance(args) => maintenance::run(&args, &load()?),
        Command::Audit(args) => audit::run(args, &load()?).await,
        Command::Backup(args) => backup::run(&args, &load()?),
        Command::Check(args) => check::run(&args, &load()?),
        Command::Forget(args) => forget::run(&args, &load()?).await,
        Command::DemoData(args) => demo_data::run(&args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
