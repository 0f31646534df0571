//! Where things are: the repository, the folder cargo builds into, and what `Cargo.toml` says of the pages.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// Selects every crate but this program. Cargo builds a dependency again when other features of it are asked for, and
/// they are asked for by all the crates selected together: the same selection everywhere spares the second build.
pub(crate) const PRODUCT: &[&str] = &["--workspace", "--exclude", "xtask"];

/// The repository and its build folder.
pub(crate) struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; `CARGO_TARGET_DIR` moves it, and the site with it.
    pub(crate) target: PathBuf,
    /// The first `[[workspace.metadata.leptos]]`.
    pub(crate) pages: Pages,
}

/// What `[[workspace.metadata.leptos]]` fixes, under cargo-leptos' own names.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Pages {
    /// First part of the file names of the WASM and of its JavaScript.
    pub(crate) output_name: String,
    /// The crate of the binary.
    pub(crate) bin_package: String,
    /// The binary.
    pub(crate) bin_target: String,
    /// The crate that becomes WASM.
    pub(crate) lib_package: String,
    /// Its features in the browser.
    pub(crate) lib_features: Vec<String>,
    /// Cargo's profile for the WASM.
    pub(crate) lib_profile_release: String,
    /// The stylesheet that imports the others.
    pub(crate) style_file: PathBuf,
    /// The folder of the hand-written scripts and the icon.
    pub(crate) assets_dir: PathBuf,
    /// The folder, within the site, of the WASM and its JavaScript.
    pub(crate) site_pkg_dir: String,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    #[serde(rename = "metadata")]
    ours: Ours,
}

#[derive(Deserialize)]
struct Ours {
    leptos: Vec<Pages>,
}

impl Workspace {
    /// Asks cargo. The source of the answer is this crate's own folder, so any working folder will do. Cargo says at run time
    /// which that is: two checkouts may share a build folder, and then one runs what the other built.
    pub(crate) fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let json =
            process::output(process::cargo(Path::new(&here)).args(["metadata", "--format-version=1", "--no-deps"]))?;
        let metadata: Metadata = serde_json::from_str(&json).context("Cargo.toml: no [[workspace.metadata.leptos]]")?;
        let pages = metadata.ours.leptos.into_iter().next();
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
            pages: pages.context("Cargo.toml: [[workspace.metadata.leptos]] is empty")?,
        })
    }

    /// The folder of the built site.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The hand-written scripts and the icon.
    pub(crate) fn assets(&self) -> PathBuf {
        self.root.join(&self.pages.assets_dir)
    }

    /// The binary that `cargo xtask release` leaves, on a machine of this kind.
    pub(crate) fn released(&self, host: &str) -> PathBuf {
        self.target.join(host).join("release").join(&self.pages.bin_target)
    }

    /// The binary that cargo leaves for a profile folder, `debug` or `release`.
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(&self.pages.bin_target)
    }
}
