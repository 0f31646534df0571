//! `[secrets]`: where the master key is. It never lies in the database, and never in the configuration file.

use std::{fmt, path::PathBuf};

use zeroize::Zeroizing;

use super::{ConfigError, section::Section};

/// Where the master key is.
#[derive(Clone, Debug, PartialEq)]
pub struct Secrets {
    /// The one place it comes from.
    pub master_key: MasterKeySource,
}

/// Where a master key comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum MasterKeySource {
    /// A file that only its owner may read.
    File(PathBuf),
    /// The text of the key, from the environment variable `KYVS_SECRETS__MASTER_KEY`.
    Given(Zeroizing<String>),
}

impl fmt::Debug for MasterKeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Given(_) => f.write_str("Given(…)"),
        }
    }
}

impl Secrets {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let file = section.parsed("master_key_file", path)?;
        let given = section.text("master_key")?.map(Zeroizing::new);
        if given.is_some() && !section.is_variable("master_key") {
            return Err(section.blame(
                "master_key",
                "does not belong in a file that is copied and read by many: use secrets.master_key_file, or the variable \
                 KYVS_SECRETS__MASTER_KEY",
            ));
        }
        if given.is_some() && file.is_some() {
            return Err(section
                .blame("master_key_file", "and KYVS_SECRETS__MASTER_KEY are both set: keep the one that is right"));
        }
        section.finish()?;
        let master_key = given.map_or_else(
            || MasterKeySource::File(file.unwrap_or_else(|| PathBuf::from("kyvs.key"))),
            MasterKeySource::Given,
        );
        Ok(Self { master_key })
    }
}

fn path(text: &str) -> Result<PathBuf, &'static str> {
    if text.is_empty() { Err("is the path of a file") } else { Ok(PathBuf::from(text)) }
}
