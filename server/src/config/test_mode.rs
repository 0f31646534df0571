//! `[test_mode]`: whether the published test keys work.

use super::{ConfigError, section::Section};

/// Whether test mode is there beside the live service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestMode {
    /// Without it a test key is a key that nobody has.
    pub enabled: bool,
}

impl TestMode {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let enabled = section.flag("enabled", true)?;
        section.finish()?;
        Ok(Self { enabled })
    }
}
