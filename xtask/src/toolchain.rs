//! The Rust toolchain that is in use, and parts of it that may be missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// What rustup calls a part.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The libraries for another machine.
    Target,
    /// Programs.
    Component,
}

/// What the compiler compiles for when nobody says otherwise.
pub(crate) fn host() -> Result<String> {
    let told = process::output(rustc().arg("-vV"))?;
    Ok(told.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc tells no host")?.to_owned())
}

/// Where a part is: `path` within the folder that each kind of machine has one in. It is added where it is missing.
pub(crate) fn ensure(part: Part, name: &str, path: impl AsRef<Path>) -> Result<PathBuf> {
    let sysroot = process::output(rustc().args(["--print", "sysroot"]))?;
    let path = Path::new(sysroot.trim()).join("lib/rustlib").join(path);
    if path.exists() {
        return Ok(path);
    }
    let kind = match part {
        Part::Target => "target",
        Part::Component => "component",
    };
    eprintln!("adding the {kind} {name}");
    process::run(Command::new("rustup").args([kind, "add", name])).with_context(|| {
        format!(
            "the Rust toolchain lacks the {kind} {name}; install it as your toolchain came \
             (rustup: `rustup {kind} add {name}`), then run this again"
        )
    })?;
    Ok(path)
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}
