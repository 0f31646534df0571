//! `kyvs cases`: people who say that their record is wrong.

use anyhow::{Result, bail};
use domain::case::{CaseNumber, Outcome};
use serde::Serialize;

use super::{open, output};
use crate::{
    config::Config,
    ports::{Case, Clock as _, Entropy as _, Mark, OwnStore as _},
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs cases`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// List open cases, oldest first
    List {
        /// Closed ones too
        #[arg(long)]
        all: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Close a case: the person sees the outcome on their own page
    Close {
        /// Its number, as in W-7KD2-91XC
        number: CaseNumber,
        /// What came of it: corrected (import the corrected record first) or declined
        #[arg(long, value_parser = outcome)]
        outcome: Outcome,
    },
}

fn outcome(word: &str) -> Result<Outcome, String> {
    Outcome::parse(word).ok_or_else(|| format!("it is one of: {}", Outcome::ALL.map(Outcome::as_str).join(", ")))
}

/// Runs the command.
pub async fn run(args: &Args, config: &Config) -> Result<()> {
    match &args.what {
        What::List { all, json } => list(config, *all, *json).await,
        What::Close { number, outcome } => close(config, number, *outcome).await,
    }
}

/// A case as it is printed.
#[derive(Serialize)]
struct Listed {
    number: String,
    opened: String,
    reference_id: String,
    fault: &'static str,
    dose: Option<u8>,
    dose_date: Option<String>,
    closed: Option<String>,
    outcome: Option<&'static str>,
}

impl From<&Case> for Listed {
    fn from(case: &Case) -> Self {
        let dose = case.report.dose;
        Self {
            number: case.number.to_string(),
            opened: output::moment(case.opened),
            reference_id: case.reference_id.as_str().to_owned(),
            fault: case.report.fault.as_str(),
            dose: dose.map(|dose| dose.number),
            dose_date: dose.map(|dose| dose.date.to_string()),
            closed: case.closed.map(|(at, _)| output::moment(at)),
            outcome: case.closed.map(|(_, outcome)| outcome.as_str()),
        }
    }
}

async fn list(config: &Config, all: bool, json: bool) -> Result<()> {
    let cases = open::store(config)?.cases(all).await?;
    let listed: Vec<Listed> = cases.iter().map(Listed::from).collect();
    if json {
        return output::json(&listed);
    }
    for case in listed {
        let dose =
            case.dose.zip(case.dose_date).map_or_else(|| "-".to_owned(), |(dose, date)| format!("{dose} of {date}"));
        output::line(format!(
            "{}  {}  {}  {:<20}  dose {:<15}  {}",
            case.number,
            case.opened,
            case.reference_id,
            case.fault,
            dose,
            case.outcome.unwrap_or("open")
        ))?;
    }
    Ok(())
}

async fn close(config: &Config, number: &CaseNumber, outcome: Outcome) -> Result<()> {
    let secrets = open::secrets(config)?;
    let mut salt = [0; 16];
    OsEntropy.fill(&mut salt);
    let mark =
        Mark { provider: String::new(), reference: secrets.case_pseudonym(number), salt, now: SystemClock.now() };
    if !open::store_with(config, secrets)?.close_case(number.clone(), outcome, mark).await? {
        bail!("there is no case {number}, or it is closed already");
    }
    Ok(output::line(format!("case {number} is closed: {}", outcome.as_str()))?)
}
