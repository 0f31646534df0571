//! What a store is opened with.

use super::writer::COPY_AFTER;
use crate::{audit::AnchorMode, store::Retention};

/// Sizes and times of a store.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Connections that read.
    pub readers: usize,
    /// Writes that may wait; one more is refused as unavailable.
    pub waiting: usize,
    /// Writes after which the log is copied back into the database.
    pub copy_after: u32,
    /// How long rows are kept.
    pub retention: Retention,
    /// What to do about a database that is not where its anchor says.
    pub anchor: AnchorMode,
}

impl Default for Options {
    fn default() -> Self {
        let (copy_after, anchor) = (COPY_AFTER, AnchorMode::Check);
        Self { readers: 4, waiting: 4_096, copy_after, retention: Retention::default(), anchor }
    }
}
