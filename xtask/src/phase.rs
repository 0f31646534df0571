//! The phases of a long command: each one says its name, and at the end how long it took.

use std::time::Instant;

use anyhow::{Context, Result};

/// Does the work of one phase between its heading and its time; an error names the phase.
pub(crate) fn phase<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {name}");
    let start = Instant::now();
    let outcome = work().with_context(|| name.to_owned());
    let end = if outcome.is_ok() { "done" } else { "FAILED" };
    eprintln!("==> {name}: {end}, {:.1} s", start.elapsed().as_secs_f64());
    outcome
}
