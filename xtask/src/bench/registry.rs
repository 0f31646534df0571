//! A database for every server, with the same people in it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::memory;
use super::server::Kind;
use super::stage::{Stage, settle};
use crate::process;

/// A server's database, and how it is used.
pub(super) struct Instance {
    pub(super) kind: Kind,
    pub(super) people: u64,
    pub(super) db: PathBuf,
    folder: PathBuf,
    /// The secret key of the provider; only kyvs has one.
    pub(super) key: String,
    /// How the import went; only kyvs has one that counts.
    pub(super) import: Option<Import>,
    /// People who were asked about so far: the next measurement goes on behind them.
    pub(super) asked: u64,
}

/// An import of people without doses.
#[derive(Clone, Copy)]
pub(super) struct Import {
    pub(super) per_second: f64,
    pub(super) bytes_a_person: f64,
    /// Bytes of memory, pages of files included.
    pub(super) most_memory: u64,
}

/// One for every server that takes part.
pub(super) fn fill_all(stage: &Stage<'_>) -> Result<Vec<Instance>> {
    let people = stage.options.people;
    stage.options.servers().into_iter().map(|kind| Instance::fill(stage, kind, people)).collect()
}

impl Instance {
    /// Makes and fills the database.
    pub(super) fn fill(stage: &Stage<'_>, kind: Kind, people: u64) -> Result<Self> {
        eprintln!("    {}, {people} people", kind.title());
        let folder = stage.folder.join(format!("{}-{people}", kind.word()));
        fs::create_dir_all(&folder)?;
        let db = folder.join("bench.db");
        let mut instance = Self { kind, people, db, folder, key: String::new(), import: None, asked: 0 };
        match kind {
            Kind::Kyvs => instance.import(stage)?,
            Kind::Roofline => process::run(&mut instance.filling(stage))?,
            Kind::Peer => {
                process::run(&mut instance.peer(stage, "migrate"))?;
                process::run(instance.filling(stage).arg("--peer"))?;
            }
        }
        settle()?;
        Ok(instance)
    }

    /// Where its server writes what it says.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// A command of kyvs on this database. The budgets of a provider and of the service are raised, for one asks for all;
    /// everything else is as it comes.
    pub(super) fn kyvs(&self, stage: &Stage<'_>) -> Command {
        let mut kyvs = Command::new(&stage.kyvs);
        kyvs.env("KYVS_STORE__URL", format!("sqlite:{}", self.db.display()))
            .env("KYVS_SECRETS__MASTER_KEY_FILE", self.folder.join("bench.key"))
            .env("KYVS_SMS__GATEWAYS", "stub")
            .env("KYVS_SMS__STUB__KIND", "outbox")
            .env("KYVS_SMS__STUB__FILE", &stage.gateway)
            .env("KYVS_LIMITS__PROVIDER_MINUTE", "1000000")
            .env("KYVS_LIMITS__SERVICE_MINUTE", "10000000")
            .current_dir(&self.folder);
        kyvs
    }

    /// A command of the peer's program on this database.
    pub(super) fn peer(&self, stage: &Stage<'_>, what: &str) -> Command {
        let mut node = Command::new("node");
        node.current_dir(&stage.peer).env("NODE_ENV", "production").args(["server.mjs", what]).arg(&self.db);
        node
    }

    /// Keys, people, and a provider that may ask.
    fn import(&mut self, stage: &Stage<'_>) -> Result<()> {
        let csv = self.folder.join("people.csv");
        process::run(stage.tool("people").args(["--people", &self.people.to_string()]).arg("--out").arg(&csv))?;
        Stage::json::<Value>(self.kyvs(stage).args(["keys", "init", "--json"]))?;
        settle()?;
        let before = self.bytes()?;
        let (time, most_memory) = memory::watched(self.kyvs(stage).arg("import").arg(&csv))?;
        let grown = self.bytes()?.saturating_sub(before);
        fs::remove_file(&csv)?;
        let people = number(self.people);
        let per_second = people / time.as_secs_f64();
        self.import = Some(Import { per_second, bytes_a_person: number(grown) / people, most_memory });

        let provider: Value = Stage::json(self.kyvs(stage).args([
            "provider",
            "add",
            "--name",
            "Hotel Sagar",
            "--origin",
            "https://hotel.example",
            "--purpose",
            "check-in",
            "--own-otp-screen",
            "--json",
        ]))?;
        let key = provider["secret_key"].as_str();
        key.context("`kyvs provider add --json` tells no secret_key")?.clone_into(&mut self.key);
        Ok(())
    }

    fn filling(&self, stage: &Stage<'_>) -> Command {
        let mut tool = stage.tool("registry");
        tool.args(["--people", &self.people.to_string()]).arg("--db").arg(&self.db);
        tool
    }

    /// Of the database and of its log, which is part of it until it is copied back.
    fn bytes(&self) -> Result<u64> {
        let mut bytes = 0;
        for file in fs::read_dir(&self.folder)? {
            let file = file?;
            let name = file.file_name();
            if matches!(name.to_str(), Some("bench.db" | "bench.db-wal")) {
                bytes += file.metadata()?.len();
            }
        }
        Ok(bytes)
    }
}

/// For figures, which need no more than fifteen digits.
#[expect(clippy::cast_precision_loss, reason = "people and bytes of one disk are far below 2^52")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}
