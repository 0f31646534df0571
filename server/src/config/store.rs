//! `[store]`: where the records are.

use std::path::PathBuf;

use super::{ConfigError, section::Section};
use crate::store::sqlite::COPY_AFTER;

/// Where the records are.
#[derive(Clone, Debug, PartialEq)]
pub struct Store {
    /// Which store.
    pub url: StoreUrl,
    /// Writes after which the log of the database is copied back into it.
    pub copy_after: u32,
}

/// A store by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// `sqlite:PATH`: an embedded database in one file.
    Sqlite(PathBuf),
}

impl Store {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let url = section.parsed("url", url)?.unwrap_or_else(|| StoreUrl::Sqlite(PathBuf::from("kyvs.db")));
        let copy_after = section.number("copy_after", COPY_AFTER, 1..=1_000_000)?;
        section.finish()?;
        Ok(Self { url, copy_after })
    }
}

fn url(text: &str) -> Result<StoreUrl, &'static str> {
    match text.strip_prefix("sqlite:") {
        // `sqlite://path` is a usual spelling elsewhere and would mean a path from the root here.
        Some(path) if !path.is_empty() && !path.starts_with("//") && path != ":memory:" => {
            Ok(StoreUrl::Sqlite(PathBuf::from(path)))
        }
        _ => Err("is sqlite:PATH, such as \"sqlite:kyvs.db\" or \"sqlite:/var/lib/kyvs/kyvs.db\""),
    }
}
