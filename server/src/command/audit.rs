//! `kyvs audit`: check the audit log, prove an entry, hand it out. Reads beside the running service.

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use domain::audit::export::{Line, proof_file};

use super::{open, output};
use crate::{
    audit::AnchorMode,
    config::Config,
    store::sqlite::{Inspector, Options, SqliteStore},
    system::OsEntropy,
};

/// Entries read at a time.
const STEP: usize = 4_096;

/// Flags of `kyvs audit`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Hash the whole log again and compare it with everything that is stored about it; names the first bad entry
    Verify,
    /// Print the public key that checkpoints are verified with
    Key,
    /// Write the log and a signed checkpoint into a new folder
    Export {
        /// Folder to make
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Write the proof that an entry is in the log
    Prove {
        /// Index of the entry
        index: u64,
        /// File to make
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Go on with a database that lies behind its anchor, for good: what was acknowledged since is lost. The log says so
    Accept,
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> Result<()> {
    match args.what {
        What::Verify => verify(config),
        What::Key => Ok(output::line(inspect(config)?.log()?.public().to_string())?),
        What::Export { out } => export(config, &out),
        What::Prove { index, out } => prove(config, index, &out),
        What::Accept => accept(config).await,
    }
}

fn inspect(config: &Config) -> Result<Inspector> {
    let path = open::store_path(config);
    Inspector::open(path, open::secrets(config)?, Arc::new(OsEntropy))
        .with_context(|| format!("store.url: {}", path.display()))
}

fn verify(config: &Config) -> Result<()> {
    let inspector = inspect(config)?;
    let (entries, finding) = inspector.audit()?;
    if let Some(finding) = finding {
        bail!("the audit log is not what it was: {finding}");
    }
    inspector.anchor()?;
    Ok(output::line(format!("{entries} entries, all as they were logged; the anchor agrees"))?)
}

fn export(config: &Config, out: &Path) -> Result<()> {
    let inspector = inspect(config)?;
    fs::create_dir(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let head = inspector.head()?;
    fs::write(out.join("checkpoint.txt"), inspector.log()?.checkpoint(head))?;
    fs::write(out.join("key.txt"), format!("{}\n", inspector.log()?.public()))?;
    let mut file = BufWriter::new(fs::File::create_new(out.join("entries.jsonl"))?);
    let mut index = 0;
    loop {
        let lines = inspector.lines(index, STEP)?;
        if lines.is_empty() {
            break;
        }
        for (hash, leaf) in lines {
            let mut line = Vec::with_capacity(leaf.len() + 96);
            Line { index, hash, leaf: &leaf }.write(&mut line);
            file.write_all(&line)?;
            index += 1;
        }
    }
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    Ok(output::line(format!("{index} entries in {}", out.display()))?)
}

fn prove(config: &Config, index: u64, out: &Path) -> Result<()> {
    let inspector = inspect(config)?;
    let head = inspector.head()?;
    let Some((_, leaf)) = inspector.lines(index, 1)?.into_iter().next() else {
        bail!("there is no entry {index}: the log has {}", head.size);
    };
    let path = inspector.inclusion_proof(index, head.size)?;
    fs::write(out, proof_file(index, head.size, &path, &leaf)).with_context(|| format!("{}", out.display()))?;
    Ok(output::line(format!("entry {index} of {}: the proof is in {}", head.size, out.display()))?)
}

async fn accept(config: &Config) -> Result<()> {
    let path = open::store_path(config);
    let options = Options { anchor: AnchorMode::Accept, ..Options::default() };
    let store = SqliteStore::open(path, open::secrets(config)?, Arc::new(OsEntropy), options)
        .with_context(|| format!("store.url: {}", path.display()))?;
    store.note_override(crate::ports::Acting::now(&crate::system::SystemClock, &OsEntropy)).await?;
    Ok(output::line("the database is taken as it is; the audit log says so")?)
}
