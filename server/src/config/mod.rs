//! The operator's settings: a TOML file, and over it one environment variable `KYVS_SECTION__KEY` a key.
//!
//! One section a file; each validates itself, and a refusal names the exact key and the line or variable it came from.
//! `default.toml` holds every key with its default and what it means; `kyvs config` prints it.

mod citizen;
mod embed;
mod graphic;
mod limits;
mod listen;
mod network;
mod otp;
mod own_text;
mod receipt_text;
mod secrets;
mod section;
mod server;
mod sms;
mod store;
mod test_mode;
mod texts;
mod tree;
mod webhooks;

use std::path::{Path, PathBuf};

pub(crate) use self::section::parse_duration;
pub use self::{
    citizen::Citizen,
    embed::Embed,
    graphic::Graphic,
    limits::Limits,
    listen::ListenAddress,
    network::Network,
    otp::Otp,
    own_text::OwnText,
    receipt_text::ReceiptText,
    secrets::{MasterKeySource, Secrets},
    server::{Server, TlsFiles},
    sms::{Body, BodyRule, Gateway, GatewayKind, HttpGateway, LONGEST_TIMEOUT, Method, Report, Sms, Success},
    store::{Store, StoreUrl},
    test_mode::TestMode,
    texts::{CodeText, Length, Texts, length},
    webhooks::Webhooks,
};
use self::{section::Section, tree::Table};

/// The commented default file.
pub const DEFAULT_FILE: &str = include_str!("default.toml");

/// Read when no `--config` is given and it is there.
pub const USUAL_PATH: &str = "kyvs.toml";

const SECTIONS: [&str; 12] = [
    "server",
    "store",
    "secrets",
    "sms",
    "otp",
    "citizen",
    "embed",
    "graphic",
    "limits",
    "webhooks",
    "test_mode",
    "texts",
];

/// Why the settings are refused. The text is one line, fit for the operator, and never holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration {path}: {reason}")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The file is not TOML, or a variable's name has a wrong shape.
    #[error("{place}: {message}")]
    Syntax {
        /// Line or variable.
        place: String,
        /// What is wrong.
        message: String,
    },
    /// No such key.
    #[error("{place}: unknown key {key}{}", did_you_mean(.nearest.as_deref()))]
    Unknown {
        /// Line or variable.
        place: String,
        /// Full name as written.
        key: String,
        /// The most similar key that exists.
        nearest: Option<String>,
    },
    /// A value that cannot be used.
    #[error("{place}: {key} {message}")]
    Invalid {
        /// Line or variable.
        place: String,
        /// Full name.
        key: String,
        /// What is wrong, as the rest of a sentence.
        message: String,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

/// All settings, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the service listens and how it is reached.
    pub server: Server,
    /// Where the records are.
    pub store: Store,
    /// Where the master key is.
    pub secrets: Secrets,
    /// How messages go out.
    pub sms: Sms,
    /// Rules of the one-time code.
    pub otp: Otp,
    /// The page on which people see their own status.
    pub citizen: Citizen,
    /// What pictures and papers are drawn with.
    pub graphic: Graphic,
    /// What the embedded page shows around the check.
    pub embed: Embed,
    /// Rate limits.
    pub limits: Limits,
    /// How messages to providers' servers go out.
    pub webhooks: Webhooks,
    /// Whether the published test keys work.
    pub test_mode: TestMode,
    /// Texts of the messages.
    pub texts: Texts,
}

impl Config {
    /// Reads the named file, or `kyvs.toml` when it is there, and the environment.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigError> {
        let found = path.map(PathBuf::from).or_else(|| Some(PathBuf::from(USUAL_PATH)).filter(|usual| usual.exists()));
        let (name, text) = match found {
            None => (String::new(), String::new()),
            Some(path) => {
                let name = path.display().to_string();
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| ConfigError::Unreadable { path: name.clone(), reason: error.to_string() })?;
                (name, text)
            }
        };
        Self::parse(&name, &text, variables()?)
    }

    /// Reads a file's text and the given variables; other variables than `KYVS_…` are passed over.
    ///
    /// ```
    /// use server::config::Config;
    /// let config = Config::parse("kyvs.toml", "[otp]\nlifetime = \"2m\"\n", []).unwrap();
    /// assert_eq!(config.otp_policy().lifetime.as_secs(), 120);
    /// ```
    pub fn parse(
        file: &str,
        text: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut tree = tree::from_toml(file, text.strip_prefix('\u{feff}').unwrap_or(text))?;
        tree::overlay(&mut tree, variables, &SECTIONS)?;
        Self::read(tree)
    }

    fn read(tree: Table) -> Result<Self, ConfigError> {
        let mut root = Section::root(tree);
        let config = Self {
            server: Server::read(root.section("server")?)?,
            store: Store::read(root.section("store")?)?,
            secrets: Secrets::read(root.section("secrets")?)?,
            sms: Sms::read(root.section("sms")?)?,
            otp: Otp::read(root.section("otp")?)?,
            citizen: Citizen::read(root.section("citizen")?)?,
            graphic: Graphic::read(root.section("graphic")?)?,
            embed: Embed::read(root.section("embed")?)?,
            limits: Limits::read(root.section("limits")?)?,
            webhooks: Webhooks::read(root.section("webhooks")?)?,
            test_mode: TestMode::read(root.section("test_mode")?)?,
            texts: Texts::read(root.section("texts")?)?,
        };
        root.finish()?;
        Ok(config)
    }

    /// Rules of the one-time code, for the domain.
    pub fn otp_policy(&self) -> domain::code::Policy {
        self.otp.policy()
    }

    /// After how many failed guesses in a row a person's checks pause, and for how long.
    pub fn failure_policy(&self) -> domain::code::FailurePolicy {
        self.otp.failure_policy()
    }
}

/// The environment's `KYVS_…` variables.
fn variables() -> Result<Vec<(String, String)>, ConfigError> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
        .filter(|(name, _)| name.starts_with("KYVS_"))
        .map(|(name, value)| match value.into_string() {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(ConfigError::Syntax { place: name, message: "is not UTF-8".to_owned() }),
        })
        .collect()
}

#[cfg(test)]
mod tests;
