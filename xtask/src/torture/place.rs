//! An installation: a folder with keys, a registry, a provider, and everything that the service leaves behind.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use super::Torture;
use super::client::Client;
use super::outbox::Outbox;
use super::people::{self, Person};

/// Limits that nobody meets, for drills about something else.
pub(crate) const WIDE: &str = "person_10m = 30\nperson_day = 100\nmobile_10m = 100\nmobile_day = 300\n\
                               provider_minute = 1000000\nservice_minute = 10000000\npumping_percent = 0\n";
/// The stub gateway, whose file the drills read.
pub(crate) const STUB: &str = "gateways = [\"stub\"]\n[sms.stub]\nkind = \"outbox\"\nfile = \"outbox.ndjson\"\n";

/// What an installation is made with.
pub(crate) struct Setup<'s> {
    /// Invented people in the registry.
    pub(crate) people: usize,
    /// More people, in a file of their own.
    pub(crate) extra: &'s [Person],
    /// More of `[server]`.
    pub(crate) server: &'s str,
    /// `[limits]`.
    pub(crate) limits: &'s str,
    /// `[sms]`.
    pub(crate) sms: &'s str,
    /// The database's file, from the folder.
    pub(crate) database: &'s str,
    /// More of `[store]`.
    pub(crate) store: &'s str,
}

impl Default for Setup<'_> {
    fn default() -> Self {
        Self { people: 300, extra: &[], server: "", limits: WIDE, sms: STUB, database: "kyvs.db", store: "" }
    }
}

/// An installation.
pub(crate) struct Place {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// People of the registry, one a mobile.
    pub(crate) people: Vec<Person>,
    /// The provider's secret key.
    pub(crate) secret_key: String,
    /// The provider's site key.
    pub(crate) site_key: String,
    /// Where the service listens, as `host:port`.
    pub(crate) address: String,
    /// Where health and metrics are.
    pub(crate) ops: String,
    binary: PathBuf,
    keep: bool,
}

impl Place {
    /// Makes keys, registry and provider.
    pub(crate) fn new(torture: &Torture, name: &str, setup: &Setup<'_>) -> Result<Self> {
        Self::fill(Self::empty(torture, name)?, setup)
    }

    /// Makes keys, registry and provider in an empty place.
    pub(crate) fn fill(mut place: Self, setup: &Setup<'_>) -> Result<Self> {
        place.write_config(setup)?;
        place.kyvs(&["keys", "init"])?;
        if setup.people > 0 {
            let count = setup.people.to_string();
            place.kyvs(&["demo-data", "--people", &count, "--out", "people.csv"])?;
            place.kyvs(&["import", "people.csv"])?;
            place.people = people::one_a_mobile(&fs::read_to_string(place.folder.join("people.csv"))?);
            // the file is ours: nothing of it belongs to what the service leaves on the disk
            fs::remove_file(place.folder.join("people.csv"))?;
        }
        if !setup.extra.is_empty() {
            fs::write(place.folder.join("extra.csv"), people::file(setup.extra))?;
            place.kyvs(&["import", "extra.csv"])?;
            fs::remove_file(place.folder.join("extra.csv"))?;
        }
        (place.site_key, place.secret_key) = place.add_provider("Hotel Sagar")?;
        Ok(place)
    }

    /// An empty folder, and addresses that nobody else uses.
    pub(crate) fn empty(torture: &Torture, name: &str) -> Result<Self> {
        let folder = torture.folder.join(name);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("clock"), "0")?;
        Ok(Self {
            folder,
            people: Vec::new(),
            secret_key: String::new(),
            site_key: String::new(),
            address: free_address()?,
            ops: free_address()?,
            binary: torture.binary.clone(),
            keep: torture.keep,
        })
    }

    /// Writes `kyvs.toml`.
    pub(crate) fn write_config(&self, setup: &Setup<'_>) -> Result<()> {
        let Setup { server, limits, sms, database, store, .. } = setup;
        let (listen, ops) = (&self.address, &self.ops);
        // all the world has one address here
        let text = format!(
            "[server]\nlisten = \"{listen}\"\nops_listen = \"{ops}\"\nmax_connections_per_address = 0\n{server}[store]\nurl = \"sqlite:{database}\"\n{store}\
             [secrets]\nmaster_key_file = \"kyvs.key\"\n[limits]\n{limits}[sms]\n{sms}"
        );
        fs::write(self.folder.join("kyvs.toml"), text).context("kyvs.toml")
    }

    /// Adds a provider with screens of its own; gives its site key and its secret key.
    fn add_provider(&self, name: &str) -> Result<(String, String)> {
        let told = self.kyvs(&[
            "provider",
            "add",
            "--name",
            name,
            "--origin",
            "https://hotel.example",
            "--purpose",
            "check-in",
            "--own-otp-screen",
            "--json",
        ])?;
        let told: Value = serde_json::from_str(&told)?;
        let key = |name: &str| told[name].as_str().map(str::to_owned).with_context(|| format!("no {name}"));
        Ok((key("site_key")?, key("secret_key")?))
    }

    /// A copy with the same addresses, to be run instead of this one.
    pub(crate) fn copy(&self, name: &str) -> Result<Self> {
        let folder = self.folder.with_file_name(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        copy_folder(&self.folder, &folder)?;
        Ok(Self {
            folder,
            people: self.people.clone(),
            secret_key: self.secret_key.clone(),
            site_key: self.site_key.clone(),
            address: self.address.clone(),
            ops: self.ops.clone(),
            binary: self.binary.clone(),
            keep: self.keep,
        })
    }

    /// The binary, in the folder, with nothing in the environment but the file of the moving clock.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        self.dress(command.args(args));
        command
    }

    /// The same with another program in front.
    pub(crate) fn command_under(&self, wrapper: &[&str], args: &[&str]) -> Command {
        let mut command = Command::new(wrapper[0]);
        self.dress(command.args(&wrapper[1..]).arg(&self.binary).args(args));
        command
    }

    fn dress(&self, command: &mut Command) {
        command.current_dir(&self.folder).env_clear().env("KYVS_CLOCK_FILE", self.folder.join("clock"));
        // strace is found by it
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    }

    /// Runs a command to its end.
    pub(crate) fn output(&self, args: &[&str]) -> Result<Output> {
        self.command(args).output().with_context(|| format!("kyvs {}", args.join(" ")))
    }

    /// Runs a command that must succeed; gives what it printed.
    pub(crate) fn kyvs(&self, args: &[&str]) -> Result<String> {
        let output = self.output(args)?;
        if !output.status.success() {
            bail!("kyvs {}: {}: {}", args.join(" "), output.status, String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether this binary has a command.
    pub(crate) fn has_command(&self, name: &str) -> Result<bool> {
        let help = self.kyvs(&["help"])?;
        Ok(help.lines().any(|line| line.trim_start().split(' ').next() == Some(name)))
    }

    /// Puts the service's clock so far ahead.
    pub(crate) fn set_clock(&self, ahead_millis: i64) -> Result<()> {
        // moved in: a reader never sees half a number
        let fresh = self.folder.join("clock.fresh");
        fs::write(&fresh, ahead_millis.to_string())?;
        Ok(fs::rename(&fresh, self.folder.join("clock"))?)
    }

    /// Puts it ahead by so much more.
    pub(crate) fn move_clock(&self, by_millis: i64) -> Result<()> {
        let ahead: i64 = fs::read_to_string(self.folder.join("clock"))?.trim().parse()?;
        self.set_clock(ahead + by_millis)
    }

    /// A caller with the provider's key.
    pub(crate) fn client(&self) -> Client {
        Client::new(&self.address, &self.secret_key)
    }

    /// The stub gateway's file.
    pub(crate) fn outbox(&self) -> Outbox {
        Outbox(self.folder.join("outbox.ndjson"))
    }

    /// What the service has written to its log.
    pub(crate) fn log(&self) -> String {
        fs::read(self.folder.join("server.log"))
            .map_or_else(|_| String::new(), |log| String::from_utf8_lossy(&log).into())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.keep {
            // what is left over in a temporary folder harms nobody
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// An address of this machine on which nothing listens. Below the range that outgoing connections use: one of those would
/// take the port while a service restarts.
fn free_address() -> Result<String> {
    use std::sync::atomic::{AtomicU16, Ordering};
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // runs beside each other begin far apart
    let start = u16::try_from(std::process::id() % 90 * 100).unwrap_or(0);
    for _ in 0..2_000 {
        let port = 20_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 9_000;
        let address = format!("127.0.0.1:{port}");
        if TcpListener::bind(&address).is_ok() {
            return Ok(address);
        }
    }
    Err(anyhow!("no port is free"))
}

/// Copies files and folders; sockets and pipes are left out.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), &target).with_context(|| entry.path().display().to_string())?;
        }
    }
    Ok(())
}
