//! The name of a log.

use std::fmt;

/// The name of a log: the origin of its checkpoints and the name of the key that signs them.
///
/// Usually where the log is read, without the scheme: `kyvs.example/audit`. It has no space, no `+` and no control
/// character, and at most 255 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LogName(String);

/// A text that is no name of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name of a log has 1 to 255 bytes, without spaces and plus signs, as in kyvs.example/audit")]
pub struct LogNameError;

impl LogName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, LogNameError> {
        let fits = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
        if (1..=255).contains(&text.len()) && text.chars().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(LogNameError)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
