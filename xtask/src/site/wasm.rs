//! The islands: Rust to WASM, and the JavaScript that binds it to the page.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::toolchain::{self, Part};
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// The WASM as browsers load it, and its module.
pub(super) struct Bound {
    pub(super) wasm: Vec<u8>,
    pub(super) script: String,
}

/// Compiles the pages for the browser; cargo knows what is up to date.
pub(super) fn compile(workspace: &Workspace) -> Result<PathBuf> {
    toolchain::ensure(Part::Target, TARGET, TARGET)?;
    let pages = &workspace.pages;
    process::run(process::cargo(&workspace.root).args([
        "build",
        "--lib",
        "--package",
        &pages.lib_package,
        "--profile",
        &pages.lib_profile_release,
        "--target",
        TARGET,
        "--no-default-features",
        "--features",
        &pages.lib_features.join(","),
    ]))?;
    let folder = workspace.target.join(TARGET).join(&pages.lib_profile_release);
    Ok(folder.join(format!("{}.wasm", pages.lib_package.replace('-', "_"))))
}

/// Compiles crates that are nothing but WASM, each by itself: in one call all would get the features of `domain` that one of them
/// asks for. Gives their files in the same order.
pub(super) fn compile_tools(workspace: &Workspace, crates: &[&str]) -> Result<Vec<PathBuf>> {
    toolchain::ensure(Part::Target, TARGET, TARGET)?;
    let profile = &workspace.pages.lib_profile_release;
    let folder = workspace.target.join(TARGET).join(profile);
    crates
        .iter()
        .map(|name| {
            let build = ["build", "--lib", "--profile", profile, "--target", TARGET, "--package", name];
            process::run(process::cargo(&workspace.root).args(build))?;
            anyhow::Ok(folder.join(format!("{name}.wasm")))
        })
        .collect()
}

/// Runs the bindings generator over the compiled WASM.
pub(super) fn bind(compiled: &Path, name: &str) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // the page passes the hashed address; the module must not guess another
        .omit_default_module_path(true);
    let mut output = bindgen.generate_output().context("failed to bind the WASM to JavaScript")?;
    // a crate without scripts of its own is in the list too, with none
    let scripts = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty());
    let brought: Vec<_> = scripts.map(|(name, _)| name).chain(output.local_modules().keys()).collect();
    if !brought.is_empty() {
        bail!("crates bring JavaScript files of their own, and the site has no place for them: {brought:?}");
    }
    Ok(Bound { script: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
