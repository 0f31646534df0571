//! Tells the server where the built site is, so that it can carry it.
//!
//! `cargo xtask build` leaves the site in `<target>/site`; `KYVS_SITE_DIR` names another place. Where
//! there is none yet, an empty one takes its place, so that `cargo check` works in a fresh clone.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=KYVS_SITE_DIR");
    let site = match env::var_os("KYVS_SITE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => target_folder()?.join("site"),
    };
    let manifest = site.join("manifest.json");
    if !manifest.is_file() {
        fs::create_dir_all(&site)?;
        fs::write(&manifest, "{}\n")?;
    }
    println!("cargo:rerun-if-changed={}", manifest.display());
    println!("cargo:rustc-env=KYVS_SITE_DIR={}", site.display());
    Ok(())
}

/// Cargo's target folder, which is some levels above this script's own; cargo marks it as a cache.
fn target_folder() -> Result<PathBuf, Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let out = Path::new(&out);
    let marked = out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    // <target>/<profile>/build/<crate>/out
    let counted = || out.ancestors().nth(4);
    let found = marked.or_else(counted).ok_or("OUT_DIR is not below a target folder")?;
    Ok(found.to_owned())
}
