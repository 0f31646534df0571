//! What all measurements share: where things are, the stub gateway, the tools, the machine.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Options;
use super::server::Kind;
use crate::workspace::Workspace;
use crate::{process, toolchain};

/// Where the measurements take place.
pub(super) struct Stage<'a> {
    pub(super) options: &'a Options,
    /// Everything that a run writes; the next one begins by removing it.
    pub(super) folder: PathBuf,
    /// The stub gateway, a named pipe.
    pub(super) gateway: PathBuf,
    /// The folder of the peer's program.
    pub(super) peer: PathBuf,
    pub(super) kyvs: PathBuf,
    tools: PathBuf,
    /// A server that opens a pipe for writing waits for a reader: this one is always there.
    _reader: File,
}

impl<'a> Stage<'a> {
    /// An empty folder, with the pipe in it.
    pub(super) fn set(workspace: &Workspace, folder: PathBuf, options: &'a Options) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("failed to remove {}", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        let gateway = folder.join("gateway");
        process::run(Command::new("mkfifo").arg(&gateway))?;
        let reader = OpenOptions::new().read(true).write(true).open(&gateway)?;
        let built = workspace.binary(&options.profile);
        let kyvs = match &options.binary {
            Some(binary) => fs::canonicalize(binary)?,
            None if options.released => released(workspace)?,
            None => built.clone(),
        };
        Ok(Self {
            options,
            folder,
            gateway,
            peer: workspace.root.join("bench/peer"),
            tools: built.with_file_name("bench"),
            kyvs,
            _reader: reader,
        })
    }

    /// One of the tools.
    pub(super) fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(&self.tools);
        command.arg(name);
        command
    }

    /// What a program prints, as JSON.
    pub(super) fn json<T: DeserializeOwned>(command: &mut Command) -> Result<T> {
        let text = process::output(command)?;
        serde_json::from_str(&text).with_context(|| format!("it printed what nobody expected: {text}"))
    }

    /// The peer's version, where it takes part.
    pub(super) fn peer_version(&self) -> Result<Option<String>> {
        if !self.options.servers().contains(&Kind::Peer) {
            return Ok(None);
        }
        let package: Value = serde_json::from_str(&fs::read_to_string(self.peer.join("package.json"))?)?;
        Ok(package["dependencies"]["better-auth"].as_str().map(str::to_owned))
    }
}

/// The binary for production, unless what it is made of has changed since.
fn released(workspace: &Workspace) -> Result<PathBuf> {
    let binary = workspace.released(&toolchain::host()?);
    ensure!(binary.is_file(), "there is no {}: `cargo xtask release` makes it", binary.display());
    let made = fs::metadata(&binary)?.modified()?;
    // cargo writes beside a binary what it is made of; a space within a name has a backslash before it
    let sources = fs::read_to_string(binary.with_extension("d"))?.replace("\\ ", "\0");
    for source in sources.split_ascii_whitespace().skip(1) {
        let source = source.replace('\0', " ");
        let is_older = fs::metadata(&source).and_then(|source| source.modified()).is_ok_and(|changed| changed <= made);
        ensure!(is_older, "{source} has changed since {} was made: run `cargo xtask release` again", binary.display());
    }
    Ok(binary)
}

/// Processors, memory and system, in words.
pub(super) fn machine() -> Result<String> {
    let first = |path: &str, name: &str| {
        let text = fs::read_to_string(path).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = first("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let memory = first("/proc/meminfo", "MemTotal").unwrap_or_default();
    let gigabytes = memory.trim_end_matches(" kB").parse::<u64>().unwrap_or(0).div_ceil(1 << 20);
    let cores = available_parallelism()?;
    Ok(format!("{cores} processors ({model}), {gigabytes} GB of memory, {}", std::env::consts::OS))
}

/// Lets a moment pass.
#[expect(clippy::disallowed_methods, reason = "other programs are waited for, and their time is real")]
pub(super) fn pause(time: Duration) {
    std::thread::sleep(time);
}

/// Writes to the disk what earlier measurements have left, so that it does not fall into the next one.
pub(super) fn settle() -> Result<()> {
    process::run(&mut Command::new("sync"))?;
    pause(Duration::from_millis(300));
    Ok(())
}
