//! `kyvs import`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{open, output};
use crate::{
    config::Config,
    import::{self, Format, HEADER, Outcome, Progress},
    paths::folder_of,
    ports::{Acting, Clock, Store},
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs import`.
#[derive(clap::Args)]
#[command(long_about = long_about())]
pub struct Args {
    /// Files to read; each goes in as a whole or not at all
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold; told by name or first character when not given
    #[arg(long)]
    format: Option<Format>,
    /// Write every refusal to this file, one JSON object a line; the first hundred are printed anyway
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn long_about() -> String {
    format!(
        "Read people and their doses into the registry.\n\n\
         csv: UTF-8, one row a dose, with this header; a person without a dose has the last six columns empty:\n\n  \
         {HEADER}\n\n\
         Dates are YYYY-MM-DD or DD-MM-YYYY. A dose that is there already is replaced by its number; the same file twice \
         changes nothing.\n\n\
         divoc: DIVOC or CoWIN certificates as JSON: one, a list, or one a line, from your own registry. Their signatures \
         are not checked."
    )
}

/// Runs the command.
pub async fn run(args: Args, config: Config) -> Result<()> {
    if args.report.is_some() && args.files.len() > 1 {
        bail!("--report goes with one file: import them one by one");
    }
    let store = open::store(&config)?;
    // Said before a large file is read for nothing; the store refuses it in any case.
    if store.data_keys().await?.resealing.is_some() {
        bail!("the data keys are being rotated; import when it is over: kyvs keys list --data says how far it is");
    }
    // Beside the database, whose disk has room for it.
    let work = folder_of(open::store_path(&config));
    let mut outcomes = Vec::new();
    for file in &args.files {
        let options = import::Options {
            format: args.format,
            today: SystemClock.now().date(),
            act: Acting::now(&SystemClock, &OsEntropy),
            work,
            report: args.report.as_deref(),
            progress: Progress::usual(),
        };
        let outcome = import::import_file(&store, file, options).await?;
        tell(&outcome, args.json)?;
        outcomes.push(outcome);
    }
    if args.json {
        output::json(&outcomes)?;
    }
    let refused = outcomes.iter().filter(|outcome| outcome.refused > 0).count();
    if refused > 0 {
        bail!("{refused} of {} file(s) not imported: correct the rows above and import again", outcomes.len());
    }
    Ok(())
}

/// Says what became of a file: results on stdout, remarks and refusals on stderr.
fn tell(outcome: &Outcome, json: bool) -> Result<()> {
    let file = outcome.file.display();
    for note in &outcome.notes {
        output::note(format!("{file}: {note}"));
    }
    for refusal in &outcome.refusals {
        output::note(format!("{file}: {refusal}"));
    }
    if outcome.refused > 0 {
        let rows = outcome.refused;
        output::note(format!("{file}: nothing was imported: {rows} of {} rows refused", outcome.rows));
    }
    if !json && outcome.refused == 0 {
        let people = outcome.people;
        output::line(format!(
            "{file}: {} added, {} changed, {} unchanged, from {} rows in {:.1} s ({} people/s)",
            people.added, people.changed, people.unchanged, outcome.rows, outcome.seconds, outcome.people_per_second
        ))?;
    }
    Ok(())
}
