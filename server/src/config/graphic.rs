//! `[graphic]`: what pictures and papers are drawn with.

use std::path::PathBuf;

use super::{ConfigError, section::Section};

/// Where Debian's font packages put theirs.
const USUAL: &str = "/usr/share/fonts";

/// What pictures and papers are drawn with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graphic {
    /// Folders with fonts; what lies below them is looked through too.
    pub font_dirs: Vec<PathBuf>,
}

impl Graphic {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let font_dirs = section.list("font_dirs", folder)?.unwrap_or_else(|| vec![USUAL.into()]);
        section.finish()?;
        Ok(Self { font_dirs })
    }
}

fn folder(text: &str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(text);
    if path.is_absolute() { Ok(path) } else { Err("is a list of absolute paths") }
}
