//! `cargo xtask release`: the binary for production. A binary that counts what it does is built and exercised under load; from
//! its counts the compiler knows what is done often, and arranges the binary that is kept by it (profile-guided optimisation).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Result, ensure};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

use crate::phase::phase;
use crate::toolchain::{self, Part};
use crate::workspace::Workspace;
use crate::{bench, build, process};

/// Builds, exercises, and builds by what was counted.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "LLVM_PROFILE_FILE"] {
        ensure!(env::var_os(name).is_none(), "{name} is set, and what is done here needs flags of its own: unset it");
    }
    build::run(workspace, &build::Options { site_only: true, ..build::Options::default() })?;
    let host = toolchain::host()?;
    let profdata = toolchain::ensure(Part::Component, "llvm-tools", Path::new(&host).join("bin/llvm-profdata"))?;
    let folder = workspace.target.join("training");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let (counts, counting) = (folder.join("counts"), folder.join("kyvs"));
    fs::create_dir_all(&counts)?;
    let binary = workspace.released(&host);
    phase("binary that counts", || {
        compile(workspace, &host, &flag("-Cprofile-generate=", &counts))?;
        // nobody shall take it for the other one, should anything fail from here on
        Ok(fs::rename(&binary, &counting)?)
    })?;
    phase("exercise", || bench::exercise(workspace, &folder.join("exercise"), &counting))?;
    let profile = phase("counts", || merge(&profdata, &counts))?;
    phase("binary", || compile(workspace, &host, &flag("-Cprofile-use=", &profile)))?;
    eprintln!("{}", binary.display());
    Ok(())
}

/// All counts in one file. Cargo compiles again when a flag changes, not when a file does that a flag names: its name tells what is in it.
fn merge(profdata: &Path, counts: &Path) -> Result<PathBuf> {
    let merged = counts.with_file_name("merged");
    process::run(Command::new(profdata).args(["merge", "-o"]).arg(&merged).arg(counts))?;
    let digest = Base64UrlUnpadded::encode_string(&Sha256::digest(fs::read(&merged)?));
    let profile = counts.with_file_name(format!("{digest}.profdata"));
    fs::rename(merged, &profile)?;
    Ok(profile)
}

fn flag(name: &str, path: &Path) -> String {
    format!("{name}{}", path.display())
}

/// The host is named as a target, so that build scripts and macros are compiled without the flag.
fn compile(workspace: &Workspace, host: &str, flag: &str) -> Result<()> {
    let mut cargo = process::cargo(&workspace.root);
    cargo.args(["build", "--release", "--package", &workspace.pages.bin_package, "--target", host]);
    // build scripts look for it in the folder of the target, which is another one here
    cargo.env("KYVS_SITE_DIR", workspace.site());
    cargo.arg("--config").arg(format!("target.{host}.rustflags=[{flag:?}]"));
    process::run(&mut cargo)
}
